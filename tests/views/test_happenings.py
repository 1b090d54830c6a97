"""Events and relations asked of a record: by Python, on the terminal, over HTTP."""

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from whoholds import BadInput, api
from whoholds.model import Report
from whoholds.views import tables
from whoholds.views.serve import create_app

TEXTS = {
    date(2024, 12, 4): "Syria's government asked Russia for help after rebels captured Hama.",
    date(
        2024, 12, 6
    ): "Rebels led by Hayat Tahrir al-Sham shelled Homs, killing at least six soldiers.",
    date(2024, 12, 7): "Iran denied that it had sent troops to the Syrian army.",
}


@pytest.fixture
def record(tmp_path: Path) -> Iterator[api.Record]:
    with api.open(tmp_path / "events.db", theatre="Syria") as opened:
        opened.take([Report(text, day, "Daily Post") for day, text in TEXTS.items()])
        yield opened


def told(record: api.Record, **asked: object) -> list[str]:
    return [one.event.type for one in record.events(**asked)]  # type: ignore[arg-type]


def test_they_are_found_by_type_actor_place_and_days(record: api.Record) -> None:
    assert set(told(record)) >= {"REQUEST", "ASSAULT", "LOSSES", "leads", "AID"}
    assert told(record, types=["request", "LEADS"]) == ["REQUEST", "leads"]
    assert told(record, actor="hayat tahrir al sham") == ["leads"]
    assert told(record, place="Homs") == ["ASSAULT"]
    assert "REQUEST" not in told(record, start="2024-12-05")
    assert told(record, known="2024-12-05") == ["REQUEST"]
    with pytest.raises(BadInput, match="no event type 'WAR': one of AGREE"):
        record.events(types=["WAR"])
    with pytest.raises(BadInput, match="runs backwards"):
        record.events(start="2024-12-05", end="2024-12-01")


def test_an_answer_says_what_it_rests_on(record: api.Record) -> None:
    (asked,) = record.events(types=["REQUEST"]).to_json()["results"]
    assert (asked["actor_norm"], asked["target_norm"]) == ("Syrian government", "Russia")
    assert (asked["publisher"], asked["published"]) == ("Daily Post", "2024-12-04")
    (link,) = asked["links"]
    assert (link["order"], link["told"], link["words"]) == ("after", "together", "after")
    assert link["claim"] in {one.id for one in record.store.evidence()}
    (denied,) = record.events(types=["AID"])
    assert denied.event.status == "negated"


def test_the_table_shows_counts_and_speakers(record: api.Record) -> None:
    out = io.StringIO()
    tables.show_events(tables.console(out), record.events(types=["LOSSES"]))
    shown = " ".join(out.getvalue().split())
    assert "LOSSES" in shown
    assert "least 6" in shown
    assert "Daily Post" in shown


def test_over_http_they_are_those_of_the_command(record: api.Record) -> None:
    client = TestClient(create_app(record.store), base_url="http://localhost")
    answer = client.get("/api/events?type=LOSSES&type=leads")
    assert answer.status_code == 200, answer.text
    assert answer.json()["results"] == json.loads(
        json.dumps(record.events(types=["LOSSES", "leads"]).to_json()["results"])
    )
    assert client.get("/api/events?type=WAR").status_code == 400
    assert client.get("/api/events?limit=1").json()["total"] == len(record.events())
