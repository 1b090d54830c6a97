"""Holdings told by a noun: "the rebel stronghold of X", "X, the last IS bastion"."""

from attrs import evolve

from whoholds.reading.frames.event import Event
from whoholds.reading.frames.said import described, set_beside
from whoholds.reading.frames.scene import MODIFIERS, Scene
from whoholds.reading.grammar import section
from whoholds.reading.ground import Ground
from whoholds.reading.parties import Party
from whoholds.reading.sentence import (
    child,
    direct_object,
    prepositional,
    subject,
    with_conjuncts,
)
from whoholds.reading.tokens import lists
from whoholds.reading.tree import Node

_LISTED = section("frames")
_SEVERAL = ("NNS", "NNPS")
_REGIONAL = frozenset({"region", "country", None})


def stronghold_events(scene: Scene, noun: Node) -> list[Event]:
    """A hold for each place that the noun names, by the party whose stronghold it is."""
    told = set_beside(scene, noun)
    given, user = _given(scene, noun)
    holder = user or _holder_before(scene, noun, told) or _holder_behind(scene, noun)
    if holder is None:
        return []
    owned = holder.norm is not None or any(c.dep_ == "poss" for c in noun.lefts)
    held = bool(given) and (user is not None or owned)
    if not held and _plain_seat(scene, noun, holder, told is not None):
        return []
    places = scene.grounds(told) or given or _named_behind(scene, noun)
    if not places or all(g.part and g.kind in _REGIONAL for g in places):
        later = [g for g in scene.grounds(noun) if g.pronoun]
        places = later or places or _of_clause(scene, noun)
    return [Event("hold", noun, g, holder, state=True) for g in places]


def _holder_before(scene: Scene, noun: Node, told: Node | None) -> Party | None:
    for c in noun.lefts:
        if c.dep_ not in (*MODIFIERS, "dep"):
            continue
        if c.tag_ == "PRP$":
            party = _whoever_had_it(scene, noun, told)
        else:
            party = scene.party(c, c.dep_ == "poss")
        if party is None:
            continue
        if party.kind == "person" and scene.lemma(noun) in _LISTED["plain_seats"]:
            continue
        named = party.norm or party.generic or party.kind == "person" or c.tag_ in _SEVERAL
        if not named:
            continue
        mention = party.mention
        if mention is None or mention.kind not in ("country", "place", "demonym"):
            return party
        if c.tag_ == "PRP$" or (mention.kind == "demonym" and _remaining(scene, noun)):
            return party
    return None


def _remaining(scene: Scene, noun: Node) -> bool:
    """ "the last British stronghold": a force's, where "the British capital" is a country's."""
    return scene.lemma(noun) not in _LISTED["plain_seats"] and any(
        scene.lower(c) in _LISTED["remaining"] for c in noun.lefts
    )


def _of_clause(scene: Scene, noun: Node) -> list[Ground]:
    """ "cleared the last pocket of X's men from Y": in Y."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubj", "nsubjpass") or not verb.tag_.startswith("VB"):
        return []
    things = [thing for prep, thing in prepositional(verb) if prep in _LISTED["stronghold_in"]]
    return [evolve(g, part=True) for thing in things for g in scene.grounds(thing, False)][:1]


def _whoever_had_it(scene: Scene, noun: Node, told: Node | None) -> Party | None:
    """ "lost X, their main bastion", "drove them from X, their last stronghold": by what the
    sentence tells of X, else the subject's."""
    if told is None:
        return None
    about = {told.i, *(c.i for c in with_conjuncts(told))}
    for event in scene.found:
        if event.place.token in about:
            return event.actor if event.kind in ("withdraw", "hold") else event.against
    verb = noun.head
    while not verb.tag_.startswith("VB") and verb.head is not verb:
        verb = verb.head
    return scene.party(subject(verb), False)


def _holder_behind(scene: Scene, noun: Node) -> Party | None:
    """ "the stronghold of X", "the headquarters of X's caliphate"."""
    holder = None
    for prep, thing in prepositional(noun):
        if prep not in _LISTED["stronghold_of"] or scene.grounds(thing, False):
            continue
        owners = [c for c in thing.lefts if c.dep_ == "poss"]
        for who in (thing, *owners):
            party = scene.party(who, False)
            if party is not None and (party.norm or party.kind == "person"):
                holder = party
                break
    return holder


def _plain_seat(scene: Scene, noun: Node, holder: Party, said: bool) -> bool:
    """ "a rebel base", "the Syrian capital": they may lie anywhere, and say nothing of holding;
    but where it is `said` of a place, that place is meant."""
    if scene.lemma(noun) not in _LISTED["plain_seats"]:
        return False
    if scene.lemma(noun) != "capital":
        return holder.generic or not said
    # "its de facto capital", "IS's capital", "the IS capital": a seat that is held
    mention = holder.mention
    if said and mention is not None and mention.kind == "actor":
        return mention.text.lower() in lists().peoples  # "the Tigrayan capital"
    return not any(scene.lower(c) in _LISTED["proclaimed"] or c.dep_ == "poss" for c in noun.lefts)


def _given(scene: Scene, noun: Node) -> tuple[list[Ground], Party | None]:
    """The place that is given this role, with who gives it, if that is who holds it: "X, the town
    that served as Y's capital", "Y used X as a base", "Y made X its capital"."""
    over, verb = noun.head, noun.head
    if noun.dep_ == "pobj":
        verb = over.head
    prep = over.lower_ if noun.dep_ == "pobj" else ""
    written = scene.lower(verb)
    if prep == "as" and written in _LISTED["serve"]:
        about = subject(verb)
        return described(scene, about) or scene.grounds(about), None
    if prep == "as" and written in _LISTED["use"]:
        return scene.grounds(direct_object(verb)), scene.party(subject(verb))
    own = child(noun, "nsubj")
    made = own if noun.dep_ == "ccomp" and own is not None else child(verb, "dobj")
    if made is noun or prep not in ("", "as", "into"):
        return [], None
    if written in _LISTED["make"] and prep != "as" and _of_the_doer(scene, noun):
        return scene.grounds(made), scene.party(subject(verb))
    if written in _LISTED["leave_as"] and prep == "as":
        return scene.grounds(made), None
    return [], None


def _of_the_doer(scene: Scene, noun: Node) -> bool:
    """ "made X its capital", "the headquarters of their caliphate": the doer's own."""
    things = [thing for prep, thing in prepositional(noun) if prep == "of"]
    return any(c.tag_ == "PRP$" for owner in (noun, *things) for c in owner.lefts)


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
