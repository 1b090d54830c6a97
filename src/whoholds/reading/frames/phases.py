"""Fighting told as a phase of another event: "after two days of clashes, the army seized X"."""

from whoholds.reading.frames.event import Event
from whoholds.reading.frames.nouns import lacks_aim, names_no_event, not_ground_attack
from whoholds.reading.frames.scene import Scene
from whoholds.reading.grammar import section
from whoholds.reading.tree import Node

_LISTED = section("frames")
_AIMS = frozenset({"capture", "withdraw", "siege"})
_OUTCOMES = frozenset({"capture", "transfer", "withdraw"})


def phase_events(scene: Scene, noun: Node) -> list[Event]:
    """The fight that a noun without place or parties of its own adds to the sentence's events."""
    if names_no_event(noun, scene.sentence.unit(noun).text):
        return []
    kind = scene.lex.nouns[scene.lemma(noun)][0].kind
    if kind == "attack" and not not_ground_attack(scene, noun, kind):
        return _aimed_at(scene, noun)
    if kind == "clash" and not lacks_aim(scene, noun):
        return _before(scene, noun)
    return []


def _aimed_at(scene: Scene, noun: Node) -> list[Event]:
    """ "an operation to retake X": the operation is on what it aims at."""
    under = {t.i for t in (noun.head if noun.dep_ == "dobj" else noun).subtree}
    for event in scene.found:
        trigger = event.trigger
        if trigger.i not in under or trigger.i <= noun.i or trigger.tag_ != "VB":
            continue
        if event.kind in _AIMS:
            doer, other = event.actor, event.against
            if event.kind == "withdraw":
                doer, other = other, doer
            return [Event("attack", noun, event.place, doer, other)] if doer is not None else []
    return []


def _before(scene: Scene, noun: Node) -> list[Event]:
    """ "after two days of clashes, the army seized X": the clashes were for X."""
    head, earlier = noun, False
    for _ in range(6):
        if head.head is head:
            return []
        head = head.head
        earlier = earlier or head.lower_ in _LISTED["earlier_phase"]
        if head.tag_.startswith("VB"):
            break
    if not earlier:
        return []
    under = {t.i for t in head.subtree}
    for event in scene.found:
        if event.trigger.i in under and event.kind in _OUTCOMES:
            return [Event("clash", noun, event.place, event.actor, event.against)]
    return []
