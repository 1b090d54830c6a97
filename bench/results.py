"""Where figures go: a table for who asked, and JSON for `docs/performance.md`.

`bench/results/NAME.json` is one command's latest figures with the machine, the versions and the
load that they were measured under.
"""

import json
import os
import platform
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from attrs import asdict, frozen

FOLDER = Path(__file__).with_name("results")
_PACKAGES = ("whoholds", "spacy", "sqlalchemy", "psycopg", "ray", "pyarrow", "datasketch", "numpy")


@frozen
class Figure:
    """What was measured and how it came out; `bar` is what is wanted of it, `note` what falls
    short or must be known to read it."""

    name: str
    measured: str
    bar: str = ""
    note: str = ""


def machine() -> dict[str, Any]:
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 1),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor())


def versions() -> dict[str, str]:
    found = {}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def _portable(argument: str) -> str:
    """Without the folders of this machine."""
    return Path(argument).name if argument.startswith("/") else argument


def publish(
    name: str,
    figures: Iterable[Figure],
    setting: Mapping[str, Any] | None = None,
    part: str = "",
) -> None:
    """Print the figures as a table and keep them in `bench/results/NAME.json`, or `NAME-PART.json`
    where `bench.NAME` measures several things."""
    rows = list(figures)
    print("| figure | measured | wanted |\n| --- | --- | --- |")
    for row in rows:
        print(f"| {row.name} | {row.measured} | {row.bar} |")
    made = {
        "name": name,
        "command": " ".join(["python -m", f"bench.{name}", *map(_portable, sys.argv[1:])]),
        "measured": datetime.now(UTC).date().isoformat(),
        "setting": dict(setting or {}),
        "machine": machine(),
        "versions": versions(),
        "figures": [asdict(row) for row in rows],
    }
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{name}{'-' * bool(part)}{part}.json"
    path.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", "utf-8")
