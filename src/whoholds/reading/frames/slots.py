"""Parties that fill a slot by way of another noun: hands, positions, a compound's first half."""

from whoholds.reading.frames.scene import MODIFIERS, Scene
from whoholds.reading.grammar import section
from whoholds.reading.parties import Party
from whoholds.reading.sentence import child, prepositional
from whoholds.reading.tree import Node

_LISTED = section("frames")
_OWNERS = frozenset({"rebels", "forces", "state"})


def hands(scene: Scene, token: Node) -> Node:
    """ "into the hands of X", "under the control of X", "to X's control": X."""
    if scene.lemma(token) not in _LISTED["hands"]:
        return token
    for prep, thing in prepositional(token):
        if prep in _LISTED["holder"]:
            return thing
    possessor = child(token, *MODIFIERS)
    return possessor if possessor is not None else token


def party_in_hands(scene: Scene, token: Node) -> Party | None:
    return scene.party(hands(scene, token), False)


def owner_of_ground(scene: Scene, noun: Node) -> Party | None:
    """ "a YPG checkpoint", "rebel positions": whose ground it is."""
    for c in noun.lefts:
        if c.dep_ not in MODIFIERS:
            continue
        party = scene.parties.read(c, scene.sentence, False)
        if party is not None and (party.norm or party.kind in _OWNERS):
            return party
        first, hyphen, tail = scene.lower(c).rpartition("-")
        if hyphen + tail in _LISTED["held_tails"]:
            return compound_party(scene, c, first)
    return None


def compound_party(scene: Scene, token: Node, first_half: str) -> Party | None:
    """The party in the first half of "Syrian government-held", with the names right before it."""
    units, unit = scene.sentence.units, scene.sentence.unit(token)
    first = token.i
    while (
        first > 0
        and units[first - 1].mention is not None
        and units[first].start - units[first - 1].end <= 1
    ):
        first -= 1
    if first == token.i > 0 and units[first - 1].lemma in _LISTED["before_compound"]:
        first -= 1
    written = scene.sentence.text[units[first].start : unit.start + len(first_half)]
    return scene.parties.named(written, token.i)


def has_particle(scene: Scene, verb: Node, wanted: frozenset[str] | tuple[str, ...]) -> bool:
    """Whether one of the particles stands right behind the verb or hangs on it: "took X over"."""
    units = scene.sentence.units
    if verb.i + 1 < len(units) and units[verb.i + 1].lower in wanted:
        return True
    return any(c.dep_ in ("prt", "advmod", "prep") and c.lower_ in wanted for c in verb.children)
