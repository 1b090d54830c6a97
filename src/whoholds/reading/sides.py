"""Who is against whom where the frame does not say it: the other parties that the text tells of.

A sentence like "rebels overran a base; 40 soldiers were killed" names both sides without a
preposition between them. The other side is taken from the sentence first, then from what the
report says of the same place, and left out where more than one could be meant.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from attrs import evolve

from whoholds.knowledge.names import fold
from whoholds.model import Claim
from whoholds.reading.frames import ARMED, Event
from whoholds.reading.grammar import section
from whoholds.reading.lexicon import lexicon
from whoholds.reading.parties import Parties, Party
from whoholds.reading.saying import insertions, speaking_verbs
from whoholds.reading.sentence import Sentence
from whoholds.reading.tree import Node

_OPPOSED = frozenset({"capture", "transfer", "attack", "advance", "siege", "clash"})
_TOLD_AGAIN = frozenset({"capture", "clash"})
_NEAR = 2
"""Sentences back in which an event told again had its sides."""
_WITH = section("sides")["with"]
_INSIDE = ("compound", "amod", "poss", "nmod")


def parties_in(sentence: Sentence, parties: Parties) -> list[Party]:
    """Armed parties that the sentence tells of, in order; speakers and backers left out."""
    lex = lexicon()
    found: list[Party] = []
    speaking = [said.tokens for said in insertions(sentence)]
    for token in sentence.doc:
        unit = sentence.unit(token)
        if any(token.i in said for said in speaking):
            continue
        if unit.mention is not None:
            if unit.mention.kind != "actor" and not (
                unit.mention.kind in ("country", "demonym") and token.dep_ in ("nsubj", "nsubjpass")
            ):
                continue
            if token.dep_ in _INSIDE and sentence.lemma(token.head) in lex.parties:
                continue
        elif (
            unit.lemma in ("ally", "supporter", "group")
            and any(c.dep_ == "poss" for c in token.lefts)
        ) or (
            unit.lemma not in lex.parties
            or not token.tag_.startswith("NN")
            or (token.dep_ in _INSIDE and sentence.lemma(token.head) in lex.parties)
        ):
            continue
        if unit.lemma == "state" and token.dep_ == "compound":
            continue  # "the state capital": a part of a country, not its government
        if _speaks(token, sentence) or _backs(token, sentence) or _is_ground(token, sentence):
            continue
        if any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in token.lefts):
            continue  # "its troops" are nobody's enemy but its own side's
        if (
            token.dep_ == "pobj"
            and token.head.lower_ == "by"
            and token.head.head.tag_.startswith("NN")
        ):
            continue  # "the offensive by X" beside another's: no enemy of this one
        party = parties.read(token, sentence, False)
        if party is not None and party.kind in ARMED and (party.norm or party.generic):
            found.append(party)
    return found


def _is_ground(token: Node, sentence: Sentence) -> bool:
    """ "Rakhine state": ground and not a party, as a country's state would be."""
    mentions = (sentence.unit(c).mention for c in token.lefts if c.dep_ in _INSIDE)
    placed = any(m is not None and m.kind in ("place", "name") for m in mentions)
    return placed and sentence.lemma(token) in lexicon().ground


def _speaks(token: Node, sentence: Sentence) -> bool:
    head = token.head
    inner = token
    for _ in range(6):
        # "government officials said", "police and witnesses said", "doctors linked to the rebels said"
        if inner.dep_ == "nsubj" and sentence.lemma(inner.head) in speaking_verbs():
            return True
        if (
            inner.tag_.startswith("VB") and inner.dep_ not in ("acl", "relcl")
        ) or inner.head is inner:
            break
        inner = inner.head
    return (
        token.dep_ == "pobj" and head.dep_ in ("prep", "pcomp") and head.head.lower_ == "according"
    )


def _backs(token: Node, sentence: Sentence) -> bool:
    """ "backed by X", "with support of X", "including X", "led by X"."""
    head = token.head
    for _ in range(3):
        if sentence.lower(head) in _WITH:
            return True
        if head.dep_ not in ("prep", "agent", "pobj", "conj", "appos", "compound"):
            return False
        head = head.head
    return False


BACKGROUND = 45
"""Days before publication from which an event is background."""


def complete(
    events: Sequence[Event], sentence: Sentence, present: Sequence[Party], parties: Parties
) -> None:
    """Fill the sides that the frames left empty from the parties of the same sentence."""
    for event in events:
        if (
            event.actor is not None
            and event.against is not None
            and event.against.text.lower() in ("allies", "its allies")
        ):
            event.against = None
    if not any(e.kind in _OPPOSED and (e.actor is None or e.against is None) for e in events):
        return
    for event in events:
        if event.kind not in _OPPOSED:
            continue
        gained = _gain_over(event, events)
        if gained is not None and event.actor is None and event.against is None:
            event.actor, event.against = gained.actor, gained.against
        if event.actor is None and event.kind in ("clash", "attack", "siege"):
            others = [
                p for p in present if event.against is None or not same_side(p, event.against)
            ]
            if others:
                event.actor = others[0] if event.kind == "clash" else _nearest(others, event)
        elif (
            event.actor is None and event.kind in ("capture", "transfer") and event.against is None
        ):
            subjects = [
                p
                for p in present
                if sentence.doc[p.token].dep_ in ("nsubj", "pobj") and p.token < event.trigger.i
            ]
            if event.trigger.tag_.startswith("NN") and subjects:
                event.actor = subjects[0]
        if event.actor is not None and event.against is None:
            others = [
                p
                for p in present
                if not same_side(p, event.actor)
                and not parties.allied(p, event.actor)
                and not _takes_later(p, event, events)
            ]
            sides = {p.key for p in others}
            if others and (len(sides) == 1 or event.kind in ("clash", "attack")):
                event.against = _nearest(others, event)


