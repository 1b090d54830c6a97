"""The notebook runs from its first cell to its last, and carries no output of an old run."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

NOTEBOOK = Path(__file__).parents[2] / "docs" / "tutorial.ipynb"


def test_the_tutorial_runs() -> None:
    for needed in ("nbmake", "ipykernel", "pandas", "matplotlib"):
        pytest.importorskip(needed)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbmake", NOTEBOOK],
        capture_output=True,
        text=True,
        check=False,
        cwd=NOTEBOOK.parent,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_tutorial_is_kept_without_outputs() -> None:
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    assert not [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")]
