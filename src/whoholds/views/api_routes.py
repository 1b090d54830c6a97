"""The API's addresses: what each takes, what it answers with, and with which status."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Literal

import anyio.to_thread
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response

from whoholds.model import BadInput, WhoholdsError
from whoholds.record import AsOf
from whoholds.record.asof import Clock
from whoholds.views import api_models as shape
from whoholds.views import api_read, api_write
from whoholds.views.api_desk import Desk
from whoholds.views.api_guard import allowed, refused
from whoholds.views.api_read import ClaimFilter, Page
from whoholds.views.api_reply import GEOJSON, Replies
from whoholds.views.board import Box
from whoholds.views.happenings import EventFilter

_DESCRIPTIONS = {
    304: "The client has it already",
    400: "What was asked cannot be answered",
    401: "Without the token, or with a wrong one",
    403: "The server is read-only",
    404: "There is nothing by that name",
    413: "The request is too large",
    421: "The server does not go by that name",
    429: "Too many requests",
    503: "It would take too long",
}


def _refusals(*more: int) -> dict[int | str, dict[str, Any]]:
    codes = sorted({400, 413, 421, 429, 503, *more})
    return {code: {"model": shape.Refusal, "description": _DESCRIPTIONS[code]} for code in codes}


READ = {**_refusals(404), 304: {"description": _DESCRIPTIONS[304]}}
WRITE = _refusals(401, 403)
MOST_RADIUS_KM = 200


class GeoJSON(JSONResponse):
    media_type = GEOJSON


Word = Annotated[str, Query(min_length=1, max_length=200)]
OnDay = Annotated[date, Query(description="the day asked about", examples=["2024-12-06"])]
Known = Annotated[
    date | None, Query(description="answer with what was known on that day; all without it")
]
Limit = Annotated[int | None, Query(ge=1, le=1_000_000)]
Offset = Annotated[int, Query(ge=0, le=100_000_000)]
Format = Annotated[Literal["json", "geojson"], Query(description="geojson: points, RFC 7946")]


def as_of(known: Known = None, clock: Clock = "published") -> AsOf:
    return AsOf(known=known, clock=clock)


def as_of_day(on: OnDay, known: Known = None, clock: Clock = "published") -> AsOf:
    return AsOf(on, known, clock)


def page(limit: Limit = None, offset: Offset = 0) -> Page:
    return Page(offset, limit)


def box(
    bbox: Annotated[
        str | None,
        Query(
            description="west,south,east,north in degrees; west may lie east of east",
            pattern=r"^-?\d{1,3}(\.\d{1,9})?(,-?\d{1,3}(\.\d{1,9})?){3}$",
            examples=["35.5,32.3,42.4,37.4"],
        ),
    ] = None,
) -> Box | None:
    if bbox is None:
        return None
    west, south, east, north = (float(part) for part in bbox.split(","))
    return west, south, east, north


Knowledge = Annotated[AsOf, Depends(as_of)]
Moment = Annotated[AsOf, Depends(as_of_day)]
Cut = Annotated[Page, Depends(page)]
Within = Annotated[Box | None, Depends(box)]


def reading(desk: Desk, replies: Replies, writable: bool, tiles: str | None) -> APIRouter:
    """The questions."""
    routes = APIRouter(prefix="/api", responses=READ, tags=["questions"])

    @routes.get("/about", response_model=shape.About)
    async def about(request: Request) -> Response:
        """What is served, and the days on which something became known."""
        return await replies.reply(request, lambda: api_read.about(desk, writable, tiles))

    points: dict[int | str, dict[str, Any]] = {
        200: {"content": {GEOJSON: {"schema": shape.Geography.model_json_schema()}}}
    }

    @routes.get("/on", response_model=shape.Paged[shape.Holding], responses=points)
    async def on(
        request: Request,
        moment: Moment,
        within: Within,
        cut: Cut,
        place: Word | None = None,
        actor: Word | None = None,
        format: Format = "json",
    ) -> Response:
        """Who holds each place on a day, the largest place first."""

        def make() -> Any:
            answer = api_read.on(desk, moment, place, actor, within, cut)
            return api_read.geojson(answer) if format == "geojson" else answer

        return await replies.reply(request, make, _media(format))

    @routes.get("/history", response_model=shape.Answer[shape.Holding])
    async def history(request: Request, place: Word, knowledge: Knowledge) -> Response:
        """The holders of a place in order of time; `place` is a name in any spelling, or an id."""
        return await replies.reply(request, lambda: api_read.history(desk, knowledge, place))

    @routes.get("/changes", response_model=shape.Paged[shape.Change])
    async def changes(
        request: Request,
        knowledge: Knowledge,
        cut: Cut,
        start: Annotated[date | None, Query(alias="from")] = None,
        end: Annotated[date | None, Query(alias="to")] = None,
        lost_by: Word | None = None,
        gained_by: Word | None = None,
        place: Word | None = None,
        recorded_since: Annotated[
            datetime | None, Query(description="resting on a claim recorded after that instant")
        ] = None,
    ) -> Response:
        """What changed hands between two days, both included."""
        if recorded_since is not None and recorded_since.tzinfo is None:
            return refused(400, "recorded_since needs a time zone: 2024-12-06T08:00:00Z")
        return await replies.reply(
            request,
            lambda: api_read.changes(
                desk, knowledge, (start, end), (lost_by, gained_by), place, recorded_since, cut
            ),
        )

    @routes.get("/why", response_model=shape.Answer[shape.Reason])
    async def why(request: Request, place: Word, moment: Moment) -> Response:
        """The claims behind an answer, those that decided first."""
        return await replies.reply(request, lambda: api_read.why(desk, moment, place))

    @routes.get("/places", response_model=shape.Paged[shape.Place])
    async def places(
        request: Request, knowledge: Knowledge, within: Within, cut: Cut, q: Word | None = None
    ) -> Response:
        """The places of which something is told."""
        return await replies.reply(
            request, lambda: api_read.places(desk, knowledge, q, within, cut)
        )

    @routes.get("/places/{place_id:path}", response_model=shape.OnePlace)
    async def one_place(request: Request, place_id: str, knowledge: Knowledge) -> Response:
        """A place with its history and every claim on it."""
        return await replies.reply(request, lambda: api_read.one_place(desk, knowledge, place_id))

    @routes.get("/events", response_model=shape.Paged[shape.Event])
    async def events(
        request: Request,
        knowledge: Knowledge,
        cut: Cut,
        place: Word | None = None,
        actor: Word | None = None,
        type_: Annotated[list[str] | None, Query(alias="type", max_length=30)] = None,
        start: Annotated[date | None, Query(alias="from")] = None,
        end: Annotated[date | None, Query(alias="to")] = None,
    ) -> Response:
        """Events beside territory, and relations; `actor` may stand on either side."""
        wanted = EventFilter(place, actor, tuple(type_) if type_ else None, start, end)
        return await replies.reply(request, lambda: api_read.events(desk, knowledge, wanted, cut))

    @routes.get("/claims", response_model=shape.Paged[shape.Claim])
    async def claims(
        request: Request,
        knowledge: Knowledge,
        cut: Cut,
        place: Word | None = None,
        actor: Word | None = None,
        report: Word | None = None,
        kind: Word | None = None,
        status: Word | None = None,
        start: Annotated[date | None, Query(alias="from")] = None,
        end: Annotated[date | None, Query(alias="to")] = None,
        unplaced: bool = False,
        undated: bool = False,
    ) -> Response:
        """Claims, in the order of their places; `from` and `to` bound the days they speak of."""
        wanted = ClaimFilter(place, actor, report, kind, status, start, end, unplaced, undated)
        return await replies.reply(request, lambda: api_read.claims(desk, knowledge, wanted, cut))

    @routes.get("/reports", response_model=shape.Paged[shape.Report])
    async def reports(
        request: Request, knowledge: Knowledge, cut: Cut, q: Word | None = None
    ) -> Response:
        """Reports; with `q` those that say it, in any spelling, with their texts."""
        return await replies.reply(request, lambda: api_read.reports(desk, knowledge, q, cut))

    @routes.get("/reports/{report_id}", response_model=shape.OneReport)
    async def one_report(request: Request, report_id: str, knowledge: Knowledge) -> Response:
        """A report with its text and its claims."""
        return await replies.reply(request, lambda: api_read.one_report(desk, knowledge, report_id))

    @routes.get("/actors", response_model=shape.Answer[shape.Actor])
    async def actors(request: Request, knowledge: Knowledge) -> Response:
        """The actors that claims name, those that held most places first."""
        return await replies.reply(request, lambda: api_read.actors(desk, knowledge))

    @routes.get("/areas", response_model=shape.Geography, response_class=GeoJSON)
    async def areas(
        request: Request,
        moment: Moment,
        within: Within,
        radius_km: Annotated[float, Query(gt=0, le=MOST_RADIUS_KM)] = 20.0,
    ) -> Response:
        """Land by the nearest place within a radius: interpolated, as GeoJSON."""
        return await replies.reply(
            request, lambda: api_read.areas(desk, moment, radius_km, within), GEOJSON
        )

    @routes.get("/map", response_model=dict[str, Any])
    async def map_columns(request: Request, knowledge: Knowledge) -> Response:
        """All places and the days on which their answer changes, as columns in base64: what the
        page draws from."""
        return await replies.reply(request, lambda: api_read.map_columns(desk, knowledge))

    @routes.get("/decisions", response_model=shape.Answer[shape.Decided])
    async def decisions(request: Request, target: Word | None = None) -> Response:
        """Reviewers' decisions (on one claim, report, place or actor, or all), oldest first."""
        return await replies.reply(request, lambda: api_write.decisions(desk, target))

    return routes


