"""Writes the pages of the reference that come from the code: `python docs/reference.py [FOLDER]`."""

import ast
import inspect
import re
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from whoholds import api, intake
from whoholds.model import Change, Holding
from whoholds.views.envelope import Answer, Basis, Reason, Weighed
from whoholds.views.export.dictionary import tables

MADE = "<!-- Made by docs/reference.py from the code: change it there. -->"


def python_page() -> Iterator[str]:
    yield from ("# Python", "", MADE, "")
    yield f"{_text(api)}\n"
    yield from _entry("whoholds.open", api.open)
    for name, method in vars(api.Record).items():
        if inspect.isfunction(method) and method.__doc__ and not name.startswith("_"):
            yield from _entry(f"Record.{name}", method)
    yield from ("## Answers", "")
    for noun in (Answer, Basis, Holding, Change, Reason, Weighed, intake.Summary):
        yield f"### {noun.__name__}"
        yield ""
        yield f"{_text(noun)}\n"
        yield ", ".join(f"`{one.name}`" for one in noun.__attrs_attrs__) + "\n"
        for name, method in vars(noun).items():
            if inspect.isfunction(method) and method.__doc__ and not name.startswith("_"):
                yield f"`{name}{_signature(method)}`\n:   {_text(method, indent='    ')}\n"


def tables_page() -> Iterator[str]:
    yield from ("# Columns", "", MADE, "")
    yield "What stands in each column of the [exported tables](export.md), and its HXL tag."
    for table in tables().values():
        yield f"\n## {table.name}\n\n{table.title}.\n"
        yield "| column | type | what stands in it | HXL |"
        yield "| --- | --- | --- | --- |"
        for column in table.columns:
            values = f" One of {', '.join(column.values)}." if column.values else ""
            kind = column.type if column.required else f"{column.type}, may be empty"
            yield f"| `{column.name}` | {kind} | {column.about}{values} | `{column.hxl}` |"


def _entry(name: str, function: Callable[..., Any]) -> Iterator[str]:
    yield f"## {name}\n"
    yield f"```python\n{name}{_signature(function)}\n```\n"
    yield f"{_text(function)}\n"


def _signature(function: Callable[..., Any]) -> str:
    """As it is written in the source, without `self`."""
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    assert isinstance(node, ast.FunctionDef)
    node.args.args = [one for one in node.args.args if one.arg != "self"]
    returns = ast.unparse(node.returns) if node.returns else "None"
    # Types that are named before they are defined stand in quotes.
    quoted = re.compile(r"'([A-Z]\w*(?:\[\w+\])?|pandas\.\w+|pyarrow\.\w+|geopandas\.\w+)'")
    return quoted.sub(r"\1", f"({ast.unparse(node.args)}) -> {returns}")


def _text(thing: Any, indent: str = "") -> str:
    text = inspect.getdoc(thing) or ""
    return text.replace("\n", f"\n{indent}")


def main(folder: Path) -> None:
    for name, page in (("python", python_page), ("tables", tables_page)):
        (folder / f"reference-{name}.md").write_text("\n".join(page()) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
