"""Which sentences can tell an event: its verb or noun with somebody named, before any parse.

A verb said of anything (take, hold, give) opens the gate only beside a word that its frame asks
for: "took" beside "prisoner", "held" beside "talks". The words come from the frames themselves.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

import ahocorasick_rs
from attrs import frozen

from whoholds.knowledge import words
from whoholds.knowledge.countries import COUNTRIES
from whoholds.knowledge.theatres import shipped
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


@frozen
class _Listed:
    """A list of words, looked for in the words of a sentence, and of phrases, in its text."""

    words: frozenset[str]
    phrases: tuple[str, ...]

    def said(self, words: set[str], lowered: str) -> bool:
        return not self.words.isdisjoint(words) or any(p in lowered for p in self.phrases)


@cache
def _list(name: str) -> _Listed:
    own = words.load("plover")["gate"]
    theirs = set(words.load("gate").get(name, ()))
    listed = set(own[name]) | (theirs - set(own["no_party"]) if name == "party" else theirs)
    single = frozenset(w for w in listed if _WORD.fullmatch(w))
    return _Listed(single, tuple(sorted(w for w in listed - single if not w.startswith("-"))))


@cache
def _stance_words() -> frozenset[str]:
    """A word of which `_stances` needs one, but for those joined by a hyphen."""
    lex, stances = plover(), plover().stances
    found = {
        w for s in stances for name in ("participles", "chiefs", "heads", "with") for w in s[name]
    }
    return frozenset(
        found | {f for f, v in lex.verb.items() if any(v in s["verbs"] for s in stances)}
    )


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
    whole = "\n".join(sentences).lower()
    everything = set(_WORD.findall(whole))
    lowered = (s.lower() for s in sentences)
    if _list("war").said(everything, whole):
        return [
            i
            for i, s in enumerate(lowered)
            if _opens(said := set(_WORD.findall(s)), s) and _somebody(sentences[i], said, s)
        ]
    if not _list("games").words.isdisjoint(everything) or _named("\n".join(sentences)) < 2:
        return []
    # of diplomacy without a word of war: two must be named
    return [
        i
        for i, s in enumerate(lowered)
        if _named(sentences[i]) > 1 and _opens(set(_WORD.findall(s)), s)
    ]


def _opens(said: set[str], lowered: str) -> bool:
    openers = _openers()
    for word in said:
        for beside in openers.get(word, ()):
            if beside is None or not beside.isdisjoint(said - {word}):
                return True
    if "-" not in lowered and _stance_words().isdisjoint(said):
        return False
    return _stances().search(lowered) is not None


def _named(text: str) -> int:
    """How many states, capitals and armed actors the text names, each once."""
    return len({text[a:b] for _, a, b in _names().find_matches_as_indexes(text)})


def _somebody(sentence: str, said: set[str], lowered: str) -> bool:
    return _list("party").said(said, lowered) or bool(_names().find_matches_as_indexes(sentence))
