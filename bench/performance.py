"""`docs/performance.md` from what was measured: `python -m bench.performance`.

`bench/performance.yaml` says which sections there are, with the rows that were read off a command's
output by hand; `bench/results/*.json` are what the commands kept themselves (see `bench.results`).
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "performance.md"
_HEAD = "| figure | wanted | measured | |\n| --- | --- | --- | --- |"
_MADE = (
    "<!-- Made by `python -m bench.performance` from bench/performance.yaml and bench/results. -->"
)


def page() -> str:
    """The page as Markdown."""
    told = yaml.safe_load((HERE / "performance.yaml").read_text("utf-8"))
    parts = ["# Performance", _MADE, told["intro"].strip()]
    for section in told["sections"]:
        parts += _section(section)
    parts += ["## A thousand million reports", told["plan"].strip()]
    parts += ["## Machines and versions", told["machines"].strip(), _machines()]
    return "\n\n".join(parts) + "\n"


def results() -> dict[str, Mapping[str, Any]]:
    """What each command kept, by its file's name."""
    return {
        path.stem: json.loads(path.read_text("utf-8"))
        for path in sorted((HERE / "results").glob("*.json"))
    }


def _section(section: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {section['title']}"
    yield section["says"].strip()
    if section.get("rows"):
        rows = (" | ".join(row) for row in section["rows"])
        yield "\n".join([_HEAD, *(f"| {row} |".replace("|  |", "| |") for row in rows)])
    if "command" in section:
        yield f"By {section['command']}, {section['day']}."
    for name in section.get("results", ()):
        kept = results().get(name)
        if kept is None:
            yield f"`{name.replace('-', ' ')}` was not run."
            continue
        load = kept["machine"]["load"]
        yield "\n".join([_HEAD, *map(_row, kept["figures"])])
        setting = "".join(f", {value} {key}" for key, value in kept["setting"].items())
        yield f"By `{kept['command']}`, {kept['measured']}, load {load}{setting}."
    if section.get("then"):
        yield section["then"].strip()


def _row(figure: Mapping[str, str]) -> str:
    cells = (figure["name"], figure["bar"], figure["measured"], figure["note"])
    return f"| {' | '.join(cells)} |".replace("|  |", "| |").replace("|  |", "| |")


def _machines() -> str:
    lines = ["| command | processor | cores | memory | Python | packages |", "|" + " --- |" * 6]
    for kept in results().values():
        machine = kept["machine"]
        packages = ", ".join(f"{name} {version}" for name, version in kept["versions"].items())
        lines.append(
            f"| `bench.{kept['name']}` | {machine['processor']} | {machine['cores']} "
            f"| {machine['memory_gb']} GB | {machine['python']} | {packages} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
