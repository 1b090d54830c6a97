"""The words of `knowledge/data/plover.yaml`, compiled once: which verb or noun opens which frame."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from attrs import field, frozen

from whoholds.knowledge import words
from whoholds.reading.lexicon import inflect_noun, inflect_verb


@frozen
class Frame:
    """One way in which a verb or noun tells an event.

    `subj`, `obj` and `prep` give the role of who or what stands there; `thing` the nouns that a
    direct object must be one of, each with the mode that it gives (None: none). `needs` names
    conditions (see `needs.py`). `hides`: what is said, asked or refused is no event of its own.
    """

    type: str
    mode: str | None = None
    subj: str = "actor"
    obj: str | None = None
    prep: Mapping[str, str] = field(factory=dict)
    thing: Mapping[str, str | None] = field(factory=dict)
    needs: tuple[str, ...] = ()
    hides: bool = False
    pair: bool = False
    particle: frozenset[str] = frozenset()
    not_particle: frozenset[str] = frozenset()
    complement: frozenset[str] = frozenset()
    not_complement: frozenset[str] = frozenset()
    modified: frozenset[str] = frozenset()
    plural: bool = False
    owned: bool = False
    hosts: frozenset[str] = frozenset()


@frozen
class Lexicon:
    """`verb` and `noun` give a form's lemma; `sets` the plain lists by name."""

    verb: dict[str, str]
    noun: dict[str, str]
    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    sets: dict[str, frozenset[str]]
    things: dict[str, frozenset[str]]
    content: dict[str, dict[str, frozenset[str]]]
    mode_words: dict[str, dict[str, frozenset[str]]]
    sectors: dict[str, str]
    seats: dict[str, str | None]
    stances: tuple["Stance", ...]
    contexts: dict[str, frozenset[str]]
    links: dict[str, tuple[str, ...]]
    reasons: tuple[str, ...]
    continues: tuple[str, ...]


@frozen
class Stance:
    """The words of one relation; each set may be empty."""

    kind: str
    words: Mapping[str, frozenset[str]]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.words.get(name, frozenset())


_LISTS = (
    "offices own_government groups crowd firepower streets walkouts pacts home refusable askable "
    "limiting limitable again beginning"
).split()
_SETS = ("particle", "not_particle", "complement", "not_complement", "modified", "hosts")


@cache
def plover() -> Lexicon:
    """The shipped word lists, compiled. KeyError where a list lacks a section."""
    data: dict[str, Any] = words.load("plover")
    things = {name: frozenset(map(str, listed)) for name, listed in data["things"].items()}
    verbs: dict[str, tuple[Frame, ...]] = {}
    for entry in data["verbs"]:
        for word in entry["words"]:
            verbs[word] = (*verbs.get(word, ()), _frame(entry, word, things))
    nouns: dict[str, tuple[Frame, ...]] = {}
    for entry in data["nouns"]:
        for word in entry["words"]:
            nouns[word] = (*nouns.get(word, ()), _frame(entry, word, things))
    relation_words = data["relation_words"]
    stances = tuple(
        Stance(kind, {name: frozenset(listed) for name, listed in lists.items()})
        for kind, lists in relation_words.items()
    )
    sectors = {word: sector for sector, listed in data["roles"].items() for word in listed}
    every_verb = set(verbs) | {v for s in stances for v in s["verbs"]} | set(data["beginning"])
    every_verb |= {"become", "be", "have"}
    every_noun = {
        *nouns, *sectors, *(w for listed in things.values() for w in listed),
        *(w for name in _LISTS for w in data[name]), *(w for e in data["verbs"] for w in e.get("noun", ())),
        *(w for s in stances for name in ("chiefs", "heads", "with") for w in s[name]),
    }  # fmt: skip
    irregular = {**words.load("verbs")["irregular"], **data["irregular"]}
    irregular["become"] = ["becomes", "became", "becoming"]
    return Lexicon(
        verb=_forms(every_verb, lambda verb: irregular.get(verb) or inflect_verb(verb)),
        noun=_forms(every_noun, inflect_noun),
        verbs=verbs,
        nouns=nouns,
        sets={name: frozenset(data[name]) for name in _LISTS},
        things=things,
        content=_sets(data["content"]),
        mode_words=_sets(data["mode_words"]),
        sectors=sectors,
        seats=data["seats"],
        stances=stances,
        contexts={name: frozenset(listed) for name, listed in data["contexts"].items()},
        links={name: tuple(listed) for name, listed in data["links"].items()},
        reasons=tuple(data["reasons"]),
        continues=tuple(data["continues"]),
    )


def _frame(entry: dict[str, Any], word: str, things: dict[str, frozenset[str]]) -> Frame:
    given: dict[str, str | None] = {noun: entry.get("mode") for noun in entry.get("noun", ())}
    classes = entry.get("thing", ())
    for name in classes:
        mode = classes[name] if isinstance(classes, dict) else entry.get("mode")
        for noun in things[name]:
            given.setdefault(noun, mode)
    for noun in entry.get("not", ()):
        given.pop(noun, None)
    plain: dict[str, Any] = {
        key: entry[key] for key in ("type", "mode", "subj", "obj", "prep", "hides", "pair", "plural", "owned") if key in entry
    }  # fmt: skip
    sets: dict[str, Any] = {key: frozenset(entry[key]) for key in _SETS if key in entry}
    if word in entry.get("particle_of", {}):
        sets["particle"] = frozenset(entry["particle_of"][word])
    return Frame(thing=given, needs=tuple(entry.get("needs", ())), **plain, **sets)


def _sets(data: dict[str, dict[str, list[str]]]) -> dict[str, dict[str, frozenset[str]]]:
    return {
        key: {name: frozenset(map(str, listed)) for name, listed in inner.items()}
        for key, inner in data.items()
    }


def _forms(lemmas: Iterable[str], inflect: Any) -> dict[str, str]:
    forms: dict[str, str] = {}
    for lemma in sorted(map(str, lemmas)):
        for form in inflect(lemma):
            forms.setdefault(form, lemma)
    # A lemma is itself, whatever else is spelt so.
    forms.update({str(lemma): str(lemma) for lemma in lemmas})
    return forms
