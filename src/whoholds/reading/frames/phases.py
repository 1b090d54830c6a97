"""Fighting told as a phase of another event: "after two days of clashes, the army seized X"."""

from whoholds.reading.frames.event import Event
from whoholds.reading.frames.nouns import lacks_aim, names_no_event, not_ground_attack
from whoholds.reading.frames.scene import Scene
from whoholds.reading.frames.where import decided_by
from whoholds.reading.grammar import section
from whoholds.reading.tree import Node

_LISTED = section("frames")
_AIMS = frozenset({"capture", "withdraw", "siege"})


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
    """ "after two days of clashes, the army seized X": the clashes were for X. Told with how
    long they lasted they are a phase; "after heavy fighting" only says how X was won."""
    outcome = decided_by(scene, noun) if _lasted(scene, noun) else None
    if outcome is None:
        return []
    return [Event("clash", noun, outcome.place, outcome.actor, outcome.against)]


def _lasted(scene: Scene, noun: Node) -> bool:
    """ "a month of fighting", "a seven-month battle"."""
    spans = _LISTED["spans"]
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        return any(scene.lower(noun.head.head) in (span, span + "s") for span in spans)
    return any(scene.lower(c).rpartition("-")[2] in spans for c in noun.lefts)
