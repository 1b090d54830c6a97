"""Which stretches of a sentence are names, and of what: places, actors, countries, persons.

Decided by lists and neighbours alone; the parse comes after and settles what the unknown ones do.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from attrs import evolve, frozen

from whoholds.knowledge import words
from whoholds.knowledge.names import fold
from whoholds.model import Actor, Place
from whoholds.reading.grammar import section
from whoholds.reading.lexicon import lexicon
from whoholds.reading.tokens import Token, lists, name_runs
from whoholds.reading.vocabulary import Lookup, Vocabulary

_LISTED = section("names")
_LONGEST_TAIL = 6
"""Tokens that a name can go on for: "of Iraq and the Levant", "for the Liberation of Azawad"."""


@frozen
class Mention:
    """Tokens `first` to `last` (exclusive) are one name, as `text` has it.

    `kind`: actor, country, demonym, place, person, organisation, or name where nothing is known.
    `place_kind` is set where a common noun in the name tells it ("Marib Dam"); `core` is the
    name without that noun.
    """

    first: int
    last: int
    text: str
    kind: str
    core: str = ""
    actor: Actor | None = None
    country: str | None = None
    places: tuple[Place, ...] = ()
    place_kind: str | None = None

    @property
    def is_water(self) -> bool:
        """ "the Red Sea", "Lake Chad": where a place lies, and no ground to hold."""
        names = self.text.lower().split()
        return len(names) > 1 and not {names[0], names[-1]}.isdisjoint(_LISTED["waters"])


def find_mentions(
    text: str, tokens: Sequence[Token], vocabulary: Vocabulary, acronyms: dict[str, Mention]
) -> list[Mention]:
    """Mentions in order; they do not overlap. `acronyms` gathers those that the report itself
    introduces ("Syrian Democratic Forces (SDF)") and gives later ones their meaning."""
    found: list[Mention] = []
    for first, last in name_runs(tokens):
        segments = list(_segments(text, tokens, first, last, vocabulary))
        for mention in _settle(text, tokens, segments):
            word = tokens[mention.first].lower
            abroad = mention.kind == "place" and not any(
                p.country in vocabulary.focus for p in mention.places
            )
            lone = (abroad or mention.kind == "name") and _opens(tokens, mention)
            if found and mention.first < found[-1].last:
                continue  # within a name that "and" did not end
            if not (lone and vocabulary.is_common(word)):
                mention = _to_its_end(text, tokens, mention, vocabulary)
                found.append(_expanded(mention, acronyms))
    return _with_acronyms(tokens, found, acronyms)


def _to_its_end(
    text: str, tokens: Sequence[Token], mention: Mention, vocabulary: Vocabulary
) -> Mention:
    """The actor's longest name that stands here: "Islamic State in Iraq and Syria"."""
    after = tokens[mention.last].lower if mention.last < len(tokens) else ""
    if mention.actor is None or after not in _LISTED["goes_on"] or vocabulary.theatre is None:
        return mention
    start = tokens[mention.first].start
    for last in range(min(len(tokens), mention.last + _LONGEST_TAIL), mention.last + 1, -1):
        whole = text[start : tokens[last - 1].end]
        if (
            tokens[last - 1].kind == "word"
            and vocabulary.theatre.actor_named(whole) is mention.actor
        ):
            return evolve(mention, last=last, text=whole)
    return mention


def _expanded(mention: Mention, acronyms: dict[str, Mention]) -> Mention:
    if mention.kind not in ("name", "place", "organisation") or mention.text not in acronyms:
        return mention
    known = acronyms[mention.text]
    return evolve(known, first=mention.first, last=mention.last, text=mention.text)


def _with_acronyms(
    tokens: Sequence[Token], mentions: list[Mention], acronyms: dict[str, Mention]
) -> list[Mention]:
    """ "Hayat Tahrir al-Sham (HTS)" is one mention, and HTS has its meaning from here on."""
    kept: list[Mention] = []
    for mention in mentions:
        before = kept[-1] if kept else None
        short = (
            mention.last - mention.first == 1
            and mention.text.isupper()
            and 2 <= len(mention.text) <= 8
        )
        if (
            short and before is not None and before.last == mention.first - 1 and tokens[mention.first - 1].text == "("
            and mention.last < len(tokens) and tokens[mention.last].text == ")" and before.kind in ("actor", "name", "organisation")
        ):  # fmt: skip
            acronyms.setdefault(mention.text, before)
            kept[-1] = evolve(before, last=mention.last + 1)
            continue
        kept.append(mention)
    return kept