def _gain_over(event: Event, events: Sequence[Event]) -> Event | None:
    """ "the army took X after a siege", "took X, ending a siege of a month": the siege was by
    those who won."""
    if event.kind != "siege" or not event.trigger.tag_.startswith("NN"):
        return None
    token = event.trigger
    for _ in range(5):
        token = token.head
        for other in events:
            if other.kind == "capture" and other.trigger is token and other.actor is not None:
                return other
    return None


def _takes_later(party: Party, event: Event, events: Sequence[Event]) -> bool:
    """ "fell to the rebels and then was captured by IS": IS did not lose it to the rebels."""
    return any(
        other.trigger.i > event.trigger.i and other.actor is not None and other.actor.key == party.key
        and other.place.text == event.place.text and other.kind in ("capture", "transfer")
        for other in events
    )  # fmt: skip


def _nearest(found: list[Party], event: Event) -> Party:
    return min(found, key=lambda p: abs(p.token - event.trigger.i))


def same_side(one: Party, other: Party) -> bool:
    """Same party, or a generic word that may stand for it."""
    if one.token == other.token and one.text == other.text:
        return True
    if one.norm and other.norm:
        return one.norm == other.norm
    a, b = set(fold(one.text).split()), set(fold(other.text).split())
    return bool(a & b) or (one.generic and other.generic and one.kind == other.kind)


def opponents(
    claims: Sequence[tuple[int, Claim]], told: Mapping[int, Sequence[Party]], parties: Parties
) -> list[Claim]:
    """Fill a missing enemy from the sentences next to the claim's (`told`: the parties by
    sentence), where just one other side is named there. Background is left alone: the
    sentence beside it may tell of another year."""
    filled = []
    for at, claim in claims:
        if parties.day and claim.end and (parties.day - claim.end).days > BACKGROUND:
            filled.append(claim)
            continue
        if claim.kind in _OPPOSED and claim.against is None and claim.actor:
            own = {_key(claim), fold(claim.actor)}
            for reach in ((at + 1, at - 1), (at + 2, at - 2, at - 3)):
                near = [
                    p
                    for i in reach
                    for p in told.get(i, ())
                    if p.norm
                    and p.norm not in own
                    and p.kind != "person"
                    and not parties.allies(p.norm, claim.actor_norm)
                ]
                if near and len({p.norm for p in near}) == 1 and claim.actor_norm:
                    claim = evolve(claim, against=near[0].text, against_norm=near[0].norm)
                    break
                if near:
                    break
        filled.append(claim)
    return filled


def told_before(claims: Sequence[tuple[int, Claim]]) -> list[Claim]:
    """Sides for an event told without any, of the place whose fight or gain was told with them
    a sentence or two before: "X seized Y … Four days of clashes in the city killed 40"."""
    filled: list[Claim] = []
    for i, (at, claim) in enumerate(claims):
        if claim.kind in _TOLD_AGAIN and claim.actor is None and claim.against is None:
            before = next(
                (
                    told
                    for sentence, told in reversed(claims[:i])
                    if 0 < at - sentence <= _NEAR and told.place_key == claim.place_key
                    and told.actor and told.realised and told.kind in _OPPOSED
                    and (told.against or claim.kind != "clash")
                ),
                None,
            )  # fmt: skip
            if before is not None and (before.period.meets(claim.period)):
                claim = evolve(
                    claim, actor=before.actor, actor_norm=before.actor_norm,
                    against=before.against, against_norm=before.against_norm,
                )  # fmt: skip
        filled.append(claim)
    return filled


def never_itself(claims: Sequence[Claim]) -> list[Claim]:
    """Nobody fights itself: an enemy that is the actor is a misreading and goes."""
    return [
        evolve(c, against=None, against_norm=None)
        if c.actor and c.against and _key(c) == (c.against_norm or fold(c.against))
        else c
        for c in claims
    ]


def holders(claims: Sequence[Claim]) -> list[Claim]:
    """Fill a missing loser or enemy from who the same report says held the place before."""
    held: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.realised and claim.actor and claim.kind in ("hold", "capture", "transfer"):
            held.setdefault(claim.place_key, []).append(claim)
    filled = []
    for claim in claims:
        if claim.kind in _OPPOSED and claim.against is None and claim.actor:
            before = [
                h
                for h in held.get(claim.place_key, ())
                if _key(h) != _key(claim)
                and (_held_then(h, claim) if h.kind == "hold" else _earlier(h, claim))
            ]
            if before and (len({_key(h) for h in before}) == 1 or all(h.end for h in before)):
                last = max(enumerate(before), key=lambda h: (h[1].end or date.min, h[0]))[1]
                claim = evolve(claim, against=last.actor, against_norm=last.actor_norm)
        filled.append(claim)
    return filled


def _key(claim: Claim) -> str:
    return claim.actor_norm or fold(claim.actor or "")


def _held_then(one: Claim, other: Claim) -> bool:
    return one.start is None or other.end is None or one.start <= other.end


def _earlier(one: Claim, other: Claim) -> bool:
    return bool(one.end and other.start and one.end <= other.start)