def writing(
    desk: Desk, replies: Replies, token: str | None, intake: api_write.Intake | None
) -> APIRouter:
    """Decisions and reports: for those who have the token, and for nobody where there is none."""
    routes = APIRouter(prefix="/api", responses=WRITE, tags=["writing"])

    async def attempt(request: Request, act: Callable[[], Any], status: int) -> Response:
        if token is None:
            return refused(403, "this server is read-only: start it with a token to write")
        if not allowed(request.headers.get("authorization"), token):
            need = {"WWW-Authenticate": "Bearer"}
            return refused(401, "give the token: Authorization: Bearer …", need)
        try:
            made = await anyio.to_thread.run_sync(act)
        except BadInput as error:
            return refused(400, str(error))
        except WhoholdsError as error:
            return refused(503, str(error))
        finally:
            replies.changed()
        return JSONResponse(made, status)

    @routes.post("/decisions", response_model=shape.Decided, status_code=201)
    async def decide(request: Request, wanted: shape.NewDecision) -> Response:
        """Take a decision. To undo one, `reinstate` its target or correct it back: a new decision."""
        return await attempt(request, lambda: api_write.decide(desk, wanted), 201)

    @routes.post("/decisions/preview", response_model=shape.Preview)
    async def preview(
        request: Request, wanted: shape.NewDecision, place: Word, moment: Moment
    ) -> Response:
        """Who holds a place (by id) on a day, and who would after the decision; nothing is kept."""
        return await attempt(request, lambda: api_write.preview(desk, wanted, place, moment), 200)

    @routes.post("/reports", response_model=shape.Taken, status_code=201)
    async def take(request: Request, given: shape.NewReports) -> Response:
        """Read reports into the record. What was read before changes nothing."""
        if intake is None:
            return refused(403, "this server takes no reports")
        return await attempt(request, lambda: api_write.take(intake, given.reports), 201)

    return routes


def _media(format: str) -> str:
    return GEOJSON if format == "geojson" else "application/json"
