"""What a verb of saying or thinking makes of the clause under it."""

from whoholds.reading.grammar import section
from whoholds.reading.sentence import Sentence, child, is_passive, subject
from whoholds.reading.status.words import status_words
from whoholds.reading.tree import Node

_LISTED = section("status")


def said_status(verb: Node, clause: Node, sentence: Sentence) -> tuple[str, bool]:
    """The status of what is said, and whether words further up still bear on it."""
    lemma = sentence.lemma(verb)
    found = status_words().verbs.get(lemma)
    if lemma in _LISTED["denying"]:
        return "negated", False
    if found == "possible":
        return "possible", True
    if lemma in _LISTED["about_future"]:
        ahead = lemma in _LISTED["always_future"] or _future(clause)
        return ("unrealised", False) if ahead else ("actual", True)
    if _impersonal(verb, lemma, sentence):
        return ("actual" if lemma in _LISTED["confirming"] else "possible"), True
    if lemma == "be" and any(sentence.lower(c) in _LISTED["open"] for c in verb.children):
        return "possible", False
    finite = any(c.dep_ == "aux" for c in clause.children)
    gerund = clause.tag_ == "VBG" and not finite and clause.dep_ in ("xcomp", "ccomp", "dobj")
    if found is not None and gerund:
        return found, False
    if _doubtful_speaker(verb, sentence):
        return "possible", True
    if lemma in _LISTED["finding_out"] and any(c.dep_ == "neg" for c in verb.children):
        return "possible", True
    if sentence.lower(verb) in _LISTED["left_open"]:
        return "possible", False
    return "actual", True


def _future(clause: Node) -> bool:
    if clause.tag_ == "VB":
        return True
    ahead = status_words().modals | {"to"}
    return any(c.dep_ == "aux" and c.lower_ in ahead for c in clause.children)


def _impersonal(verb: Node, lemma: str, sentence: Sentence) -> bool:
    """ "it was reported that …", by nobody who is named."""
    if lemma not in status_words().reports or not is_passive(verb):
        return False
    about = subject(verb)
    if about is not None and sentence.lower(about) not in _LISTED["impersonal"]:
        return False
    return child(verb, "agent") is None


def _doubtful_speaker(verb: Node, sentence: Sentence) -> bool:
    """ "unconfirmed reports said"."""
    speaker = subject(verb)
    if speaker is None:
        return False
    adjectives = status_words().adjectives
    return any(adjectives.get(sentence.lower(c)) == "possible" for c in speaker.lefts)
