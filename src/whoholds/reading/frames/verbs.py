"""Events told by a verb of control: "captured X from Y", "X fell to Y", "withdrew from X"."""

from collections.abc import Iterator

from attrs import define, evolve, field

from whoholds.reading.frames.event import Event
from whoholds.reading.frames.handover import unresisted
from whoholds.reading.frames.leaving import left_behind
from whoholds.reading.frames.said import (
    after_date,
    before_comma,
    clause_on,
    small_clause,
    which_they_took,
)
from whoholds.reading.frames.scene import Scene, is_armed
from whoholds.reading.frames.slots import hands, has_particle, owner_of_ground
from whoholds.reading.frames.where import below, just_told, outer_clause
from whoholds.reading.grammar import section
from whoholds.reading.ground import Ground, describes
from whoholds.reading.lexicon import Frame
from whoholds.reading.parties import Party
from whoholds.reading.sentence import (
    agent,
    child,
    direct_object,
    is_passive,
    prepositional,
    subject,
    with_conjuncts,
)
from whoholds.reading.tree import Node

_LISTED = section("frames")
_NAMES = frozenset({"place", "country", "name"})
_COMPLEMENTS = frozenset({"xcomp", "advcl", "advmod", "acomp", "ccomp", "npadvmod", "oprd"})
_ONGOING = frozenset({"VBZ", "VBP", "VBG"})
_BEFORE_NOUN = 8
"""Tokens before "a third" or "the town" within which its own name can stand."""


@define(eq=False)
class _Match:
    """One frame tried on one verb: its arguments and the slots filled so far.

    A slot that holds None is taken: its word is there, or known to be missing.
    """

    scene: Scene
    verb: Node
    frame: Frame
    passive: bool
    subj: Node | None
    obj: Node | None
    slots: dict[str, Node | None] = field(factory=dict)
    places: list[Ground] = field(factory=list)


def verb_events(scene: Scene, verb: Node) -> list[Event]:
    """The events of the first frame of the verb that fits."""
    for frame in scene.lex.verbs.get(scene.lemma(verb), ()):
        if frame.particle and not has_particle(scene, verb, frame.particle):
            continue
        made = _read(scene, verb, frame)
        if made:
            return made
    return []


def _read(scene: Scene, verb: Node, frame: Frame) -> list[Event]:
    match = _match(scene, verb, frame)
    if _asks(verb) or not _fill_subject(match) or not _fill_object(match):
        return []
    _fill_prepositions(match)
    if frame.kind == "withdraw" and frame.obj is None and not _leaves_by_itself(match):
        return []
    if not match.places:
        match.places = _elsewhere(match)
    if not match.places or (frame.needs and match.slots.get(frame.needs) is None):
        return []
    actor = scene.party(match.slots.get("actor"))
    against = scene.party(match.slots.get("against"))
    if not _plausible(match, actor, against):
        return []
    return [*_others_leaving(match, actor, against), *_events(match, actor, against)]


def _match(scene: Scene, verb: Node, frame: Frame) -> _Match:
    taken = which_they_took(scene, verb)
    if taken is not None:
        return _Match(scene, verb, frame, False, verb.head, taken)
    passive = is_passive(verb) or small_clause(scene, verb, frame)
    obj = subject(verb) if passive else direct_object(verb)
    if obj is None and frame.particle and frame.obj and not passive:
        # "took over the town": the parse gives the particle the object
        particles = (c for c in verb.children if c.lower_ in frame.particle)
        inner = (child(c, "pobj") for c in particles)
        obj = next((thing for thing in inner if thing is not None), None)
    return _Match(scene, verb, frame, passive, subject(verb), obj)


