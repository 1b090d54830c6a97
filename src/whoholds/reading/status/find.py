"""The walk from an event's word up to the top of its sentence, taking in what governs it."""

from whoholds.reading.sentence import Sentence
from whoholds.reading.status.governors import Governed, first_clause, governor_status
from whoholds.reading.status.own import own_status
from whoholds.reading.status.words import settled, status_words, worse
from whoholds.reading.tree import Node

_HEIGHT = 12
"""Steps up a parse: sentences of news are seldom nested deeper, and a broken parse ends here."""


def status_of(trigger: Node, kind: str, sentence: Sentence, *, compound: bool = False) -> str:
    """The status of the event of this kind that `trigger` tells. `compound` ("rebel-held") looks
    at the words on its own noun only: the state it names does not hang on the clause's verb."""
    if compound:
        return _of_state(trigger, sentence)
    verbs = status_words().verbs
    doubting = trigger.tag_.startswith("VB") and verbs.get(sentence.lemma(trigger)) == "possible"
    worst = "possible" if doubting else "actual"
    # "was not under their control": the phrase has its verb's status
    token = trigger.head if trigger.tag_ in ("IN", "RP") else trigger
    for _ in range(_HEIGHT):
        worst = worse(worst, own_status(token, kind, sentence))
        if settled(worst):
            return worst
        clause, token = token, first_clause(token)
        step = governor_status(Governed(token, clause, trigger, kind, sentence))
        if step is None:
            break
        found, further_up = step
        worst = worse(worst, found)
        if not further_up:
            break
        token = token.head
    return worst


def _of_state(trigger: Node, sentence: Sentence) -> str:
    listed = status_words()
    for head in (trigger, trigger.head):
        for c in head.lefts:
            lower = sentence.lower(c)
            found = listed.adjectives.get(lower) or listed.adverbs.get(lower)
            if found:
                return found
        if sentence.lower(head) in listed.adjectives:
            return listed.adjectives[sentence.lower(head)]
    return "actual"
