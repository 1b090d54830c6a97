"""What the report has told so far: the places and parties that "the city" and "they" may mean."""

from collections.abc import Container, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field

from whoholds.knowledge.names import fold
from whoholds.reading.grammar import section
from whoholds.reading.lexicon import lexicon
from whoholds.reading.mentions import Mention

if TYPE_CHECKING:
    from whoholds.reading.sentence import Sentence

_MOVES = frozenset({"capture", "transfer"})
_AHEAD = 3
"""Sentences in which the town of a news lead gets its name."""
_TOGETHER = 2
_SPOKEN = section("context")["spoken"]
_MILES = section("context")["miles"]
_RECENT = 4
"""Sentences back in which "the city" finds its name."""
_BY_NAME = {"city": 1, "town": 1, "village": 1, "district": 3}
"""Sentences back in which a name told with the very noun comes before all nearer ones."""
_CANDIDATES = 3
"""Entries of the gazetteer, best first, that may decide what kind of place a bare name is."""
TOWNS = frozenset({"city", "town", "village"})
_ITSELF = frozenset({"base", "airport", "crossing", "dam", "hill", "building", "camp", "country"})
_NO_TOWN = frozenset({"building", "road", "hill", "dam", "base", "airport", "crossing"})
SITES = frozenset({"base", "airport", "crossing", "dam", "camp"})


@define(eq=False)
class Told:
    """A place or party named earlier. `at` orders the tellings: (sentence, token). Where an event
    was told of it, `event` is its kind and `by` the party that acted."""

    name: Mention
    at: tuple[int, int]
    kind: str | None = None
    part: bool = False
    display: str | None = None
    event: str | None = None
    by: Any = None


def sites_named(sentences: Iterable[list[Any]]) -> dict[str, Mention]:
    """Kinds of site of which the whole report names just one: "the main border crossing" early
    in a report is the one that it names later."""
    lex = lexicon()
    found: dict[str, dict[str, Mention]] = {}
    for units in sentences:
        for i, unit in enumerate(units):
            mention = unit.mention
            if mention is None or mention.kind not in ("place", "name"):
                continue
            kind, name = mention.place_kind, mention
            for j in (i + 1, i + 2):
                if (
                    kind is None
                    and j < len(units)
                    and units[j].mention is None
                    and lex.ground.get(units[j].lemma) in SITES
                ):
                    if j == i + 2 and units[i + 1].lower not in section("names")["site_fillers"]:
                        continue
                    kind = lex.ground[units[j].lemma]
                    whole = unit.text + "".join(" " + u.text for u in units[i + 1 : j + 1])
                    name = evolve(mention, text=whole, core=mention.text, place_kind=kind)
            if kind in SITES:
                found.setdefault(kind, {})[fold(name.text)] = name
    return {kind: next(iter(names.values())) for kind, names in found.items() if len(names) == 1}


def introduced(sentences: Mapping[int, list[Any]]) -> dict[int, list[tuple[str, Mention]]]:
    """By sentence, the places that it names, each with the noun beside it: "the town of X", "X
    district"; "" where there is none, in a sentence with a verb of gain."""
    lex = lexicon()
    found: dict[int, list[tuple[str, Mention]]] = {}
    for index, units in sentences.items():
        moves = any(f.kind in _MOVES for u in units for f in lex.verbs.get(u.lemma, ()))
        for i, unit in enumerate(units):
            mention = unit.mention
            if mention is None or mention.kind not in ("place", "name"):
                continue
            nouns = [units[i - 2]] if i >= 2 and units[i - 1].lower == "of" else []
            nouns += units[i + 1 : i + 2]
            told = (n.lemma for n in nouns if n.mention is None and n.lemma in lex.settlement)
            noun = next(told, "")
            if noun or (mention.kind == "place" and not mention.is_water and moves):
                found.setdefault(index, []).append((noun, mention))
    return found


