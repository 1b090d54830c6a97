"""How parties stand to each other: "US-backed SDF", "rebels led by HTS", "X, who commanded Y"."""

from collections.abc import Iterator
from functools import cache

from whoholds.reading.lexicon import lexicon
from whoholds.reading.parties import Party
from whoholds.reading.plover.happening import Happening
from whoholds.reading.plover.lexicon import Stance, plover
from whoholds.reading.plover.scene import Scene
from whoholds.reading.plover.who import apart
from whoholds.reading.sentence import (
    agent,
    child,
    direct_object,
    is_passive,
    prepositional,
    subject,
)
from whoholds.reading.tree import Node

_LEFT = frozenset({"compound", "amod", "poss", "nmod"})
_PERSONS = frozenset({"person", "name"})
_FIRST_TARGET = frozenset({"part of"})
"""Kinds in which the noun before the words is the actor: "X, a branch of Y"."""


def relations(scene: Scene) -> list[Happening]:
    """The sentence's relations, each pair once."""
    found: list[Happening] = []
    for token in scene.sentence.doc:
        if scene.lower(token).rpartition("-")[2] not in _forms():
            continue
        for one in _at(scene, token):
            (one.actor,), (one.target,) = (
                apart([one.actor], [one.target]),
                apart([one.target], [one.actor]),
            )
            if _tells(scene, one) and not any(_alike(one, other) for other in found):
                found.append(one)
    return found


@cache
def _forms() -> frozenset[str]:
    """Every form of a word that can tell a relation."""
    lex = plover()
    forms = {"with"}
    for stance in lex.stances:
        forms |= stance["compounds"] | stance["participles"]
        forms |= {form for form, lemma in lex.verb.items() if lemma in stance["verbs"]}
        forms |= {
            form for form, noun in lex.noun.items() if noun in stance["chiefs"] | stance["heads"]
        }
    return frozenset(forms)


def _alike(one: Happening, other: Happening) -> bool:
    assert one.actor
    assert one.target
    assert other.actor
    assert other.target
    return (one.type, one.actor.key, one.target.key) == (
        other.type, other.actor.key, other.target.key,
    )  # fmt: skip


def _tells(scene: Scene, one: Happening) -> bool:
    actor, target = one.actor, one.target
    if actor is None or target is None or actor.key == target.key:
        return False
    return any(scene.cast.political(p, scene.sentence) for p in (actor, target))


def _at(scene: Scene, token: Node) -> Iterator[Happening]:
    lower = scene.lower(token)
    for stance in scene.words.stances:
        tail = lower.rpartition("-")
        if tail[1] and tail[0] and tail[2] in stance["compounds"]:
            yield from _compound(scene, token, tail[0], stance)
        if lower in stance["participles"] and token.tag_.startswith(("VB", "JJ")):
            yield from _participle(scene, token, stance)
        if scene.verb(token) in stance["verbs"] and token.tag_.startswith("VB"):
            yield from _verb(scene, token, stance)
        if lower == "with" and stance["with"]:
            yield from _with(scene, token, stance)
        if (
            stance["chiefs"]
            and scene.noun(token) in stance["chiefs"]
            and scene.mention(token) is None
        ):
            yield from _chief(scene, token, stance)
        if (
            stance["heads"]
            and scene.noun(token) in stance["heads"]
            and scene.mention(token) is None
        ):
            yield from _component(scene, token, stance)


def _compound(scene: Scene, token: Node, first: str, stance: Stance) -> Iterator[Happening]:
    """ "US-backed SDF": who stands before the hyphen, and the noun that it describes."""
    unit = scene.sentence.unit(token)
    party = scene.cast.parties.named(unit.text[: len(first)], token.i)
    of = _described(scene, token)
    if party is None or of is None:
        return
    yield Happening(stance.kind, token, None, party, of, state=True, lasts=True)


