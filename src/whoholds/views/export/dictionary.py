"""The data dictionary of each table: its columns, and the datapackage that describes a file."""

from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

from whoholds.knowledge.words import parse
from whoholds.views.export.edition import Edition

_FILE = Path(__file__).with_name("tables.yaml")


@frozen
class Column:
    """One column: `type` as in a Table Schema, `hxl` its tag, `about` what stands in it."""

    name: str
    type: str
    about: str
    hxl: str
    required: bool = False
    values: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    pattern: str | None = None

    def schema(self) -> dict[str, Any]:
        """The column as a Table Schema field."""
        limits = {
            "required": self.required or None,
            "enum": list(self.values) or None,
            "minimum": self.least,
            "maximum": self.most,
            "pattern": self.pattern,
        }
        field: dict[str, Any] = {
            "name": self.name,
            "type": self.type,
            "description": self.about,
            "hxl": self.hxl,
        }
        if constraints := {name: value for name, value in limits.items() if value is not None}:
            field["constraints"] = constraints
        return field


@frozen
class Table:
    """A kind of table; `key` are the columns that tell its rows apart."""

    name: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def schema(self) -> dict[str, Any]:
        """The Table Schema."""
        described: dict[str, Any] = {
            "fields": [column.schema() for column in self.columns],
            "missingValues": [""],
        }
        if self.key:
            described["primaryKey"] = list(self.key)
        return described

    def package(self, path: str, form: str, edition: Edition, hxl: bool = False) -> dict[str, Any]:
        """A frictionless datapackage with the one file `path` in it, of the form csv, jsonl or
        parquet."""
        resource: dict[str, Any] = {
            "name": self.name,
            "path": path,
            "title": self.title,
            "format": form,
            "encoding": "utf-8",
            "profile": "tabular-data-resource",
            "schema": self.schema(),
        }
        if hxl:
            # The row of tags below the header is no data.
            resource["dialect"] = {"commentRows": [2]}
        if form == "jsonl":
            resource["dialect"] = {"json": {"keyed": True}}
        return {
            "name": f"whoholds-{self.name}",
            "title": self.title,
            "description": f"Made by whoholds: {edition}",
            "version": edition.version,
            "profile": "tabular-data-package",
            "whoholds": edition.to_json(),
            "licenses": [],
            "sources": [
                {"title": "GeoNames (places, CC BY 4.0)", "path": "https://www.geonames.org/"}
            ],
            "resources": [resource],
        }


@cache
def tables() -> dict[str, Table]:
    """Every table by name."""
    parsed, _ = parse(_FILE)
    return {
        name: Table(
            name,
            row["title"],
            tuple(row["key"]),
            tuple(
                Column(**{**column, "values": tuple(column.get("values", ()))})
                for column in row["columns"]
            ),
        )
        for name, row in parsed.items()
    }
