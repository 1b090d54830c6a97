"""PROV-JSON, read again by the `prov` library: every holding leads back to words in a report."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from whoholds import api
from whoholds.intake import Reader
from whoholds.knowledge.theatres import find_theatre
from whoholds.model import Report
from whoholds.record import Store
from whoholds.views.export import Scope, export

from .exported import filled

model = pytest.importorskip("prov.model")
constants = pytest.importorskip("prov.constants")


@pytest.fixture
def store(toy_reader: Reader, war: tuple[Report, ...]) -> Iterator[Store]:
    with filled(":memory:", toy_reader, war) as opened:
        yield opened


def links(document: object, kind: object) -> set[tuple[str, str]]:
    found = set()
    for record in document.get_records(kind):  # type: ignore[attr-defined]
        (_, first), (_, second), *_ = record.formal_attributes
        found.add((str(first), str(second)))
    return found


def test_it_is_prov_and_every_name_is_declared(store: Store, tmp_path: Path) -> None:
    export("prov", Scope(store, find_theatre("syria")), tmp_path / "p.json")
    document = model.ProvDocument.deserialize(str(tmp_path / "p.json"), format="json")
    elements = {str(one.identifier) for one in document.get_records(model.ProvElement)}
    assert elements
    for record in document.get_records(model.ProvRelation):
        for _, value in record.formal_attributes:
            if isinstance(value, model.QualifiedName):
                assert str(value) in elements
    again = model.ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
    assert again == document


def test_every_holding_leads_to_claims_and_these_to_reports(store: Store, tmp_path: Path) -> None:
    export("prov", Scope(store, find_theatre("syria")), tmp_path / "p.json")
    document = model.ProvDocument.deserialize(str(tmp_path / "p.json"), format="json")
    derived = links(document, model.ProvDerivation)
    entities = {str(one.identifier) for one in document.get_records(model.ProvEntity)}
    holdings = {name for name in entities if name.startswith("w:holding-")}
    claims = {name for name in entities if name.startswith("w:claim-")}
    assert holdings
    assert {one for one, _ in derived if one.startswith("w:holding-")} == holdings
    quoted = {one: other for one, other in derived if one in claims}
    assert set(quoted) == claims
    assert all(report.startswith("w:report-") for report in quoted.values())
    assert set(quoted.values()) <= entities


def test_speakers_and_publishers_are_agents(store: Store, tmp_path: Path) -> None:
    export("prov", Scope(store), tmp_path / "p.json")
    found = json.loads((tmp_path / "p.json").read_text())
    labels = {str(agent["prov:label"]) for agent in found["agent"].values()}
    assert {"SANA", "Sample Wire"} <= labels
    (activity,) = [a for name, a in found["activity"].items() if name == "w:activity-inference"]
    assert activity["w:record"] == store.digest()


def test_readers_and_decisions_are_activities_of_agents(store: Store, tmp_path: Path) -> None:
    claim = next(one for one in store.evidence() if one.claim.place == "Hama")
    why = "seen the video"
    store.decide("accept", claim.id, by="Reviewer One", why=why)
    export("prov", Scope(store), tmp_path / "p.json")
    document = model.ProvDocument.deserialize(str(tmp_path / "p.json"), format="json")
    found = json.loads((tmp_path / "p.json").read_text())
    agents = {name: str(agent["prov:label"]) for name, agent in found["agent"].items()}
    assert {"toy 1", "Reviewer One"} <= set(agents.values())
    (decision,) = [n for n, a in found["activity"].items() if a.get("w:why") == why]
    acts = {(one, agents[by]) for one, by in links(document, model.ProvAssociation)}
    assert (decision, "Reviewer One") in acts
    assert (f"w:reading-{claim.report}", "toy 1") in acts
    assert (f"w:claim-{claim.id}", decision) in links(document, model.ProvInfluence)


def test_one_answer_alone(store: Store, tmp_path: Path, toy_world: None) -> None:
    record = api.Record(store)
    (answer,) = record.on("2024-12-06", place="Hama")
    record.export("prov", tmp_path / "p.json", on="2024-12-06", place="hama")
    found = json.loads((tmp_path / "p.json").read_text())
    (holding,) = [e for name, e in found["entity"].items() if name.startswith("w:holding-")]
    assert (holding["w:place"], holding["w:actor"]) == ("Hama", "Syrian opposition")
    claims = {name for name in found["entity"] if name.startswith("w:claim-")}
    assert claims == {f"w:claim-{claim}" for claim in (*answer.claims, *answer.against)}
