"""Frames matched against a parse: each match is an event with its place and its parties.

The frames are data (knowledge/data/verbs.yaml); this module says only how roles are found.
"""

from collections.abc import Iterator
from typing import Any

from attrs import define, evolve

from whoholds.reading.context import Context, Told
from whoholds.reading.ground import Ground, grounds, location
from whoholds.reading.lexicon import Frame, Light, lexicon
from whoholds.reading.parties import Parties, Party
from whoholds.reading.speakers import speaking_verbs
from whoholds.reading.sentence import (
    Sentence,
    agent,
    child,
    direct_object,
    is_passive,
    owner,
    prepositional,
    subject,
    with_conjuncts,
)

_FIGHT = frozenset({"siege", "advance", "attack", "clash"})
_ARMED = frozenset({"forces", "rebels", "state", "people", "name"})


@define(eq=False)
class Event:
    """One telling: `trigger` is the token that carries it, `verb` the clause's verb."""

    kind: str
    trigger: Any
    place: Ground
    actor: Party | None = None
    against: Party | None = None
    negated: bool = False
    state: bool = False


class Events:
    """Finds the events of one sentence."""

    def __init__(self, sentence: Sentence, context: Context, parties: Parties) -> None:
        self.s = sentence
        self.context = context
        self.parties = parties
        self.lex = lexicon()

    def find(self) -> list[Event]:
        self.found: list[Event] = []
        idle: list[Any] = []
        for token in self.s.doc:
            made = self._at(token)
            for event in made:
                self._keep(event)
            if not made and self.s.unit(token).lemma in self.lex.nouns:
                idle.append(token)
        for token in idle:
            for event in self._adjunct(token):
                self._keep(event)
        return self.found

    def _keep(self, event: Event) -> None:
        self.found.append(event)
        place = event.place
        self.context.claimed.append(
            Told(place.name, (self.s.index, place.token), place.kind, place.part, place.display)
        )

    def _adjunct(self, token: Any) -> list[Event]:
        """ "After two days of clashes, the army seized X": fighting told as a phase of its own."""
        frame = self.lex.nouns[self.s.lemma(token)][0]
        if (
            frame.kind == "attack"
            and not self._bare(token, "")
            and not self._not_ground_attack(token, "attack")
        ):
            # "an operation to retake X": the operation is on what it aims at
            under = {t.i for t in token.subtree}
            for event in self.found:
                if (
                    event.trigger.i in under
                    and event.trigger.i > token.i
                    and event.kind in ("capture", "withdraw", "siege")
                    and event.trigger.tag_ == "VB"
                ):
                    doer = event.against if event.kind == "withdraw" else event.actor
                    other = event.actor if event.kind == "withdraw" else event.against
                    return (
                        [Event("attack", token, event.place, doer, other)]
                        if doer is not None
                        else []
                    )
            return []
        if frame.kind != "clash" or self._bare(token, self.s.lemma(token)) or not self.found:
            return []
        head, after = token, False
        for _ in range(6):
            if head.head is head:
                return []
            head = head.head
            after = after or head.lower_ in ("after", "following", "amid")
            if head.tag_.startswith("VB"):
                break
        if not after:
            return []
        under = {t.i for t in head.subtree}
        for event in self.found:
            if event.trigger.i in under and event.kind in ("capture", "transfer", "withdraw"):
                return [Event("clash", token, event.place, event.actor, event.against)]
        return []

    def _at(self, token: Any) -> list[Event]:
        found: list[Event] = []
        if True:
            unit = self.s.unit(token)
            lower = unit.lower
            if unit.mention is not None:
                return found
            if "-" in lower:
                found += self._compound(token, lower)
            if token.tag_.startswith("VB") or (
                token.tag_ in ("NN", "NNS", "JJ", "NNP")
                and unit.lemma in self.lex.verbs
                and (
                    token.dep_ in ("ROOT", "ccomp", "relcl", "advcl", "xcomp")
                    or child(token, "agent") is not None
                )
            ):
                made = self._verb(token, unit.lemma)
                found += made
                if made:
                    return found
            if token.tag_.startswith("NN") or token.tag_ == "VBG":
                found += self._noun(token, unit.lemma)
            if lower in self.lex.participles or lower in self.lex.compounds:
                found += self._participle(token, lower)
            if unit.lemma in self.lex.strongholds and token.tag_.startswith("NN"):
                found += self._stronghold(token)
            if token.dep_ in ("prep", "agent") or token.tag_ == "IN":
                found += self._phrase(token)
        return found

    # ------------------------------------------------------------------ slots
    def _grounds(self, token: Any | None, frame: Frame | None = None) -> list[Ground]:
        if token is None:
            return []
        if frame is not None and not frame.named and self._refused(token):
            return []
        return grounds(token, self.s, self.context)

    def _refused(self, token: Any) -> bool:
        unit = self.s.unit(token)
        return (
            unit.mention is None and unit.lemma in self.lex.not_ground and unit.lemma not in self.lex.ground
            and not any(c.dep_ == "conj" for c in token.children)
        )  # fmt: skip

    def _party(self, token: Any | None, coreference: bool = True) -> Party | None:
        if token is None:
            return None
        lemma = self.s.lemma(token)
        if (
            self.s.unit(token).mention is None
            and lemma in self.lex.nouns
            and lemma not in self.lex.parties
        ):
            # "an attack that captured X": whose attack it was
            for c in token.lefts:
                if c.dep_ in ("compound", "amod", "poss", "nmod"):
                    party = self.parties.read(c, self.s, coreference)
                    if party is not None:
                        return party
            by = next((o for p, o in prepositional(token) if p == "by"), None)
            if by is not None:
                return self.parties.read(by, self.s, coreference)
            head = token.head
            while head.dep_ in ("prep", "pobj") and head.head is not head:
                head = head.head
            doer = (
                subject(head)
                if head.tag_.startswith("VB") and token.dep_ in ("dobj", "pobj")
                else None
            )
            return (
                self.parties.read(doer, self.s, coreference)
                if doer is not None and doer.i != token.i
                else None
            )
        return self.parties.read(token, self.s, coreference)

    def _armed(self, party: Party | None) -> bool:
        return party is not None and party.kind in _ARMED

    # ------------------------------------------------------------------ verbs
    def _verb(self, token: Any, lemma: str) -> list[Event]:
        light = self._light(token, lemma)
        if light:
            return light
        for frame in self.lex.verbs.get(lemma, ()):
            if frame.particle and not self._particle(token, frame.particle):
                continue
            made = list(self._frame(token, lemma, frame))
            if made:
                return made
        return []

    def _particle(self, token: Any, wanted: tuple[str, ...]) -> bool:
        following = self.s.units[token.i + 1].lower if token.i + 1 < len(self.s.units) else ""
        return following in wanted or any(
            c.dep_ in ("prt", "advmod", "prep") and c.lower_ in wanted for c in token.children
        )

    def _frame(self, token: Any, lemma: str, frame: Frame) -> Iterator[Event]:
        passive = is_passive(token)
        subj, obj = subject(token), direct_object(token)
        if obj is None and frame.particle and frame.obj and not passive:
            obj = next(
                (
                    child(c, "pobj")
                    for c in token.children
                    if c.lower_ in frame.particle and child(c, "pobj") is not None
                ),
                None,
            )
        doer = agent(token) if passive else subj
        if passive and not frame.obj and frame.subj == "actor":
            if doer is not None:
                return
            doer = subj
        slots: dict[str, Any] = {}
        if frame.subj and frame.subj != "place":
            slots[frame.subj] = doer
        places: list[Ground] = []
        if frame.subj == "place":
            if passive or not self._state_verb(token, lemma):
                return
            places = self._grounds(subj, frame)
            if subj is not None and self.s.unit(subj).lower in ("it", "which", "that"):
                places = grounds(subj, self.s, self.context)
        elif frame.obj == "place":
            places = self._grounds(obj, frame)
            for other in token.children:
                if other.dep_ == "dobj" and obj is not None and other.i > obj.i:
                    places += [
                        g
                        for g in self._grounds(other, frame)
                        if all(g.text != p.text or g.part != p.part for p in places)
                    ]
                    obj = obj if places and not self._refused(obj) else other
            if places and frame.named and not self._specific(obj, places):
                return
            if self._expletive(token, obj):
                return
            if not places and frame.against_obj and obj is not None:
                slots.setdefault("against", obj)
        elif frame.obj in ("actor", "against", "own"):
            if frame.obj == "own":
                party = self._party(obj, False)
                if obj is None or (party is None and self.s.lemma(obj) not in self.lex.parties):
                    return
                if passive:
                    slots["actor"] = obj
            elif obj is not None:
                slots[frame.obj] = obj
            elif frame.kind == "withdraw":
                return
        elif frame.obj == "road":
            if obj is None or self.lex.ground.get(self.s.lemma(obj)) != "road":
                return
            places = [evolve(g, part=True) for g in self._grounds(obj)]
        by_prep: list[tuple[int, list[Ground]]] = []
        for prep, thing in self._phrases(token, obj):
            role = frame.prep.get(prep)
            if role == "place" and not places:
                here = grounds(thing, self.s, self.context)
                if here:
                    # "on Baba Amr in Homs": what it is aimed at before where that lies
                    by_prep.append(
                        (
                            (prep in ("in", "at", "near", "around", "inside"))
                            + 2 * (thing.i < token.i),
                            here,
                        )
                    )
            elif role in ("actor", "against") and role not in slots:
                reader = self._hands(thing)
                if self._party(reader, False) is not None:
                    slots[role] = reader
            elif role == "against" and slots.get(role) is None:
                slots[role] = thing
        if not places:
            places = min(by_prep, key=lambda found: found[0])[1] if by_prep else []
            if places and frame.named and frame.obj != "place" and not self._specific(None, places):
                places = []
        if frame.kind == "withdraw" and frame.obj is None and child(token, "dobj") is not None:
            return
        if (
            not places
            and frame.kind == "withdraw"
            and frame.obj != "place"
            and (frame.subj == "actor" or frame.obj == "actor")
        ):
            places = self._left_behind(token, frame)
        if not places and (frame.against_obj or (frame.kind == "clash")):
            places = (
                location(token, self.s, self.context, up=1)
                or self._initial(token)
                or self._below(token)
            )
        actor, against = self._party(slots.get("actor")), self._party(slots.get("against"))
        if not places or (frame.needs and slots.get(frame.needs) is None):
            return
        if (
            frame.reflexive
            and child(token, "dobj") is not None
            and self._party(child(token, "dobj"), False) is None
            and self.s.lower(child(token, "dobj")) != "themselves"
        ):
            return
        if (
            frame.kind == "clash"
            and token.dep_ in ("acl", "relcl")
            and all(g.name.kind == "country" for g in places)
        ):
            return
        if frame.forces and not self._armed(
            actor if frame.kind != "withdraw" or frame.obj != "actor" else against
        ):
            return
        if (
            frame.kind in ("withdraw", "siege")
            and not self._armed(actor)
            and not (passive and frame.kind == "siege")
        ):
            return
        if (
            frame.kind in ("capture", "transfer")
            and frame.subj in ("actor", "against")
            and not passive
        ):
            given = slots.get(frame.subj)
            read = actor if frame.subj == "actor" else against
            if given is not None and read is None:
                return
            if read is not None and read.kind == "person" and frame.named:
                return
        if frame.kind == "hold" and not self._armed(actor):
            return
        if frame.kind == "withdraw" and frame.subj == "actor" and subj is not None:
            # each party that leaves is a withdrawal of its own
            for other in list(with_conjuncts(slots["actor"] or subj))[1:]:
                party = self._party(other, False)
                if (
                    party is not None
                    and self._armed(party)
                    and (actor is None or party.key != actor.key)
                ):
                    for place in places:
                        yield Event("withdraw", token, place, party, against)
        if (
            frame.against_obj
            and frame.kind == "attack"
            and actor is not None
            and actor.kind == "person"
        ):
            return
        if frame.against_obj and frame.kind == "attack" and not self._armed(actor) and not passive:
            return
        kind = frame.kind
        if frame.stative and (passive or token.tag_ in ("VBZ", "VBP", "VBG")):
            kind = frame.stative
        if frame.against_obj and obj is not None and against is None:
            against = self._owner_of_ground(obj)
        for place in places:
            if actor is not None and place.name is actor.mention and not place.pronoun:
                continue
            if against is not None and place.name is against.mention and frame.kind != "clash":
                against = None
            yield Event(kind, token, place, actor, against)

    def _specific(self, obj: Any | None, places: list[Ground]) -> bool:
        """A common verb needs a name, or a settlement noun, for its place."""
        if obj is None:
            return any(g.name.kind in ("place", "country", "name") or g.kind for g in places)
        unit = self.s.unit(obj)
        if unit.mention is not None:
            return unit.mention.kind in ("place", "country", "name")
        if unit.lower in ("it", "there"):
            return True
        own = all(g.token >= obj.i - 8 and not (g.pronoun and g.token == obj.i) for g in places)
        if unit.lemma in self.lex.quantity and unit.lemma not in self.lex.ground:
            return own
        return unit.lemma in self.lex.settlement or (unit.lemma in self.lex.ground and own)

    def _expletive(self, token: Any, obj: Any | None) -> bool:
        """ "It was claimed that …": the pronoun stands for the clause."""
        return (
            obj is not None
            and self.s.lower(obj) == "it"
            and child(token, "ccomp", "acomp", "xcomp") is not None
        )

    def _state_verb(self, token: Any, lemma: str) -> bool:
        """ "fell to", "fell into the hands of", or a plain "X fell"; but not "fell silent"."""
        if child(token, "acomp", "dobj", "attr") is not None:
            return False
        subj = subject(token)
        return subj is not None

    def _hands(self, token: Any) -> Any:
        """ "into the hands of X", "under the control of X", "to X's control": X."""
        if self.s.lemma(token) in (
            "hand",
            "control",
            "grip",
            "rule",
            "possession",
            "authority",
            "advance",
            "onslaught",
            "assault",
            "offensive",
            "attack",
        ):
            possessor = child(token, "poss", "compound", "amod", "nmod")
            for prep, obj in prepositional(token):
                if prep in ("of", "by"):
                    return obj
            if possessor is not None:
                return possessor
        return token

    def _phrases(self, token: Any, obj: Any | None) -> Iterator[tuple[str, Any]]:
        """Prepositional phrases of the verb, of its object and of a governing verb's complement."""
        yield from prepositional(token)
        if obj is not None and obj.i > token.i:
            for prep, thing in prepositional(obj):
                if prep in (
                    "from",
                    "to",
                    "out of",
                    "with",
                    "into",
                    "in",
                    "near",
                    "at",
                    "around",
                    "outside",
                    "inside",
                    "toward",
                    "towards",
                    "on",
                ):
                    yield prep, thing
        for prep, thing in prepositional(token):
            if prep in ("with", "against"):
                yield from (
                    (p, o)
                    for p, o in prepositional(thing)
                    if p in ("in", "near", "at", "around", "outside", "inside", "on")
                )
        for c in token.children:
            if c.dep_ in (
                "xcomp",
                "advcl",
                "advmod",
                "acomp",
                "ccomp",
                "npadvmod",
                "oprd",
            ) and not c.tag_.startswith("VB"):
                yield from prepositional(c)

    def _initial(self, token: Any) -> list[Ground]:
        head = token
        for _ in range(4):
            if head.head is head:
                break
            head = head.head
        return location(head, self.s, self.context) if head is not token else []

    def _below(self, token: Any) -> list[Ground]:
        """A locative phrase anywhere under the verb, smaller places first."""
        found: list[Ground] = []
        for other in token.subtree:
            if (
                other.i > token.i
                and other.dep_ == "prep"
                and other.lower_ in ("in", "near", "at", "around", "outside")
            ):
                obj = child(other, "pobj")
                found += grounds(obj, self.s, self.context, False) if obj is not None else []
        return [g for g in found if g.name.kind != "country"][:1] or found[:1]

    def _left_behind(self, token: Any, frame: Frame) -> list[Ground]:
        """ "where the rebels fled", "after government forces withdrew": the place just told."""
        moved = any(prep in ("to", "into", "toward", "towards") for prep, _ in prepositional(token))
        if frame.obj is None and child(token, "dobj") is not None:
            return []
        if token.dep_ == "relcl" and any(c.lower_ == "where" for c in token.children):
            return grounds(token.head, self.s, self.context, False)[-1:]
        if frame.obj == "actor" and not self._particle(token, ("out", "away", "off")):
            return []
        if frame.obj is None and not moved or frame.obj == "actor":
            there = location(token, self.s, self.context) if frame.obj is None else []
            last = self.context.last_place(self.s, token.i, None)
            if there:
                return there
            if last is not None and self.s.index - last.at[0] <= 1:
                unit = self.s.unit(token)
                return [
                    Ground(
                        last.name,
                        token.i,
                        unit.start,
                        unit.end,
                        part=last.part,
                        kind=last.kind,
                        display=last.display,
                        pronoun=True,
                    )
                ]
        return []

    def _owner_of_ground(self, obj: Any) -> Party | None:
        """ "a YPG checkpoint", "rebel positions": whose ground it is."""
        for c in obj.lefts:
            if c.dep_ in ("compound", "poss", "amod", "nmod"):
                party = self.parties.read(c, self.s, False)
                if party is not None and (
                    party.norm or party.kind in ("rebels", "forces", "state")
                ):
                    return party
                lower = self.s.lower(c)
                for tail in ("-held", "-controlled", "-occupied", "-run"):
                    if lower.endswith(tail):
                        return self._prefix(c, lower[: -len(tail)])
        return None

    # ------------------------------------------------------------ light verbs
    def _light(self, token: Any, lemma: str) -> list[Event]:
        passive = is_passive(token)
        heads = [direct_object(token)] if not passive else [subject(token)]
        heads += [
            c for c in token.children if c.dep_ in ("dobj", "attr", "oprd", "npadvmod", "nsubjpass")
        ]
        if not passive:
            heads += [
                obj
                for prep, obj in prepositional(token)
                if prep in ("in", "out", "with", "on") and self.s.lemma(obj) in self.lex.light
            ]
        for noun in heads:
            if noun is None:
                continue
            for each in with_conjuncts(noun):
                for light in self.lex.light.get(self.s.lemma(each), ()):
                    kind = light.verbs.get(lemma)
                    if kind:
                        made = self._light_event(token, each, light, kind, passive)
                        if made:
                            return made
        return []

    def _light_event(
        self, token: Any, noun: Any, light: Light, kind: str, passive: bool
    ) -> list[Event]:
        if self._not_ground_attack(noun, kind):
            return []
        doer = self._party(agent(token) if passive else subject(token))
        if kind in _FIGHT and self.s.lemma(token) in speaking_verbs():
            doer = None
        places: list[Ground] = []
        frm: Party | None = None
        to: Party | None = None
        phrases = sorted(
            [*prepositional(noun), *prepositional(token)],
            key=lambda p: p[1].i < token.i and not passive,
        )
        for prep, obj in phrases:
            if prep in light.frm and frm is None:
                frm = self._party(self._hands(obj), False)
            elif (
                prep in light.to and to is None and self._party(self._hands(obj), False) is not None
            ):
                to = self._party(self._hands(obj), False)
            if prep in light.prep or prep == "near":
                if (
                    kind in _FIGHT
                    and prep == "against"
                    and not grounds(obj, self.s, self.context, False)
                ):
                    frm = frm or self._party(obj, False)
                    places = places or self._near_object(obj)
                elif not places:
                    places = grounds(obj, self.s, self.context)
        for c in noun.children:
            if places and c.dep_ == "appos" and c.i > noun.i:
                # "control of X, the main city, as well as the crossing"
                for other in list(with_conjuncts(c))[1:]:
                    places += [
                        g
                        for g in grounds(other, self.s, self.context)
                        if all(g.text != p.text for p in places)
                    ]
        if not places:
            for c in noun.lefts:
                if c.dep_ in ("compound", "amod", "nmod") and self.s.unit(c).mention is not None:
                    places = grounds(c, self.s, self.context)
        if not places and kind in _FIGHT:
            places = location(token, self.s, self.context) or self._initial(token)
        if (
            not places
            and kind in ("capture", "hold", "lose")
            and self.s.lemma(noun) in ("control", "possession")
        ):
            places = self._implied(token)
        if kind in ("capture", "hold") and doer is None and not passive:
            return []
        if (
            doer is not None
            and doer.kind == "person"
            and kind in ("capture", "hold", "attack", "cede")
        ):
            return []
        if kind in _FIGHT and not self._armed(doer) and not (passive and agent(token) is None):
            return []
        owner_ = self._owner_of_ground(noun)
        scant = any(c.lower_ in ("no", "little", "scant") for c in noun.lefts)
        if kind == "lose" and doer is None:
            # "the third city to lose control": the ground itself is lost, by whom "of" names
            loser = next(
                (
                    p
                    for p in (self._party(o, False) for prep, o in phrases if prep == "of")
                    if p is not None
                ),
                None,
            )
            anchor = subject(token)
            ground = grounds(anchor, self.s, self.context) if anchor is not None else []
            return (
                [Event("capture", token, p, to, loser) for p in ground] if loser is not None else []
            )
        if kind == "lose":
            return [Event("capture", token, p, to, doer) for p in places]
        if kind == "cede":
            return [Event("transfer", token, p, to, doer) for p in places if doer or to]
        if kind in ("attack", "advance") and frm is None:
            frm = None
        if kind == "siege" and self.s.lemma(token) in ("break", "lift", "end"):
            return [
                Event(
                    "siege",
                    token,
                    p,
                    owner_,
                    doer if owner_ is None or doer is None or doer.key != owner_.key else None,
                )
                for p in places
            ]
        return [Event(kind, token, p, doer, frm, negated=scant) for p in places]

    def _implied(self, token: Any) -> list[Ground]:
        last = self.context.last_place(self.s, token.i, None)
        if last is None or self.s.index - last.at[0] > 1:
            return []
        unit = self.s.unit(token)
        return [
            Ground(
                last.name,
                token.i,
                unit.start,
                unit.end,
                part=last.part,
                kind=last.kind,
                display=last.display,
                pronoun=True,
            )
        ]

    def _near_object(self, obj: Any) -> list[Ground]:
        for prep, thing in prepositional(obj):
            if prep in ("in", "at", "near", "around", "outside", "inside", "on"):
                found = grounds(thing, self.s, self.context, False)
                if found:
                    return found
        return []

    def _not_ground_attack(self, noun: Any, kind: str) -> bool:
        if kind not in ("attack", "clash"):
            return False
        words = [
            self.s.lower(c)
            for c in noun.lefts
            if c.dep_ in ("compound", "amod", "nmod", "npadvmod")
        ]
        words += [self.s.lower(g) for c in noun.lefts for g in c.lefts]
        return any(
            w in self.lex.not_ground_attack or self.s.lex_lemma(w) in self.lex.not_ground_attack
            for w in words
        )

    # ------------------------------------------------------------------ nouns
    def _noun(self, token: Any, lemma: str) -> list[Event]:
        for frame in self.lex.nouns.get(lemma, ()):
            made = list(self._nominal(token, lemma, frame))
            if made:
                return made
        return []

    def _nominal(self, token: Any, lemma: str, frame: Frame) -> Iterator[Event]:
        if frame.phrase or self._not_ground_attack(token, frame.kind) or self._bare(token, lemma):
            return
        slots: dict[str, Party | None] = {}
        places: list[Ground] = []
        sides: list[Party] = []
        for prep, obj in self._noun_phrases(token):
            role = frame.prep.get(prep)
            if role == "place" and not places:
                if prep in ("on", "against", "of") and not grounds(
                    obj, self.s, self.context, False
                ):
                    if frame.kind in ("attack", "siege"):
                        slots.setdefault("against", self._party(obj, False))
                    places = self._near_object(obj)
                    if frame.kind == "attack" and prep == "of":
                        slots.setdefault("actor", self._party(obj, False))
                else:
                    places = grounds(obj, self.s, self.context)
            elif role == "parties":
                for n in with_conjuncts(obj):
                    sides += self.parties.read_all(n, self.s)
            elif role in ("actor", "against"):
                read = self._party(self._hands(obj), False)
                if read is not None:
                    slots.setdefault(role, read)
        for c in sorted(token.lefts, key=lambda c: -c.i):
            if c.dep_ not in ("compound", "amod", "poss", "nmod", "nsubj"):
                continue
            if frame.owner in ("actor", "against"):
                party = self._party(c, c.dep_ == "poss")
                if (
                    party is not None
                    and frame.owner not in slots
                    and (party.norm or party.generic or party.kind in ("state", "name"))
                    and not (party.kind == "name" and frame.compound == "place")
                ):
                    slots[frame.owner] = party
                    continue
            if (
                not places
                and (frame.compound == "place" or frame.owner == "place")
                and self.s.unit(c).mention is not None
                and self.s.unit(c).mention.kind in ("place", "name")
            ):
                places = grounds(c, self.s, self.context)
            elif not places and frame.owner == "place" and c.dep_ == "poss":
                places = grounds(c, self.s, self.context)
        if sides:
            slots.setdefault("actor", sides[0])
            if len(sides) > 1:
                slots.setdefault("against", sides[1])
        doer = self._doer(token, frame)
        if (
            "actor" not in slots
            and frame.owner != "against"
            and doer is not None
            and frame.kind in _FIGHT | {"withdraw"}
        ):
            slots["actor"] = doer
        head = token.head
        if (
            not places
            and token.dep_ == "dobj"
            and self.s.lemma(head) in ("see", "witness", "experience", "suffer", "endure", "face")
        ):
            anchor = subject(head)
            places = grounds(anchor, self.s, self.context) if anchor is not None else []
        if not places and frame.kind in ("clash", "attack", "siege", "advance", "withdraw"):
            places = self._around(token, frame)
        if not places and frame.kind in _FIGHT | {"withdraw"}:
            places = self._following(token, frame) or self._of_governor(token, frame)
            if places and self._anaphoric(token, slots):
                return
        if lemma == "loss" and places and "against" not in slots:
            # "the loss of Hama, the fifth largest city, by the regime"
            for other in self.s.doc[token.i + 1 :]:
                if other.lower_ == "by" and child(other, "pobj") is not None:
                    slots["against"] = self._party(child(other, "pobj"), False)
                    break
        actor, against = slots.get("actor"), slots.get("against")
        if frame.kind == "attack" and places and all(g.name.kind == "country" for g in places):
            return
        if frame.strict and not self._strict(token, places):
            return
        if frame.forces and not self._armed(actor):
            return
        if frame.kind == "withdraw" and actor is not None and actor.kind not in _ARMED:
            return
        if (
            frame.kind == "attack"
            and lemma in ("operation", "campaign", "crackdown", "raid", "push", "attack")
            and not self._armed(actor)
            and not self._armed(against)
        ):
            return
        for place in places:
            if against is not None and place.name is against.mention:
                against = None
            yield Event(frame.kind, token, place, actor, against)

    def _bare(self, token: Any, lemma: str) -> bool:
        """ "using attack, bomber and fighter aircraft", "fighting positions": no event is told."""
        if token.dep_ in ("compound", "amod", "nmod"):
            return True
        if self.s.unit(token).text == "Battle" or any(
            c.tag_ == "CD" and len(c.text) == 4 for c in token.lefts
        ):
            return True  # a campaign's proper name
        if token.tag_ in ("NN", "VBG") and lemma in (
            "attack",
            "offensive",
            "operation",
            "raid",
            "campaign",
            "assault",
            "battle",
            "push",
            "drive",
            "march",
            "advance",
        ):
            return not any(
                c.dep_ in ("det", "poss", "amod", "compound", "nummod", "nmod")
                for c in token.children
            ) and not any(
                p in ("on", "against", "for", "of", "into") for p, _ in prepositional(token)
            )
        return False

    def _noun_phrases(self, token: Any) -> Iterator[tuple[str, Any]]:
        yield from prepositional(token)
        # a coordinated noun shares what follows the last: "sieges and clashes in X"
        for c in token.children:
            if c.dep_ == "conj" and c.tag_.startswith("NN"):
                yield from prepositional(c)
        head = token.head
        if token.dep_ == "conj" and head.tag_.startswith("NN"):
            yield from prepositional(head)
        # "clashes were reported in X", "fighting continued in X", "an attack was launched on X"
        if token.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and head.tag_.startswith("VB"):
            yield from (
                (p, o) for p, o in prepositional(head) if p not in ("of", "by", "to", "from")
            )

    def _doer(self, token: Any, frame: Frame) -> Party | None:
        """Who is said to be in it: the subject of the verb whose object or adjunct the noun is."""
        head = token.head
        for _ in range(3):
            if head.dep_ in ("prep",) or head.tag_ == "IN":
                head = head.head
        if (
            token.dep_ in ("dobj", "pobj", "conj", "attr")
            and head.tag_.startswith("VB")
            and (self.s.lemma(head) not in speaking_verbs() or frame.kind == "withdraw")
        ):
            doer = agent(head) if is_passive(head) else subject(head)
            if frame.kind == "clash" or token.dep_ != "pobj":
                party = self._party(doer if doer is not None else subject(head))
                if party is not None and self._armed(party):
                    return party
        return None

    def _around(self, token: Any, frame: Frame) -> list[Ground]:
        """Where the clause that the noun stands in takes place."""
        head = token.head
        for _ in range(5):
            if head.tag_.startswith("VB") or head.dep_ == "ROOT":
                found = location(head, self.s, self.context)
                if found:
                    return found
            if token.dep_ == "pobj" and head.tag_.startswith("NN"):
                found = [
                    g
                    for p, o in prepositional(head)
                    if p in ("in", "at", "near")
                    for g in grounds(o, self.s, self.context, False)
                ]
                if found:
                    return found
            if head.head is head:
                break
            head = head.head
        return []

    def _anaphoric(self, token: Any, slots: dict[str, Party | None]) -> bool:
        """ "during the battle": the one just told, not another."""
        definite = any(
            c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those")
            for c in token.lefts
        )
        return definite and not any(c.dep_ in ("amod", "compound", "nummod") for c in token.lefts)

    def _of_governor(self, token: Any, frame: Frame) -> list[Ground]:
        """ "captured X after a day of fighting": the place of the event it is an adjunct of."""
        if frame.kind not in ("clash", "withdraw", "siege"):
            return []
        head = token
        for _ in range(6):
            head = head.head
            for event in self.found:
                if event.trigger.i == head.i:
                    return [evolve(event.place, token=event.place.token)]
            if head.head is head:
                break
        return []

    def _following(self, token: Any, frame: Frame) -> list[Ground]:
        """The next place after the noun in its clause, wherever the parse hung it."""
        for other in self.s.doc[token.i + 1 : token.i + 16]:
            if (
                other.tag_ in ("VBD", "VBZ", "VBP", "MD") and other.i != token.head.i
            ) or self.s.lower(other) in (";", ":"):
                return []
            if frame.prep.get(other.lower_) == "place" or other.lower_ in (
                "in",
                "at",
                "near",
                "around",
                "outside",
                "inside",
            ):
                obj = child(other, "pobj")
                if obj is not None:
                    found = grounds(obj, self.s, self.context, False)
                    if found:
                        return found
        return []

    def _strict(self, token: Any, places: list[Ground]) -> bool:
        """ "the fall of X" must name ground: "the loss of eight troops" does not."""
        return bool(places) and all(g.name.kind in ("place", "country", "name") for g in places)

    # --------------------------------------------------- compounds and states
    def _compound(self, token: Any, lower: str) -> list[Event]:
        head_word, _, tail = lower.rpartition("-")
        kind = self.lex.compounds.get(tail)
        if not kind or not head_word:
            return []
        party = self._prefix(token, head_word)
        if party is None:
            return []
        return [Event(kind, token, p, party, state=True) for p in self._modified(token)]

    def _prefix(self, token: Any, head_word: str) -> Party | None:
        unit = self.s.unit(token)
        written = unit.text[: len(head_word)]
        first = token.i
        while (
            first > 0
            and self.s.units[first - 1].mention is not None
            and self.s.units[first].start - self.s.units[first - 1].end <= 1
        ):
            first -= 1
        if first < token.i:
            written = self.s.text[self.s.units[first].start : unit.start + len(head_word)]
        elif token.i > 0 and self.s.units[token.i - 1].lemma in (
            "syrian",
            "government",
            "opposition",
        ):
            written = self.s.text[self.s.units[token.i - 1].start : unit.start + len(head_word)]
        return self.parties.named(written, token.i)

    def _modified(self, token: Any) -> list[Ground]:
        """The ground that an adjective or participle stands before or after."""
        head = token.head
        for _ in range(3):
            if head.tag_.startswith("NN") or self.s.unit(head).mention is not None:
                break
            head = head.head
        candidates = [head] if head.i > token.i else []
        following = self.s.doc[token.i + 1 :]
        for other in following[:5]:
            if other.tag_.startswith("NN") or self.s.unit(other).mention is not None:
                candidates.append(other)
            elif other.tag_ in ("IN", ",", "CC", "VBD"):
                break
        if token.dep_ in ("acomp", "oprd", "attr"):
            subj = subject(token.head)
            candidates += [subj] if subj is not None else []
        for candidate in candidates:
            if candidate.dep_ == "appos":
                found = grounds(candidate, self.s, self.context, False) or grounds(
                    candidate.head, self.s, self.context, False
                )
                if found:
                    return found
            definite = any(
                c.dep_ in ("det", "poss") and c.lower_ != "a" and c.lower_ != "an"
                for c in candidate.lefts
            )
            found = grounds(candidate, self.s, self.context, definite)
            if found:
                return found
        return []

    def _participle(self, token: Any, lower: str) -> list[Event]:
        """ "the besieged town of X", "occupied Kherson", "ISIL controlled Mosul"."""
        if lower in self.lex.compounds and token.i > 0:
            before = self.s.unit(self.s.doc[token.i - 1])
            names = (
                before.mention is not None
                and before.mention.kind in ("actor", "demonym")
                or before.lemma in self.lex.parties
            )
            if (
                names
                and token.dep_ in ("amod", "acl", "compound", "nmod")
                and token.head.i > token.i
            ):
                party = self.parties.read(self.s.doc[token.i - 1], self.s, False)
                if party is not None:
                    return [
                        Event(self.lex.compounds[lower], token, p, party, state=True)
                        for p in self._modified(token)
                    ]
        kind = self.lex.participles.get(lower)
        if kind is None or token.dep_ != "amod":
            return []
        return [Event(kind, token, p, state=True) for p in self._modified(token)]

    def _stronghold(self, token: Any) -> list[Event]:
        """ "the rebel stronghold of X", "X, an IS stronghold"."""
        holder: Party | None = None
        for c in token.lefts:
            if c.dep_ in ("compound", "amod", "poss", "nmod", "dep"):
                party = self._party(c, False)
                if party is not None and (party.norm or party.generic) and party.kind != "person":
                    if party.mention is not None and party.mention.kind in (
                        "country",
                        "place",
                        "demonym",
                    ):
                        continue
                    holder = party
                    break
        if holder is None:
            for prep, obj in prepositional(token):
                if prep in ("of", "for"):
                    party = self._party(obj, False)
                    if (
                        party is not None
                        and party.norm
                        and not grounds(obj, self.s, self.context, False)
                    ):
                        holder = party
        if holder is None:
            return []
        if (
            self.s.lemma(token) in ("base", "headquarters", "position", "capital")
            and (holder.generic or token.dep_ not in ("appos", "attr"))
            and not self._proclaimed(token)
        ):
            return []
        places: list[Ground] = []
        head = token.head
        if token.dep_ in ("appos", "attr"):
            anchor = head if token.dep_ == "appos" else subject(head)
            places = grounds(anchor, self.s, self.context) if anchor is not None else []
        elif token.dep_ == "pobj" and head.dep_ == "prep" and head.head.dep_ == "appos":
            places = grounds(head.head.head, self.s, self.context)
        places = places or self._named_after(token)
        if not places:
            # "X, the last stronghold of Y", whatever the parse made of the comma
            first = min((c.i for c in token.lefts), default=token.i)
            if first >= 2 and self.s.units[first - 1].lower in (",", "-", "—", "–"):
                places = (
                    grounds(self.s.doc[first - 2], self.s, self.context, False)
                    if self.s.units[first - 2].mention is not None
                    else []
                )
        return [Event("hold", token, p, holder, state=True) for p in places]

    def _proclaimed(self, token: Any) -> bool:
        """ "its de facto capital", "IS's self-declared capital": a seat that is held, not a state's capital."""
        return self.s.lemma(token) == "capital" and any(
            self.s.lower(c)
            in ("self-proclaimed", "self-declared", "facto", "last", "main", "former")
            or c.dep_ == "poss"
            for c in token.lefts
        )

    def _named_after(self, token: Any) -> list[Ground]:
        for prep, obj in prepositional(token):
            if prep in ("of", "in", "at", "near", "around"):
                found = grounds(obj, self.s, self.context, False)
                if found:
                    return found if prep in ("of", "at") else [evolve(g, part=True) for g in found]
        for c in token.children:
            if c.dep_ in ("appos",) and c.i > token.i:
                found = grounds(c, self.s, self.context, False)
                if found:
                    return found
        return []

    def _phrase(self, token: Any) -> list[Event]:
        """ "under the control of X", "in rebel hands", "under siege"."""
        obj = child(token, "pobj")
        if obj is None:
            return []
        made: list[Event] = []
        for noun in with_conjuncts(obj):
            lemma = self.s.lemma(noun)
            for phrase in self.lex.phrases:
                if lemma in phrase["noun"] and token.lower_ in phrase["prep"]:
                    here = self._phrase_event(token, noun, phrase)
                    made += here
                    if here:
                        break
        return made

    def _phrase_event(self, token: Any, obj: Any, phrase: dict[str, Any]) -> list[Event]:
        verb = token.head
        kind = str(phrase["kind"])
        if any(f.subj == "place" for f in self.lex.verbs.get(self.s.lemma(verb), ())):
            return []  # "fell into the hands of": the verb's own frame reads it
        if phrase.get("subject") == "actor":
            return self._in_control(token, obj, kind)
        holder = self._phrase_holder(obj)
        if holder is None and kind == "hold":
            return []
        if holder is None:
            by = next(
                (
                    o
                    for p, o in [*prepositional(obj), *prepositional(verb), *prepositional(token)]
                    if p in ("by", "from")
                ),
                None,
            )
            holder = self._party(by, False)
        anchor: Any | None
        if verb.tag_.startswith("NN") or self.s.unit(verb).mention is not None:
            anchor = verb
        elif verb.tag_.startswith("VB") or verb.dep_ in ("ROOT", "relcl", "acl"):
            anchor = (
                direct_object(verb)
                if child(verb, "dobj") is not None and not is_passive(verb)
                else subject(verb)
            )
            if verb.dep_ == "acl" and anchor is None:
                anchor = verb.head
        else:
            anchor = None
        places = grounds(anchor, self.s, self.context) if anchor is not None else []
        lemma = self.s.lemma(verb)
        if phrase.get("change") and lemma in self.lex.change_verbs:
            kind = str(phrase["change"])
        return [Event(kind, token, p, holder, negated=bool(phrase.get("negated"))) for p in places]

    def _phrase_holder(self, obj: Any) -> Party | None:
        for prep, thing in prepositional(obj):
            if prep in ("of", "by"):
                party = self._party(thing, False)
                if party is not None:
                    return party
        for c in obj.lefts:
            if c.dep_ in ("compound", "amod", "poss", "nmod"):
                party = self._party(c, c.dep_ == "poss")
                if party is not None:
                    return party
        return None

    def _in_control(self, token: Any, obj: Any, kind: str) -> list[Event]:
        """ "the rebels were in control of X", "leaving the rebels in control of X"."""
        verb = token.head
        while verb.tag_ in ("RB", "JJ") and verb.head is not verb:
            verb = verb.head
        holder = self._party(verb, False) if verb.tag_.startswith("NN") else None
        if holder is None:
            dobj = child(verb, "dobj") if verb.tag_.startswith("VB") else None
            holder = self._party(
                dobj if dobj is not None else subject(verb) if verb.tag_.startswith("VB") else verb
            )
        if holder is None or not self._armed(holder):
            return []
        places: list[Ground] = []
        for prep, thing in prepositional(obj):
            if prep in ("of", "over"):
                places += grounds(thing, self.s, self.context)
        if not places:
            places = location(verb, self.s, self.context) or (
                self._implied(token) if not list(prepositional(obj)) else []
            )
        return [Event(kind, token, p, holder) for p in places]
