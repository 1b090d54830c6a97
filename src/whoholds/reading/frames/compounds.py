"""States told by a word on the ground itself: "rebel-held X", "the besieged town of X"."""

from collections.abc import Iterator

from whoholds.reading.frames.event import Event
from whoholds.reading.frames.said import set_beside
from whoholds.reading.frames.scene import Scene
from whoholds.reading.frames.slots import compound_party
from whoholds.reading.ground import Ground
from whoholds.reading.sentence import subject
from whoholds.reading.tree import Node

_PHRASE_ENDS = frozenset({"IN", ",", "CC", "VBD"})
_BEFORE_GROUND = frozenset({"amod", "acl", "compound", "nmod"})
_REACH = 5
"""Tokens after an adjective in which its noun is looked for, whatever the parse made of them."""


def compound_events(scene: Scene, token: Node) -> list[Event]:
    """ "rebel-held X", "ISIS-controlled parts of X"."""
    first, hyphen, tail = scene.lower(token).rpartition("-")
    kind = scene.lex.compounds.get(tail)
    if not hyphen or not first or kind is None:
        return []
    party = compound_party(scene, token, first)
    if party is None:
        return []
    return [Event(kind, token, g, party, state=True) for g in _modified(scene, token)]


def participle_events(scene: Scene, token: Node) -> list[Event]:
    """ "the besieged town of X", "occupied Kherson", "ISIL controlled Mosul"."""
    lower = scene.lower(token)
    made = _apart(scene, token, lower)
    if made is not None:
        return made
    kind = scene.lex.participles.get(lower)
    if kind is None or token.dep_ != "amod":
        return []
    if kind == "capture" and (token.head.tag_ != "NN" or scene.mention(token.head) is not None):
        return []  # "the captured town of X": only a common noun makes it a participle for sure
    return [Event(kind, token, g, state=True) for g in _modified(scene, token)]


def _apart(scene: Scene, token: Node, lower: str) -> list[Event] | None:
    """ "ISIL controlled Mosul": a compound written without its hyphen; None where it is none."""
    kind = scene.lex.compounds.get(lower)
    if kind is None or token.i == 0 or token.dep_ not in _BEFORE_GROUND or token.head.i <= token.i:
        return None
    before = scene.sentence.doc[token.i - 1]
    mention = scene.mention(before)
    names = mention is not None and mention.kind in ("actor", "demonym")
    if not names and scene.lemma(before) not in scene.lex.parties:
        return None
    party = scene.parties.read(before, scene.sentence, False)
    if party is None:
        return None
    return [Event(kind, token, g, party, state=True) for g in _modified(scene, token)]


def _modified(scene: Scene, token: Node) -> list[Ground]:
    """The ground that an adjective or participle stands before or after."""
    for candidate in _candidates(scene, token):
        told = set_beside(scene, candidate) if scene.mention(candidate) is None else None
        if told is not None and candidate.dep_ != "attr" and scene.grounds(told, False):
            return scene.grounds(told, False)
        if candidate.dep_ == "appos":
            found = scene.grounds(candidate, False) or scene.grounds(candidate.head, False)
            if found:
                return found
        definite = any(
            c.dep_ in ("det", "poss") and c.lower_ not in ("a", "an") for c in candidate.lefts
        )
        found = scene.grounds(candidate, definite)
        if found:
            return found
    return []


def _candidates(scene: Scene, token: Node) -> Iterator[Node]:
    head = token.head
    for _ in range(3):
        if head.tag_.startswith("NN") or scene.mention(head) is not None:
            break
        head = head.head
    if head.i > token.i:
        yield head
    for other in scene.sentence.doc[token.i + 1 : token.i + 1 + _REACH]:
        if other.tag_.startswith("NN") or scene.mention(other) is not None:
            yield other
        elif other.tag_ in _PHRASE_ENDS:
            break
    if token.dep_ in ("acomp", "oprd", "attr"):
        of = subject(token.head)
        if of is not None:
            yield of