def _leaves_by_itself(match: _Match) -> bool:
    """False where the verb has an object of its own, as "withdrew its men" has. Ground behind its
    places is none: "pulled out of A, a port" says what A is, "as well as the village of B" adds B."""
    obj = child(match.verb, "dobj")
    if obj is None:
        return True
    scene, first = match.scene, obj.left_edge.i
    last = max((g.token for g in match.places), default=obj.i)
    if last >= first or scene.lemma(obj) not in scene.lex.ground:
        return False
    if scene.sentence.units[first - 1].lower in _LISTED["adding"]:
        match.places += scene.grounds(obj, False)
    return True


def _asks(verb: Node) -> bool:
    """ "accounts differ over who controls X": a question tells nothing."""
    own = child(verb, "nsubj")
    return own is not None and own.lower_ == "who" and verb.dep_ not in ("relcl", "acl")


# The slots ---------------------------------------------------------------------------------


def _fill_subject(match: _Match) -> bool:
    """Give the subject its role; False where the frame does not fit."""
    frame, scene, subj = match.frame, match.scene, match.subj
    if frame.subj == "place":
        if match.passive or subj is None or not _falls(match):
            return False
        unit = scene.sentence.unit(subj)
        standing_in = unit.lower in _LISTED["pronouns"]
        match.places = scene.grounds(subj) if standing_in else scene.object_grounds(subj, frame)
        return True
    doer = agent(match.verb) if match.passive else subj
    if match.passive and not frame.obj and frame.subj == "actor":
        if doer is not None:
            return False
        doer = subj
    if frame.subj:
        match.slots[frame.subj] = doer
    return True


def _falls(match: _Match) -> bool:
    """ "fell to", "fell into the hands of", or a plain "X fell"; but not "fell silent"."""
    return child(match.verb, "acomp", "dobj", "attr") is None


def _fill_object(match: _Match) -> bool:
    """Give the object its role; False where the frame does not fit."""
    if match.frame.subj == "place":
        return True
    role = match.frame.obj
    if role == "place":
        return _fill_place(match)
    if role == "own":
        return _fill_own(match)
    if role == "road":
        return _fill_road(match)
    if role in ("actor", "against"):
        if match.obj is not None:
            match.slots[role] = match.obj
        elif match.frame.kind == "withdraw":
            return False
    return True


def _fill_place(match: _Match) -> bool:
    scene, frame, obj = match.scene, match.frame, match.obj
    said = clause_on(scene, match.verb, obj) if frame.kind == "hold" else []
    places = before_comma(scene, match.verb) or said or scene.object_grounds(obj, frame)
    for other in () if said else match.verb.children:
        # a second object: what the parse made of a list, or of an object before it
        if other.dep_ == "dobj" and obj is not None and other.i > obj.i:
            if places and describes(other, scene.sentence):
                continue
            told = {(p.text, p.part) for p in places}
            more = scene.object_grounds(other, frame)
            places += [g for g in more if (g.text, g.part) not in told]
            obj = obj if places and not scene.refused(obj) else other
    if places and frame.kind in ("capture", "transfer"):
        places += after_date(scene, match.verb, places)
    if not places and obj is None and match.verb.dep_ == "ROOT" and agent(match.verb) is not None:
        places = just_told(scene, match.verb)  # "Recaptured by X on 16 May."
    match.obj, match.places = obj, places
    if places and frame.named and not _specific(scene, obj, places):
        return False
    if _expletive(match):
        return False
    if not places and frame.against_obj and obj is not None:
        match.slots.setdefault("against", obj)
    return True


def _fill_own(match: _Match) -> bool:
    """ "pulled its troops from X": the object is the subject's own forces."""
    scene, obj = match.scene, match.obj
    if obj is None:
        return False
    if scene.party(obj, False) is None and scene.lemma(obj) not in scene.lex.parties:
        return False
    if match.passive:
        match.slots["actor"] = obj
    return True


def _fill_road(match: _Match) -> bool:
    """ "cut the road to X": the road stands for a part of the place."""
    scene, obj = match.scene, match.obj
    if obj is None or scene.lex.ground.get(scene.lemma(obj)) != "road":
        return False
    match.places = [evolve(g, part=True) for g in scene.object_grounds(obj, match.frame)]
    return True


