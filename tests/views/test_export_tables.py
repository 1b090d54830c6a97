"""The tables: rows, forms, data dictionaries, and what is beside them."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoholds.intake import Reader
from whoholds.knowledge.theatres import Theatre, find_theatre
from whoholds.model import BadInput, Report
from whoholds.record import AsOf, Store
from whoholds.views.export import KINDS, Options, Scope, export
from whoholds.views.export.dictionary import tables
from whoholds.views.export.kinds import TABLES
from whoholds.views.export.writing import cell

from .exported import HOSTILE, filled

frictionless = pytest.importorskip("frictionless")

WINDOW = (date(2024, 11, 25), date(2024, 12, 12))
ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 "
    "assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region "
    "country admin1 admin2 admin3 location latitude longitude geo_precision source source_scale "
    "notes fatalities tags timestamp"
).split()


@pytest.fixture
def store(toy_reader: Reader, war: tuple[Report, ...]) -> Iterator[Store]:
    with filled(":memory:", toy_reader, war) as opened:
        yield opened


@pytest.fixture(scope="session")
def syria() -> Theatre:
    return find_theatre("syria")


@pytest.fixture
def scope(store: Store, syria: Theatre) -> Scope:
    return Scope(store, syria, AsOf(), *WINDOW)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("hxl", [False, True], ids=["plain", "hxl"])
@pytest.mark.parametrize("kind", TABLES)
def test_csv_is_what_its_dictionary_says(
    kind: str, hxl: bool, scope: Scope, tmp_path: Path
) -> None:
    written = export(kind, scope, tmp_path / f"{kind}.csv", Options(hxl=hxl))
    table, package = written.files
    report = frictionless.validate(str(package))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
    (task,) = report.tasks
    rows = read(table)
    assert task.stats["rows"] == len(rows) - hxl > 0
    if hxl:
        assert all(tag.startswith("#") for tag in rows[0].values())


@pytest.mark.parametrize("kind", TABLES)
def test_json_lines_are_what_their_dictionary_says(kind: str, scope: Scope, tmp_path: Path) -> None:
    table, package = export(kind, scope, tmp_path / f"{kind}.jsonl").files
    report = frictionless.validate(str(package))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
    assert report.tasks[0].stats["rows"] == len(table.read_text().splitlines())


@pytest.mark.parametrize("kind", TABLES)
def test_parquet_has_the_rows_of_csv(kind: str, scope: Scope, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    export(kind, scope, tmp_path / "t.csv")
    export(kind, scope, tmp_path / "t.parquet")
    found = parquet.read_table(tmp_path / "t.parquet")
    assert [[cell(_plain(v)) for v in row.values()] for row in found.to_pylist()] == [
        list(row.values()) for row in read(tmp_path / "t.csv")
    ]
    assert json.loads(found.schema.metadata[b"whoholds"])["record"] == scope.store.digest()


def _plain(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def test_events_have_the_columns_of_acled_in_their_order(scope: Scope, tmp_path: Path) -> None:
    assert tables()["events"].names == tuple(ACLED)
    assert len(ACLED) == 31
    export("events", scope, tmp_path / "events.csv")
    assert (tmp_path / "events.csv").read_text().splitlines()[0] == ",".join(ACLED)


def test_the_panels_first_columns_are_those_of_viina() -> None:
    assert tables()["panel"].names[:3] == ("geonameid", "date", "status")


def test_every_column_has_one_hxl_tag_and_a_description() -> None:
    for table in tables().values():
        tags = [column.hxl for column in table.columns]
        assert len(set(tags)) == len(tags), table.name
        assert all(column.about.endswith((".", ")", "…")) for column in table.columns)
    needed = {"#loc+name", "#geo+lat", "#geo+lon", "#status+control", "#group+name+controller"}
    needed |= {"#date+start", "#date+end", "#meta+source"}
    assert needed <= {column.hxl for column in tables()["holdings"].columns}


@pytest.mark.parametrize("known", [None, date(2024, 12, 1)])
@pytest.mark.parametrize("kind", KINDS)
def test_every_export_says_what_it_was_made_from(
    kind: str, known: date | None, store: Store, syria: Theatre, tmp_path: Path
) -> None:
    pytest.importorskip({"gpkg": "pyogrio", "prov": "prov"}.get(kind, "lxml"))
    scope = Scope(store, syria, AsOf(known=known), *WINDOW)
    written = export(kind, scope, tmp_path / f"made.{kind}")
    said = b"".join(path.read_bytes() for path in written.files).decode("utf-8", "replace")
    assert store.digest() in said
    assert (str(known) if known else "all") in said
    assert written.edition.version in said


def test_as_known_on_a_day_leaves_out_what_came_later(
    store: Store, syria: Theatre, tmp_path: Path
) -> None:
    scope = Scope(store, syria, AsOf(known=date(2024, 12, 1)), *WINDOW)
    export("claims", scope, tmp_path / "claims.csv")
    published = {row["published"] for row in read(tmp_path / "claims.csv")}
    assert published == {"2024-11-20", "2024-11-30", "2024-12-01"} - {"2024-11-20"}
    export("panel", scope, tmp_path / "panel.csv")
    rows = read(tmp_path / "panel.csv")
    last = {row["place"]: row["status"] for row in rows if row["date"] == "2024-12-07"}
    assert last["Hama"] == "Syrian government"
    assert last["Aleppo"] == "Syrian opposition"


def test_a_theatre_keeps_other_countries_out(scope: Scope, tmp_path: Path) -> None:
    export("holdings", scope, tmp_path / "holdings.csv")
    assert {row["country"] for row in read(tmp_path / "holdings.csv")} == {"SY", ""}


def test_spreadsheets_run_no_cell(scope: Scope, tmp_path: Path) -> None:
    export("claims", scope, tmp_path / "claims.csv")
    cells = [cell for row in read(tmp_path / "claims.csv") for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert "'" + HOSTILE in cells


@given(st.text())
def test_a_guarded_cell_can_be_told_from_its_text(text: str) -> None:
    from whoholds.reports.claims_table import _unguarded

    written = cell(text)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert _unguarded({"x": written})["x"] == text


def test_json_lines_carry_no_control_characters(scope: Scope, tmp_path: Path) -> None:
    export("claims", scope, tmp_path / "claims.jsonl")
    text = (tmp_path / "claims.jsonl").read_text()
    assert not [c for c in text if ord(c) < 32 and c != "\n"]
    assert HOSTILE in {json.loads(line)["quote"] for line in text.splitlines()}


def test_standard_output_has_the_table_alone(
    scope: Scope, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export("holdings", scope).files == ()
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["place"] for row in rows} >= {"Hama", "Aleppo", "Homs"}


@pytest.mark.parametrize(
    ("kind", "name", "options", "mend"),
    [
        ("maps", None, Options(), "one of"),
        ("events", None, Options(form="xlsx"), "one of csv"),
        ("events", None, Options(form="parquet"), "--out"),
        ("gpkg", None, Options(), "--out"),
        ("geojson", None, Options(form="csv"), "leave out"),
        ("kml", None, Options(hxl=True), "leave it out"),
        ("events", "e.jsonl", Options(hxl=True), "leave one"),
        ("panel", None, Options(distinct=True), "leave it out"),
        ("events", None, Options(texts=True), "leave it out"),
        ("events", "no/such/folder.csv", Options(), "make it first"),
    ],
)
def test_what_cannot_be_is_refused_with_the_mend(
    kind: str, name: str | None, options: Options, mend: str, scope: Scope, tmp_path: Path
) -> None:
    with pytest.raises(BadInput, match=mend):
        export(kind, scope, name and tmp_path / name, options)
    assert list(tmp_path.iterdir()) == []


def test_a_panel_needs_its_days(store: Store, syria: Theatre) -> None:
    with pytest.raises(BadInput, match="--from and --to"):
        export("panel", Scope(store, syria))
    with pytest.raises(BadInput, match="backwards"):
        Scope(store, syria, start=WINDOW[1], end=WINDOW[0])


def test_a_failed_export_leaves_the_old_file(
    scope: Scope, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "panel.csv"
    path.write_text("old")
    monkeypatch.setattr(Scope, "histories", lambda _: iter([1 / 0]))
    with pytest.raises(ZeroDivisionError):
        export("panel", scope, path)
    assert [p.name for p in tmp_path.iterdir()] == ["panel.csv"]
    assert path.read_text() == "old"


def test_a_record_that_changes_meanwhile_is_noticed(scope: Scope, toy_reader: Reader) -> None:
    from whoholds.model import WhoholdsError

    assert scope.edition.record
    run = scope.store.begin_run(toy_reader.name, toy_reader.version)
    report = Report("At noon the army took Raqqa.", date(2024, 12, 9), "Sample Wire")
    scope.store.add(run, [(report, next(toy_reader.read_many([report])))])
    with pytest.raises(WhoholdsError, match="changed"):
        list(scope.histories())
