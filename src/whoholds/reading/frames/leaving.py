"""Which ground is left when a verb of leaving names none: "the soldiers fled into the bush"."""

from attrs import evolve

from whoholds.reading.frames.scene import Scene
from whoholds.reading.frames.where import again, just_told
from whoholds.reading.grammar import section
from whoholds.reading.ground import Ground
from whoholds.reading.lexicon import Frame
from whoholds.reading.parties import Party
from whoholds.reading.sentence import child, prepositional
from whoholds.reading.tree import Node

_LISTED = section("frames")
_COMING = frozenset({"capture", "transfer", "advance", "attack"})


def left_behind(
    scene: Scene, verb: Node, frame: Frame, by_particle: bool, leaver: Party | None
) -> list[Ground]:
    """ "where the rebels fled", "after government forces withdrew": the place just told.

    `by_particle`: the verb says that somebody was driven *out*, *away* or *off*.
    """
    if frame.obj is None and child(verb, "dobj") is not None:
        return []
    if verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children):
        return scene.grounds(verb.head, False)[-1:]
    if frame.obj == "actor":
        return just_told(scene, verb) if by_particle else []
    if frame.obj is not None or (leaver is not None and not _known(leaver)):
        return []  # a name that nobody knows may be a person's
    since = _since(verb)
    if since is not None:
        return _country_of(scene, since)
    aims = [thing for prep, thing in prepositional(verb) if prep in _LISTED["goes_to"]]
    if aims:
        return _positions(scene, aims) or _taken_from_them(scene, verb, aims, leaver)
    return scene.location(verb) or just_told(scene, verb)


def _known(leaver: Party) -> bool:
    return leaver.norm is not None or leaver.generic or leaver.kind != "name"


def _since(verb: Node) -> Node | None:
    """What "since" stands over in "since foreign troops left"; None where it does not."""
    if verb.dep_ in ("acl", "relcl") and verb.head.head.lower_ == "since":
        return verb.head.head
    for _ in range(3):
        if any(c.dep_ == "mark" and c.lower_ == "since" for c in verb.children):
            return verb
        if verb.dep_ not in ("xcomp", "ccomp"):
            return None
        verb = verb.head
    return None


def _country_of(scene: Scene, since: Node) -> list[Ground]:
    """ "the first strikes in X since they left": X, where it is a country."""
    head = since
    for _ in range(3):
        head = head.head
        found = [g for g in scene.location(head) if g.name.kind == "country"]
        if found or head.head is head:
            return found
    return []


def _positions(scene: Scene, aims: list[Node]) -> list[Ground]:
    """ "fell back to better positions near X": a part of X was left."""
    for thing in aims:
        if thing.tag_ == "NNS" and scene.lex.ground.get(scene.lemma(thing)) == "base":
            found = [evolve(g, part=True) for g in scene.grounds(thing, False)]
            if found:
                return found
    return []


def _taken_from_them(
    scene: Scene, verb: Node, aims: list[Node], leaver: Party | None
) -> list[Ground]:
    """ "X was captured. Soldiers fled into the bush": X, where others had come to it."""
    away = {g.text for thing in aims for g in scene.grounds(thing, False)}
    here = (scene.sentence.index, verb.i)
    for told in reversed(scene.context.claimed):
        if scene.sentence.index - told.at[0] > 1 or leaver is None:
            break
        if told.at >= here or told.event not in _COMING or told.name.text in away:
            continue
        return (
            [] if told.by is not None and told.by.key == leaver.key else [again(scene, verb, told)]
        )
    return []
