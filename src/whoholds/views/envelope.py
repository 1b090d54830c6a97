"""What an answer comes in: what was asked, what it rests on, the results, and remarks."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from attrs import frozen

from whoholds import __version__
from whoholds.model import Change, EventEvidence, Evidence, Holding, Place
from whoholds.record import Store
from whoholds.record.asof import Clock

if TYPE_CHECKING:
    import geopandas
    import pandas
    import pyarrow

Result = TypeVar("Result", Holding, Change, "Reason", EventEvidence, covariant=True)

Days = tuple[date | None, date | None]


@frozen
class Basis:
    """What an answer was computed from.

    `record` is the digest of the record's content, `run` the ids of the runs that read it (with
    commas between them, None where nothing was read), `version` that of whoholds.
    """

    record: str
    run: str | None
    version: str


def basis_of(store: Store) -> Basis:
    """What an answer from `store` rests on now."""
    return Basis(store.digest(), ",".join(store.runs()) or None, __version__)


@frozen
class Weighed:
    """A claim behind a holding.

    `weight` is the change of the holding's probability when the claim is left out (-1 to 1:
    positive where it speaks for the holder). `context` is the sentence around it in the report,
    `mark` the claim's own [start, end) within `context`.
    """

    evidence: Evidence
    weight: float
    context: str
    mark: tuple[int, int]


@frozen
class Reason:
    """Why a holding is the answer: its claims, those that decided first."""

    holding: Holding
    claims: tuple[Weighed, ...]


@frozen
class Answer(Generic[Result]):
    """The results of one question, in order; iterate it or take its length.

    `on` is the day asked about (None for a span of days), `known` the last day whose knowledge
    counts (None: all), `clock` what "known" goes by. `notes` are remarks in plain English.
    """

    on: date | None
    known: date | None
    clock: Clock
    basis: Basis
    results: tuple[Result, ...]
    notes: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Result]:
        return iter(self.results)

    def __len__(self) -> int:
        return len(self.results)

    def to_json(self) -> dict[str, Any]:
        """The answer as `--json` prints it: days as ISO dates, open ends as None."""
        return {
            "on": _day(self.on),
            "known": _day(self.known),
            "clock": self.clock,
            "basis": {
                "record": self.basis.record,
                "run": self.basis.run,
                "version": self.basis.version,
            },
            "results": [result_json(result) for result in self.results],
            "notes": list(self.notes),
        }

    def to_arrow(self) -> "pyarrow.Table":
        """The results as an Arrow table; see `whoholds.views.frames`."""
        from whoholds.views.frames import to_arrow

        return to_arrow(self)

    def to_pandas(self) -> "pandas.DataFrame":
        """The results as a data frame."""
        from whoholds.views.frames import to_pandas

        return to_pandas(self)

    def to_geopandas(self) -> "geopandas.GeoDataFrame":
        """The results as points in WGS 84."""
        from whoholds.views.frames import to_geopandas

        return to_geopandas(self)


def result_json(result: Holding | Change | Reason | EventEvidence) -> dict[str, Any]:
    """One result in the shape that the documentation gives for it."""
    if isinstance(result, Holding):
        return _holding(result)
    if isinstance(result, Change):
        return _change(result)
    if isinstance(result, EventEvidence):
        return _event(result)
    return {
        "holding": _holding(result.holding),
        "claims": [_weighed(weighed) for weighed in result.claims],
    }


def _holding(holding: Holding) -> dict[str, Any]:
    return {
        **located(holding.place),
        "actor": holding.actor,
        "from": _days(holding.start),
        "to": _days(holding.end) if holding.end else None,
        "probability": _share(holding.probability),
        "contested": holding.contested,
        "disputed": holding.disputed,
        "divided": holding.divided,
        "grade": holding.grade,
        "reports": holding.reports,
        "origins": holding.origins,
        "claims": list(holding.claims),
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        **_place(change.place),
        "from_actor": change.from_actor,
        "to_actor": change.to_actor,
        "between": _days(change.between),
        "probability": _share(change.probability),
        "reports": change.reports,
        "origins": change.origins,
        "claims": list(change.claims),
    }


def _event(told: EventEvidence) -> dict[str, Any]:
    return {
        "id": told.id,
        **told.event.to_json(),
        "report": told.report,
        "publisher": told.publisher,
        "published": _day(told.published),
        "recorded": told.recorded.isoformat(timespec="seconds"),
        "origin": told.origin,
        "disputed": told.disputed,
        "links": [
            {"claim": claim, "order": order, "told": how, "words": words}
            for claim, order, how, words in told.links
        ],
    }


def _weighed(weighed: Weighed) -> dict[str, Any]:
    evidence = weighed.evidence
    return {
        "id": evidence.id,
        **evidence.claim.to_json(),
        "report": evidence.report,
        "publisher": evidence.publisher,
        "published": _day(evidence.published),
        "recorded": evidence.recorded.isoformat(timespec="seconds"),
        "origin": evidence.origin,
        "grade": evidence.grade,
        "weight": _share(weighed.weight),
    }


def located(place: Place) -> dict[str, Any]:
    """A place by name, id and kind, and where it is; null where that is not known."""
    return {**_place(place), "country": place.country, "lat": place.lat, "lon": place.lon}


def _place(place: Place) -> dict[str, Any]:
    return {"place": place.name, "place_id": place.id, "place_kind": place.kind}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _days(days: Days) -> list[str | None]:
    return [_day(days[0]), _day(days[1])]


def _share(number: float) -> float:
    """Four decimals: finer is noise, and differs between machines."""
    return round(number, 4)
