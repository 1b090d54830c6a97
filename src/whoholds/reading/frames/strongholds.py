"""Holdings told by a noun: "the rebel stronghold of X", "X, the last IS bastion"."""

from attrs import evolve

from whoholds.reading.frames.event import Event
from whoholds.reading.frames.scene import MODIFIERS, Scene
from whoholds.reading.grammar import section
from whoholds.reading.ground import Ground
from whoholds.reading.parties import Party
from whoholds.reading.sentence import prepositional, subject
from whoholds.reading.tree import Node

_LISTED = section("frames")


def stronghold_events(scene: Scene, noun: Node) -> list[Event]:
    """A hold for each place that the noun names, by the party whose stronghold it is."""
    holder = _holder_before(scene, noun) or _holder_behind(scene, noun)
    if holder is None or _plain_seat(scene, noun, holder):
        return []
    places = _set_beside(scene, noun) or _before_comma(scene, noun) or _named_behind(scene, noun)
    return [Event("hold", noun, g, holder, state=True) for g in places]


def _holder_before(scene: Scene, noun: Node) -> Party | None:
    for c in noun.lefts:
        if c.dep_ not in (*MODIFIERS, "dep"):
            continue
        party = scene.party(c, False)
        if party is None and c.tag_ == "PRP$" and noun.dep_ == "appos":
            # "Russia abandoned X, its main bastion": the subject's
            verb = noun.head
            while not verb.tag_.startswith("VB") and verb.head is not verb:
                verb = verb.head
            party = scene.party(subject(verb), False)
        if party is None or party.kind == "person" or not (party.norm or party.generic):
            continue
        mention = party.mention
        if mention is None or mention.kind not in ("country", "place", "demonym"):
            return party
    return None


def _holder_behind(scene: Scene, noun: Node) -> Party | None:
    holder = None
    for prep, thing in prepositional(noun):
        if prep in _LISTED["stronghold_of"]:
            party = scene.party(thing, False)
            if party is not None and party.norm and not scene.grounds(thing, False):
                holder = party
    return holder


def _plain_seat(scene: Scene, noun: Node, holder: Party) -> bool:
    """ "a rebel base", "the Syrian capital": they may lie anywhere, and say nothing of holding."""
    if scene.lemma(noun) not in _LISTED["plain_seats"]:
        return False
    if not holder.generic and noun.dep_ in ("appos", "attr"):
        return False
    return not _proclaimed(scene, noun)


def _proclaimed(scene: Scene, noun: Node) -> bool:
    """ "its de facto capital", "IS's self-declared capital": a seat that is held, not a state's
    capital."""
    return scene.lemma(noun) == "capital" and any(
        scene.lower(c) in _LISTED["proclaimed"] or c.dep_ == "poss" for c in noun.lefts
    )


def _set_beside(scene: Scene, noun: Node) -> list[Ground]:
    """ "X, an IS stronghold", "X is a rebel bastion", "X, one of the rebels' strongholds"."""
    head = noun.head
    if noun.dep_ == "appos":
        return scene.grounds(head)
    if noun.dep_ == "attr":
        return scene.grounds(subject(head))
    if noun.dep_ == "pobj" and head.dep_ == "prep" and head.head.dep_ == "appos":
        return scene.grounds(head.head.head)
    return []


def _named_behind(scene: Scene, noun: Node) -> list[Ground]:
    """ "the rebel stronghold of X"; a stronghold in X or near it is a part of it."""
    for prep, thing in prepositional(noun):
        found = scene.grounds(thing, False) if prep in _LISTED["stronghold_at"] else []
        if found:
            return found if prep in _LISTED["these_name"] else [evolve(g, part=True) for g in found]
    for c in noun.children:
        found = scene.grounds(c, False) if c.dep_ == "appos" and c.i > noun.i else []
        if found:
            return found
    return []


def _before_comma(scene: Scene, noun: Node) -> list[Ground]:
    """ "X, the last stronghold of Y", whatever the parse made of the comma."""
    first = min((c.i for c in noun.lefts), default=noun.i)
    if first < 2 or scene.sentence.units[first - 1].lower not in _LISTED["dashes"]:
        return []
    named = scene.sentence.doc[first - 2]
    return scene.grounds(named, False) if scene.mention(named) is not None else []