def _specific(scene: Scene, obj: Node | None, places: list[Ground]) -> bool:
    """A verb common outside war needs a name, or a settlement noun, for its place."""
    if obj is None:
        return any(g.name.kind in _NAMES or g.kind for g in places)
    unit = scene.sentence.unit(obj)
    if unit.mention is not None:
        return unit.mention.kind in _NAMES
    if unit.lower in _LISTED["here"]:
        return True
    if any(c.tag_ == "PRP$" for c in obj.lefts) and scene.lex.ground.get(unit.lemma) == "base":
        return True  # "abandoned their positions"
    own = all(
        g.token >= obj.i - _BEFORE_NOUN and not (g.pronoun and g.token == obj.i) for g in places
    )
    counted = unit.lemma in scene.lex.quantity or obj.tag_ == "CD"
    if counted and unit.lemma not in scene.lex.ground:
        return own
    return unit.lemma in scene.lex.settlement or (unit.lemma in scene.lex.ground and own)


def _expletive(match: _Match) -> bool:
    """ "It was claimed that …": the pronoun stands for the clause."""
    if match.obj is None or match.scene.lower(match.obj) != "it":
        return False
    return child(match.verb, "ccomp", "acomp", "xcomp") is not None


def _fill_prepositions(match: _Match) -> None:
    scene, frame, slots = match.scene, match.frame, match.slots
    aimed: list[tuple[int, list[Ground]]] = []
    for prep, thing in _phrases(match.verb, match.obj):
        role = frame.prep.get(prep)
        if role == "place" and not match.places:
            here = scene.grounds(thing)
            if here:
                # "on Baba Amr in Homs": what it is aimed at before where that lies
                later = (prep in _LISTED["lies_in"]) + 2 * (thing.i < match.verb.i)
                later += 4 * all(g.name.kind == "country" for g in here)
                aimed.append((later, here))
        elif role in ("actor", "against") and role not in slots:
            held_by = hands(scene, thing)
            if scene.party(held_by, False) is not None:
                slots[role] = held_by
        elif role == "against" and slots.get(role) is None:
            slots[role] = thing
    if match.places or not aimed:
        return
    places = min(aimed, key=lambda found: found[0])[1]
    if frame.named and frame.obj != "place" and not _specific(scene, None, places):
        return
    match.places = places


def _phrases(verb: Node, obj: Node | None) -> Iterator[tuple[str, Node]]:
    """Prepositional phrases of the verb, of its object, its enemy and its complements."""
    own = list(prepositional(verb))
    yield from own
    if obj is not None and obj.i > verb.i:
        for c in obj.children:
            # "sent troops backed by tanks into X"
            if c.dep_ == "acl" and c.tag_ == "VBN":
                yield from ((p, t) for p, t in prepositional(c) if p in _LISTED["goes_to"])
        yield from ((p, t) for p, t in prepositional(obj) if p in _LISTED["shared_with_object"])
    for prep, thing in own:
        if prep in ("with", "against"):
            yield from ((p, t) for p, t in prepositional(thing) if p in _LISTED["at"])
    for c in verb.children:
        if c.dep_ in _COMPLEMENTS and not c.tag_.startswith("VB"):
            yield from prepositional(c)


def _elsewhere(match: _Match) -> list[Ground]:
    """The place of a verb that names none itself."""
    scene, verb, frame = match.scene, match.verb, match.frame
    places: list[Ground] = []
    leaves = "actor" in (frame.subj, frame.obj) and frame.obj != "place"
    if frame.kind == "withdraw" and leaves:
        driven = has_particle(scene, verb, _LISTED["out"])
        leaver = scene.party(match.slots.get("actor"))
        places = left_behind(scene, verb, frame, by_particle=driven, leaver=leaver)
    if frame.kind == "advance" and frame.particle and scene.lemma(verb.head) in _LISTED["let"]:
        places = just_told(scene, verb)  # "pulled out of X, allowing the Houthis to move in"
    elsewhere = match.obj is None or scene.party(match.obj, False) is not None
    if not places and ((frame.against_obj and elsewhere) or frame.kind == "clash"):
        places = scene.location(verb, up=1) or outer_clause(scene, verb) or below(scene, verb)
    return places


