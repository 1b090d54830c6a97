"""Events told by a verb: "urged X to leave", "sent weapons to X", "was shelled by X"."""

from collections.abc import Iterator

from whoholds.reading.ground import Ground
from whoholds.reading.parties import Party
from whoholds.reading.plover.happening import Happening
from whoholds.reading.plover.match import Match, match_of
from whoholds.reading.plover.modes import content_mode, mode_beside
from whoholds.reading.plover.scene import Scene
from whoholds.reading.plover.who import apart
from whoholds.reading.tree import Node

_ASIDE = frozenset({"advcl", "relcl", "punct", "parataxis"})
_MOST = 6
"""Events of one verb: a longer product of actors and targets is a parse gone wrong."""
_OF_WAR = frozenset({"LOSSES", "DISPLACEMENT", "PROTEST", "COMMAND"})
"""Types in which nobody political need be named: the report's war is enough."""
_BY_THEMSELVES = frozenset({"ASSAULT", "LOSSES", "DISPLACEMENT", "CONSULT", "PROTEST"})
"""Types told of things and places too: an air strike hits, nobody named."""


def verb_happenings(scene: Scene, verb: Node) -> list[Happening]:
    """The events of the first frame of the verb that fits."""
    lemma = scene.verb(verb)
    for frame in scene.words.verbs.get(lemma or "", ()):
        match = match_of(scene, verb, frame)
        if match is not None and _plausible(match):
            made = _made(match)
            if made:
                return made
    return []


def _plausible(match: Match) -> bool:
    frame, scene = match.frame, match.scene
    unnamed = frame.type not in _BY_THEMSELVES and frame.subj == "actor" and not match.actors
    if unnamed and not (match.passive and (match.targets or match.thing is not None)):
        return False
    if frame.type == "CONSULT" and len(match.actors) + len(match.targets) < 2 and not match.thirds:
        lone = match.actors[0] if match.actors else None
        if lone is None or match.doer is None or not match.doer.tag_.endswith("S"):
            return False
    if frame.type in _OF_WAR:
        return True
    everybody = (*match.actors, *match.targets, *match.thirds)
    if any(scene.cast.political(party, match.sentence) for party in everybody):
        return True
    return frame.type == "ASSAULT" and bool(match.grounds)


def _made(match: Match) -> list[Happening]:
    frame, scene = match.frame, match.scene
    actors: list[Party | None] = list(match.actors) or [None]
    targets: list[Party | None] = list(match.targets) or [None]
    if (
        (frame.pair or frame.type in ("CONSULT", "AGREE"))
        and len(match.actors) > 1
        and not match.targets
    ):
        actors, targets = [match.actors[0]], [match.actors[1]]
    actors, targets = apart(actors, targets), apart(targets, actors)
    grounds = match.grounds or _where(match)
    tokens = [match.thing.i] if match.thing is not None else []
    tokens += (
        [match.obj.i] if match.obj is not None and abs(match.obj.i - match.verb.i) < 15 else []
    )
    hidden = _hidden(match)
    mode = frame.mode or (frame.thing.get(scene.noun(match.thing)) if match.thing else None)
    mode = (
        mode
        or content_mode(scene, frame.type, match.content, match.obj)
        or mode_beside(scene, frame.type, match.verb)
    )
    made = [
        Happening(
            frame.type, match.verb, mode, actor, target,
            match.thirds[0] if match.thirds else None,
            grounds[0] if grounds else None, tokens=tokens, hidden=hidden,
        )
        for actor in actors
        for target in targets
        if actor is None or target is None or actor.key != target.key
    ]  # fmt: skip
    for one in made:
        if one.target is not None and one.target.token < len(scene.sentence.doc):
            _count(scene, one, match)
    scene.taken.update(tokens)
    return made[:_MOST]


def _where(match: Match) -> list[Ground]:
    """Where it happened: by the verb's own phrases, its object's, or the nearest below."""
    scene = match.scene
    found = scene.location(match.verb) or scene.there(match.verb)
    for node in (match.obj, match.thing):
        if not found and node is not None:
            found = scene.near(node)
    return found or scene.below(match.verb) or scene.location(match.verb, up=1)


def _count(scene: Scene, one: Happening, match: Match) -> None:
    """How many people: of those who suffer it, or are sent."""
    if one.type in ("LOSSES", "DISPLACEMENT", "RETREAT", "COERCE", "ASSAULT", "PROTEST"):
        assert one.target is not None
        noun = scene.sentence.doc[one.target.token]
        head = noun
        for _ in range(4):
            # "hundreds of Russians": the amount stands above
            if head.dep_ == "pobj" and head.head.lower_ == "of":
                head = head.head.head
            else:
                break
        quantity = scene.innermost(head) is noun
        one.count = scene.count(head if quantity else noun)


def _hidden(match: Match) -> frozenset[int]:
    if match.frame.type in ("AID", "MOBILIZE"):
        return _purpose(match)
    if not match.frame.hides:
        return frozenset()
    tops = [*match.content]
    if match.obj is not None and match.obj.tag_.startswith("NN"):
        tops.append(match.obj)
    if match.thing is not None:
        tops.append(match.thing)
    hidden: set[int] = set()
    for top in tops:
        hidden |= set(_under(top))
    hidden.discard(match.verb.i)
    if match.passive:  # what it is said of stands over the verb
        hidden -= {t.i for t in match.verb.subtree if t.dep_ == "advcl"}
    return frozenset(hidden)


def _purpose(match: Match) -> frozenset[int]:
    """ "sent troops to fight the insurgents": what they are sent for."""
    below = [
        c
        for node in (match.verb, match.obj, match.thing)
        if node is not None
        for c in node.children
    ]
    return frozenset(
        i
        for c in below
        if c.dep_ in ("advcl", "xcomp", "acl", "relcl") and c.tag_ == "VB"
        and any(g.dep_ == "aux" and g.lower_ == "to" for g in c.children)
        for i in _under(c)
    )  # fmt: skip


def _under(top: Node) -> Iterator[int]:
    yield top.i
    for c in top.children:
        if c.dep_ not in _ASIDE:
            yield from _under(c)
