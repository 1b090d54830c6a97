"""The word lists of reading, compiled once: what a form's lemma is and which frames it opens."""

from functools import cache
from typing import Any

from attrs import field, frozen

from whoholds.knowledge import words


@frozen
class Frame:
    """One way in which a verb or noun tells of ground: its kind and the roles around it."""

    kind: str
    subj: str | None = None
    obj: str | None = None
    prep: dict[str, str] = field(factory=dict)
    particle: tuple[str, ...] = ()
    owner: str | None = None
    compound: str | None = None
    named: bool = False
    forces: bool = False
    strict: bool = False
    stative: str | None = None
    against_obj: bool = False
    obj_prep: str | None = None
    phrase: bool = False
    state: bool = False
    road: str | None = None
    needs: str | None = None
    reflexive: bool = False


@frozen
class Light:
    """A light verb's noun ("control", "offensive"): which verbs make it which kind."""

    verbs: dict[str, str]
    prep: frozenset[str]
    frm: frozenset[str]
    to: frozenset[str]


@frozen
class Lexicon:
    """Everything that the grammar asks of the word lists; see knowledge/data/*.yaml."""

    lemma: dict[str, str]
    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    light: dict[str, tuple[Light, ...]]
    phrases: tuple[dict[str, Any], ...]
    change_verbs: frozenset[str]
    compounds: dict[str, str]
    participles: dict[str, str]
    strongholds: frozenset[str]
    ground: dict[str, str]
    settlement: frozenset[str]
    quantity: frozenset[str]
    parties: dict[str, str]
    individuals: frozenset[str]
    not_ground: frozenset[str]
    not_ground_attack: frozenset[str]

    def lemma_of(self, word: str) -> str:
        return self.lemma.get(word, word)


def inflect_verb(verb: str) -> list[str]:
    """Regular English forms: third person, past, participle."""
    if verb.endswith("ee"):
        return [verb + "s", verb + "d", verb + "ing"]
    if verb.endswith("e"):
        return [verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    if len(verb) <= 5 and verb[-1] in "bdgmnpt" and verb[-2] in "aeiou" and verb[-3] not in "aeiou":
        return [verb + "s", verb + verb[-1] + "ed", verb + verb[-1] + "ing"]
    s = "es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s"
    return [verb + s, verb + "ed", verb + "ing"]


def inflect_noun(noun: str) -> list[str]:
    """The regular plural."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return [noun[:-1] + "ies"]
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return [noun + "es"]
    if noun.endswith("man"):
        return [noun[:-3] + "men"]
    return [noun + "s"]


def _frames(entries: list[dict[str, Any]]) -> dict[str, tuple[Frame, ...]]:
    frames: dict[str, tuple[Frame, ...]] = {}
    for entry in entries:
        rest = {k: v for k, v in entry.items() if k != "words"}
        rest["particle"] = tuple(rest.get("particle", ()))
        frame = Frame(**rest)
        for word in entry["words"]:
            frames[word] = (*frames.get(word, ()), frame)
    return frames


@cache
def lexicon() -> Lexicon:
    """The shipped word lists, compiled. Raises KeyError where a list lacks a section."""
    verbs, nouns, status, speakers = (
        words.load(n) for n in ("verbs", "nouns", "status", "speakers")
    )
    verb_frames, noun_frames = _frames(verbs["verbs"]), _frames(verbs["nouns"])
    light: dict[str, tuple[Light, ...]] = {}
    light_verbs: set[str] = set()
    for entry in verbs["light"]:
        made = Light(
            verbs=entry["verbs"],
            prep=frozenset(entry["prep"]),
            frm=frozenset(entry.get("from", ())),
            to=frozenset(entry.get("to", ())),
        )
        light_verbs |= set(entry["verbs"])
        for noun in entry["nouns"]:
            light[noun] = (*light.get(noun, ()), made)
    ground = {noun: kind for kind, nouns_ in nouns["ground"].items() for noun in nouns_}
    parties = {noun: kind for kind, nouns_ in nouns["parties"].items() for noun in nouns_}
    lemma: dict[str, str] = {}
    all_nouns = (
        set(noun_frames) | set(light) | set(ground) | set(parties) | set(nouns["quantity"])
        | set(verbs["strongholds"]) | set(nouns["not_ground"]) | set(nouns["not_ground_attack"])
        | {n for p in verbs["phrases"] for n in p["noun"]} | set(speakers["nouns"])
    )  # fmt: skip
    for noun in all_nouns:
        for form in inflect_noun(noun):
            lemma.setdefault(form, noun)
    all_verbs = (
        {v.split()[0] for v in verb_frames} | light_verbs | set(verbs["change_verbs"])
        | {w for group in status["verbs"].values() for w in group} | set(status["aspect"]) | set(speakers["verbs"])
    )  # fmt: skip
    for verb in all_verbs:
        if verb not in verbs["irregular"]:
            for form in inflect_verb(verb):
                lemma[form] = verb
    for verb, forms in verbs["irregular"].items():
        lemma.update(dict.fromkeys(forms, verb))
    # "the retaking of X" and "after retaking X" are one form: the verb's lemma finds both
    told = {*noun_frames, *light}
    gerunds = {n for n in told if n.endswith("ing") and lemma.get(n) in verb_frames}
    lemma.update({n: n for n in all_nouns - gerunds - set(verbs["irregular"]) - all_verbs})
    noun_frames |= {lemma[n]: noun_frames[n] for n in gerunds & set(noun_frames)}
    light |= {lemma[n]: light[n] for n in gerunds & set(light)}
    return Lexicon(
        lemma=lemma,
        verbs=verb_frames,
        nouns=noun_frames,
        light=light,
        phrases=tuple(verbs["phrases"]),
        change_verbs=frozenset(verbs["change_verbs"]),
        compounds={p: k for k, ps in verbs["compounds"].items() for p in ps},
        participles={p: k for k, ps in verbs["participles"].items() for p in ps},
        strongholds=frozenset(verbs["strongholds"]),
        ground=ground,
        settlement=frozenset(nouns["settlement"]),
        quantity=frozenset(nouns["quantity"]),
        parties=parties,
        individuals=frozenset(nouns["individuals"]),
        not_ground=frozenset(nouns["not_ground"]),
        not_ground_attack=frozenset(nouns["not_ground_attack"]),
    )
