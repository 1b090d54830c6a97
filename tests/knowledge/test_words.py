"""One YAML reader for every data file, and copies that never differ from their source."""

import json
from pathlib import Path

import pytest

from whoholds.knowledge import words
from whoholds.knowledge.words import DATA, load, parse
from whoholds.model import BadInput


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_norway_days_and_on_are_text(tmp_path: Path) -> None:
    source = write(
        tmp_path / "a.yaml", "a: [NO, on, yes, 2014-06-10, 12, 1.5, true, null, ~]\n3: x\n"
    )
    parsed, _ = parse(source, tmp_path / "cache")
    assert parsed == {
        "a": ["NO", "on", "yes", "2014-06-10", 12, 1.5, True, None, None],
        "3": "x",
    }


def test_the_copy_says_what_the_file_says(tmp_path: Path) -> None:
    source = write(tmp_path / "a.yaml", "a: {b: [1, é]}\n")
    first = parse(source, tmp_path / "cache")
    assert list((tmp_path / "cache" / "yaml").glob("*.json"))
    assert parse(source, tmp_path / "cache") == first == ({"a": {"b": [1, "é"]}}, first[1])


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    source = write(tmp_path / "a.yaml", "a: 1\n")
    before = parse(source, tmp_path / "cache")
    write(source, "a: 2\n")
    after = parse(source, tmp_path / "cache")
    assert after[0] == {"a": 2}
    assert after[1] != before[1]


def test_a_damaged_copy_is_made_again(tmp_path: Path) -> None:
    source = write(tmp_path / "a.yaml", "a: 1\n")
    parse(source, tmp_path / "cache")
    (copy,) = (tmp_path / "cache" / "yaml").glob("*.json")
    copy.write_text("{", encoding="utf-8")
    assert parse(source, tmp_path / "cache")[0] == {"a": 1}
    assert json.loads(copy.read_text(encoding="utf-8")) == {"a": 1}


def test_no_cache_is_no_failure(tmp_path: Path) -> None:
    blocked = write(tmp_path / "file", "")
    assert parse(write(tmp_path / "a.yaml", "a: 1\n"), blocked)[0] == {"a": 1}


def test_errors_name_the_file_and_the_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"a\.yaml: line [23]: "):
        parse(write(tmp_path / "a.yaml", "a: 1\nb: [\n"), tmp_path / "cache")
    with pytest.raises(BadInput, match="cannot be read"):
        parse(tmp_path / "none.yaml", tmp_path / "cache")


def test_yaml_cannot_make_objects(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        parse(write(tmp_path / "a.yaml", "a: !!python/object/apply:os.getcwd []\n"), tmp_path)


def test_the_cache_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WHOHOLDS_CACHE", str(tmp_path))
    assert words.cache_home() == tmp_path


@pytest.mark.parametrize("name", sorted(path.stem for path in DATA.glob("*.yaml")))
def test_every_word_list_can_be_read(name: str) -> None:
    assert load(name)
