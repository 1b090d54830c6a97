"""The API: the same answers as the commands, and what it refuses."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="needs the extra serve")

from starlette.testclient import TestClient

from whoholds import api
from whoholds.model import BadInput, Report
from whoholds.views.api_guard import Limits, own_names
from whoholds.views.page import tile_origin
from whoholds.views.serve import create_app

TOKEN = "a token long enough"
WRITER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def record(tmp_path: Path, war: tuple[Report, ...], toy_world: None) -> Iterator[api.Record]:
    with api.open(tmp_path / "war.db") as opened:
        opened.take(war)
        yield opened


@pytest.fixture
def client(record: api.Record) -> TestClient:
    app = create_app(record.store, token=TOKEN, intake=record.take)
    return TestClient(app, base_url="http://localhost")


def results(client: TestClient, path: str) -> list[dict[str, object]]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, object]] = answer.json()["results"]
    return found


def test_answers_are_those_of_the_commands(client: TestClient, record: api.Record) -> None:
    for path, asked in (
        ("/api/history?place=Hama", record.history("Hama")),
        ("/api/on?on=2024-12-06", record.on("2024-12-06")),
        ("/api/on?on=2024-12-06&known=2024-12-01", record.on("2024-12-06", known="2024-12-01")),
        ("/api/changes?from=2024-11-01&to=2024-12-31", record.changes("2024-11-01", "2024-12-31")),
        ("/api/why?place=Hama&on=2024-12-06", record.why("Hama", "2024-12-06")),
    ):
        told = client.get(path).json()
        assert told["results"] == asked.to_json()["results"]
        assert {key: told[key] for key in asked.to_json()} == asked.to_json()


def test_a_place_is_found_by_its_id(client: TestClient) -> None:
    (by_name, *_), (by_id, *_) = (
        results(client, f"/api/history?place={name}") for name in ("Hama", "geonames:1")
    )
    assert by_name == by_id


def test_known_leaves_out_what_came_later(client: TestClient) -> None:
    (now,) = results(client, "/api/on?on=2024-12-06&place=Hama")
    (then,) = results(client, "/api/on?on=2024-12-06&place=Hama&known=2024-12-04")
    assert (now["actor"], then["actor"]) == ("Syrian opposition", "Syrian government")


def test_box_and_pages(client: TestClient) -> None:
    syria = results(client, "/api/on?on=2024-12-06&bbox=35,32,43,38")
    assert "Kherson" not in {row["place"] for row in syria}
    cut = client.get("/api/on?on=2024-12-06&limit=1&offset=1").json()
    assert cut["results"] == results(client, "/api/on?on=2024-12-06")[1:2]
    assert cut["total"] > 1


def test_geography_is_geojson(client: TestClient) -> None:
    answer = client.get("/api/on?on=2024-12-06&format=geojson")
    assert answer.headers["content-type"] == "application/geo+json"
    points = answer.json()["features"]
    assert next(
        one["geometry"]["coordinates"][::-1]
        for one in points
        if one["properties"]["place"] == "Hama"
    ) == [35.13, 36.75]
    assert answer.json()["unplaced"] == sum(
        row["lat"] is None for row in results(client, "/api/on?on=2024-12-06")
    )


def test_what_the_client_has_is_not_sent_again(client: TestClient, record: api.Record) -> None:
    tag = client.get("/api/history?place=Hama").headers["etag"]
    again = client.get("/api/history?place=Hama", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    sent = {
        "reports": [{"published": "2024-12-20", "text": "Soon the army took Hama from the rebels."}]
    }
    assert client.post("/api/reports", json=sent, headers=WRITER).status_code == 201
    fresh = client.get("/api/history?place=Hama", headers={"If-None-Match": tag})
    assert fresh.status_code == 200


def test_a_decision_is_previewed_taken_and_undone(client: TestClient) -> None:
    path = "/api/on?on=2024-12-06&place=Hama"
    (before,) = results(client, path)
    claim = next(
        one["id"]
        for one in results(client, "/api/claims?place=geonames:1")
        if one["kind"] == "capture"
    )
    said = {"kind": "reject", "target": claim, "by": "A. Reviewer", "why": "another Hama"}
    where = "/api/decisions/preview?place=geonames:1&on=2024-12-06"
    foreseen = client.post(where, json=said, headers=WRITER).json()
    assert foreseen["before"].startswith("Syrian opposition")
    assert foreseen["after"].startswith("Syrian government")
    assert results(client, path) == [before]
    assert client.post("/api/decisions", json=said, headers=WRITER).status_code == 201
    (after,) = results(client, path)
    assert after["actor"] == "Syrian government"
    undone = client.post("/api/decisions", json=said | {"kind": "reinstate"}, headers=WRITER)
    assert undone.status_code == 201
    assert results(client, path) == [before]
    assert [one["kind"] for one in results(client, "/api/decisions")] == ["reject", "reinstate"]


def test_writing_needs_the_token(client: TestClient, record: api.Record) -> None:
    said = {"kind": "reject", "target": "x", "by": "A", "why": "w"}
    assert client.post("/api/decisions", json=said).status_code == 401
    for wrong in ("Bearer nearly", f"Basic {TOKEN}", f"Bearer {TOKEN}x", TOKEN, "Bearer é"):
        headers = {"Authorization": wrong.encode()}
        assert client.post("/api/decisions", json=said, headers=headers).status_code == 401
    assert client.post("/api/decisions", json=said, headers=WRITER).status_code == 400
    reader = TestClient(create_app(record.store), base_url="http://localhost")
    assert reader.post("/api/decisions", json=said, headers=WRITER).status_code == 403
    assert reader.get("/api/about").json()["writable"] is False


def test_a_token_that_is_guessed_is_refused(record: api.Record) -> None:
    with pytest.raises(BadInput, match="12 characters"):
        create_app(record.store, token="short")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/history?place=Nowhereville", 404),
        ("/api/on?on=2024-12-06&actor=Nobody+at+all", 404),
        ("/api/places/geonames:999", 404),
        ("/api/reports/none", 404),
        ("/api/on", 422),
        ("/api/on?on=yesterday", 422),
        ("/api/on?on=2024-12-06&bbox=1,2,3", 422),
        ("/api/changes?from=2024-12-02&to=2024-12-01", 400),
        ("/static/../page.py", 404),
        ("/static/%2e%2e/page.py", 404),
        ("/static/app.js.map", 404),
    ],
)
def test_refusals(client: TestClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_only_its_own_names(client: TestClient) -> None:
    """A page elsewhere whose name leads to this machine must not read the record."""
    assert client.get("/api/about", headers={"Host": "evil.example"}).status_code == 421
    assert client.get("/api/about", headers={"Host": "127.0.0.1:8787"}).status_code == 200
    assert own_names("0.0.0.0") is None


def test_sizes_and_rates(record: api.Record) -> None:
    limits = Limits(reads=0.001, burst=3, writes=0.001, write_burst=1)
    client = TestClient(
        create_app(record.store, limits=limits, token=TOKEN), base_url="http://localhost"
    )
    assert [client.get("/api/decisions").status_code for _ in range(4)] == [200, 200, 200, 429]
    too_large = b"x" * 1_000_001
    assert client.post("/api/decisions", content=too_large).status_code == 413
    said = {"kind": "reject", "target": "x", "by": "A", "why": "w"}
    assert [client.post("/api/decisions", json=said).status_code for _ in range(2)] == [401, 429]


def test_pages_carry_a_strict_policy(client: TestClient) -> None:
    for path in ("/", "/static/app.js", "/api/about", "/nothing"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_tiles_open_the_policy_for_their_host_alone(record: api.Record) -> None:
    app = create_app(record.store, tiles="https://{s}.tiles.example/{z}/{x}/{y}.png")
    policy = (
        TestClient(app, base_url="http://localhost").get("/").headers["content-security-policy"]
    )
    assert "img-src data: blob: https://*.tiles.example" in policy
    for wrong in ("javascript:alert(1)", "https://a.b; script-src *", "//x/y", "https:///z"):
        with pytest.raises(BadInput):
            tile_origin(wrong)


def test_every_answer_names_its_basis(client: TestClient, record: api.Record) -> None:
    for path in (
        "on?on=2024-12-06",
        "places",
        "claims",
        "reports",
        "actors",
        "map",
        "areas?on=2024-12-06",
        "places/geonames:1",
    ):
        told = client.get(f"/api/{path}").json()
        assert told["basis"]["record"] == record.store.digest()


def test_unplaced_and_undated_claims_are_found(client: TestClient) -> None:
    found = results(client, "/api/claims?unplaced=true")
    assert {one["place"] for one in found} == {"Rivertown"}
    assert date.fromisoformat("2024-12-06").isoformat() in {one["published"] for one in found}
