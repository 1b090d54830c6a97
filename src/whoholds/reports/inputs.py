"""What the user named on the command line → reports."""

import io
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from whoholds.model import BadInput, Report
from whoholds.reports import forms
from whoholds.reports.failure import Failure
from whoholds.reports.how import How
from whoholds.reports.language import with_language

STDIN = "-"
_ADDRESS = ("http://", "https://")


def read_inputs(
    names: Iterable[str],
    stdin: io.BufferedReader | None = None,
    dated: bool = True,
    how: How | None = None,
) -> Iterator[Report | Failure]:
    """The reports in files, folders (all below them, by name), at addresses, and in standard
    input (`-`).

    Lazily, in the order given, each with its language; `stdin` stands in for the process's own.
    `dated`, which a `how` says itself, refuses reports without a day of publication; a text file
    always needs one.
    """
    how = how or How(dated)
    given = list(names)
    how.gauge.total += sum(_size(Path(name)) for name in given if not _is_stream(name))
    for name in given:
        if name == STDIN:
            found = _stream(stdin or cast(io.BufferedReader, sys.stdin.buffer), how)
        elif name.lower().startswith(_ADDRESS):
            found = _address(name, how)
        elif "://" in name:
            found = iter((Failure(name.partition("://")[0], "only http and https are read"),))
        else:
            found = _path(Path(name), how)
        for item in found:
            yield with_language(item) if isinstance(item, Report) else item


def _is_stream(name: str) -> bool:
    return name == STDIN or "://" in name


def _address(url: str, how: How) -> Iterator[Report | Failure]:
    from whoholds.reports.addresses import read_address

    return read_address(url, how)


def _path(path: Path, how: How) -> Iterator[Report | Failure]:
    if path.is_dir():
        files = [p for p in below(path) if forms.known(p.name)]
        if not files:
            yield Failure(
                str(path), f"no reports in this folder: it needs files in {forms.listed()}"
            )
        for file in files:
            yield from _path(file, how)
    elif not path.exists():
        yield Failure(str(path), "no such file: check the path")
    else:
        yield from _file(path, how)


def _file(path: Path, how: How) -> Iterator[Report | Failure]:
    before = how.gauge.done
    try:
        with path.open("rb") as opened:
            for item in guarded(opened, path.name, str(path), how):
                how.gauge.done = before + opened.tell()
                yield item
    except OSError as error:
        yield Failure(str(path), f"cannot be read: {error.strerror or error}")
    how.gauge.done = before + _size(path)


def below(folder: Path) -> list[Path]:
    """Regular files under `folder`, hidden ones left out, in the order of their names."""
    return sorted(
        p
        for p in folder.rglob("*")
        if p.is_file() and not any(part.startswith(".") for part in p.relative_to(folder).parts)
    )


def _size(path: Path) -> int:
    try:
        files = [p for p in below(path) if forms.known(p.name)] if path.is_dir() else [path]
        return sum(os.stat(file).st_size for file in files)
    except OSError:
        return 0


def _stream(stdin: io.BufferedReader, how: How) -> Iterator[Report | Failure]:
    """Standard input: JSON lines where it begins with a brace, else one text."""
    begins = stdin.peek(1).lstrip(b"\xef\xbb\xbf \t\r\n")
    form = "-.jsonl" if begins.startswith(b"{") else "-.txt"
    yield from guarded(stdin, form, "standard input", how)


def guarded(file: BinaryIO, name: str, label: str, how: How) -> Iterator[Report | Failure]:
    try:
        yield from forms.read_form(file, name, label, how)
    except BadInput as error:
        yield Failure(label, str(error))
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - what parsers trip over is bad input, and costs no other
        yield Failure(label, f"cannot be read as {forms.suffix_of(name)} ({type(error).__name__})")
