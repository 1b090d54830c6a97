"""All events of one sentence: every form of telling tried at every token."""

from whoholds.reading.context import Context, Told
from whoholds.reading.frames.compounds import compound_events, participle_events
from whoholds.reading.frames.event import Event
from whoholds.reading.frames.handover import handover_events
from whoholds.reading.frames.light import light_events
from whoholds.reading.frames.lists import listed_events
from whoholds.reading.frames.nouns import noun_events
from whoholds.reading.frames.phases import phase_events
from whoholds.reading.frames.phrases import phrase_events
from whoholds.reading.frames.scene import Scene
from whoholds.reading.frames.strongholds import stronghold_events
from whoholds.reading.frames.verbs import verb_events
from whoholds.reading.parties import Parties
from whoholds.reading.sentence import Sentence, child
from whoholds.reading.tree import Node

_MISTAKEN = frozenset({"NN", "NNS", "JJ", "NNP"})
_CLAUSES = frozenset({"ROOT", "ccomp", "relcl", "advcl", "xcomp"})


def find_events(sentence: Sentence, context: Context, parties: Parties) -> list[Event]:
    """The sentence's events in the order of their triggers, phases of a fight last. Their places
    are noted in `context`, for what "the city" means later."""
    scene = Scene(sentence, context, parties)
    idle: list[Node] = []
    for token in sentence.doc:
        made = _events_at(scene, token)
        _keep(scene, made)
        if not made and scene.lemma(token) in scene.lex.nouns:
            idle.append(token)
    for noun in idle:
        _keep(scene, phase_events(scene, noun))
    return [event for event in scene.found if not _told_by_another(scene, event)]


def _told_by_another(scene: Scene, event: Event) -> bool:
    """ "captured X, raising flags over the stadium": the gerund adds no event, X is won."""
    verb, place = event.trigger, event.place
    if verb.tag_ != "VBG" or not place.part:
        return False
    return any(
        other.trigger is verb.head and other.kind == event.kind and other.place.name.text == place.name.text and not other.place.part
        for other in scene.found
    )  # fmt: skip


def _keep(scene: Scene, events: list[Event]) -> None:
    for event in events:
        place, at = event.place, (scene.sentence.index, event.place.token)
        scene.found.append(event)
        kind = place.kind or ("country" if place.name.kind == "country" else None)
        told = Told(place.name, at, kind, place.part, place.display, event.kind, event.actor)
        scene.context.claimed.append(told)
        if place.name.kind == "name" and not place.pronoun:
            scene.context.places.append(told)  # no list knows it: the event makes it a place


def _events_at(scene: Scene, token: Node) -> list[Event]:
    unit, tag, lex = scene.sentence.unit(token), token.tag_, scene.lex
    if unit.mention is not None:
        return []
    found = compound_events(scene, token) if "-" in unit.lower else []
    if _is_verb(scene, token):
        made = light_events(scene, token) or verb_events(scene, token)
        made = made or handover_events(scene, token) or listed_events(scene, token)
        if made:
            return found + made
    if (tag.startswith("NN") or tag == "VBG") and token.i not in scene.spent:
        found += noun_events(scene, token)
    if unit.lower in lex.participles or unit.lower in lex.compounds:
        found += participle_events(scene, token)
    if unit.lemma in lex.strongholds and tag.startswith("NN"):
        found += stronghold_events(scene, token)
    if token.dep_ in ("prep", "agent") or tag == "IN":
        found += phrase_events(scene, token)
    return found


def _is_verb(scene: Scene, token: Node) -> bool:
    """A verb by its tag, or by its place in the clause where the parser took it for a noun."""
    if token.tag_.startswith("VB"):
        return True
    if token.tag_ not in _MISTAKEN or scene.lemma(token) not in scene.lex.verbs:
        return False
    return token.dep_ in _CLAUSES or child(token, "agent") is not None
