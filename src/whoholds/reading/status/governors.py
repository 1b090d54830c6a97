"""What the word above says of the one below it: planned to, failed in, an attempt at, denied."""

from attrs import frozen

from whoholds.reading.grammar import section
from whoholds.reading.lexicon import lexicon
from whoholds.reading.sentence import Sentence, child, is_passive
from whoholds.reading.status.own import repelled
from whoholds.reading.status.sayings import said_status
from whoholds.reading.status.words import status_words
from whoholds.reading.tree import Node

_LISTED = section("status")
_CLAUSES = frozenset({"ccomp", "xcomp", "oprd", "dobj", "parataxis"})
_INFINITIVES = frozenset({"xcomp", "acl", "advcl", "ccomp"})
_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_ARGUMENTS = frozenset({"dobj", "nsubjpass", "attr", "oprd"})
_MODIFIERS = frozenset({"compound", "amod", "poss", "nmod"})
_LASTING = frozenset({"attack", "advance", "withdraw", "siege"})
"""Kinds that "will begin" can be said of."""

Step = tuple[str, bool]
"""A status, and whether words further up still bear on the event."""


@frozen(eq=False)
class Governed:
    """A word on the way up from the event that `trigger` tells, of the given kind. `clause` is
    the verb of the event's own clause where `token` is that of the first one joined to it."""

    token: Node
    clause: Node
    trigger: Node
    kind: str
    sentence: Sentence

    @property
    def head(self) -> Node:
        return self.token.head

    @property
    def lemma(self) -> str:
        """The head's lemma."""
        return self.sentence.lemma(self.token.head)

    @property
    def under_verb(self) -> bool:
        head = self.token.head
        if head.tag_.startswith("VB"):
            return True
        return head.dep_ == "ROOT" and not head.tag_.startswith("NN")


def governor_status(at: Governed) -> Step | None:
    """What the head says of `at.token`; None at the top of the clause."""
    token, dep = at.token, at.token.dep_
    if token.head is token:
        return None
    if dep == "conj":
        return _coordinated(token)
    if token.tag_.startswith("VB") or dep in ("ccomp", "xcomp", "advcl"):
        return _of_verb(at)
    if dep in _ARGUMENTS:
        if dep == "nsubjpass" and repelled(at.head, at.sentence):
            return "negated", False  # "the drive on X was turned back"
        return _of_argument(at) if at.under_verb else None
    if dep == "nsubj" and at.under_verb:
        return _of_subject(at)
    if dep == "pobj":
        return _of_prepositional(at)
    if dep in _MODIFIERS and at.head.tag_.startswith("NN"):
        found = status_words().nouns.get(at.lemma)
        planned = found == "unrealised" and at.lemma in _LISTED["plan_nouns"]
        return ("unrealised" if planned else "actual"), False
    return None


def _has_to(token: Node) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def first_clause(token: Node) -> Node:
    """The first of the clauses that `token`'s, with a subject of its own, is joined to: what
    stands over that one stands over all of them ("denied that X had fallen or that Y was lost")."""
    while token.dep_ == "conj" and token.tag_.startswith("VB"):
        if child(token, *_SUBJECTS) is None:
            break
        # the parse may hang it on an infinitive inside the first: "about to fall and that …"
        head = token.head
        while head.dep_ in ("xcomp", "acomp") and child(head, *_SUBJECTS) is None:
            head = head.head
        if head.tag_[:2] not in ("VB", "MD"):
            break
        token = head
    return token


def _coordinated(token: Node) -> Step:
    """ "will attack and seize X": the second verb shares the first one's auxiliaries."""
    head = token.head
    if token.tag_ != head.tag_ or not token.tag_.startswith("VB"):
        return "actual", token.tag_.startswith("NN") and head.tag_.startswith("NN")
    modals = status_words().modals
    will = any(c.dep_ == "aux" and c.lower_ in modals for c in head.children)
    shared = "unrealised" if will else "actual"
    if head.tag_ == "VB":
        return shared, True
    if token.tag_ in ("VBG", "VBN") and head.dep_ != "ROOT":
        return shared, head.dep_ in ("pcomp", "xcomp", "ccomp")
    return shared, head.dep_ == "ccomp"


# A verb under something --------------------------------------------------------------------


def _of_verb(at: Governed) -> Step | None:
    token, dep = at.token, at.token.dep_
    if _has_to(token) or (token.tag_ == "VB" and dep in _INFINITIVES):
        return _infinitive(at)
    if dep == "pcomp" or (dep in ("prep", "pobj") and token.tag_ == "VBG"):
        return _gerund(at)
    if dep == "advcl":
        return "actual", False
    if dep == "acl":
        return _of_noun_clause(at)
    if dep in _CLAUSES:
        return said_status(at.head, at.clause, at.sentence)
    return None


def _infinitive(at: Governed) -> Step:
    """ "plans to", "failed to", "managed to", "a bid to", "the last town to"."""
    listed, head = status_words(), at.head
    lower = at.sentence.lower(head)
    if at.lemma in listed.aspect or lower == "able":
        begun = child(head, "dobj")
        if (
            begun is not None
            and begun is not at.token
            and at.sentence.lemma(begun) in lexicon().light
        ):
            return "unrealised", False  # "began an offensive to recapture X"
        return "actual", True
    if at.under_verb or head.tag_.startswith("JJ"):
        return _infinitive_of_verb(at)
    if not head.tag_.startswith("NN"):
        return "unrealised", False
    if lower in _LISTED["ranked"] or at.lemma in _LISTED["ranked_nouns"]:
        return "actual", False
    return listed.nouns.get(at.lemma, "unrealised"), False


