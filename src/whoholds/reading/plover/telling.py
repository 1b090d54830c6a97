"""The events of one report, read in order beside its claims, with what each leaves for the next."""

from collections.abc import Callable, Sequence

from attrs import define, evolve, field

from whoholds.model import Event, Period, Place
from whoholds.model.event import SYMMETRIC
from whoholds.reading.context import Context
from whoholds.reading.dates import Timex
from whoholds.reading.ground import Ground
from whoholds.reading.parties import Parties, Party
from whoholds.reading.plover.discourse import Past, Told
from whoholds.reading.plover.find import find_happenings
from whoholds.reading.plover.happening import Happening
from whoholds.reading.plover.modes import contexts
from whoholds.reading.plover.reasons import find_reason, quoted
from whoholds.reading.plover.scene import Scene
from whoholds.reading.plover.who import RANK, Cast
from whoholds.reading.sentence import Sentence
from whoholds.reading.speakers import Speakers
from whoholds.reading.status import status_of
from whoholds.reading.timing import Times
from whoholds.reading.tree import Node

_HISTORY = 365
"""Days before publication from which PLOVER's context says historical."""
_LASTING = frozenset({"AID", "LOSSES", "DISPLACEMENT", "MOBILIZE", "COERCE"})
_PASSING = frozenset({"aux", "auxpass", "neg", "prt"})
_REACH = 25
"""Tokens from the trigger within which a party still belongs to the passage that shows it."""


@define(eq=False)
class EventsTelling:
    """Reads events sentence by sentence. It looks at the state that claims are read with (the
    parties and speakers told before) and changes none of it."""

    text: str
    parties: Parties
    context: Context
    speakers: Speakers
    times: Times
    cast: Cast = field(init=False)
    past: Past = field(factory=Past)
    told: list[Told] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        self.cast = Cast(self.parties)

    def sentence(self, sentence: Sentence, timexes: list[Timex]) -> list[Told]:
        """The events and relations of a sentence, their places still to be resolved."""
        happenings = find_happenings(sentence, self.context, self.cast)
        scene = Scene(sentence, self.context, self.cast)
        happenings = self.past.understood(happenings, scene)
        made = [self._told(one, scene, timexes) for one in happenings]
        self.past.saw(made, sentence)
        self.told += made
        return made

    def _told(self, one: Happening, scene: Scene, timexes: list[Timex]) -> Told:
        sentence, published = scene.sentence, self.times.published
        status = "negated" if one.negated else status_of(
            one.trigger, "attack", sentence, compound=one.state
        )  # fmt: skip
        if one.count == (0, 0):
            status = "negated"
        reason = None if one.lasts else find_reason(one, scene)
        sources = self.speakers.of(one.trigger, sentence)
        if (
            not sources
            and reason is not None
            and quoted(self.text, reason)
            and one.actor is not None
        ):
            sources = (one.actor.text,)  # in its own words, between quotation marks
        sources = sources or self.past.goes_on(sentence)
        period = self.past.period(one, scene, timexes) or self._period(
            one, sentence, timexes, status
        )
        flags = contexts(scene, one.trigger) if not one.lasts else ()
        if status == "negated":
            flags += ("negation",)
        elif status == "unrealised":
            flags += ("future",)
        elif published and period.end and (published - period.end).days > _HISTORY:
            flags += ("historical",)
        start, end = _span(one, sentence)
        event = Event(
            type=one.type, mode=one.mode, contexts=flags, quote=self.text[start:end], span=(start, end),
            actor=_text(one.actor), actor_norm=_norm(one.actor),
            target=_text(one.target), target_norm=_norm(one.target),
            third=_text(one.third), third_norm=_norm(one.third),
            start=period.start, end=period.end, status=status, sources=sources,
            count=one.count, reason=self.text[slice(*reason)] if reason else None,
        )  # fmt: skip
        return Told(event, one.ground, sentence.index, sentence.span.paragraph, one)

    def _period(
        self, one: Happening, sentence: Sentence, timexes: list[Timex], status: str
    ) -> Period:
        kind = "hold" if one.lasts else "clash" if one.type in _LASTING or _fight(one) else "attack"
        return self.times.period(kind, one.trigger, sentence, timexes, status)

    def attribute(self, paragraph: int, speaker: str) -> None:
        """ "This is reported by Reuters": of this paragraph and the one before."""
        self.told = [
            evolve(one, event=evolve(one.event, sources=(speaker,)))
            if one.paragraph in (paragraph, paragraph - 1) and not one.event.sources
            else one
            for one in self.told
        ]

    def events(self, place_of: Callable[[Ground], Place | None]) -> list[Event]:
        """Events and relations with their places, each once."""
        placed = [
            _placed(one.event, one.ground, place_of(one.ground)) if one.ground else one.event
            for one in self.told
        ]
        return merged(placed)


