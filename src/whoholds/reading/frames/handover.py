"""Control that passes with no fight: entered unopposed, given up by the last to hold out."""

from whoholds.reading.frames.event import Event
from whoholds.reading.frames.scene import Scene, is_armed
from whoholds.reading.grammar import section
from whoholds.reading.ground import Ground
from whoholds.reading.sentence import child, direct_object, is_passive, prepositional, subject
from whoholds.reading.tree import Node

_LISTED = section("frames")


def unresisted(scene: Scene, verb: Node) -> bool:
    """ "entered X unopposed", "rolled into X without a shot": nobody fought for it."""
    goes_in = any(prep in _LISTED["into"] for prep, _ in prepositional(verb))
    if scene.lemma(verb) not in _LISTED["enter"] and not goes_in:
        return False
    for c in verb.children:
        if c.lower_ in _LISTED["unopposed"]:
            return True
        if c.lower_ in _LISTED["without"]:
            return any(scene.lemma(thing) in _LISTED["resistance"] for thing in c.subtree)
    return False


def handover_events(scene: Scene, verb: Node) -> list[Event]:
    """ "the last fighters in X surrendered", "…, handing Moscow its biggest gain"."""
    lemma = scene.lemma(verb)
    if lemma in _LISTED["surrender"] and not is_passive(verb):
        return _last_of_them(scene, verb)
    if lemma in _LISTED["hand"]:
        return _gain_given(scene, verb)
    return []


def _last_of_them(scene: Scene, verb: Node) -> list[Event]:
    """A surrender of all who held a place; of some of them it says nothing of the place."""
    who = subject(verb)
    loser = scene.party(who, False)
    if who is None or not is_armed(loser):
        return []
    every = any(scene.lower(c) in _LISTED["all_of_them"] for c in who.lefts)
    if not every and scene.lemma(who) not in _LISTED["garrison"]:
        return []
    under = {t.i for t in who.subtree}
    places = [e.place for e in scene.found if e.kind == "hold" and e.trigger.i in under]
    places = places or scene.location(who) or _behind_of(scene, who) or scene.location(verb)
    return [Event("transfer", verb, place, None, loser) for place in places]


def _behind_of(scene: Scene, who: Node) -> list[Ground]:
    """ "the garrison of X", "the X garrison"."""
    if scene.lemma(who) not in _LISTED["garrison"]:
        return []
    named = [c for c in who.lefts if scene.mention(c) is not None]
    things = [thing for prep, thing in prepositional(who) if prep == "of"]
    return [g for thing in [*things, *named] for g in scene.grounds(thing, False)][:1]


def _gain_given(scene: Scene, verb: Node) -> list[Event]:
    """ "withdrew from X, handing Moscow its biggest gain": X passes to Moscow."""
    gain = direct_object(verb)
    if gain is None or scene.lemma(gain) not in _LISTED["gain"]:
        return []
    winner = scene.party(child(verb, "dative"), False)
    for event in reversed(scene.found):
        if winner is not None and event.kind == "withdraw" and event.trigger.i < verb.i:
            return [Event("transfer", verb, event.place, winner, event.actor)]
    return []
