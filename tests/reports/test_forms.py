"""Every form, one by one and all in one folder."""

import io
import re
from pathlib import Path

from whoholds import api
from whoholds.model import Report
from whoholds.reports import Failure, How, forms, read_inputs

from . import making


def read(data: bytes, name: str, how: How | None = None) -> list[Report | Failure]:
    return list(forms.read_form(io.BytesIO(data), name, name, how or How()))


def test_one_folder_with_every_form(tmp_path: Path) -> None:
    wanted = making.every_form(tmp_path)
    assert {forms.suffix_of(p.name) for p in tmp_path.iterdir()} >= set(forms.PACKED)
    found = {}
    for item in read_inputs([str(tmp_path)]):
        assert isinstance(item, Report), item
        assert item.language == "en"
        number = re.search(r"day (\d+) the rebels took Hama from the army", item.text)
        assert number, item.text
        assert making.article(int(number[1])) in " ".join(item.text.split())
        found[int(number[1])] = (item.published, item.publisher)
    assert found == wanted


def test_the_same_folder_again_adds_nothing(tmp_path: Path, toy_world: None) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    wanted = making.every_form(folder)
    with api.open(tmp_path / "record.db") as record:
        assert record.add(folder).new == len(wanted)
        digest = record.store.digest()
        again = record.add(folder)
        assert (again.new, again.known, again.failures) == (0, len(wanted), ())
        assert record.store.digest() == digest
