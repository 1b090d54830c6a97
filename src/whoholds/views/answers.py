"""The four questions: who holds what, who held it when, what changed, and why."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from whoholds import control
from whoholds.control import History
from whoholds.control.explain import explain
from whoholds.control.infer import Question
from whoholds.knowledge.gazetteer import Gazetteer
from whoholds.knowledge.theatres import Theatre
from whoholds.model import Change, EventEvidence, Evidence, Holding
from whoholds.record import AsOf, Store
from whoholds.views import notes
from whoholds.views.actors import actors_of, wanted_actors
from whoholds.views.envelope import Answer, Reason, Weighed, basis_of
from whoholds.views.happenings import EventFilter, happenings
from whoholds.views.hearing import Hearing
from whoholds.views.lore import Lore
from whoholds.views.passage import passage
from whoholds.views.places import Found, Places

_R = TypeVar("_R", Holding, Change, Reason)


class Answers:
    """Answers from one record.

    `theatre` limits them to its countries, names its actors, places and sources, and says who
    held everything at the start; without one the shipped theatres do, each for its countries.
    """

    def __init__(
        self,
        store: Store,
        theatre: Theatre | None = None,
        load_gazetteer: Callable[[], Gazetteer] = Gazetteer.load,
    ) -> None:
        self._store = store
        self._theatre = theatre
        self._lore = Lore(theatre)
        self._heard: tuple[tuple[str, AsOf], Hearing] | None = None
        self._places = Places(store, self._lore, load_gazetteer)

    def on(
        self, as_of: AsOf, day: date, place: str | None = None, actor: str | None = None
    ) -> Answer[Holding]:
        """Who holds each place (or `place` alone, or `actor`'s) on `day`, the largest first."""
        found = self._places.find(place) if place else None
        questions = self._questions(as_of, found)
        held = [one for history in self._histories(as_of, questions) if (one := history.on(day))]
        actors = self._actors(actor, questions)
        kept = [one for one in held if actors is None or one.actor in actors]
        kept.sort(key=lambda one: (-one.place.population, one.place.name, one.place.id))
        return self._answer(as_of, day, kept, found, questions)

    def history(self, as_of: AsOf, place: str) -> Answer[Holding]:
        """The holders of `place` in order of time; several places of the name one after another."""
        found = self._places.find(place)
        questions = self._questions(as_of, found)
        results: list[Holding] = []
        remarks: list[str] = []
        for history in self._histories(as_of, questions):
            assumed, told = _assumed_before(history.holdings)
            results += told or _only_fought_over(history)
            remarks += [*notes.assumed_before(assumed), *notes.contested(history)]
        return self._answer(as_of, None, results, found, questions, remarks)

    def changes(
        self,
        as_of: AsOf,
        start: date | None,
        end: date | None,
        lost_by: str | None = None,
        gained_by: str | None = None,
        place: str | None = None,
    ) -> Answer[Change]:
        """Changes of holder that may have happened from `start` to `end`, in order of time."""
        found = self._places.find(place) if place else None
        questions = self._questions(as_of, found)
        changed = control.changes(self._histories(as_of, questions), start, end)
        losers, winners = self._actors(lost_by, questions), self._actors(gained_by, questions)
        kept = [
            one
            for one in changed
            if (losers is None or one.from_actor in losers)
            and (winners is None or one.to_actor in winners)
        ]
        return self._answer(as_of, None, kept, found, questions)

    def why(self, as_of: AsOf, place: str, day: date) -> Answer[Reason]:
        """The claims behind the holder of `place` on `day`, those that decided first."""
        found = self._places.find(place)
        questions = self._questions(as_of, found)
        reasons: list[Reason] = []
        remarks: list[str] = []
        for asked, evidence, starting in questions:
            explained = explain(evidence, asked, day, starting)
            if explained is None:
                continue
            heard = {one.id: one for one in evidence}
            weights = {one.claim: one.effect for one in explained.reasons}
            claims = tuple(self._in_context([heard[claim] for claim in weights], weights))
            reasons.append(Reason(explained.holding, claims))
            remarks += notes.overturning(explained)
        return self._answer(as_of, day, reasons, found, questions, remarks)

    def events(self, as_of: AsOf, wanted: EventFilter) -> Answer[EventEvidence]:
        """Events and relations; see `views.happenings`."""
        return happenings(self._store, self._lore, self._places, as_of, wanted)

    def told(self, as_of: AsOf, holdings: Sequence[Holding]) -> list[Weighed | None]:
        """For each holding the claim to show for it: the first that says so of its holder."""
        keys = {one.place.id for one in holdings}
        heard = {one.id: one for one in self._store.evidence(as_of, keys)}
        chosen = [_telling(one, heard) for one in holdings]
        shown = self._in_context([one for one in chosen if one], {})
        return [next(shown) if one else None for one in chosen]

    def _questions(self, as_of: AsOf, found: Found | None) -> list[Question]:
        hearing = self._hearing(as_of)
        if found is None:
            return hearing.questions()
        if found.known and self._theatre:
            # No report speaks of it; the theatre's word on the start is all there is.
            return [(found.known, (), hearing.starting(found.known))]
        return hearing.questions([place.id for place in found.places])

    def _hearing(self, as_of: AsOf) -> Hearing:
        """The one of the last question, if it was about the same: it knows all places by now."""
        key = self._store.digest(), as_of
        kept = self._heard
        if kept is None or kept[0] != key:
            kept = self._heard = key, Hearing(self._store, self._lore, self._theatre, as_of)
        return kept[1]

    def _histories(self, as_of: AsOf, questions: Sequence[Question]) -> Iterable[History]:
        """In the order of the questions, which are those of `_questions` at `as_of`."""
        return control.infer_many(questions, until=as_of.known)

    def _actors(self, name: str | None, questions: Sequence[Question]) -> frozenset[str] | None:
        if name is None:
            return None
        told = {actor for _, heard, _ in questions for one in heard for actor in actors_of(one)}
        return wanted_actors(name, self._lore, told)

    def _in_context(
        self, evidence: Sequence[Evidence], weights: Mapping[str, float]
    ) -> Iterator[Weighed]:
        texts = {r.id: r.text for r in self._store.reports({one.report for one in evidence})}
        for one in evidence:
            context, mark = passage(texts[one.report], one.claim.span)
            yield Weighed(one, weights.get(one.id, 0.0), context, mark)

    def _answer(
        self,
        as_of: AsOf,
        day: date | None,
        results: Iterable[_R],
        found: Found | None,
        questions: Sequence[Question],
        remarks: Sequence[str] = (),
    ) -> Answer[_R]:
        made: tuple[_R, ...] = tuple(results)
        said = [*remarks, *notes.on_places(found), *notes.on_start(made)]
        if not made:
            said += notes.on_silence(self._store, as_of, found, told=bool(questions))
        return Answer(
            on=day,
            known=as_of.known,
            clock=as_of.clock,
            basis=basis_of(self._store),
            results=made,
            notes=tuple(said),
        )


def _assumed_before(
    holdings: tuple[Holding, ...],
) -> tuple[Holding | None, tuple[Holding, ...]]:
    """The starting holder, where reports tell of later ones, and these."""
    if len(holdings) > 1 and holdings[0].starting:
        return holdings[0], holdings[1:]
    return None, holdings


def _only_fought_over(history: History) -> tuple[Holding, ...]:
    """A place of which nothing but fighting is told: a holding by nobody known."""
    if not history.contested or history.contested[0].start is None:
        return ()
    holding = history.on(history.contested[0].start)
    return (holding,) if holding else ()


def _telling(holding: Holding, heard: Mapping[str, Evidence]) -> Evidence | None:
    """That somebody lost a place says that he held it, but his taking it says so better."""
    claims = [heard[claim] for claim in holding.claims if claim in heard]
    own = (one for one in claims if (one.claim.actor_norm or one.claim.actor) == holding.actor)
    return next(own, claims[0] if claims else None)
