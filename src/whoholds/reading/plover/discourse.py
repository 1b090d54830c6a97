"""What earlier sentences leave for later ones: the fight told again, the answer to an appeal."""

from attrs import define, field, frozen

from whoholds.model import Event, Period
from whoholds.reading.dates import Timex
from whoholds.reading.ground import Ground
from whoholds.reading.parties import Party
from whoholds.reading.plover.happening import Happening
from whoholds.reading.plover.lexicon import plover
from whoholds.reading.plover.reasons import find_reason
from whoholds.reading.plover.scene import Scene
from whoholds.reading.plover.who import RANK
from whoholds.reading.sentence import Sentence, child, subject
from whoholds.reading.tree import Node

_NEAR = 2
"""Sentences back in which "the offensive" finds the fight that it means."""
_ANSWER = 3
"""Sentences back in which a refusal finds the appeal that it answers."""


@frozen
class Told:
    """An event with where it was told: numbers of its sentence and paragraph."""

    event: Event
    ground: Ground | None
    sentence: int
    paragraph: int
    happening: Happening


@define(eq=False)
class Past:
    """The events of the report so far, and who spoke last."""

    told: list[Told] = field(factory=list)
    speaker: tuple[str, ...] = ()
    paragraph: int = -1

    def understood(self, happenings: list[Happening], scene: Scene) -> list[Happening]:
        """The sentence's events with what they take from before."""
        made = [*happenings, *_limited(scene)]
        for one in made:
            if one.type == "REJECT" and one.target is None and one.actor is not None:
                self._answer(one, scene)
            elif one.type == "ASSAULT" and one.target is None:
                _reasoned(one, scene)
                self._again(one, scene)
            elif one.type == "COMMAND":
                _successor(one, scene)
        return made

    def saw(self, told: list[Told], sentence: Sentence) -> None:
        self.told += told
        self.paragraph = sentence.span.paragraph
        self.speaker = next((t.event.sources for t in told if t.event.sources), ())

    def goes_on(self, sentence: Sentence) -> tuple[str, ...]:
        """The speaker before, where the sentence opens as going on with what was said."""
        text = sentence.text[sentence.span.start : sentence.span.end].lower().lstrip(' "“')
        if sentence.span.paragraph == self.paragraph and text.startswith(plover().continues):
            return self.speaker
        return ()

    def period(self, one: Happening, scene: Scene, timexes: list[Timex]) -> Period | None:
        """Days that the clause alone does not give; None where it does."""
        published = scene.cast.parties.day
        if _begins(one, scene):
            start = next(
                (t.period.start for t in timexes if t.mode == "in" and t.period.start), None
            )
            if start is not None and published is not None and start <= published:
                return Period(start, published)
        named = [t for t in timexes if t.mode != "duration" and t.period.start]
        if not named and one.type == "ASSAULT" and _definite(one, scene):
            before = self._fight(scene)
            if before is not None:
                return before.event.period
        if len(named) == 1 and named[0].mode == "in" and _told_on(one, named[0], scene):
            return named[0].period
        return None

    def _answer(self, one: Happening, scene: Scene) -> None:
        """ "Asked Russia for help. Russia refused": whom it refused."""
        for told in reversed(self.told):
            if scene.sentence.index - told.sentence > _ANSWER:
                return
            asked = told.happening
            if asked.type != "REQUEST" or asked.target is None or asked.actor is None:
                continue
            assert one.actor is not None
            if asked.target.key == one.actor.key:
                one.target = asked.actor
                return

    def _again(self, one: Happening, scene: Scene) -> None:
        before = self._fight(scene) if _definite(one, scene) else None
        if before is None or one.actor is None:
            return
        sides = [before.happening.actor, before.happening.target]
        others = [s for s in sides if s is not None and s.key != one.actor.key]
        if len(others) == 1 and one.target is None:
            one.target = others[0]

    def _fight(self, scene: Scene) -> Told | None:
        for told in reversed(self.told):
            if scene.sentence.index - told.sentence > _NEAR:
                return None
            if told.event.type == "ASSAULT" and told.paragraph == scene.sentence.span.paragraph:
                return told
        return None


