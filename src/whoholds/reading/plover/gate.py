"""Which sentences can tell an event: its verb or noun with somebody named, before any parse.

A verb said of anything (take, hold, give) opens the gate only beside a word that its frame asks
for: "took" beside "prisoner", "held" beside "talks". The words come from the frames themselves.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

import ahocorasick_rs

from whoholds.knowledge import words
from whoholds.knowledge.countries import COUNTRIES
from whoholds.knowledge.theatres import shipped
from whoholds.reading.gate import at_war, named_party
from whoholds.reading.plover.lexicon import Frame, plover

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_COMPANIONS = {
    "asked": ("sets", "askable"), "help": ("sets", "askable"), "refused": ("sets", "refusable"),
    "street": ("sets", "streets"), "walkout": ("sets", "walkouts"), "home": ("sets", "home"),
    "pact": ("sets", "pacts"), "crowd": ("sets", "crowd"), "crowd_or_against": ("sets", "crowd"),
    "not_office": ("sets", "crowd"), "firepower": ("sets", "firepower"),
    "alert": ("things", "alert"), "grip": ("things", "grip"), "envoys": ("things", "envoys"),
    "freed": ("things", "prisoners"), "people": ("things", "victims"),
    "office_named": ("things", "command"), "own": ("things", "troops"), "custody": ("things", "custody"),
    "civil": ("sets", "crowd"), "many": ("sets", "crowd"), "office": ("sets", "offices"),
}  # fmt: skip
"""What a frame's condition looks for, by where its words are listed."""


@cache
def _openers() -> dict[str, tuple[frozenset[str] | None, ...]]:
    """Form of a verb or noun → for each frame the words of which one must stand beside it."""
    lex = plover()
    found: dict[str, set[frozenset[str] | None]] = {}
    for form, lemma in lex.verb.items():
        for frame in lex.verbs.get(lemma, ()):
            found.setdefault(form, set()).add(_beside(frame))
    for form, lemma in lex.noun.items():
        for frame in lex.nouns.get(lemma, ()):
            found.setdefault(form, set()).add(_forms(frame.modified) or None)
    for form in lex.sets["limiting"]:
        found.setdefault(form, set()).add(_forms(lex.sets["limitable"]))
    return {form: tuple(sets) for form, sets in found.items()}


def _beside(frame: Frame) -> frozenset[str] | None:
    lex = plover()
    if frame.complement:
        return _forms(frame.complement)
    wanted = set(frame.thing) if frame.obj is None else set()
    for need in frame.needs:
        where, name = _COMPANIONS.get(need, ("", ""))
        if where:
            wanted |= getattr(lex, where)[name]
    return _forms(wanted) or None


def _forms(lemmas: Iterable[str]) -> frozenset[str]:
    wanted = set(lemmas)
    return frozenset({f for f, lemma in plover().noun.items() if lemma in wanted} | wanted)


@cache
def _stances() -> re.Pattern[str]:
    """What tells a relation: "-backed", "led by", "allied with", "the leader of"."""
    stances = plover().stances
    tails = "|".join(sorted({c for s in stances for c in s["compounds"]}))
    behind = "|".join(sorted({p for s in stances for p in s["participles"]}))
    chiefs = "|".join(sorted({c for s in stances for c in s["chiefs"]}))
    heads = "|".join(sorted({h for s in stances for h in s["heads"]}))
    verbs = "|".join(f for f, v in plover().verb.items() if any(v in s["verbs"] for s in stances))
    return re.compile(
        rf"-(?:{tails})\b|\b(?:{behind}) (?:by|with|to)\b|\b(?:{heads}) of\b"
        rf"|\b(?:{chiefs})\b|, who (?:{verbs})\b|\bwith the \w* ?(?:support|backing|help) of\b"
    )


@cache
def _words(name: str) -> re.Pattern[str]:
    listed = sorted(map(re.escape, words.load("plover")["gate"][name]), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(listed)})\b")


@cache
def _names() -> ahocorasick_rs.AhoCorasick:
    """Countries, peoples and capitals, and the armed actors of every theatre."""
    named = {
        n for c in COUNTRIES.values() for n in (c.name, *c.aliases, *c.demonyms, c.capital or "")
    }
    named |= {n for t in shipped().values() for a in t.actors for n in (a.name, *a.aliases)}
    return ahocorasick_rs.AhoCorasick([n for n in named if len(n) > 2 and n[0].isupper()])


def passing(sentences: Sequence[str]) -> list[int]:
    """Indices of the sentences that can tell an event, of a report's sentences in order."""
    lowered = [s.lower() for s in sentences]
    war = _words("war")
    if not at_war(sentences) and not any(war.search(s) for s in lowered):
        if any(_words("games").search(s) for s in lowered):
            return []
        # of diplomacy without a word of war: two must be named
        return [i for i, s in enumerate(lowered) if _opens(s) and _named(sentences[i]) > 1]
    return [i for i, s in enumerate(lowered) if _opens(s) and _somebody(sentences[i], s)]


def _opens(lowered: str) -> bool:
    said = set(_WORD.findall(lowered))
    openers = _openers()
    for word in said:
        for beside in openers.get(word, ()):
            if beside is None or (said - {word}) & beside:
                return True
    return _stances().search(lowered) is not None


def _named(sentence: str) -> int:
    """How many states, capitals and armed actors the sentence names, each once."""
    return len({sentence[a:b] for _, a, b in _names().find_matches_as_indexes(sentence)})


def _somebody(sentence: str, lowered: str) -> bool:
    return (
        named_party(lowered)
        or _words("party").search(lowered) is not None
        or bool(_names().find_matches_as_indexes(sentence))
    )
