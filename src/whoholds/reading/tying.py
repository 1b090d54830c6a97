"""Which time expression of a sentence dates an event: the one of its own clause, or the nearest
clause over or beside it."""

from attrs import evolve

from whoholds.reading.dates import Timex, find_timexes
from whoholds.reading.grammar import section
from whoholds.reading.saying import insertions, speaking_verbs
from whoholds.reading.sentence import Sentence
from whoholds.reading.tree import Node

STATES = frozenset({"hold", "siege", "clash"})
"""Kinds of events that last: "for weeks" says when they were."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_OPENERS = frozenset({"nsubj", "nsubjpass", "mark", "aux", "auxpass"})
_MARKS = frozenset({"mark", "advmod"})
_SAME_CLAUSE, _FAR, _NEVER = 1.0, 8.0, 100.0
"""Steps between an expression and an event: in one clause, untied, and of another time."""
_OPENING = 25
"""Characters in which an expression opens its sentence, and dates the whole of it."""


def is_present(verb: Node) -> bool:
    """ "continue to control", "still holds", "is fighting": told of the day of publication."""
    while verb.dep_ == "xcomp" and verb.head is not verb:
        verb = verb.head
    if verb.tag_ in ("VBZ", "VBP"):
        return True
    return verb.tag_ == "VBG" and any(
        c.dep_ == "aux" and c.lower_ in ("is", "are") for c in verb.children
    )


def afters(clause: Node) -> list[Node]:
    """The "after" that the clause, or one that it is said in, stands behind: "after taking X",
    "after the army said it had taken X"."""
    for _ in range(3):
        if clause.dep_ == "pcomp" and clause.head.lower_ == "after":
            return [clause.head]
        marks = [c for c in clause.children if c.lower_ == "after" and c.dep_ in _MARKS]
        if marks or clause.dep_ != "ccomp":
            return marks
        clause = clause_of(clause.head)
    return []


def is_background(trigger: Node, sentence: Sentence) -> bool:
    """ "following the capture of", "recently seized", "until rebels captured": told as past."""
    for c in trigger.children:
        if sentence.lower(c) in section("times")["background"]:
            return True
    if (
        trigger.tag_.startswith("NN")
        and trigger.dep_ == "pobj"
        and trigger.head.lower_ in ("following", "after", "since", "before")
    ):
        return True
    return any(
        c.dep_ == "mark" and c.lower_ in ("until", "since", "before") for c in trigger.children
    )


def _verb_of(timex: Timex, sentence: Sentence) -> Node:
    """The verb of the clause that the expression stands in. The parse may hang it on the next:
    "seized X on Sunday and the president fled", "seized X on Sunday, officials said"."""
    doc = sentence.doc
    first = doc[_token_at(sentence, timex.start)]
    last = _token_at(sentence, max(timex.start, timex.end - 1))
    verb = clause_of(first)
    while verb.dep_ == "advcl" and not any(c.dep_ in _OPENERS for c in verb.children):
        verb = verb.head  # "entered X unopposed on Sunday"
    if verb.i <= last or not verb.tag_.startswith("VB"):
        return verb
    between = doc[last + 1 : verb.i]
    opens = between[0].dep_ == "cc" if between else False
    opens = opens or any(t.dep_ == "mark" for t in between)
    said = any(said.verb is verb and said.first > last for said in insertions(sentence))
    if opens or said:
        before = [t for t in doc[: first.i] if t.tag_ in _FINITE]
        if before:
            return before[-1]
    return verb


def _token_at(sentence: Sentence, offset: int) -> int:
    at = sentence.span.start + offset
    for i, unit in enumerate(sentence.units):
        if unit.end > at:
            return i
    return len(sentence.units) - 1


def clause_of(token: Node) -> Node:
    """The verb (or root) of the token's own clause."""
    for _ in range(12):
        if token.tag_.startswith("VB") or token.head is token:
            return token
        token = token.head
    return token


def choose(trigger: Node, sentence: Sentence, timexes: list[Timex], kind: str) -> Timex | None:
    """The time expression of the trigger's clause, or of the clause it depends on."""
    own = clause_of(trigger)
    for timex in timexes:
        at_when = _when(own, sentence, timex)
        if at_when is not None:
            return at_when
    above = _clauses_above(own)
    scored: list[tuple[float, int, Timex]] = []
    dated = any(t.mode == "in" and not t.relative for t in timexes)
    for timex in timexes:
        if _says_nothing(timex, trigger, sentence, kind):
            continue
        if timex.relative and dated and written_of(timex, sentence).endswith(" after"):
            continue  # "on Friday, a day after taking Y": counted back from Friday
        first = sentence.doc[_token_at(sentence, timex.start)]
        distance = _distance(trigger, own, above, sentence, timex)
        alone = len(timexes) == 1 and _leads(timex)
        if distance == _NEVER or (distance >= _FAR and not alone):
            continue
        if timex.mode == "duration" and distance > _SAME_CLAUSE:
            continue
        scored.append((distance, abs(first.i - trigger.i), timex))
    return min(scored, key=lambda s: (s[0], s[1]))[2] if scored else None


