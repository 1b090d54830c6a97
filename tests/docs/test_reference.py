"""The pages made from the code are those that the code makes."""

import importlib.util
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", ["reference-python.md", "reference-tables.md"])
def test_the_reference_is_what_the_code_says(name: str, tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("reference", DOCS / "reference.py")
    assert spec
    assert spec.loader
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    maker.main(tmp_path)
    made = (tmp_path / name).read_text("utf-8")
    assert made == (DOCS / name).read_text("utf-8"), "run python docs/reference.py"
