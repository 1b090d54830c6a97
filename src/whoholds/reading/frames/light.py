"""Events told by a light verb and its noun: "took control of X", "launched an offensive on X"."""

from collections.abc import Iterator
from functools import partial

from attrs import define, field

from whoholds.reading.frames.event import FIGHT, Event
from whoholds.reading.frames.nouns import not_ground_attack
from whoholds.reading.frames.scene import Scene, is_armed
from whoholds.reading.frames.slots import owner_of_ground, party_in_hands
from whoholds.reading.frames.where import just_told, near_object, outer_clause
from whoholds.reading.grammar import section
from whoholds.reading.ground import Ground
from whoholds.reading.lexicon import Light
from whoholds.reading.parties import Party
from whoholds.reading.saying import speaking_verbs
from whoholds.reading.sentence import (
    agent,
    direct_object,
    is_passive,
    prepositional,
    subject,
    with_conjuncts,
)
from whoholds.reading.tree import Node

_LISTED = section("frames")
_SPREADING = tuple(_LISTED["spreading"])
_HEADS = frozenset({"dobj", "attr", "oprd", "npadvmod", "nsubjpass"})


@define(eq=False)
class _Match:
    """A light verb with its noun; `frm` and `to` are the parties from and to whom it passes."""

    scene: Scene
    verb: Node
    noun: Node
    light: Light
    kind: str
    passive: bool
    phrases: list[tuple[str, Node]]
    doer: Party | None = None
    frm: Party | None = None
    to: Party | None = None
    places: list[Ground] = field(factory=list)


def light_events(scene: Scene, verb: Node) -> list[Event]:
    """The events of the first of the verb's nouns that makes it a light verb."""
    lemma, passive = scene.lemma(verb), is_passive(verb)
    for head in _heads(scene, verb, passive):
        for noun in map(partial(_measured, scene), with_conjuncts(head)):
            for light in scene.lex.light.get(scene.lemma(noun), ()):
                kind = light.verbs.get(lemma)
                made = _read(scene, verb, noun, light, kind, passive) if kind else []
                if made:
                    scene.spent.add(noun.i)
                    return made
    return []


def _measured(scene: Scene, noun: Node) -> Node:
    """ "launched a wave of attacks", "the second phase of the operation": what is measured."""
    if scene.lower(noun) not in _LISTED["measures"]:
        return noun
    return next((thing for prep, thing in prepositional(noun) if prep == "of"), noun)


def _heads(scene: Scene, verb: Node, passive: bool) -> Iterator[Node]:
    first = subject(verb) if passive else direct_object(verb)
    if first is not None:
        yield first
    yield from (c for c in verb.children if c.dep_ in _HEADS)
    if not passive:
        for prep, thing in prepositional(verb):
            if prep in _LISTED["light_at"] and scene.lemma(thing) in scene.lex.light:
                yield thing


def _read(
    scene: Scene, verb: Node, noun: Node, light: Light, kind: str, passive: bool
) -> list[Event]:
    if not_ground_attack(scene, noun, kind):
        return []
    phrases = [*prepositional(noun), *prepositional(verb)]
    phrases.sort(key=lambda phrase: phrase[1].i < verb.i and not passive)
    match = _Match(scene, verb, noun, light, kind, passive, phrases)
    match.doer = scene.party(agent(verb) if passive else subject(verb))
    if kind in FIGHT and scene.lemma(verb) in speaking_verbs():
        match.doer = None  # "activists reported clashes": they do not clash
    _fill_phrases(match)
    match.places += _more_in_apposition(match)
    match.places = match.places or _elsewhere(match)
    return _events(match) if _plausible(match) else []


def _fill_phrases(match: _Match) -> None:
    scene, light = match.scene, match.light
    for prep, thing in match.phrases:
        if prep in light.frm and match.frm is None:
            match.frm = party_in_hands(scene, thing)
        elif prep in light.to and scene.lower(match.verb).startswith(_SPREADING):
            match.places = match.places or scene.grounds(thing)  # "extended its control to X"
        elif prep in light.to and match.to is None:
            match.to = party_in_hands(scene, thing)
        if prep not in light.prep and prep != "near" and prep not in _LISTED["enemy"]:
            continue
        enemy = match.kind in FIGHT and prep in _LISTED["enemy"] and not scene.grounds(thing, False)
        if enemy:
            match.frm = match.frm or scene.party(thing, False)
            match.places = match.places or near_object(scene, thing)
        elif not match.places:
            match.places = scene.grounds(thing)


def _more_in_apposition(match: _Match) -> list[Ground]:
    """ "control of X, the main city, as well as the crossing": the crossing too."""
    told = {g.text for g in match.places}
    more: list[Ground] = []
    for c in match.noun.children:
        if told and c.dep_ == "appos" and c.i > match.noun.i:
            for other in list(with_conjuncts(c))[1:]:
                found = [g for g in match.scene.grounds(other) if g.text not in told]
                told |= {g.text for g in found}
                more += found
    return more


def _elsewhere(match: _Match) -> list[Ground]:
    """The place of a noun that has none behind it: "the Aleppo offensive", "took control"."""
    scene, noun, verb = match.scene, match.noun, match.verb
    names = [
        c
        for c in noun.lefts
        if c.dep_ in ("compound", "amod", "nmod") and scene.mention(c) is not None
    ]
    places = scene.grounds(names[-1]) if names else []
    if not places and match.kind in FIGHT:
        places = scene.location(verb) or outer_clause(scene, verb)
    if not places and match.kind in ("capture", "hold", "lose"):
        places = just_told(scene, verb) if scene.lemma(noun) in _LISTED["control"] else []
    return places


def _plausible(match: _Match) -> bool:
    kind, doer = match.kind, match.doer
    if kind in ("capture", "hold") and doer is None and not match.passive:
        return False
    person = doer is not None and doer.kind == "person"
    if person and kind in ("capture", "hold", "attack", "cede"):
        return False
    if kind in FIGHT and not is_armed(doer):
        return match.passive and agent(match.verb) is None
    return True


def _events(match: _Match) -> list[Event]:
    verb, doer, places = match.verb, match.doer, match.places
    if match.kind == "lose" and doer is None:
        return _lost_by_itself(match)
    if match.kind == "lose":
        return [Event("capture", verb, g, match.to, doer) for g in places]
    if match.kind == "cede":
        return [Event("transfer", verb, g, match.to, doer) for g in places if doer or match.to]
    if match.kind == "siege" and match.scene.lemma(verb) in _LISTED["lift_siege"]:
        # "the army broke the rebels' siege of X": who breaks it is against it
        besieger = owner_of_ground(match.scene, match.noun)
        own = besieger is not None and doer is not None and doer.key == besieger.key
        return [Event("siege", verb, g, besieger, None if own else doer) for g in places]
    scant = any(c.lower_ in _LISTED["scant"] for c in match.noun.lefts)
    return [Event(match.kind, verb, g, doer, match.frm, negated=scant) for g in places]


def _lost_by_itself(match: _Match) -> list[Event]:
    """ "the third city to lose control": the ground itself is lost, by whom "of" names."""
    scene = match.scene
    losers = (scene.party(thing, False) for prep, thing in match.phrases if prep == "of")
    loser = next((party for party in losers if party is not None), None)
    if loser is None:
        return []
    places = scene.grounds(subject(match.verb))
    return [Event("capture", match.verb, g, match.to, loser) for g in places]
