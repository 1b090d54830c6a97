"""QGIS styles for the layers of a GeoPackage: its table `layer_styles`, which QGIS loads by itself."""

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree
from lxml.builder import E

from whoholds.views.palette import CONTESTED


def styles(colours: Mapping[str, str]) -> dict[str, Any]:
    """The columns of `layer_styles`: one default style for `holdings` and one for `areas`.

    `colours` are hexadecimal, by actor.
    """
    documents = {
        "holdings": _qml("marker", colours, _temporal()),
        "areas": _qml("fill", {**colours, "contested": CONTESTED}, None),
    }
    return {
        "f_table_catalog": [""] * 2,
        "f_table_schema": [""] * 2,
        "f_table_name": list(documents),
        "f_geometry_column": ["geom"] * 2,
        "styleName": ["holder"] * 2,
        "styleQML": list(documents.values()),
        "styleSLD": [""] * 2,
        "useAsDefault": [True] * 2,
        "description": ["Coloured by holder"] * 2,
        "owner": ["whoholds"] * 2,
        "ui": [""] * 2,
    }


def _qml(kind: str, colours: Mapping[str, str], temporal: Any) -> str:
    """A QML document that gives each actor its colour; fainter where less sure."""
    categories = [
        E.category(symbol=str(n), value=actor, label=actor, render="true")
        for n, actor in enumerate(colours)
    ]
    symbols = [_symbol(kind, n, colour) for n, colour in enumerate(colours.values())]
    renderer = E(
        "renderer-v2",
        E.categories(*categories),
        E.symbols(*symbols),
        type="categorizedSymbol",
        attr="actor",
        enableorderby="0",
        forceraster="0",
    )
    root = E.qgis(renderer, version="3.28", styleCategories="Symbology|Temporal")
    if temporal is not None:
        root.append(temporal)
    head = b"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
    written: str = (head + etree.tostring(root, pretty_print=True)).decode()
    return written


def _symbol(kind: str, number: int, colour: str) -> Any:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    rgb = f"{red},{green},{blue}"
    if kind == "marker":
        layer, options = "SimpleMarker", _marker(rgb)
    else:
        layer, options = "SimpleFill", _fill(rgb)
    made = [E.Option(name=name, value=value, type="QString") for name, value in options]
    return E.symbol(
        E.layer(E.Option(*made, type="Map"), **{"class": layer, "enabled": "1", "pass": "0"}),
        type=kind,
        name=str(number),
        alpha="1" if kind == "marker" else "0.45",
    )


def _marker(rgb: str) -> Iterator[tuple[str, str]]:
    yield from (("color", f"{rgb},255"), ("name", "circle"), ("size", "2.6"), ("size_unit", "MM"))
    yield from (("outline_color", "255,255,255,255"), ("outline_width", "0.3"))


def _fill(rgb: str) -> Iterator[tuple[str, str]]:
    yield from (("color", f"{rgb},255"), ("style", "solid"), ("outline_style", "solid"))
    yield from (("outline_color", f"{rgb},255"), ("outline_width", "0.2"))


def _temporal() -> Any:
    """QGIS's time slider over the days on which a holding is shown (mode 2: two date fields)."""
    return E.temporal(
        enabled="1",
        mode="2",
        startField="shown_from",
        endField="shown_to",
        durationUnit="days",
        accumulate="0",
    )
