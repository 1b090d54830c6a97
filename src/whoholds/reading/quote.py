"""The shortest contiguous piece of text that shows an event."""

from whoholds.reading.frames import Event
from whoholds.reading.sentence import Sentence
from whoholds.reading.tree import Node


def span_of(event: Event, sentence: Sentence) -> tuple[int, int]:
    """[start, end) in the report: from the first to the last of trigger, place and parties,
    with the trigger's own verb group."""
    tokens = [event.trigger.i, event.place.token]
    for party in (event.actor, event.against):
        if (
            party is not None
            and abs(party.token - event.trigger.i) <= 25
            and party.token < len(sentence.units)
        ):
            inside = (
                sentence.units[party.token].text
                and party.text.split()[-1] in sentence.units[party.token].text
            )
            if inside:
                tokens.append(party.token)
    tokens += [
        c.i
        for c in event.trigger.children
        if c.dep_ in ("aux", "auxpass", "neg", "prt", "dobj") and abs(c.i - event.trigger.i) <= 6
    ]
    first, last = min(tokens), max(tokens)
    first = _noun_start(sentence.doc[first], sentence)
    start, end = sentence.units[first].start, sentence.units[last].end
    start = min(start, event.place.start) if not event.place.pronoun else start
    end = (
        max(end, event.place.end) if event.place.token <= last and not event.place.pronoun else end
    )
    return start, end


def _noun_start(token: Node, sentence: Sentence) -> int:
    first = token.i
    for c in token.lefts:
        if c.dep_ in ("compound", "amod", "det", "poss", "nmod", "nummod") and token.i - c.i <= 6:
            first = min(first, c.i)
    return int(first)
