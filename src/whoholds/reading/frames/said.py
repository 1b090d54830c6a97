"""What a noun or a clause says of a place named before it: "X, the last town that they held"."""

from whoholds.reading.frames.scene import Scene
from whoholds.reading.grammar import section
from whoholds.reading.ground import Ground
from whoholds.reading.lexicon import Frame
from whoholds.reading.sentence import child, subject
from whoholds.reading.tree import Node

_LISTED = section("frames")
_INSIDE = frozenset({"pobj", "prep", "advmod", "npadvmod", "nmod", "compound", "appos"})


def set_beside(scene: Scene, noun: Node) -> Node | None:
    """What the noun says something of: "X, an IS stronghold", "X is a rebel bastion", "X, one of
    the rebels' strongholds", whatever the parse made of the comma; a plural noun, of all of them."""
    head, told = noun.head, None
    if noun.dep_ == "appos":
        told = head
    elif noun.dep_ == "attr":
        told = subject(head)
    elif noun.dep_ == "pobj" and head.dep_ == "prep" and head.head.dep_ == "appos":
        told = head.head.head
    elif noun.dep_ == "pobj" and head.lower_ == "as" and head.head.lower_ in _LISTED["described"]:
        # "X, described as the last town that they held"
        told = head.head.head if head.head.dep_ == "acl" else _before_its_comma(scene, head.head)
    if not scene.grounds(told):
        told = _before_its_comma(scene, noun) or told
    while told is not None and noun.tag_ == "NNS" and told.dep_ == "conj":
        told = told.head
    return told


def _before_its_comma(scene: Scene, noun: Node) -> Node | None:
    """The name before the noun's comma, over a day between: "took X on Friday, their bastion"."""
    units, at = scene.sentence.units, noun.left_edge.i - 1
    if at < 1 or units[at].lower not in _LISTED["dashes"]:
        return None
    for before in reversed(scene.sentence.doc[max(0, at - 3) : at]):
        mention = scene.mention(before)
        if mention is not None:
            return before
        if before.dep_ not in ("prep", "pobj", "npadvmod") or scene.grounds(before, False):
            return None
    return None


def described(scene: Scene, noun: Node | None) -> list[Ground]:
    """The ground of a noun that says what a name before it is: "X, the last district of Y"."""
    node = noun
    for _ in range(6):
        if node is None or node.tag_.startswith("VB"):
            break
        if scene.lemma(node) in scene.lex.ground or scene.lemma(node) in scene.lex.quantity:
            told = set_beside(scene, node)
            if told is not None and scene.mention(told) is not None:
                return scene.grounds(told, False)
        node = node.head if node.dep_ in _INSIDE and node.head is not node else None
    return []


def clause_on(scene: Scene, verb: Node, obj: Node | None) -> list[Ground]:
    """ "X, the last scrap of land that IS held": X, of which the clause's noun says something."""
    if verb.dep_ not in ("relcl", "acl"):
        return []
    own = obj is None and child(verb, "nsubj") is not None
    stranded = any(c.dep_ == "prep" and not c.children for c in verb.children)
    if (own and not stranded) or (obj is not None and obj in verb.head.subtree):
        return described(scene, verb.head)
    return []


def before_comma(scene: Scene, verb: Node) -> list[Ground]:
    """ "left X, held by rebels since March": X, where the parse hangs the participle higher."""
    at = verb.i - 1
    if verb.tag_ != "VBN" or verb.dep_ not in ("acl", "advcl"):
        return []
    while at > 1 and scene.sentence.doc[at].tag_ == "RB":
        at -= 1  # "also taken", "long held"
    if at < 1 or scene.sentence.units[at].lower != ",":
        return []
    return scene.grounds(scene.sentence.doc[at - 1], False)


def which_they_took(scene: Scene, verb: Node) -> Node | None:
    """ "X, which the militants seized in May": X, where the parse took the verb for a participle
    on its own subject."""
    first = verb.head.left_edge
    if verb.tag_ != "VBN" or verb.dep_ != "acl" or child(verb, "agent") is not None:
        return None
    if first.lower_ not in _LISTED["pronouns"] or first.i < 2 or first.i == verb.head.i:
        return None
    return (
        scene.sentence.doc[first.i - 2]
        if scene.lower(scene.sentence.doc[first.i - 1]) == ","
        else None
    )


def small_clause(scene: Scene, verb: Node, frame: Frame) -> bool:
    """ "declared X liberated from Y", "X liberated": a participle that the parse took for a verb
    with a place for its doer."""
    own = child(verb, "nsubj")
    if own is None or frame.obj != "place" or frame.kind != "capture":
        return False
    if verb.tag_ not in ("VBD", "VBN") or child(verb, "dobj", "aux", "ccomp", "xcomp") is not None:
        return False
    mention = scene.mention(own)
    if mention is not None:
        return mention.kind == "place" and scene.party(own, False) is None
    return scene.lemma(own) in scene.lex.settlement and bool(scene.grounds(own, False))


def after_date(scene: Scene, verb: Node, places: list[Ground]) -> list[Ground]:
    """ "took A on Thursday and the towns of B and C on Friday": B and C, which the parse
    coordinates with the date."""
    told = {g.text for g in places}
    for token in verb.subtree:
        if token.i <= verb.i or token.tag_ != "NNS":
            continue
        first = token.left_edge.i
        listed = first > 0 and scene.sentence.units[first - 1].lower == "and"
        if listed and scene.lemma(token) in scene.lex.settlement:
            return [g for g in scene.grounds(token, False) if g.text not in told]
    return []
