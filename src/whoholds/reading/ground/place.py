"""Ground as one noun phrase gives it."""

from collections.abc import Iterable

from attrs import frozen

from whoholds.reading.context import Told
from whoholds.reading.grammar import section
from whoholds.reading.mentions import Mention
from whoholds.reading.sentence import Sentence
from whoholds.reading.tree import Node

_LISTED = section("ground")
QUARTERS = frozenset({"district", "neighbourhood"})
SITES = frozenset({"building", "base", "airport", "crossing", "road"})
_NAMES = frozenset({"place", "country", "name"})


@frozen
class Ground:
    """Ground by the name it goes under.

    `name` is the mention that names it; `kind` what a common noun tells of it; `part` is true
    for an unnamed part of it; `token` the head noun's index in the sentence; `start` and `end`
    where it stands in the report. `pronoun` marks ground named elsewhere in the report;
    `display` is the name with its noun ("Taftanaz airbase").
    """

    name: Mention
    token: int
    start: int
    end: int
    part: bool = False
    kind: str | None = None
    display: str | None = None
    pronoun: bool = False

    @property
    def text(self) -> str:
        return self.display or self.name.text


def is_place_name(mention: Mention | None) -> bool:
    return mention is not None and mention.kind in _NAMES and not mention.is_water


def is_acronym(name: str) -> bool:
    """ "UAV", "VBIEDs": hardly ever the name of a place."""
    return name.removesuffix("s").isupper()


def named(
    noun: Node,
    sentence: Sentence,
    part: bool = False,
    kind: str | None = None,
    display: str | None = None,
) -> Ground:
    """The ground of a token that is a name itself."""
    unit = sentence.unit(noun)
    assert unit.mention is not None
    told = kind or unit.mention.place_kind
    return Ground(unit.mention, noun.i, unit.start, unit.end, part, told, display)


def told_before(noun: Node, sentence: Sentence, last: Told, part: bool) -> Ground:
    """Ground named earlier, for which a pronoun or a common noun stands."""
    unit = sentence.unit(noun)
    return Ground(
        last.name, noun.i, unit.start, unit.end, part, last.kind, last.display, pronoun=True
    )


def is_partial(tokens: Iterable[Node], sentence: Sentence) -> bool:
    """True where a word before a place means a part of it: "eastern", "rural"."""
    return any(sentence.lower(token) in _LISTED["partial"] for token in tokens)
