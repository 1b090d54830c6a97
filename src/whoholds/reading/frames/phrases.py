"""States told by a fixed phrase: "under the control of X", "in rebel hands", "under siege"."""

from typing import Any

from whoholds.reading.frames.event import Event
from whoholds.reading.frames.scene import MODIFIERS, Scene, is_armed
from whoholds.reading.frames.where import just_told
from whoholds.reading.grammar import section
from whoholds.reading.ground import Ground
from whoholds.reading.parties import Party
from whoholds.reading.sentence import (
    child,
    direct_object,
    is_passive,
    prepositional,
    subject,
    with_conjuncts,
)
from whoholds.reading.tree import Node

_LISTED = section("frames")
_CLAUSES = frozenset({"ROOT", "relcl", "acl"})


def phrase_events(scene: Scene, prep: Node) -> list[Event]:
    """The events of the phrases that a preposition and the nouns after it make."""
    thing = child(prep, "pobj")
    if thing is None:
        return []
    made: list[Event] = []
    for noun in with_conjuncts(thing):
        lemma = scene.lemma(noun)
        for phrase in scene.lex.phrases:
            if lemma in phrase["noun"] and prep.lower_ in phrase["prep"]:
                here = _read(scene, prep, noun, phrase)
                made += here
                if here:
                    break
    return made


def _read(scene: Scene, prep: Node, noun: Node, phrase: dict[str, Any]) -> list[Event]:
    verb, kind = prep.head, str(phrase["kind"])
    if verb.dep_ == "dobj" and scene.lower(verb.head) in _LISTED["has"]:
        verb = verb.head  # "has the roads to X under its control"
    frames = scene.lex.verbs.get(scene.lemma(verb), ())
    if any(frame.subj == "place" and prep.lower_ in frame.prep for frame in frames):
        return []  # "fell into the hands of": the verb's own frame reads it
    if phrase.get("subject") == "actor":
        return _in_control(scene, prep, noun, kind)
    holder = _holder(scene, noun) if not _own(scene, verb, noun) else scene.party(subject(verb))
    if holder is None and kind == "hold":
        return []
    if holder is None:
        phrases = [*prepositional(noun), *prepositional(verb), *prepositional(prep)]
        by = next((thing for p, thing in phrases if p in _LISTED["besieger"]), None)
        holder = scene.party(by, False)
    if phrase.get("change") and scene.lemma(verb) in scene.lex.change_verbs:
        kind = str(phrase["change"])
    negated = bool(phrase.get("negated"))
    places = scene.grounds(_anchor(scene, verb))
    return [Event(kind, prep, g, holder, negated=negated) for g in places]


def _anchor(scene: Scene, head: Node) -> Node | None:
    """What is said to be in that state: the noun that the phrase hangs on, or the verb's."""
    if head.tag_.startswith("NN") or scene.mention(head) is not None:
        return head
    if not head.tag_.startswith("VB") and head.dep_ not in _CLAUSES:
        return None
    if child(head, "dobj") is not None and not is_passive(head):
        anchor = direct_object(head)
    else:
        anchor = subject(head)
    return head.head if anchor is None and head.dep_ == "acl" else anchor


def _own(scene: Scene, verb: Node, noun: Node) -> bool:
    """ "the army has all roads under its control": the subject's own."""
    has = verb.tag_.startswith("VB") and scene.lower(verb) in _LISTED["has"]
    return has and any(c.tag_ == "PRP$" for c in noun.lefts)


def _holder(scene: Scene, noun: Node) -> Party | None:
    """ "the control of X", "X's control", "rebel hands"."""
    for prep, thing in prepositional(noun):
        party = scene.party(thing, False) if prep in _LISTED["holder"] else None
        if party is not None:
            return party
    for c in noun.lefts:
        party = scene.party(c, c.dep_ == "poss") if c.dep_ in MODIFIERS else None
        if party is not None:
            return party
    return None


def _in_control(scene: Scene, prep: Node, noun: Node, kind: str) -> list[Event]:
    """ "the rebels were in control of X", "leaving the rebels in control of X"."""
    verb = prep.head
    while verb.tag_ in ("RB", "JJ") and verb.head is not verb:
        verb = verb.head
    holder = _controller(scene, verb)
    if not is_armed(holder):
        return []
    phrases = list(prepositional(noun))
    places: list[Ground] = []
    for name, thing in phrases:
        if name in _LISTED["control_over"]:
            places += scene.grounds(thing)
    if not places:
        places = scene.location(verb) or ([] if phrases else just_told(scene, prep))
    if any(scene.lower(c) in _LISTED["again"] for c in (*verb.children, *prep.children)):
        kind = "capture"  # "back in control of X"
    return [Event(kind, prep, g, holder) for g in places]


def _controller(scene: Scene, head: Node) -> Party | None:
    holder = scene.party(head, False) if head.tag_.startswith("NN") else None
    if holder is not None or not head.tag_.startswith("VB"):
        return holder or scene.party(head)
    left = child(head, "dobj")
    return scene.party(left if left is not None else subject(head))