def _placed(event: Event, ground: Ground, place: Place | None) -> Event:
    usual = "country" if ground.name.kind == "country" else "other"
    return evolve(
        event, place=ground.text, part=ground.part,
        place_norm=place.name if place else None, place_id=place.id if place else None,
        place_kind=ground.kind or (place.kind if place else usual),
        country=place.country if place else ground.name.country,
        lat=place.lat if place else None, lon=place.lon if place else None,
    )  # fmt: skip


def _fight(one: Happening) -> bool:
    return one.type == "ASSAULT" and one.trigger.tag_.startswith("NN")


def merged(events: Sequence[Event]) -> list[Event]:
    """Each event once: what is told again of the same two with the same days is one telling."""
    kept: list[Event] = []
    for event in events:
        for i, other in enumerate(kept):
            if _same(event, other):
                kept[i] = other if _fullness(other) >= _fullness(event) else event
                break
        else:
            kept.append(event)
    return kept


def _same(one: Event, other: Event) -> bool:
    if (one.type, one.status, one.mode) != (other.type, other.status, other.mode):
        return False
    if one.sources != other.sources:
        return False
    if one.type == "LOSSES" and one.count != other.count:
        return False
    pair, again = (one.actor_name, one.target_name), (other.actor_name, other.target_name)
    if pair != again and not (one.type in SYMMETRIC and pair == again[::-1]):
        return False
    if pair == (None, None):
        return False
    return (one.start, one.end) == (other.start, other.end) and (
        one.place_key == other.place_key or None in (one.place, other.place)
    )


def _fullness(event: Event) -> int:
    return sum(
        x is not None and x != () for x in (event.place, event.third, event.reason, event.sources)
    )


def _span(one: Happening, sentence: Sentence) -> tuple[int, int]:
    """[start, end) in the report: the trigger with its verb group, who and what stand by it."""
    trigger = one.trigger
    tokens = [trigger.i, *one.tokens, *(c.i for c in trigger.children if c.dep_ in _PASSING)]
    parties = (p.token for p in (one.actor, one.target) if p is not None)
    tokens += [i for i in parties if abs(i - trigger.i) <= _REACH]
    tokens = [i for i in tokens if i < len(sentence.units)]
    first, last = _noun_start(sentence.doc[min(tokens)]), max(tokens)
    start, end = sentence.units[first].start, sentence.units[last].end
    return start, end


def _noun_start(token: Node) -> int:
    near = ("compound", "amod", "det", "poss", "nmod", "nummod")
    return min([token.i, *(c.i for c in token.lefts if c.dep_ in near and token.i - c.i <= 6)])


def _text(party: Party | None) -> str | None:
    return party.text if party is not None else None


def _norm(party: Party | None) -> str | None:
    """The usual name; a person's is the name without the rank."""
    if party is None:
        return None
    if party.norm is None and party.kind == "person" and party.mention is not None:
        return RANK.sub("", party.mention.text)
    return party.norm
