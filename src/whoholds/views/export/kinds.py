"""Every kind of export by name: what forms it has, and how it is written."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from attrs import frozen

from whoholds.model import BadInput
from whoholds.views.export import claims, events, holdings, panel, writing
from whoholds.views.export.dictionary import Table, tables
from whoholds.views.export.edition import Edition
from whoholds.views.export.scope import Scope
from whoholds.views.plain import json_text

GEOGRAPHY = ("geojson", "gpkg", "kml")
TABLES = ("claims", "events", "holdings", "panel")
KINDS = (*TABLES, *GEOGRAPHY, "prov")
BINARY = ("parquet", "gpkg")


@frozen
class Options:
    """How to write.

    `form` csv, jsonl or parquet (None: what the file's name says, else csv); `hxl` the row of tags;
    `distinct` one row an event; `texts` the reports' texts beside their claims.
    """

    form: str | None = None
    hxl: bool = False
    distinct: bool = False
    texts: bool = False


@frozen
class Written:
    """What was written: the files (none where it went to standard output) and the edition."""

    files: tuple[Path, ...]
    edition: Edition


def export(
    kind: str, scope: Scope, out: str | Path | None = None, options: Options | None = None
) -> Written:
    """Write one kind of export to a file (whole or not at all) or to standard output.

    A table in a file has its data dictionary beside it, `<name>.datapackage.json`. Raises BadInput
    for a kind, form or combination that does not exist.
    """
    options = options or Options()
    if kind not in KINDS:
        raise BadInput(f"there is no export {kind!r}: one of {', '.join(KINDS)}")
    path = None if out is None or str(out) == "-" else Path(out)
    form = _form(kind, path, options)
    if path is None:
        if form in BINARY:
            raise BadInput(f"{form} cannot go to standard output: name a file with --out")
        for piece in _pieces(kind, form, scope, options):
            sys.stdout.write(piece)
        return Written((), scope.edition)
    with writing.whole_file(path) as part:
        _write(kind, form, scope, options, part)
    if kind not in TABLES:
        return Written((path,), scope.edition)
    described = path.with_name(f"{path.stem}.datapackage.json")
    package = tables()[kind].package(path.name, form, scope.edition, options.hxl)
    with writing.whole_file(described) as part:
        part.write_text(json.dumps(package, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return Written((path, described), scope.edition)


def _form(kind: str, path: Path | None, options: Options) -> str:
    if options.distinct and kind != "events":
        raise BadInput(f"--distinct is for events, not for {kind}: leave it out")
    if options.texts and kind != "claims":
        raise BadInput(f"--texts is for claims, not for {kind}: leave it out")
    if kind not in TABLES:
        if options.form not in (None, kind):
            raise BadInput(f"{kind} is a form of its own: leave out --format")
        if options.hxl:
            raise BadInput(f"--hxl is for tables in CSV, not for {kind}: leave it out")
        return kind
    suffix = path.suffix.lower().lstrip(".") if path else ""
    known = {"csv": "csv", "jsonl": "jsonl", "ndjson": "jsonl", "parquet": "parquet"}
    form = options.form or known.get(suffix, "csv")
    if form not in writing.FORMS:
        raise BadInput(f"there is no form {form!r}: one of {', '.join(writing.FORMS)}")
    if options.hxl and form != "csv":
        raise BadInput(f"--hxl adds a row to a CSV table, not to {form}: leave one of them out")
    return form


def _write(kind: str, form: str, scope: Scope, options: Options, path: Path) -> None:
    if form == "gpkg":
        from whoholds.views.export import geopackage
        from whoholds.views.export.geography import Atlas

        geopackage.write(path, Atlas(scope))
    elif form == "parquet":
        table = tables()[kind]
        schema = writing.parquet_schema(table, scope.edition)
        batches = (
            panel.arrow_batches(scope, schema)
            if kind == "panel"
            else writing.arrow_batches(table, _rows(kind, scope, options), schema)
        )
        with path.open("wb") as file:
            writing.write_parquet(file, batches, schema)
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            for piece in _pieces(kind, form, scope, options):
                file.write(piece)


def _pieces(kind: str, form: str, scope: Scope, options: Options) -> Iterator[str]:
    """The text of an export, piece by piece."""
    if kind in TABLES:
        yield from _table_pieces(tables()[kind], form, scope, options)
    else:
        yield _WHOLE[kind](scope)


def _table_pieces(table: Table, form: str, scope: Scope, options: Options) -> Iterator[str]:
    if table.name == "panel":
        if form == "csv":
            return panel.csv_lines(table, scope, options.hxl)
        return panel.json_lines(table, scope)
    rows = _rows(table.name, scope, options)
    if form == "csv":
        return writing.csv_lines(table, rows, options.hxl)
    return writing.json_lines(table, rows)


def _rows(kind: str, scope: Scope, options: Options) -> Iterable[tuple[Any, ...]]:
    if kind == "claims":
        if options.texts and scope.privacy.redact_sources:
            raise BadInput("--texts would give away what --redact-sources hides: leave one out")
        return claims.rows(scope, options.texts)
    if kind == "events":
        return events.rows(scope, options.distinct)
    return holdings.rows(scope)


def _geojson(scope: Scope) -> str:
    from whoholds.views.export import geojson
    from whoholds.views.export.geography import Atlas

    return json_text(geojson.collection(Atlas(scope))) + "\n"


def _kml(scope: Scope) -> str:
    from whoholds.views.export import kml
    from whoholds.views.export.geography import Atlas

    return kml.document(Atlas(scope)).decode()


def _prov(scope: Scope) -> str:
    from whoholds.views.export import provenance

    return json_text(provenance.of_record(scope), indent=1) + "\n"


_WHOLE: Mapping[str, Callable[[Scope], str]] = MappingProxyType(
    {"geojson": _geojson, "kml": _kml, "prov": _prov}
)
