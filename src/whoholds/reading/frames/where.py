"""Where an event was, when its own words leave that to what stands around them."""

from attrs import evolve

from whoholds.reading.context import Told
from whoholds.reading.frames.event import OUTCOMES, Event
from whoholds.reading.frames.scene import Scene
from whoholds.reading.grammar import section
from whoholds.reading.ground import Ground
from whoholds.reading.lexicon import Frame
from whoholds.reading.sentence import child, prepositional
from whoholds.reading.tree import Node

_LISTED = section("frames")
_CLAUSE_STARTS = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FOLLOWING_REACH = 16
"""Tokens after a noun in which its place is looked for: a long clause of news."""


def near_object(scene: Scene, thing: Node) -> list[Ground]:
    """Where an enemy or a target is: "against positions near X"."""
    for prep, place in prepositional(thing):
        if prep in _LISTED["at"]:
            found = scene.grounds(place, False)
            if found:
                return found
    return []


def outer_clause(scene: Scene, token: Node) -> list[Ground]:
    """Where the clause happens that the token's own hangs on, up to four steps up."""
    head = token
    for _ in range(4):
        if head.head is head:
            break
        head = head.head
    return scene.location(head) if head is not token else []


def below(scene: Scene, verb: Node) -> list[Ground]:
    """The first locative phrase anywhere under the verb, a country only where nothing else is."""
    found: list[Ground] = []
    for other in verb.subtree:
        if other.i > verb.i and other.dep_ == "prep" and other.lower_ in _LISTED["below"]:
            found += scene.grounds(child(other, "pobj"), False)
    return [g for g in found if g.name.kind != "country"][:1] or found[:1]


def around(scene: Scene, noun: Node) -> list[Ground]:
    """Where the clauses that the noun stands in take place, nearest first."""
    head = noun.head
    for _ in range(5):
        found: list[Ground] = []
        if head.tag_.startswith("VB") or head.dep_ == "ROOT":
            found = scene.location(head)
        if not found and noun.dep_ == "pobj" and head.tag_.startswith("NN"):
            found = [
                g
                for prep, thing in prepositional(head)
                if prep in _LISTED["of_noun"]
                for g in scene.grounds(thing, False)
            ]
        if found or head.head is head:
            return found
        head = head.head
    return []


def following(scene: Scene, noun: Node, frame: Frame) -> list[Ground]:
    """The next place after the noun in its clause, wherever the parse hung it."""
    for other in scene.sentence.doc[noun.i + 1 : noun.i + _FOLLOWING_REACH]:
        if other.tag_ in _CLAUSE_STARTS and other.i != noun.head.i:
            return []
        if scene.lower(other) in (";", ":"):
            return []
        if frame.prep.get(other.lower_) == "place" or other.lower_ in _LISTED["beside"]:
            found = scene.grounds(child(other, "pobj"), False)
            if found:
                return found
    return []


def of_governor(scene: Scene, noun: Node, frame: Frame) -> list[Ground]:
    """ "retreated from X under siege": the place of the event it is an adjunct of."""
    if frame.kind not in ("clash", "withdraw", "siege"):
        return []
    head = noun
    for _ in range(6):
        head = head.head
        for event in scene.found:
            if event.trigger.i == head.i:
                return [event.place]
        if head.head is head:
            break
    return []


def decided_by(scene: Scene, noun: Node) -> Event | None:
    """The outcome that the noun's fight came before: "captured X after clashes"."""
    head, earlier = noun, False
    for _ in range(6):
        if head.head is head:
            return None
        head = head.head
        earlier = earlier or head.lower_ in _LISTED["earlier_phase"]
        if head.tag_.startswith("VB") and head.lower_ not in _LISTED["earlier_phase"]:
            break
    if not earlier:
        return None
    under = {t.i for t in head.subtree}
    outcomes = (e for e in scene.found if e.trigger.i in under and e.kind in OUTCOMES)
    return next(outcomes, None)


def just_told(scene: Scene, token: Node) -> list[Ground]:
    """The place told last, in this sentence or the one before; with it those that this sentence
    told of in the same breath ("entered A and B after the rebels had left")."""
    last = scene.context.last_place(scene.sentence, token.i, None)
    if last is None or scene.sentence.index - last.at[0] > 1:
        return []
    before = [e for e in scene.found if e.place.name is last.name and e.trigger.i < token.i]
    if not before:
        return [again(scene, token, last)]
    same = [e.place for e in scene.found if e.trigger is before[-1].trigger]
    unit = scene.sentence.unit(token)
    return [evolve(g, token=token.i, start=unit.start, end=unit.end, pronoun=True) for g in same]


def again(scene: Scene, token: Node, last: Told) -> Ground:
    unit = scene.sentence.unit(token)
    told = Ground(last.name, token.i, unit.start, unit.end, part=last.part, kind=last.kind)
    return evolve(told, display=last.display, pronoun=True)