# Sense and outcome -------------------------------------------------------------------------


def _plausible(match: _Match, actor: Party | None, against: Party | None) -> bool:
    """Whether parties of these kinds can have done it: "the news reached X" is no advance."""
    frame, passive = match.frame, match.passive
    if frame.reflexive and not _reflexive(match):
        return False
    aside = frame.kind == "clash" and match.verb.dep_ in ("acl", "relcl")
    if aside and all(g.name.kind == "country" for g in match.places):
        return False  # "troops fighting in Mali": who they are, not where they clashed
    driven_out = frame.kind == "withdraw" and frame.obj == "actor"
    if frame.forces and not is_armed(against if driven_out else actor):
        return False
    if frame.kind == "hold":
        return is_armed(actor)
    if frame.kind == "withdraw":
        as_what = any(prep == "as" for prep, _ in prepositional(match.verb))  # "leaving X as …"
        return is_armed(actor) and not as_what
    if frame.kind == "siege":
        return is_armed(actor) or passive
    if frame.kind in ("capture", "transfer"):
        return passive or _taker(match, actor, against)
    if frame.kind == "attack" and frame.against_obj:
        person = actor is not None and actor.kind == "person"
        return not person and (is_armed(actor) or passive)
    return True


def _reflexive(match: _Match) -> bool:
    """ "dug in", "entrenched themselves": not "dug a well"."""
    obj = child(match.verb, "dobj")
    if obj is None or match.scene.party(obj, False) is not None:
        return True
    return match.scene.lower(obj) == "themselves"


def _taker(match: _Match, actor: Party | None, against: Party | None) -> bool:
    """False where the subject is there and no party, or a person's "took" and "lost"."""
    role = match.frame.subj
    if role not in ("actor", "against"):
        return True
    read = actor if role == "actor" else against
    if read is None:
        return match.slots.get(role) is None
    return not (read.kind == "person" and match.frame.named)


def _others_leaving(match: _Match, actor: Party | None, against: Party | None) -> Iterator[Event]:
    """Each party that leaves is a withdrawal of its own."""
    if match.frame.kind != "withdraw" or match.frame.subj != "actor" or match.subj is None:
        return
    leaving = match.slots["actor"] if match.slots["actor"] is not None else match.subj
    for other in list(with_conjuncts(leaving))[1:]:
        party = match.scene.party(other, False)
        if party is None or not is_armed(party) or (actor is not None and party.key == actor.key):
            continue
        for place in match.places:
            yield Event("withdraw", match.verb, place, party, against)


def _lasts(match: _Match) -> bool:
    """ "is occupied by", "occupies": a state; "had been occupied" is what was done."""
    if not match.passive:
        return match.verb.tag_ in _ONGOING
    helpers = [c.lower_ for c in match.verb.children if c.dep_ in ("aux", "auxpass")]
    return not helpers or ("been" not in helpers and not {"was", "were"} & set(helpers))


def _events(match: _Match, actor: Party | None, against: Party | None) -> Iterator[Event]:
    frame = match.frame
    kind = frame.kind
    if frame.stative and _lasts(match):
        kind = frame.stative
    if kind == "advance" and unresisted(match.scene, match.verb):
        kind = "transfer"
    if frame.against_obj and match.obj is not None and against is None:
        against = owner_of_ground(match.scene, match.obj)
    for place in match.places:
        if actor is not None and place.name is actor.mention and not place.pronoun:
            continue
        if against is not None and place.name is against.mention and frame.kind != "clash":
            against = None
        yield Event(kind, match.verb, place, actor, against)
