"""Events told by a noun: "the capture of X by Y", "clashes in X", "the fall of X"."""

from collections.abc import Iterator

from attrs import define, field

from whoholds.reading.frames.event import ARMED, FIGHT, Event
from whoholds.reading.frames.scene import MODIFIERS, Scene, is_armed
from whoholds.reading.frames.slots import party_in_hands
from whoholds.reading.frames.where import (
    around,
    decided_by,
    following,
    just_told,
    near_object,
    of_governor,
)
from whoholds.reading.grammar import section
from whoholds.reading.ground import Ground
from whoholds.reading.lexicon import Frame
from whoholds.reading.parties import Party
from whoholds.reading.saying import speaking_verbs
from whoholds.reading.sentence import (
    agent,
    child,
    is_passive,
    prepositional,
    subject,
    with_conjuncts,
)
from whoholds.reading.tree import Node

_LISTED = section("frames")
_ENGULF = tuple(_LISTED["engulf"])
_KEEPS_GAINS = tuple(_LISTED["keeps_gains"])
_NAMES = frozenset({"place", "country", "name"})
_BEFORE = frozenset({*MODIFIERS, "nsubj"})
_FILLERS = frozenset({"det", "nummod", *MODIFIERS})
_LEFT_WORDS = frozenset({"compound", "amod", "nmod", "npadvmod"})
_MOVING = FIGHT | {"withdraw"}


@define(eq=False)
class _Match:
    """One frame tried on one noun. A slot that holds None is taken, by a word that names nobody."""

    scene: Scene
    noun: Node
    frame: Frame
    slots: dict[str, Party | None] = field(factory=dict)
    sides: list[Party] = field(factory=list)
    places: list[Ground] = field(factory=list)


def noun_events(scene: Scene, noun: Node) -> list[Event]:
    """The events of the first frame of the noun that fits."""
    for frame in scene.lex.nouns.get(scene.lemma(noun), ()):
        made = _read(_Match(scene, noun, frame))
        if made:
            return made
    return []


