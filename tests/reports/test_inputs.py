import io
from pathlib import Path

import pytest

from whoholds.model import Report
from whoholds.reports import SUFFIXES, Failure, read_inputs

TEXT = "date 2024-12-06\nRebels took Hama."
LINE = '{"published": "2024-12-06", "text": "Rebels took Hama.", "id": "1"}\n'


def labels(items: list[Report | Failure]) -> list[str | None]:
    return [item.label for item in items]


def test_folder_with_everything_below_it_by_name(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "z.TXT").write_text(TEXT)
    (tmp_path / "a.md").write_text(TEXT)
    (tmp_path / "c.jsonl").write_text(LINE * 2)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_text("no date")
    items = list(read_inputs([str(tmp_path)]))
    assert labels(items) == [str(tmp_path / "a.md"), str(tmp_path / "b" / "z.TXT"), "1", "1"]
    assert all(isinstance(item, Report) for item in items)


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    good, bad, empty = (tmp_path / name for name in ("good.txt", "bad.txt", "empty.jsonl"))
    good.write_text(TEXT)
    bad.write_text("Rebels took Hama.")
    empty.touch()
    missing, folder, picture = tmp_path / "missing.txt", tmp_path / "folder", tmp_path / "a.png"
    folder.mkdir()
    picture.write_bytes(b"\x89PNG")
    names = [str(p) for p in (bad, empty, missing, folder, picture, good)]
    items = list(read_inputs(names))
    assert labels(items) == names
    reasons = [item.reason if isinstance(item, Failure) else "" for item in items]
    for reason, says in zip(
        reasons,
        ["no day of publication", "empty", "no such file", "no reports", "cannot read .png", ""],
        strict=True,
    ):
        assert says in reason
        assert "\n" not in reason


def test_unreadable_file_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (item,) = read_inputs([str(path)])
    assert item == Failure(str(path), "cannot be read: Permission denied")


@pytest.mark.parametrize("written", [TEXT, LINE, "\ufeff" + LINE, "\n" + LINE])
def test_standard_input_is_text_or_lines(written: str) -> None:
    stdin = io.BufferedReader(io.BytesIO(written.encode()))
    (item,) = read_inputs(["-"], stdin)
    assert isinstance(item, Report)
    assert item.text == "Rebels took Hama."


def test_standard_input_with_nothing_in_it() -> None:
    (item,) = read_inputs(["-"], io.BufferedReader(io.BytesIO()))
    assert isinstance(item, Failure)
    assert str(item).startswith("standard input: empty")


def test_reading_is_lazy(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(LINE * 3)
    items = read_inputs([str(path), str(tmp_path / "later.txt")])
    assert isinstance(next(items), Report)
    (tmp_path / "later.txt").write_text(TEXT)
    assert len([i for i in items if isinstance(i, Report)]) == 3


def test_a_line_past_the_limit_does_not_fill_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("whoholds.reports.lines.MOST_BYTES", 100)
    path = tmp_path / "a.jsonl"
    path.write_text("{" + " " * 1000 + "}\n" + LINE)
    long, good = read_inputs([str(path)])
    assert isinstance(long, Failure)
    assert isinstance(good, Report)


def test_every_suffix_is_lower_case() -> None:
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in SUFFIXES)