def _opens(tokens: Sequence[Token], mention: Mention) -> bool:
    """A lone word with a capital only because it opens a sentence or a quotation."""
    return mention.last - mention.first == 1 and (
        mention.first == 0 or tokens[mention.first - 1].kind == "punct"
    )


def _surface(text: str, tokens: Sequence[Token], first: int, last: int) -> str:
    return text[tokens[first].start : tokens[last - 1].end]


def _segments(
    text: str, tokens: Sequence[Token], first: int, last: int, vocabulary: Vocabulary
) -> Iterator[Mention]:
    """The longest known names from the left; what lies between them is unknown."""
    unknown = at = first
    while at < last:
        hit: tuple[int, Lookup] | None = None
        for size in range(min(vocabulary.longest, last - at), 0, -1):
            alone = size == 1
            found = vocabulary.lookup(_surface(text, tokens, at, at + size), alone)
            if found.kind != "name":
                hit = (size, found)
                break
        if hit is None:
            at += 1
            continue
        if unknown < at and not (
            _is_place(hit) and all(t.lower in _LISTED["directions"] for t in tokens[unknown:at])
        ):
            yield Mention(unknown, at, _surface(text, tokens, unknown, at), "name")
        size, found = hit
        yield Mention(
            at, at + size, _surface(text, tokens, at, at + size), found.kind,
            actor=found.actor, country=found.country, places=found.places,
        )  # fmt: skip
        at += size
        unknown = at
    if unknown < last:
        yield Mention(unknown, last, _surface(text, tokens, unknown, last), "name")


def _is_place(hit: tuple[int, Lookup]) -> bool:
    """ "Eastern Hama": a direction before a known place is no part of its name."""
    return hit[1].kind in ("place", "country")


def _settle(text: str, tokens: Sequence[Token], segments: list[Mention]) -> list[Mention]:
    """Neighbouring segments of one run read together: "Marib" + "Dam", "Homs" + "News Network"."""
    settled: list[Mention] = []
    for mention in segments:
        before = settled[-1] if settled and settled[-1].last == mention.first else None
        whole = _joined(text, tokens, before, mention) if before is not None else None
        if whole is not None:
            settled[-1] = whole
        else:
            settled.append(_by_its_words(text, tokens, before, mention))
    return [_person(tokens, m) for m in settled]


def _joined(
    text: str, tokens: Sequence[Token], before: Mention, mention: Mention
) -> Mention | None:
    """The two as one name; None where they are two."""
    if mention.kind == "place" and before.kind in ("name", "place"):
        return _one_name(text, tokens, before, mention)
    if mention.kind != "name":
        return None
    known, lex = lists(), lexicon()
    parts = [t.lower for t in tokens[mention.first : mention.last]]
    whole = evolve(
        before, last=mention.last, text=_surface(text, tokens, before.first, mention.last)
    )
    tail = lex.ground.get(lex.lemma_of(parts[-1]))
    site = tail and all(lex.lemma_of(w) in lex.ground or w in _LISTED["site_words"] for w in parts)
    if site and before.kind in ("place", "name"):
        core = before.core or before.text
        return evolve(whole, kind="place", place_kind=tail, core=core)
    opens = parts[0] in known.organisations
    if opens and len(parts) > 1:
        return None
    if opens or parts[-1] in known.organisations:
        party = lex.lemma_of(parts[-1]) in lex.parties
        if before.kind in ("place", "name"):
            return evolve(whole, kind="organisation")
        if before.kind in ("demonym", "country", "actor") and not party:
            return evolve(whole, kind="organisation")
        return None
    if _opens_place(parts) or (tail and len(parts) > 1):
        return None
    if before.kind == "place" and not before.place_kind:
        # "Bashar" is a village somewhere: running on into an unknown word it is a name
        return evolve(whole, kind="name", places=())
    return None


