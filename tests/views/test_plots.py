"""Plots: written whole, the same each time, and refused where there is nothing to draw."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from whoholds import api
from whoholds.intake import Reader
from whoholds.model import BadInput, Report

from .exported import filled

pytest.importorskip("matplotlib")


@pytest.fixture
def record(toy_world: None, toy_reader: Reader, war: tuple[Report, ...]) -> Iterator[api.Record]:
    with filled(":memory:", toy_reader, war) as store:
        yield api.Record(store)


def bars(axes: object) -> list[object]:
    return list(axes.patches)  # type: ignore[attr-defined]


def test_a_places_history_has_a_row_for_each_holder(record: api.Record) -> None:
    drawn = record.plot_history("Hama")
    (axes,) = drawn.figure.axes
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert labels == ["claims", "Syrian opposition", "Syrian government"]
    assert axes.get_title(loc="left") == "Hama"
    rows = {round(bar.get_y() + bar.get_height() / 2) for bar in axes.patches}
    assert rows == {1, 2}


def test_uncertain_ends_fade(record: api.Record) -> None:
    (axes,) = record.plot_history("Hama").figure.axes
    before = [bar for bar in axes.patches if round(bar.get_y() + bar.get_height() / 2) == 2]
    strengths = [bar.get_alpha() for bar in before]
    assert len(set(strengths)) > 3
    assert min(strengths) < 0.1 < 0.8 < max(strengths)


def test_an_actors_places_add_up(record: api.Record) -> None:
    drawn = record.plot_actor("rebels", start="2024-11-25", end="2024-12-12")
    (axes,) = drawn.figure.axes
    (line,) = axes.lines
    likely = list(line.get_ydata())
    assert likely[0] < 0.5
    assert 1.5 < likely[-1] <= 2
    assert axes.get_title(loc="left") == "Places held by Syrian opposition"


def test_a_days_map_names_holders_and_places(record: api.Record) -> None:
    (axes,) = record.plot_map("2024-12-08").figure.axes
    legend = {text.get_text() for text in axes.get_legend().get_texts()}
    assert {"Syrian opposition", "fought over"} <= legend
    assert {"Hama", "Aleppo"} <= {text.get_text() for text in axes.texts}


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_files_say_what_they_were_made_from_and_are_the_same_each_time(
    record: api.Record, tmp_path: Path, form: str
) -> None:
    one, other = tmp_path / f"one.{form}", tmp_path / f"other.{form}"
    record.plot_history("Hama").save(one)
    record.plot_history("Hama").save(other)
    assert one.read_bytes() == other.read_bytes()
    assert record.store.digest()[:24] in one.read_bytes().decode("latin-1")


def test_what_cannot_be_drawn_is_refused(record: api.Record, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"\.png, \.svg or \.pdf"):
        record.plot_history("Hama").save(tmp_path / "h.gif")
    with pytest.raises(BadInput, match="check the name"):
        record.plot_actor("nobody of that name")
    with pytest.raises(BadInput, match="nothing to draw"):
        record.plot_history("Raqqa")
    assert list(tmp_path.iterdir()) == []