def names_no_event(noun: Node, written: str) -> bool:
    """ "using fighter aircraft", "the Battle of X", "the 2014 offensive", "without a fight": a
    modifier, a campaign's proper name, or what there was none of."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "without":
        return True
    dated = noun.dep_ == "pobj" and noun.head.lower_ in _LISTED["dates_from"]
    if dated and child(noun, "prep") is None:
        return True
    if noun.dep_ in ("compound", "amod", "nmod") or written == "Battle":
        return True
    if noun.dep_ == "appos" and any(c.tag_ == "JJS" for c in noun.lefts):
        return True  # "an assault on X, the largest battle of the war"
    return any(c.tag_ == "CD" and len(c.text) == 4 for c in noun.lefts)


def lacks_aim(scene: Scene, noun: Node) -> bool:
    """ "on attack", "in battle": neither whose nor on what is said."""
    if noun.tag_ not in ("NN", "VBG") or scene.lemma(noun) not in _LISTED["need_more"]:
        return False
    if any(c.dep_ in _FILLERS for c in noun.children):
        return False
    return not any(prep in _LISTED["aims"] for prep, _ in prepositional(noun))


def not_ground_attack(scene: Scene, noun: Node, kind: str) -> bool:
    """True for air strikes, suicide attacks, political battles: by the words before the noun."""
    if kind not in ("attack", "clash"):
        return False
    words = [scene.lower(c) for c in noun.lefts if c.dep_ in _LEFT_WORDS]
    words += [scene.lower(inner) for c in noun.lefts for inner in c.lefts]
    listed = scene.lex.not_ground_attack
    return any(word in listed or scene.lex.lemma_of(word) in listed for word in words)


def _read(match: _Match) -> list[Event]:
    scene, noun, frame = match.scene, match.noun, match.frame
    if frame.phrase or not_ground_attack(scene, noun, frame.kind):
        return []
    if names_no_event(noun, scene.sentence.unit(noun).text) or lacks_aim(scene, noun):
        return []
    kept = noun.dep_ == "dobj" and scene.lower(noun.head).startswith(_KEEPS_GAINS)
    if kept and frame.kind == "advance":
        return []  # "consolidated its gains": made before
    if frame.kind == "clash":
        match.places = _undergone(match)
    _fill_phrases(match)
    _fill_before(match)
    _fill_actor(match)
    if not match.places:
        match.places = _undergone(match)
    if not match.places and frame.kind == "clash" and decided_by(scene, noun) is not None:
        return []
    if not match.places and frame.kind in _MOVING:
        match.places = around(scene, noun)
        if not match.places:
            match.places = following(scene, noun, frame) or of_governor(scene, noun, frame)
            if match.places and _anaphoric(noun):
                return []
    if not match.places and frame.kind == "withdraw" and _confirmed(match):
        match.places = just_told(scene, noun)
    if match.places and scene.lemma(noun) == "loss" and "against" not in match.slots:
        _fill_loser(match)
    return _events(match) if _plausible(match) else []


# The slots ---------------------------------------------------------------------------------


def _fill_phrases(match: _Match) -> None:
    scene, frame, slots = match.scene, match.frame, match.slots
    for prep, thing in _phrases(match.noun):
        role = frame.prep.get(prep)
        if role == "place" and all(g.name.kind == "country" for g in match.places):
            before = match.places
            _fill_aim(match, prep, thing)  # "in western Sudan at El-Fasher": El-Fasher
            match.places = match.places or before
        elif role == "parties":
            for side in with_conjuncts(thing):
                match.sides += scene.parties.read_all(side, scene.sentence)
        elif role in ("actor", "against"):
            party = party_in_hands(scene, thing)
            if party is not None:
                slots.setdefault(role, party)


def _fill_aim(match: _Match, prep: str, thing: Node) -> None:
    """The place, or the party that it is aimed at: "an attack on the rebels near X"."""
    scene, kind = match.scene, match.frame.kind
    if prep not in _LISTED["aimed"] or scene.grounds(thing, False):
        match.places = scene.grounds(thing)
        return
    if kind in ("attack", "siege"):
        match.slots.setdefault("against", scene.party(thing, False))
    match.places = near_object(scene, thing)
    if kind == "attack" and prep == "of":
        match.slots.setdefault("actor", scene.party(thing, False))


def _phrases(noun: Node) -> Iterator[tuple[str, Node]]:
    yield from prepositional(noun)
    # a coordinated noun shares what follows the last: "sieges and clashes in X"
    for c in noun.children:
        if c.dep_ == "conj" and c.tag_.startswith("NN"):
            yield from prepositional(c)
    head = noun.head
    if noun.dep_ == "conj" and head.tag_.startswith("NN"):
        yield from prepositional(head)
    # "clashes were reported in X", "fighting continued in X", "an attack was launched on X"
    if noun.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and head.tag_.startswith("VB"):
        for prep, thing in prepositional(head):
            if prep == "to" and head.lower_.startswith("spread"):
                yield "in", thing  # "clashes spread to X"
            elif prep not in _LISTED["not_shared"]:
                yield prep, thing


def _fill_before(match: _Match) -> None:
    """The words before the noun: "rebel attack", "the army's siege", "the Aleppo offensive"."""
    scene, frame = match.scene, match.frame
    for c in sorted(match.noun.lefts, key=lambda c: -c.i):
        if c.dep_ not in _BEFORE or _fill_owner(match, c) or match.places:
            continue
        mention = scene.mention(c)
        named = mention is not None and mention.kind in ("place", "name")
        named = named and "place" in (frame.compound, frame.owner)
        if named or (frame.owner == "place" and c.dep_ == "poss"):
            match.places = scene.grounds(c)


def _fill_owner(match: _Match, token: Node) -> bool:
    frame = match.frame
    if frame.owner not in ("actor", "against") or frame.owner in match.slots:
        return False
    if token.tag_ == "JJ" and match.scene.lower(token) == "military":
        return False  # "a military operation" may be anybody's
    party = match.scene.party(token, token.dep_ == "poss")
    if party is None or not (party.norm or party.generic or party.kind in ("state", "name")):
        return False
    if party.kind == "name" and frame.compound == "place":
        return False
    match.slots[frame.owner] = party
    return True


def _fill_actor(match: _Match) -> None:
    slots, frame = match.slots, match.frame
    if match.sides:
        slots.setdefault("actor", match.sides[0])
    if len(match.sides) > 1:
        slots.setdefault("against", match.sides[1])
    if "actor" in slots or frame.owner == "against" or frame.kind not in _MOVING:
        return
    doer = _doer(match)
    if doer is not None:
        slots["actor"] = doer


def _doer(match: _Match) -> Party | None:
    """Who is said to be in it: the subject of the verb whose object or adjunct the noun is."""
    scene, noun, kind = match.scene, match.noun, match.frame.kind
    head = noun.head
    for _ in range(3):
        if head.dep_ == "prep" or head.tag_ == "IN":
            head = head.head
    if noun.dep_ not in ("dobj", "pobj", "conj", "attr") or not head.tag_.startswith("VB"):
        return None
    if scene.lemma(head) in speaking_verbs() and kind != "withdraw":
        return None
    if noun.dep_ == "pobj" and kind != "clash":
        return None
    if kind == "withdraw" and scene.lemma(head) not in _LISTED["own_withdrawal"]:
        return None  # "forcing an evacuation of staff": who forces it does not leave
    doer = agent(head) if is_passive(head) else None
    party = scene.party(doer if doer is not None else subject(head))
    return party if is_armed(party) else None


def _undergone(match: _Match) -> list[Ground]:
    """ "X saw heavy fighting", "fighting engulfed X": X."""
    head = match.noun.head
    if match.noun.dep_ == "nsubj" and match.scene.lower(head).startswith(_ENGULF):
        return match.scene.grounds(child(head, "dobj"))
    if match.noun.dep_ != "dobj" or match.scene.lemma(head) not in _LISTED["undergo"]:
        return []
    return match.scene.grounds(subject(head))


def _confirmed(match: _Match) -> bool:
    """ "the army confirmed the withdrawal", "mounted a strategic withdrawal": its own, from the
    place just told."""
    head = match.noun.head
    if match.noun.dep_ != "dobj" or match.scene.lower(head) not in _LISTED["own_confirmed"]:
        return False
    party = match.scene.party(subject(head))
    if party is None or not is_armed(party) or not (party.norm or party.generic):
        return False
    match.slots.setdefault("actor", party)
    return True


def _anaphoric(noun: Node) -> bool:
    """ "during the battle": the one just told, not another."""
    if any(c.dep_ in ("amod", "compound", "nummod") for c in noun.lefts):
        return False
    return any(c.dep_ == "det" and c.lower_ in _LISTED["pointing"] for c in noun.lefts)


def _fill_loser(match: _Match) -> None:
    """ "the loss of Hama, the fifth largest city, by the regime"."""
    for other in match.scene.sentence.doc[match.noun.i + 1 :]:
        loser = child(other, "pobj") if other.lower_ == "by" else None
        if loser is not None:
            match.slots["against"] = match.scene.party(loser, False)
            return


# Sense and outcome -------------------------------------------------------------------------


def _plausible(match: _Match) -> bool:
    frame, places = match.frame, match.places
    actor, against = match.slots.get("actor"), match.slots.get("against")
    if frame.strict and not all(g.name.kind in _NAMES for g in places):
        return False  # "the loss of eight troops" is no loss of ground
    if frame.forces and not is_armed(actor):
        return False
    if frame.kind == "withdraw":
        return actor is None or actor.kind in ARMED
    if frame.kind == "attack":
        if all(g.name.kind == "country" for g in places):
            return False
        loose = match.scene.lemma(match.noun) in _LISTED["loose_attacks"]
        military = any(match.scene.lower(c) == "military" for c in match.noun.lefts)
        return not loose or military or is_armed(actor) or is_armed(against)
    return True


def _events(match: _Match) -> list[Event]:
    actor, against = match.slots.get("actor"), match.slots.get("against")
    made = []
    for place in match.places:
        if against is not None and place.name is against.mention:
            against = None
        made.append(Event(match.frame.kind, match.noun, place, actor, against))
    return made