def _infinitive_of_verb(at: Governed) -> Step:
    listed, head = status_words(), at.head
    lower = at.sentence.lower(head)
    found = listed.verbs.get(at.lemma)
    if found == "possible" or (at.under_verb and _hearsay(at)):
        return "possible", True
    if found is not None:
        return found, False
    if lower in _LISTED["unfinished"]:
        return ("negated" if lower in _LISTED["cannot"] else "unrealised"), False
    if at.lemma in _LISTED["becoming"] and any(c.dep_ == "attr" for c in head.children):
        return "actual", False
    return ("unrealised", False) if at.token.dep_ in _INFINITIVES else ("actual", True)


def _hearsay(at: Governed) -> bool:
    """ "are reported to have been lost"."""
    if at.lemma not in status_words().reports or not is_passive(at.head):
        return False
    auxiliaries = (c for c in at.token.children if c.dep_ in ("aux", "auxpass"))
    return any(c.lower_ in ("have", "be") for c in auxiliaries)


def _gerund(at: Governed) -> Step:
    """ "without taking", "failed in taking", "an attempt at taking", "close to taking"."""
    listed, prep = status_words(), at.head
    if prep.lower_ == "without":
        return "negated", False
    above = prep.head
    if prep.lower_ in ("of", "to") and above.lower_ in _LISTED["near_to"] | _LISTED["short_of"]:
        return ("negated" if above.lower_ in _LISTED["short_of"] else "unrealised"), False
    of_verb = above.tag_.startswith("VB")
    found = (listed.verbs if of_verb else listed.nouns).get(at.sentence.lemma(above))
    return (found if found and prep.lower_ in _LISTED["gerund_after"] else "actual"), False


def _of_noun_clause(at: Governed) -> Step:
    """ "reports that X fell", "denial that …"; but "the group that took X" took it."""
    token = at.token
    told = token.tag_ in _FINITE or any(c.dep_ == "mark" for c in token.children)
    if not told or not at.head.tag_.startswith("NN"):
        return "actual", False
    found = status_words().nouns.get(at.lemma)
    if found == "possible" and _untrue(at.head, at.sentence):
        return "negated", False
    return (found if found in ("possible", "negated") else "actual"), False


def _untrue(report: Node, sentence: Sentence) -> bool:
    """ "denied reports that X fell", "claims that X fell were baseless"."""
    verb = report.head
    if report.dep_ in ("dobj", "nsubjpass") and sentence.lemma(verb) in _LISTED["denying"]:
        return True
    said = child(verb, "acomp", "attr") if report.dep_ == "nsubj" else None
    return said is not None and sentence.lower(said) in _LISTED["untrue"]


# A noun under something --------------------------------------------------------------------


def _of_argument(at: Governed) -> Step:
    """What is done to it: "launched an attack", "repelled an attack", "claimed the capture"; or
    what it is: "the goal is the capture of X"."""
    listed, lemma = status_words(), at.lemma
    if at.token.dep_ == "attr":
        meant = child(at.head, "nsubj")
        if meant is not None and at.sentence.lemma(meant) in _LISTED["goals"]:
            return "unrealised", False
    if lemma in listed.aspect or lemma in _LISTED["carried_out"]:
        return "actual", True
    by_noun = at.kind == "withdraw" and at.trigger.tag_.startswith("NN")
    if by_noun and lemma in _LISTED["withdrawal_to_come"]:
        return "unrealised", False
    found = listed.verbs.get(lemma)
    if found == "possible":
        return "possible", True
    if found is None or at.token.dep_ not in ("dobj", "nsubjpass"):
        return "actual", True
    happened = found == "unrealised" and lemma in _LISTED["object_happened"]
    if happened and not is_passive(at.head):
        return "actual", True
    return found, False


def _of_subject(at: Governed) -> Step:
    """ "the offensive failed", "the withdrawal will begin"."""
    if at.lemma in _LISTED["failing"]:
        return ("negated" if at.lemma in _LISTED["failed"] else "actual"), False
    if any(c.dep_ == "aux" and c.lower_ in _LISTED["would"] for c in at.head.children):
        perfect = any(c.dep_ == "aux" and c.lower_ == "have" for c in at.head.children)
        return ("actual" if perfect else "unrealised"), False
    will = any(c.dep_ == "aux" and c.lower_ in _LISTED["will"] for c in at.head.children)
    if will and at.kind in _LASTING and at.lemma in _LISTED["will_begin"]:
        return "unrealised", False
    return "actual", False


def _of_prepositional(at: Governed) -> Step:
    """ "plans for an attack", "prepared for an attack"."""
    listed, prep, above = status_words(), at.head, at.head.head
    lemma = at.sentence.lemma(above)
    if above.tag_.startswith("NN"):
        if listed.nouns.get(lemma) == "possible" and _untrue(above, at.sentence):
            return "negated", False
        found = listed.nouns.get(lemma)
        governs = prep.lower_ in _LISTED["noun_before"] and found in ("unrealised", "possible")
        if found and governs and lemma not in _LISTED["themselves_events"]:
            return found, False
    elif above.tag_.startswith("VB"):
        ahead = listed.verbs.get(lemma) == "unrealised" and lemma in _LISTED["looks_forward"]
        if ahead and prep.lower_ in _LISTED["verb_before"]:
            return "unrealised", False
    return "actual", False