def _described(scene: Scene, token: Node) -> Party | None:
    """The party that a word before a noun (or after "be") describes."""
    head = token.head
    if token.dep_ in ("acomp", "attr", "oprd") or (token.dep_ == "ROOT"):
        return scene.who(subject(head if token.head is not token else token))
    for _ in range(3):
        if head.tag_.startswith("NN") or scene.mention(head) is not None:
            break
        head = head.head
    if head.i > token.i:
        party = scene.who(head, False)
        if party is not None:
            return party
    for other in scene.sentence.doc[token.i + 1 : token.i + 5]:
        if other.tag_.startswith("NN") or scene.mention(other) is not None:
            party = scene.who(other, False)
            if party is not None:
                return party
    return None


def _participle(scene: Scene, token: Node, stance: Stance) -> Iterator[Happening]:
    """ "backed by X", "led by X", "allied with X"."""
    wanted = stance["to"] or frozenset({"by"})
    things = (thing for prep, thing in _behind(token) if prep in wanted)
    named = (_leader(scene, thing) or scene.who(thing, False) for thing in things)
    other = next((party for party in named if party is not None), None)
    if other is None or not _passive_or_state(token):
        return
    noun = _noun_of(token)
    of = scene.who(noun) if noun is not None else None
    if of is None:
        return
    kind = stance.kind
    if kind == "leads" and other.kind in _PERSONS and other.norm is None:
        kind = "commands"
    if stance["to"]:
        yield Happening(kind, token, None, of, other, state=True, lasts=True)
    else:
        yield Happening(kind, token, None, other, of, state=True, lasts=True)


def _leader(scene: Scene, thing: Node) -> Party | None:
    """ "led by the Islamist group HTS": the name beside the noun."""
    if scene.mention(thing) is not None:
        return None
    beside = [c for c in thing.children if c.dep_ == "appos"]
    beside += scene.sentence.doc[thing.i + 1 : thing.i + 2]
    for token in beside:
        mention = scene.mention(token)
        if mention is not None and mention.kind in ("actor", "name", "organisation", "person"):
            return scene.who(token, False)
    return None


def _behind(token: Node) -> Iterator[tuple[str, Node]]:
    yield from prepositional(token)
    by = agent(token)
    if by is not None:
        yield "by", by


def _passive_or_state(token: Node) -> bool:
    return token.dep_ in (
        "acl",
        "amod",
        "relcl",
        "acomp",
        "conj",
        "ROOT",
        "advcl",
        "ccomp",
        "oprd",
        "appos",
    ) and (token.tag_ in ("VBN", "JJ", "VBD"))


def _noun_of(token: Node) -> Node | None:
    """The noun that a participle describes: "the rebels, led by X"."""
    if token.dep_ in ("acl", "amod", "appos") and (
        token.head.tag_.startswith(("NN", "PRP")) or token.head.tag_ == "CD"
    ):
        return token.head
    if token.dep_ == "advcl" and child(token, "nsubj", "nsubjpass") is None:
        return subject(token.head)
    return subject(token)


def _verb(scene: Scene, token: Node, stance: Stance) -> Iterator[Happening]:
    """ "Russia backs the government", "X, who led Y", "is fighting the rebels"."""
    if is_passive(token) or stance.kind == "leads":
        return
    doer, obj = subject(token), direct_object(token)
    actor, target = scene.who(doer), scene.who(obj)
    if stance.kind == "fights":
        if token.tag_ not in ("VBG", "VBP", "VBZ") or not _armed(actor) or not _armed(target):
            return
    elif stance.kind == "commands":
        if obj is not None and target is None:
            target = _group(scene, obj)
        person = actor is not None and (actor.kind in _PERSONS or actor.kind in ("office", "role"))
        if doer is None or not person or not (_armed(target) or (target and target.kind == "name")):
            return
    elif not _armed(target) or actor is None or (actor.norm is None and not _armed(actor)):
        return
    yield Happening(
        stance.kind, token, None, actor, target, lasts=True, tokens=[obj.i] if obj else []
    )