def _definite(one: Happening, scene: Scene) -> bool:
    """ "The offensive was launched by X": a fight that the reader knows."""
    nouns = [scene.sentence.doc[i] for i in one.tokens if i < len(scene.sentence.doc)]
    return any(
        scene.noun(n) in scene.words.sets["again"]
        and any(c.lower_ in ("the", "this", "that") for c in n.lefts)
        for n in [one.trigger, *nouns]
    )


def _begins(one: Happening, scene: Scene) -> bool:
    """ "Clashes began on 27 November": from then on."""
    verb = one.trigger.head
    return (
        one.type == "ASSAULT"
        and one.trigger.dep_ == "nsubj"
        and scene.verb(verb) in scene.words.sets["beginning"]
        and child(verb, "dobj") is None
    )


def _told_on(one: Happening, timex: Timex, scene: Scene) -> bool:
    """ "intervened and was able in 2015 to regain X": the one date of two verbs of one subject."""
    sentence = scene.sentence
    at = sentence.span.start + timex.start
    token = next((t for t in sentence.doc if sentence.unit(t).end > at), None)
    if token is None or one.trigger.head is not one.trigger:
        return False
    for _ in range(6):
        if token.dep_ == "conj" and token.head is one.trigger:
            return child(token, "nsubj", "nsubjpass") is None
        token = token.head
    return False


def _reasoned(one: Happening, scene: Scene) -> None:
    """ "launched in response to attacks by X": X is whom it is launched against."""
    reason = find_reason(one, scene)
    if reason is None:
        return
    sentence = scene.sentence
    inside = [t for t in sentence.doc if reason[0] <= sentence.unit(t).start]
    for token in inside:
        if token.lower_ == "by" and token.dep_ in ("prep", "agent"):
            party = scene.who(child(token, "pobj"), False)
            if party is not None and (one.actor is None or party.key != one.actor.key):
                one.target = party
    if one.ground is None:
        for token in inside:
            if token.lower_ in ("in", "near", "around") and token.dep_ == "prep":
                found = scene.grounds(child(token, "pobj"))
                one.ground = one.ground or (found[0] if found else None)


def _successor(one: Happening, scene: Scene) -> None:
    """ "changed the commander: he became General X": X, whom the same sentence names."""
    if one.target is not None and one.target.kind == "person":
        return
    for token in scene.sentence.doc:
        if scene.verb(token) != "become":
            continue
        named = child(token, "attr", "dobj", "oprd", "acomp")
        mention = scene.mention(named) if named is not None else None
        if named is None or mention is None or mention.kind in ("country", "actor"):
            continue
        one.target = Party(RANK.sub("", mention.text), named.i, kind="person", mention=mention)
        one.mode = "appoint"
        return


def _limited(scene: Scene) -> list[Happening]:
    """ "any intervention will be limited": help held back, by whoever says so."""
    made = []
    for token in scene.sentence.doc:
        if scene.lower(token) not in scene.words.sets["limiting"]:
            continue
        noun = subject(token.head if token.dep_ == "acomp" else token)
        if noun is None or scene.noun(noun) not in scene.words.sets["limitable"]:
            continue
        verb = token.head if token.dep_ == "acomp" else token
        actor = scene.cast.owner(noun, scene.sentence) or _who_says(scene, verb)
        if actor is not None:
            made.append(Happening("REJECT", token, "assist", actor, tokens=[noun.i], state=True))
    return made


def _who_says(scene: Scene, verb: Node) -> Party | None:
    while verb.head is not verb:
        if verb.dep_ in ("ccomp", "xcomp") and verb.head.tag_.startswith("VB"):
            return scene.who(subject(verb.head))
        verb = verb.head
    return None