def _clauses_above(clause: Node) -> dict[int, int]:
    """The verbs (by token) of the clauses over this one, and how many steps up they are."""
    above: dict[int, int] = {}
    for depth in range(10):
        above.setdefault(clause.i, depth)
        if clause.head is clause:
            break
        clause = clause_of(clause.head)
    return above


def written_of(timex: Timex, sentence: Sentence) -> str:
    start = sentence.span.start
    return sentence.text[start + timex.start : start + timex.end].lower()


def _says_nothing(timex: Timex, trigger: Node, sentence: Sentence, kind: str) -> bool:
    """True for expressions that give an event of this kind no days."""
    if timex.mode == "duration" and kind not in STATES:
        return True
    written = written_of(timex, sentence)
    year = sentence.doc[_token_at(sentence, timex.end - 1)]
    if (
        year.tag_ == "CD"
        and year.dep_ in ("nummod", "compound", "nmod", "amod")
        and year.head.i > year.i
        and year.head is not trigger
        and year.head.tag_.startswith("NN")
    ):
        return True  # "the 2011 uprising", "the 2014 Idlib offensive": a year of its own
    if written in section("times")["vague"]:
        return True
    return timex.mode == "since" and _superlative(sentence, timex)


def _distance(
    trigger: Node, own: Node, above: dict[int, int], sentence: Sentence, timex: Timex
) -> float:
    """How far the expression stands from the event's clause, in steps; `_FAR` or more where
    nothing ties them."""
    first = sentence.doc[_token_at(sentence, timex.start)]
    last = sentence.doc[_token_at(sentence, max(timex.start, timex.end - 1))]
    verb = _verb_of(timex, sentence)
    under = _under(first, trigger) or _under(last, trigger)
    if under and (verb.i == own.i or _under(trigger, verb)):
        return 0.0
    if verb.i == own.i:
        return _SAME_CLAUSE
    if verb.i in above:
        return 2.0 + above[verb.i]
    if not _shares(verb, own):
        return _FAR
    if verb.i < own.i:
        return 4.0
    later = any(sentence.lower(c) == "then" for c in verb.children)
    return _NEVER if later else 6.0


def _when(own: Node, sentence: Sentence, timex: Timex) -> Timex | None:
    """ "since 2020, when government forces seized …": within the days named, whatever the
    preposition before them."""
    when = next((c for c in own.children if c.lower_ == "when"), None)
    if when is None:
        return None
    last = _token_at(sentence, max(timex.start, timex.end - 1))
    if not last < when.i <= last + 2:
        return None
    text = sentence.text[sentence.span.start + timex.start : sentence.span.start + timex.end]
    named = find_timexes("in " + text.split(" ", 1)[-1], None) if timex.mode == "since" else []
    return evolve(timex, period=named[0].period, mode="in") if named else timex


def later_clause(trigger: Node, sentence: Sentence, timexes: list[Timex]) -> Timex | None:
    """ "first fell to X, and then was captured by Y in 2014": by then, at the latest."""
    own = clause_of(trigger)
    for timex in timexes:
        verb = _verb_of(timex, sentence)
        if sentence.lemma(verb) in speaking_verbs():
            continue  # "…, officials said on Friday": no day of the event
        if timex.mode == "in" and verb.i > own.i and _shares(own, verb):
            return timex
    return None


def _superlative(sentence: Sentence, timex: Timex) -> bool:
    """ "the first time since 2013", "the most intense since": no stretch of days is told."""
    at = _token_at(sentence, timex.start)
    before = [sentence.lower(t) for t in sentence.doc[max(0, at - 9) : at]]
    tags = [t.tag_ for t in sentence.doc[max(0, at - 9) : at]]
    return "JJS" in tags or "RBS" in tags or "first" in before or "biggest" in before


def _leads(timex: Timex) -> bool:
    return timex.start < _OPENING


def _under(token: Node, top: Node) -> bool:
    for _ in range(12):
        if token.i == top.i:
            return True
        if token.head is token:
            return False
        token = token.head
    return False


def _shares(verb: Node, own: Node) -> bool:
    """Coordinated clauses: the first one's date covers the next unless it has its own."""
    token = own
    for _ in range(6):
        if token.dep_ == "conj" and token.head.i == verb.i:
            return True
        if token.dep_ not in ("conj", "advcl", "xcomp", "ccomp", "pcomp", "relcl", "acl"):
            break
        token = token.head
        if token.i == verb.i:
            return True
    token = verb
    for _ in range(4):
        if token.dep_ in ("xcomp", "ccomp") and token.head.i == own.i:
            return True
        if token.head is token:
            break
        token = token.head
    return False
