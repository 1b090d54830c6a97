"""The API's shapes, for its description and for checking what comes in. Nowhere else."""

from datetime import date, datetime
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

Bounds = Annotated[list[date | None], Field(min_length=2, max_length=2)]
Result = TypeVar("Result")
HOLDING_EXAMPLE: JsonDict = {
    "place": "Hama",
    "place_id": "geonames:170017",
    "place_kind": "city",
    "country": "SY",
    "lat": 35.13179,
    "lon": 36.75783,
    "actor": "Syrian opposition",
    "from": ["2024-12-05", "2024-12-05"],
    "to": None,
    "probability": 0.97,
    "contested": False,
    "disputed": True,
    "divided": False,
    "grade": "B2",
    "reports": 4,
    "origins": 3,
    "claims": ["5f1d5b6c7a8e9f0011223344"],
}


class Basis(BaseModel):
    """What an answer was worked out from: the record's digest, the runs that read it, the version."""

    record: str
    run: str | None
    version: str


class PlaceShape(BaseModel):
    place: str
    place_id: str
    place_kind: str


class Holding(PlaceShape):
    """An actor holds a place; `actor` is null where the holder is not known."""

    model_config = ConfigDict(json_schema_extra={"examples": [HOLDING_EXAMPLE]})

    country: str | None
    lat: float | None
    lon: float | None
    actor: str | None
    from_: Bounds = Field(alias="from", description="(earliest, latest) day it began")
    to: Bounds | None = Field(description="(earliest, latest) day it ended; null where it has not")
    probability: float = Field(ge=0, le=1)
    contested: bool
    disputed: bool
    divided: bool
    grade: str = Field(description="Admiralty code: reliability and credibility")
    reports: int
    origins: int
    claims: list[str] = Field(description="ids of the claims behind it, the deciding first")


class Change(PlaceShape):
    """A place changes hands within `between`."""

    from_actor: str | None
    to_actor: str | None
    between: Bounds
    probability: float
    reports: int
    origins: int
    claims: list[str]


class Claim(BaseModel):
    """A statement in a report, with its fields, its report and its origin."""

    model_config = ConfigDict(extra="allow")

    id: str
    kind: str
    place: str
    quote: str
    span: list[int]
    actor: str | None
    actor_norm: str | None
    against: str | None
    against_norm: str | None
    place_norm: str | None
    place_id: str | None
    start: date | None
    end: date | None
    status: str
    sources: list[str]
    report: str
    publisher: str | None
    published: date | None
    recorded: datetime
    origin: str
    grade: str


class Reason(BaseModel):
    holding: Holding
    claims: list[Claim]


class Place(PlaceShape):
    country: str | None
    lat: float | None
    lon: float | None
    population: int
    source: str


class Report(BaseModel):
    id: str
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None
    language: str
    revises: str | None


class FullReport(Report):
    text: str


class Actor(BaseModel):
    model_config = ConfigDict(extra="allow")

    name: str
    colour: str
    places: int = Field(description="places it ever held")
    claims: int = Field(description="claims that name it")
    known: bool = Field(description="whether a theatre knows it")


class Envelope(BaseModel):
    on: date | None
    known: date | None = Field(description="the last day whose knowledge counts; null for all")
    clock: Literal["published", "recorded"]
    basis: Basis
    notes: list[str]


class Answer(Envelope, Generic[Result]):
    """What every question is answered with."""

    results: list[Result]


class EventLink(BaseModel):
    """A change of hands that the report tells beside the event."""

    claim: str
    order: Literal["before", "with", "after"]
    told: Literal["together", "as cause"]
    words: str | None


class Event(BaseModel):
    """An event in PLOVER's terms, or a relation: see docs/events.md. A relation has no mode,
    contexts, third party, count or reason."""

    id: str
    type: str
    quote: str
    span: Annotated[list[int], Field(min_length=2, max_length=2)]
    mode: str | None = None
    contexts: list[str] = []
    actor: str | None
    actor_norm: str | None
    target: str | None
    target_norm: str | None
    third: str | None = None
    third_norm: str | None = None
    place: str | None
    place_norm: str | None
    place_id: str | None
    place_kind: str | None
    part: bool = False
    country: str | None
    lat: float | None
    lon: float | None
    start: date | None
    end: date | None
    status: str
    sources: list[str]
    count: list[int | None] | None = Field(None, description="people, [fewest, most]")
    reason: str | None = None
    report: str
    publisher: str | None
    published: date | None
    recorded: datetime
    origin: str
    disputed: bool
    links: list[EventLink]


class Paged(Answer[Result], Generic[Result]):
    total: int = Field(description="results there are in all")
    offset: int
    limit: int | None


class OnePlace(Envelope):
    """A place with its history and every claim on it."""

    place: Place
    history: dict[str, Any] | None
    claims: list[Claim]


class OneReport(Envelope):
    report: FullReport
    claims: list[Claim]


class Geography(BaseModel):
    """GeoJSON (RFC 7946)."""

    model_config = ConfigDict(extra="allow")

    type: Literal["FeatureCollection"]
    features: list[dict[str, Any]]


class About(BaseModel):
    title: str | None
    known_days: list[date] | None
    silent_reports: int
    writable: bool
    tiles: str | None
    basis: Basis


class Refusal(BaseModel):
    """What is wrong and how to mend it."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"detail": "no place called 'Xyz' is known"}]}
    )

    detail: str


class NewDecision(BaseModel):
    """A decision on a claim or report, or a merge or split of a place or actor."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "kind": "reject",
                    "target": "5f1d5b6c7a8e9f0011223344",
                    "by": "A. Analyst",
                    "why": "the sentence is about another Hama",
                }
            ]
        },
    )

    kind: Literal["accept", "reject", "dispute", "reinstate", "correct", "merge", "split"]
    subject: Literal["claim", "report", "place", "actor"] = "claim"
    target: str = Field(min_length=1, max_length=200)
    by: str = Field(min_length=1, max_length=200)
    why: str = Field(min_length=1, max_length=2000)
    field: str | None = Field(default=None, max_length=40)
    value: str | bool | list[str] | None = None
    misread: bool = True


class Preview(BaseModel):
    """The answer as it is and as it would be, each in a sentence."""

    before: str
    after: str


class Decided(BaseModel):
    """A decision in the record; `recorded` is when it was made."""

    model_config = ConfigDict(extra="allow")

    kind: str
    subject: str
    target: str
    by: str
    why: str


class NewReport(BaseModel):
    """A report as it was published; `published` is the day."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "published": "2024-12-06",
                    "publisher": "Sample Wire",
                    "text": "Rebels took Hama on Thursday, the army said.",
                }
            ]
        },
    )

    text: str = Field(min_length=1, max_length=500_000)
    published: date
    publisher: str | None = Field(default=None, max_length=200)
    title: str | None = Field(default=None, max_length=500)
    url: str | None = Field(default=None, max_length=2000, pattern=r"^https?://")


class NewReports(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reports: list[NewReport] = Field(min_length=1, max_length=100)


class Taken(BaseModel):
    """What became of the reports; as `add --json` says it."""

    model_config = ConfigDict(extra="allow")

    claims: int
    unplaced: int
