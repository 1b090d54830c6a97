import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import whoholds
from whoholds import BadInput, Record
from whoholds.model import Change, Holding
from whoholds.views.envelope import Reason


@pytest.fixture
def record(tmp_path: Path, toy_world: None, war_files: Path) -> Record:
    opened = whoholds.open(tmp_path / "war.db")
    opened.add(war_files)
    return opened


def test_what_is_added_is_answered(record: Record) -> None:
    held = {holding.place.name: holding.actor for holding in record.on("2024-12-06")}
    assert held["Hama"] == "Syrian opposition"
    assert record.on(date(2024, 11, 25), place="Hama").results[0].actor == "Syrian government"


def test_results_are_typed_and_frozen(record: Record) -> None:
    (holding,) = record.on("2024-12-06", place="Hama")
    assert isinstance(holding, Holding)
    with pytest.raises(AttributeError):
        holding.actor = "nobody"  # type: ignore[misc]
    assert all(isinstance(change, Change) for change in record.changes("2024-12-01"))
    assert all(isinstance(reason, Reason) for reason in record.why("Hama", "2024-12-06"))


def test_answers_turn_into_json(record: Record) -> None:
    for answer in (
        record.on("2024-12-06"),
        record.history("Hama"),
        record.changes(),
        record.why("Hama", on="2024-12-06"),
    ):
        made = json.loads(json.dumps(answer.to_json()))
        assert len(made["results"]) == len(answer) > 0


def test_adding_counts_and_repeats_add_nothing(record: Record, war_files: Path) -> None:
    again = record.add([war_files, war_files / "0.txt"])
    assert (again.new, again.known, again.failures) == (0, 7, ())


def test_the_theatre_is_part_of_the_run(tmp_path: Path, toy_world: None, war_files: Path) -> None:
    path = tmp_path / "war.db"
    with whoholds.open(path) as worldwide:
        worldwide.add(war_files)
    with whoholds.open(path, theatre="Syria") as syrian:
        assert syrian.add(war_files).claims == 8
        assert syrian.store.counts()["runs"] == 2
        assert len(syrian.store.evidence()) == 8


def test_known_by_either_clock(record: Record) -> None:
    assert len(record.on("2024-12-06", known="2024-11-25", place="Hama")) == 1
    assert len(record.on("2024-12-06", known="2024-11-25", place="Hama", clock="recorded")) == 0


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda r: r.on("2024-02-31"), "'2024-02-31' is not a day: write it as YYYY-MM-DD"),
        (lambda r: r.on("2024-12-06", known="soon"), "'soon' is not a day"),
        (lambda r: r.on("2024-12-06", clock="wall"), "published or recorded"),
        (lambda r: r.changes("2024-12-06", "2024-12-01"), "runs backwards"),
        (lambda r: r.history("Atlantis-under-sea"), "no place called"),
        (lambda r: r.changes(lost_by="Nobody at all"), "no actor called"),
    ],
)
def test_bad_input(record: Record, ask: object, says: str) -> None:
    assert callable(ask)
    with pytest.raises(BadInput, match=says):
        ask(record)


def test_a_record_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no record at"):
        whoholds.open(tmp_path / "none.db", create=False)
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_no_record_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("not a database " * 1000)
    before = path.read_bytes()
    with pytest.raises(BadInput, match="no record"):
        whoholds.open(path)
    assert path.read_bytes() == before


def test_an_unknown_theatre() -> None:
    with pytest.raises(BadInput, match="Narnia"):
        whoholds.open(":memory:", theatre="Narnia")


def test_importing_is_cheap() -> None:
    code = "import sys, whoholds; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()
    assert not {"spacy", "sqlalchemy", "numpy", "rich", "attr", "whoholds.model"} & set(loaded)


def test_the_package_has_only_what_it_names() -> None:
    assert all(hasattr(whoholds, name) for name in whoholds.__all__)
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = whoholds.nothing_such