def _one_name(
    text: str, tokens: Sequence[Token], before: Mention, mention: Mention
) -> Mention | None:
    """ "Hussein Nur", "Cabo Delgado": a person's name, or one of which two lands have a half each."""
    if mention.last - before.first != 2 or before.place_kind:
        return None
    whole = evolve(
        mention,
        first=before.first,
        text=_surface(text, tokens, before.first, mention.last),
        places=(),
    )
    if tokens[before.first].lower in given_names():
        return evolve(whole, kind="person")
    lands = {p.country for p in before.places}
    if before.kind == "place" and lands.isdisjoint(p.country for p in mention.places):
        return evolve(whole, kind="name")
    return None


def _by_its_words(
    text: str, tokens: Sequence[Token], before: Mention | None, mention: Mention
) -> Mention:
    """An unknown name told by its own first or last word: "Marib Dam", "Jabal Zawiya"."""
    if mention.kind != "name":
        return mention
    known, lex = lists(), lexicon()
    parts = [t.lower for t in tokens[mention.first : mention.last]]
    opens = parts[0] in known.organisations and (len(parts) > 1 or before is not None)
    if opens or parts[-1] in known.organisations:
        return evolve(mention, kind="organisation")
    tail = lex.ground.get(lex.lemma_of(parts[-1]))
    if tail and len(parts) > 1:
        core = _surface(text, tokens, mention.first, mention.last - 1)
        return evolve(mention, kind="place", place_kind=tail, core=core)
    if _opens_place(parts):
        return evolve(mention, kind="place", place_kind=_site_of(parts[0]))
    return mention


def _opens_place(parts: Sequence[str]) -> bool:
    return len(parts) > 1 and parts[0] in _LISTED["place_openers"]


def _site_of(opener: str) -> str | None:
    """The kind of place that the word before a name tells: "Jabal Zawiya" is a hill."""
    kinds = {"hills": "hill", "camps": "camp", "bases": "base"}
    return next((kind for listed, kind in kinds.items() if opener in _LISTED[listed]), None)


def _person(tokens: Sequence[Token], mention: Mention) -> Mention:
    if mention.kind not in ("name", "place") or mention.place_kind:
        return mention
    known = lists()
    parts = [t.lower for t in tokens[mention.first : mention.last]]
    before = tokens[mention.first - 1].lower if mention.first else ""
    named_so = mention.kind == "name" and len(parts) > 1 and parts[0] in given_names()
    if named_so or before in known.titles or (parts[0] in known.titles and len(parts) > 1):
        return evolve(mention, kind="person", places=())
    return mention


@cache
def given_names() -> frozenset[str]:
    return frozenset(words.load("given_names")["names"])


def mark_persons(
    tokens: Sequence[Token], mentions: list[Mention], persons: set[str]
) -> list[Mention]:
    """Mentions with those of known persons marked; `persons` (family names, lower case) grows.

    A person once introduced ("Richard Engel", "Gen. Votel", "Davis said") is one throughout.
    """
    lex = lexicon()
    marked: list[Mention] = []
    for mention in mentions:
        last = fold(mention.text).split()[-1] if fold(mention.text) else ""
        before = tokens[mention.first - 1].lower if mention.first else ""
        if mention.kind == "person" or (
            mention.kind == "actor"
            and (before in lists().titles or mention.text.lower().split()[0] in lists().titles)
        ):
            persons.add(last)
        elif mention.kind == "place" and mention.last - mention.first == 1:
            beside = marked[-1] if marked and marked[-1].last == mention.first else None
            if last in persons or (beside is not None and beside.kind == "person"):
                persons.add(last)  # "Col. Ricardo Sirte … Sirte said"
                mention = evolve(mention, kind="person", places=())
        elif mention.kind == "name":
            after = tokens[mention.last].lower if mention.last < len(tokens) else ""
            asked = tokens[mention.first - 1].lower if mention.first else ""
            second = tokens[mention.last + 1].lower if mention.last + 1 < len(tokens) else ""
            speaks = (
                lex.lemma_of(after) in _LISTED["speaks"]
                or (after == "," and second == "who")
                or after == "who"
                or lex.lemma_of(asked) in _LISTED["speaks"]
            )
            if last in persons or (speaks and len(mention.text) > 2 and not mention.text.isupper()):
                persons.add(last)
                mention = evolve(mention, kind="person")
        marked.append(mention)
    return marked
