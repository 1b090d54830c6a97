"""What the words on the event's own word say: not, will, reportedly, failed."""

from whoholds.reading.grammar import section
from whoholds.reading.sentence import Sentence, child, is_passive
from whoholds.reading.status.words import status_words, worse
from whoholds.reading.tree import Node

_LISTED = section("status")
_SUBJECTS = ("nsubj", "nsubjpass")
_BEATEN = frozenset({"attack"})
_MODIFIERS = frozenset({"advmod", "amod", "acomp", "npadvmod", "compound", "attr"})


def own_status(token: Node, kind: str, sentence: Sentence) -> str:
    """The worst that any word on the token, or the preposition before it, says of an event of
    this kind."""
    if kind in _BEATEN and _beaten_after(token, sentence):
        return "negated"
    if token.dep_ == "pobj" and token.head.dep_ == "prep":
        found = _by_preposition(token.head, sentence)
        if found is not None:
            return found
    worst = "actual"
    for c in token.children:
        worst = worse(worst, _by_child(c, token, sentence))
    return worst


def _beaten_after(verb: Node, sentence: Sentence) -> bool:
    """ "stormed X but were repelled", "attacked X before being driven back": it failed."""
    if not verb.tag_.startswith("VB"):
        return False
    for c in verb.children:
        if c.i < verb.i:
            continue
        after = child(c, "pcomp") if c.dep_ == "prep" and c.lower_ == "before" else c
        joined = c.dep_ in ("conj", "prep") or child(c, "mark") is not None
        if after is None or not joined or not repelled(after, sentence):
            continue
        who = child(after, *_SUBJECTS)
        if who is None or who.tag_ == "PRP" or sentence.lemma(who) in _LISTED["assaults"]:
            return True
    return False


def repelled(verb: Node, sentence: Sentence) -> bool:
    """ "were repelled", "was thrown back"."""
    if not is_passive(verb):
        return False
    lemma = sentence.lemma(verb)
    if lemma in _LISTED["repelling"]:
        return True
    return lemma in _LISTED["repelling_with"] and any(
        c.lower_ in _LISTED["repelled_to"] for c in verb.children if c.i > verb.i
    )


def _by_preposition(prep: Node, sentence: Sentence) -> str | None:
    """ "in the event of an attack", "without clashes", "without the loss of X"."""
    above = prep.head
    if prep.lower_ == "of" and sentence.lower(above) in _LISTED["eventuality"]:
        return "unrealised"
    if prep.lower_ == "of" and above.dep_ == "pobj":
        prep = above.head
    return "negated" if prep.lower_ == "without" else None


def _by_child(c: Node, token: Node, sentence: Sentence) -> str:
    lower = sentence.lower(c)
    if _negates(c, lower):
        return "negated"
    if c.dep_ == "aux" and lower in status_words().modals and token.tag_.startswith("VB"):
        return worse(_of_modal(lower, token), _inverted(c, lower, token))
    if c.dep_ == "mark" and lower in status_words().marks:
        happened = lower == "before" and token.tag_ in ("VBD", "VBN")
        return "actual" if happened else "unrealised"
    if c.dep_ in ("mark", "advmod") and lower in _LISTED["not_before"] and _to_come(token):
        return "unrealised"
    if c.dep_ == "advmod" and lower in _LISTED["nearly"] and token.tag_ in ("VBD", "VBN"):
        return "negated"
    if c.dep_ in _MODIFIERS:
        return _of_modifier(lower, token)
    return _inverted(c, lower, token)


def _to_come(verb: Node) -> bool:
    """ "until X falls", "once X has fallen" beside a "will" or "would"."""
    if verb.tag_ == "VBN":
        auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
        present = bool(auxiliaries & {"has", "have", "is", "are"})
    else:
        present = verb.tag_ in ("VBZ", "VBP")
    modals = status_words().modals
    return present and any(c.dep_ == "aux" and c.lower_ in modals for c in verb.head.children)


def _negates(c: Node, lower: str) -> bool:
    """ "not", "no longer", "hardly", "no group captured X"."""
    if c.dep_ == "neg":
        return True
    if c.dep_ in _SUBJECTS and any(d.lower_ in _LISTED["none"] for d in c.lefts):
        return True
    if c.dep_ == "advmod" and lower == "longer" and any(d.lower_ == "no" for d in c.children):
        return True
    if c.dep_ in ("det", "amod", "advmod") and lower in _LISTED["hardly"]:
        return True
    return c.dep_ in ("advmod", "preconj", "cc") and lower in _LISTED["never"]


def _of_modal(lower: str, token: Node) -> str:
    perfect = any(x.lower_ == "have" for x in token.children if x.dep_ == "aux")
    return "possible" if perfect and lower in _LISTED["may_have"] else "unrealised"


def _inverted(c: Node, lower: str, token: Node) -> str:
    """ "Had the rebels captured X, …": a condition."""
    if token.dep_ != "advcl" or c.dep_ not in ("aux", "auxpass"):
        return "actual"
    if lower not in _LISTED["inverted"]:
        return "actual"
    before = any(s.dep_ in _SUBJECTS and s.i > c.i for s in token.children)
    return "unrealised" if before else "actual"


def _of_modifier(lower: str, token: Node) -> str:
    listed = status_words()
    found = listed.adverbs.get(lower)
    if found is None and token.tag_.startswith("NN"):
        found = listed.adjectives.get(lower)
    return found if found and lower not in _LISTED["not_alone"] else "actual"
