"""The examples run on the sample reports."""

import subprocess
import sys
from pathlib import Path

import whoholds

ROOT = Path(__file__).parents[2]
SAMPLES = Path(whoholds.__file__).parent / "samples"


def test_as_known_each_week(tmp_path: Path) -> None:
    with whoholds.open(tmp_path / "samples.db", theatre="syria") as record:
        record.add(sorted(SAMPLES.glob("2024-12-0*hama*.txt")))
    script = ROOT / "examples" / "as_known_each_week.py"
    arguments = [tmp_path / "samples.db", "Hama", "2024-11-25", "2024-12-10"]
    done = subprocess.run(
        [sys.executable, script, *map(str, arguments)], capture_output=True, text=True, check=True
    )
    header, *rows = done.stdout.splitlines()
    assert header == "friday,then,now"
    assert [row.split(",")[0] for row in rows] == ["2024-11-29", "2024-12-06"]


def test_every_example_is_in_the_list() -> None:
    folder = ROOT / "examples"
    listed = (folder / "README.md").read_text("utf-8")
    for path in folder.iterdir():
        assert path.name == "README.md" or f"`{path.name}`" in listed
