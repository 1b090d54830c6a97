"""The four questions: who holds what, who held it when, what changed, and why."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from attrs import evolve

from whoholds import __version__, control
from whoholds.control import History
from whoholds.knowledge.gazetteer import Gazetteer
from whoholds.knowledge.names import fold
from whoholds.knowledge.schema import Starting
from whoholds.knowledge.theatres import Theatre
from whoholds.model import Change, Evidence, Holding, Place
from whoholds.record import AsOf, Store
from whoholds.views import notes
from whoholds.views.actors import wanted_actors
from whoholds.views.envelope import Answer, Basis, Reason, Weighed
from whoholds.views.lore import Lore
from whoholds.views.passage import passage
from whoholds.views.places import Found, Places

_R = TypeVar("_R", Holding, Change, Reason)
MOST_WEIGHED = 100  # claims; each costs an inference of its place
Heard = dict[str, list[Evidence]]  # by place key


class Answers:
    """Answers from one record.

    `theatre` limits them to its countries, names its actors, places and sources, and says who
    held everything at the start; without one the shipped theatres serve for the names alone.
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
        self._places = Places(store, self._lore, load_gazetteer)

    def on(
        self, as_of: AsOf, day: date, place: str | None = None, actor: str | None = None
    ) -> Answer[Holding]:
        """Who holds each place (or `place` alone, or `actor`'s) on `day`, the largest first."""
        found = self._places.find(place) if place else None
        heard = self._heard(as_of, found)
        histories = list(self._histories(as_of, heard, found))
        held = [holding for history in histories if (holding := history.on(day))]
        actors = wanted_actors(actor, self._lore, heard) if actor else None
        kept = [one for one in held if actors is None or one.actor in actors]
        kept.sort(key=lambda one: (-one.place.population, one.place.name, one.place.id))
        return self._answer(as_of, day, kept, found, heard)

    def history(self, as_of: AsOf, place: str) -> Answer[Holding]:
        """The holders of `place` in order of time; several places of the name one after another."""
        found = self._places.find(place)
        heard = self._heard(as_of, found)
        results: list[Holding] = []
        remarks: list[str] = []
        for history in self._histories(as_of, heard, found):
            results += history.holdings or _only_fought_over(history)
            remarks += notes.contested(history)
        return self._answer(as_of, None, results, found, heard, remarks)

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
        heard = self._heard(as_of, found)
        changed = control.changes(self._histories(as_of, heard, found), start, end)
        losers = wanted_actors(lost_by, self._lore, heard) if lost_by else None
        winners = wanted_actors(gained_by, self._lore, heard) if gained_by else None
        kept = [
            one
            for one in changed
            if (losers is None or one.from_actor in losers)
            and (winners is None or one.to_actor in winners)
        ]
        return self._answer(as_of, None, kept, found, heard)

    def why(self, as_of: AsOf, place: str, day: date) -> Answer[Reason]:
        """The claims behind the holder of `place` on `day`, those that decided first."""
        found = self._places.find(place)
        heard = self._heard(as_of, found)
        reasons = []
        for history in self._histories(as_of, heard, found):
            if (holding := history.on(day)) is not None:
                claims = self._weighed(day, holding, heard.get(history.place.id, []))
                reasons.append(Reason(holding, claims))
        return self._answer(as_of, day, reasons, found, heard)

    def told(self, as_of: AsOf, holdings: Iterable[Holding]) -> dict[str, Weighed]:
        """The claim that speaks first for each holding, by claim id, with its sentence."""
        first = {one.claims[0]: one.place.id for one in holdings if one.claims}
        evidence = self._store.evidence(as_of, set(first.values()))
        wanted = [one for one in evidence if one.id in first]
        return {one.evidence.id: one for one in self._in_context(wanted, {})}

    def _heard(self, as_of: AsOf, found: Found | None) -> Heard:
        """What is known at `as_of`, of the places found or of all, graded, by place key."""
        keys = [place.id for place in found.places] if found else None
        heard: Heard = {}
        for evidence in self._store.evidence(as_of, keys):
            if self._in_theatre(evidence.claim.country):
                heard.setdefault(evidence.claim.place_key, []).append(self._lore.judged(evidence))
        return heard

    def _in_theatre(self, country: str | None) -> bool:
        return not (self._theatre and country) or country in self._theatre.countries

    def _histories(self, as_of: AsOf, heard: Heard, found: Found | None) -> Iterator[History]:
        places = {
            key: self._named(place, heard[key])
            for key, place in self._store.places(heard.keys(), as_of).items()
        }
        if found and found.known and self._theatre:
            # Nobody speaks of it; the theatre's word on the start is all there is.
            places[found.known.id] = found.known
        return control.infer_many(
            (place, heard.get(key, []), self._starting(place)) for key, place in places.items()
        )

    def _named(self, place: Place, heard: Sequence[Evidence]) -> Place:
        """`place` under the name that a theatre gives it, else under that which reports use most:
        GeoNames has Ḩamāh where everybody writes Hama."""
        if any(theatre.place(place.id) for theatre in self._lore.theatres):
            return place
        spellings = Counter(one.claim.place for one in heard)
        most = max(spellings.values())
        return evolve(place, name=min(name for name, n in spellings.items() if n == most))

    def _starting(self, place: Place) -> Sequence[Starting]:
        if self._theatre is None:
            return ()
        named = {place.id, fold(place.name)}
        here = [s for s in self._theatre.starting if s.place and {s.place, fold(s.place)} & named]
        return here or [
            s for s in self._theatre.starting if s.place is None and s.country == place.country
        ]

    def _weighed(
        self, day: date, holding: Holding, heard: Sequence[Evidence]
    ) -> tuple[Weighed, ...]:
        """Every claim for or against the holding, weighed by leaving it out."""
        named = {*holding.claims, *holding.against}
        decisive = [one for one in heard if one.id in named]
        weights = self._weights(day, holding, heard, decisive)
        weighed = self._in_context(decisive, weights)
        return tuple(sorted(weighed, key=lambda one: (-abs(one.weight), one.evidence.id)))

    def _weights(
        self, day: date, holding: Holding, heard: Sequence[Evidence], decisive: Sequence[Evidence]
    ) -> dict[str, float]:
        """What the holder's probability on `day` loses without each claim."""
        starting = self._starting(holding.place)

        def chance(evidence: Sequence[Evidence]) -> float:
            history = control.infer(evidence, holding.place, starting)
            return history.at(day).get(holding.actor, 0.0)

        whole = chance(heard)
        return {
            left_out.id: whole - chance([one for one in heard if one is not left_out])
            for left_out in decisive[:MOST_WEIGHED]
        }

    def _in_context(
        self, evidence: Sequence[Evidence], weights: dict[str, float]
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
        heard: Heard,
        remarks: Sequence[str] = (),
    ) -> Answer[_R]:
        made: tuple[_R, ...] = tuple(results)
        said = [*remarks, *notes.on_places(found), *notes.on_start(made)]
        if not made:
            said += notes.on_silence(self._store, as_of, found, told=bool(heard))
        return Answer(
            on=day,
            known=as_of.known,
            clock=as_of.clock,
            basis=Basis(self._store.digest(), None, __version__),
            results=made,
            notes=tuple(said),
        )


def _only_fought_over(history: History) -> tuple[Holding, ...]:
    """A place of which nothing but fighting is told: a holding by nobody known."""
    if not history.contested or history.contested[0].start is None:
        return ()
    holding = history.on(history.contested[0].start)
    return (holding,) if holding else ()
