"""Events told by a noun: "clashes between A and B", "the shelling of X", "talks in X"."""

from whoholds.reading.ground import Ground
from whoholds.reading.parties import Party
from whoholds.reading.plover.happening import Happening
from whoholds.reading.plover.lexicon import Frame
from whoholds.reading.plover.modes import mode_beside
from whoholds.reading.plover.scene import Scene
from whoholds.reading.sentence import subject
from whoholds.reading.tree import Node

_HERE = frozenset({"in", "near", "at", "around", "outside", "inside", "over", "across"})
_AIMED = frozenset({"on", "against", "at", "upon"})
_LEFT = frozenset({"compound", "amod", "poss", "nmod"})
_PARTS = frozenset({"compound", "amod", "nmod"})


def noun_happenings(scene: Scene, noun: Node) -> list[Happening]:
    """The event of the first frame of the noun that fits; none for a noun alone."""
    if noun.dep_ in _PARTS or scene.mention(noun) is not None or _again(noun):
        return []
    for frame in scene.words.nouns.get(scene.noun(noun), ()):
        if frame.plural and not noun.tag_.endswith("S"):
            continue
        if frame.modified and not any(c.lower_ in frame.modified for c in noun.lefts):
            continue
        made = _read(scene, noun, frame)
        if made is not None:
            return [made]
    return []


def _again(noun: Node) -> bool:
    """ "It was the worst fighting since 2020": of a fight told before."""
    if noun.dep_ != "attr":
        return False
    return any(c.dep_ == "nsubj" and c.tag_ in ("PRP", "DT") for c in noun.head.children)


def _read(scene: Scene, noun: Node, frame: Frame) -> Happening | None:
    actor, target, grounds = _roles(scene, noun, frame)
    if (frame.pair and target is None) or frame.owned:
        above = _subject_above(scene, noun)
        if frame.owned:
            target = above
        elif actor is None and not _announces(scene, noun):
            actor = above
    elif (actor is None and frame.type == "ASSAULT" and _responsible(scene, noun)) or (
        frame.pair and actor is None and target is not None
    ):
        actor = _subject_above(scene, noun)
    if actor is not None and target is not None and actor.key == target.key:
        target = None
    if frame.owned and (actor is None or target is None):
        return None
    if frame.type == "CONSULT" and actor is None and target is None:
        return None
    if not grounds:
        grounds = scene.location(_clause(noun), up=1)
    tied = actor is not None or target is not None or bool(grounds)
    if not tied or not (
        (frame.type == "ASSAULT" and grounds)
        or any(scene.cast.political(p, scene.sentence) for p in (actor, target))
    ):
        return None
    return Happening(
        frame.type, noun, frame.mode or mode_beside(scene, frame.type, noun), actor, target,
        ground=grounds[0] if grounds else None,
    )  # fmt: skip


def _roles(
    scene: Scene, noun: Node, frame: Frame
) -> tuple[Party | None, Party | None, list[Ground]]:
    actor = target = None
    grounds: list[Ground] = []
    for c in noun.lefts:
        if c.dep_ in _LEFT and actor is None:
            mention = scene.mention(c)
            if mention is None or mention.actor or mention.country or c.dep_ == "poss":
                found = scene.cast.owner(noun, scene.sentence)
                actor = found
            elif mention.kind == "place":
                grounds = grounds or scene.grounds(c)
    for prep, thing in scene.phrases(noun):
        if prep == "between":
            both = scene.all_of(thing)
            actor, target = ([*both, None, None])[0], ([*both, None, None])[1]
        elif prep == "by":
            actor = scene.who(thing) or actor
        elif prep in ("with", "against") and target is None and scene.who(thing, False):
            target = scene.who(thing)
        elif prep in _AIMED or (prep == "of" and frame.mode == "heavy-weapons"):
            mention = scene.mention(thing)
            if not grounds and (mention is None or mention.kind in ("place", "name", "country")):
                grounds = scene.grounds(thing)
            if target is None and (mention is None or mention.kind != "place"):
                target = scene.who(thing, False) or scene.cast.owner(thing, scene.sentence)
        elif prep == "of" and frame.owned:
            actor = scene.who(thing) or actor
        elif prep in _HERE and not grounds:
            grounds = scene.grounds(thing)
    return actor, target, grounds


def _responsible(scene: Scene, noun: Node) -> bool:
    """ "claimed responsibility for attacks on X"."""
    return noun.dep_ == "pobj" and scene.lower(noun.head.head) == "responsibility"


def _announces(scene: Scene, noun: Node) -> bool:
    """True under a verb of saying: "activists reported clashes" do not clash."""
    return noun.dep_ in ("dobj", "nsubj", "nsubjpass")


def _clause(noun: Node) -> Node:
    head = noun
    for _ in range(5):
        if head.tag_.startswith("VB") or head.head is head:
            break
        head = head.head
    return head


def _subject_above(scene: Scene, noun: Node) -> Party | None:
    """Who does what the noun's clause says: "after talks with X, the envoy left"."""
    verb = _clause(noun)
    if not verb.tag_.startswith("VB"):
        return None
    for one in scene.found:
        if one.trigger is verb:
            return one.target if one.type == "LOSSES" else one.actor
    return scene.who(subject(verb))