@define(eq=False)
class Context:
    """Discourse state of one report; sentences are added in order. `introduced` and
    `names` (folded) look ahead: "a town in X" may be named in the sentences that follow. `home` is
    the country most named (ISO 3166 alpha-2)."""

    places: list[Told] = field(factory=list)
    parties: list[tuple[tuple[int, int], Any]] = field(factory=list)
    claimed: list[Told] = field(factory=list)
    sites: dict[str, Mention] = field(factory=dict)
    introduced: dict[int, list[tuple[str, Mention]]] = field(factory=dict)
    home: str | None = None
    names: frozenset[str] = frozenset()

    def named_later(self, sentence: "Sentence", nouns: Container[str]) -> Mention | None:
        """The first place that one of the next sentences names with one of these nouns, else the
        only town that the very next one names at all."""
        for index in range(sentence.index + 1, sentence.index + 1 + _AHEAD):
            for noun, mention in self.introduced.get(index, ()):
                if noun in nouns:
                    return mention
        towns = {
            mention.text: mention
            for noun, mention in self.introduced.get(sentence.index + 1, ())
            if not noun and mention.places and mention.places[0].kind not in ("region", "country")
        }
        return next(iter(towns.values())) if len(towns) == 1 else None

    def see(self, index: int, units: list[Any]) -> None:
        """Take in the names of a sentence, read or not."""
        lex = lexicon()
        for i, unit in enumerate(units):
            mention = unit.mention
            if mention is None or mention.kind not in ("place", "name", "country"):
                continue
            if mention.is_water or _where_it_was_said(units, i) or _measured_from(units, i):
                continue
            if mention.kind == "country":
                self.places.append(Told(mention, (index, i), "country"))
                continue
            noun = None
            if mention.place_kind is None:
                for j in (i + 1, i - 2, i - 1):
                    if (
                        0 <= j < len(units)
                        and units[j].mention is None
                        and units[j].lemma in lex.ground
                    ):
                        if j == i - 2 and (
                            units[i - 1].lower != "of" or units[j].lemma not in lex.settlement
                        ):
                            continue
                        noun = lex.ground[units[j].lemma]
                        break
            if mention.kind == "name" and noun is None and mention.place_kind is None:
                continue
            self.places.append(Told(mention, (index, i), mention.place_kind or noun))

    def last_place(self, sentence: "Sentence", before: int, kind: str | None) -> Told | None:
        """The nearest place told before token `before`, of a kind that the noun can mean."""
        here = (sentence.index, before)
        if kind in _BY_NAME:
            for told in reversed(self.places):
                near = sentence.index - told.at[0] <= _BY_NAME[kind]
                if told.at < here and near and told.kind == kind:
                    return self._nearest_subject(told, here, kind)
        fallback = None
        for told in reversed(self.places):
            if told.at >= here:
                continue
            if sentence.index - told.at[0] > _RECENT:
                break
            if _can_be(told, kind):
                return self._nearest_subject(told, here, kind)
            if told.kind == "region" and kind in TOWNS and _towns_among(told):
                # "in Aleppo province … on the city": the town that the province is called after
                fallback = fallback or Told(told.name, told.at, "city")
            elif kind == "region" and told.kind != "country":
                fallback = fallback or told
        return fallback

    def together(self, sentence: "Sentence", before: int) -> list[Told]:
        """The places of which the last event of several was told, this sentence or one of the
        two before; empty where there was none."""
        here = (sentence.index, before)
        near = [t for t in self.claimed if t.at < here and sentence.index - t.at[0] <= _TOGETHER]
        for last in reversed(near):
            same = [
                t for t in near if (t.at[0], t.event, t.by) == (last.at[0], last.event, last.by)
            ]
            distinct = {fold(t.name.text): t for t in same}
            if len(distinct) > 1:
                return list(distinct.values())
        return []

    def _nearest_subject(self, told: Told, here: tuple[int, int], kind: str | None) -> Told:
        """Prefer, in the same sentence as `told`, the place that a claim was about."""
        for other in reversed(self.claimed):
            same = other.at[0] == told.at[0] and other.at < here and _can_be(other, kind)
            if same and {kind, other.kind} != {"city", "village"}:
                return other
        return told


def _where_it_was_said(units: list[Any], i: int) -> bool:
    """ "speaking from X", "told reporters in X": a speaker's place, never "the town" later."""
    before = [unit.lower for unit in units[max(i - 3, 0) : i]]
    return bool(before) and before[-1] in ("in", "from") and any(w in _SPOKEN for w in before)


def _measured_from(units: list[Any], i: int) -> bool:
    """ "100 km (60 miles) south of the capital X": how far off, and never "the town" later."""
    before = [unit.lower for unit in units[max(i - 8, 0) : i]]
    return not {"of", "from"}.isdisjoint(before[-4:]) and not _MILES.isdisjoint(before)


def _can_be(told: Told, kind: str | None) -> bool:
    """Whether a noun of this kind ("the district") can stand for the place."""
    if kind is None:
        return told.kind != "country"
    if kind in _ITSELF or told.kind in ("country", "region"):
        return told.kind == kind or (kind == "region" and told.kind is None)
    if kind in TOWNS and told.kind in _NO_TOWN:
        return False
    if told.kind is None and told.name.places:
        return any(p.kind not in ("region", "country") for p in told.name.places[:_CANDIDATES])
    return True


def _towns_among(told: Told) -> bool:
    return any(p.kind in ("city", "town") for p in told.name.places)
