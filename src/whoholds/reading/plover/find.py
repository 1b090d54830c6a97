"""All events and relations of one sentence: every verb and noun tried, the told words kept apart."""

from whoholds.reading.context import Context
from whoholds.reading.plover.happening import Happening
from whoholds.reading.plover.nouns import noun_happenings
from whoholds.reading.plover.relations import relations
from whoholds.reading.plover.scene import Scene
from whoholds.reading.plover.verbs import verb_happenings
from whoholds.reading.plover.who import Cast
from whoholds.reading.sentence import Sentence, child
from whoholds.reading.tree import Node

_CLAUSES = frozenset({"ROOT", "ccomp", "relcl", "advcl", "xcomp", "conj"})


def find_happenings(sentence: Sentence, context: Context, cast: Cast) -> list[Happening]:
    """Events in the order of their triggers, then relations."""
    scene = Scene(sentence, context, cast)
    hidden: set[int] = set()
    verbs = [token for token in sentence.doc if _is_verb(scene, token)]
    for token in sorted(verbs, key=_depth):
        if token.i in hidden:
            continue
        for one in verb_happenings(scene, token):
            scene.found.append(one)
            hidden |= one.hidden
            scene.taken.add(token.i)
    for token in sentence.doc:
        nominal = token.tag_.startswith("NN") or token.tag_ == "VBG"
        if token.i in hidden or token.i in scene.taken or not nominal:
            continue
        scene.found += noun_happenings(scene, token)
    _by_the_other_side(scene)
    scene.found.sort(key=lambda one: one.trigger.i)
    scene.found = [one for one in scene.found if one.trigger.i not in hidden]
    return scene.found + relations(scene)


def _by_the_other_side(scene: Scene) -> None:
    """ "four soldiers were killed in clashes with separatists": by the separatists."""
    for fight in scene.found:
        sides = (fight.actor, fight.target)
        if fight.type != "ASSAULT" or None in sides:
            continue
        for one in scene.found:
            if one.type != "LOSSES" or one.actor is not None or one.target is None:
                continue
            for mine, other in (sides, sides[::-1]):
                if mine is not None and mine.key == one.target.key:
                    one.actor = other


def _depth(token: Node) -> tuple[int, int]:
    """Upper clauses first: what they say hides what is below."""
    depth, node = 0, token
    while node.head is not node and depth < 40:
        node = node.head
        depth += 1
    return depth, token.i


def _is_verb(scene: Scene, token: Node) -> bool:
    if scene.verb(token) is None or scene.mention(token) is not None:
        return False
    if token.tag_.startswith("VB"):
        return True
    return token.tag_.startswith(("NN", "JJ")) and (
        token.dep_ in _CLAUSES - {"conj"}
        and child(token, "nsubj", "nsubjpass", "agent") is not None
    )