def _group(scene: Scene, obj: Node) -> Party | None:
    """ "a group of Russian troops": the troops."""
    for prep, thing in prepositional(obj):
        if prep == "of":
            return scene.who(thing, False)
    return None


def _armed(party: Party | None) -> bool:
    return party is not None and (
        bool(party.norm) or party.kind in ("forces", "rebels", "state", "people")
    )


def _with(scene: Scene, token: Node, stance: Stance) -> Iterator[Happening]:
    """ "The army, with the support of X, retook it": X backs the army."""
    noun = child(token, "pobj")
    if noun is None or scene.noun(noun) not in stance["with"]:
        return
    helpers = [
        scene.who(thing, False) for prep, thing in prepositional(noun) if prep in ("of", "from")
    ]
    helpers += [scene.cast.owner(noun, scene.sentence)]
    actor = next((p for p in helpers if p is not None), None)
    head = token.head
    target = scene.who(head, False) if head.tag_.startswith("NN") else None
    target = target or scene.who(subject(head))
    if actor is None or not _armed(target):
        return
    yield Happening(stance.kind, noun, None, actor, target, lasts=True, tokens=[token.i])


def _chief(scene: Scene, token: Node, stance: Stance) -> Iterator[Happening]:
    """ "Wagner's chief, Yevgeny Prigozhin", "the Boko Haram leader Abubakar Shekau"."""
    person = _named_beside(scene, token)
    if person is None:
        return
    for c in token.lefts:
        if c.dep_ in _LEFT:
            mention = scene.mention(c)
            if mention is None and scene.sentence.lemma(c) not in lexicon().parties:
                continue
            group = scene.who(c, False)
            if mention is not None and mention.country and mention.actor is None:
                continue  # "the Turkish leader" governs, and commands no group
            if group is not None and group.kind != "person":
                yield Happening(
                    stance.kind, token, None, person, group, lasts=True, tokens=[person.token]
                )
                return
    for prep, thing in prepositional(token):
        group = scene.who(thing, False)
        if prep == "of" and group is not None and (_armed(group) or group.kind == "name"):
            yield Happening(
                stance.kind, token, None, person, group, lasts=True, tokens=[person.token]
            )
            return


def _named_beside(scene: Scene, token: Node) -> Party | None:
    """The person that a title stands beside."""
    beside = [c for c in token.children if c.dep_ == "appos"]
    if token.dep_ in ("appos", "compound", "nmod"):
        beside.append(token.head)
    beside += [
        t for t in scene.sentence.doc[token.i + 1 : token.i + 3] if scene.mention(t) is not None
    ]
    for other in beside:
        mention = scene.mention(other)
        if mention is None or mention.kind not in ("person", "name", "actor") or mention.place_kind:
            continue
        if abs(other.i - token.i) > 6 or mention.text.isupper():
            continue
        if (
            mention.kind == "actor"
            and mention.actor is not None
            and mention.text == mention.actor.name
        ):
            continue
        return Party(mention.text, other.i, kind="person", mention=mention)
    return None


def _component(scene: Scene, token: Node, stance: Stance) -> Iterator[Happening]:
    """ "X, a branch of Y", "X, part of Y"."""
    whole = next(
        (scene.who(thing, False) for prep, thing in prepositional(token) if prep == "of"), None
    )
    if whole is None or not _armed(whole):
        return
    part = None
    if token.dep_ in ("appos", "attr", "acl", "relcl"):
        part = (
            scene.who(token.head, False)
            if token.dep_ == "appos"
            else scene.who(subject(token.head))
        )
    elif token.dep_ == "pobj" and token.head.lower_ == "as":
        part = scene.who(direct_object(token.head.head))
    if part is None or not _armed(part):
        return
    yield Happening(stance.kind, token, None, part, whole, state=True, lasts=True)
