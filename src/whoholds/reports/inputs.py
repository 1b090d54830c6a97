"""What the user named on the command line → reports: a table from a file's suffix to its reader."""

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from whoholds.model import BadInput, Report
from whoholds.reports.decode import MOST_TEXT_BYTES
from whoholds.reports.failure import Failure
from whoholds.reports.jsonl import MOST_BYTES, read_lines
from whoholds.reports.texts import read_text

STDIN = "-"

Opened = Callable[[BinaryIO, str, bool], Iterator[Report | Failure]]


def _text(file: BinaryIO, label: str, dated: bool) -> Iterator[Report | Failure]:
    yield read_text(file.read(MOST_TEXT_BYTES + 1), label)


def _jsonl(file: BinaryIO, label: str, dated: bool) -> Iterator[Report | Failure]:
    empty = True
    for item in read_lines(_bounded_lines(file), label, dated):
        empty = False
        yield item
    if empty:
        raise BadInput("empty: nothing to read in it")


def _bounded_lines(file: BinaryIO) -> Iterator[bytes]:
    """The file's lines, one that is too long cut just past the limit, so that it is refused."""
    while line := file.readline(MOST_BYTES + 1):
        rest = line
        while len(rest) > MOST_BYTES and not rest.endswith(b"\n"):
            rest = file.readline(MOST_BYTES + 1)
        yield line


SUFFIXES: dict[str, Opened] = {
    ".txt": _text,
    ".md": _text,
    ".jsonl": _jsonl,
    ".ndjson": _jsonl,
}


def read_inputs(
    names: Iterable[str], stdin: io.BufferedReader | None = None, dated: bool = True
) -> Iterator[Report | Failure]:
    """The reports in files, folders (all below them, by name) and standard input (`-`).

    Lazily, in the order given; `stdin` stands in for the process's own. `dated` refuses JSON lines without a day of publication; a text
    file always needs one.
    """
    for name in names:
        if name == STDIN:
            yield from _stream(stdin or cast(io.BufferedReader, sys.stdin.buffer), dated)
        else:
            yield from _path(Path(name), dated)


def _path(path: Path, dated: bool) -> Iterator[Report | Failure]:
    if path.is_dir():
        files = [p for p in _below(path) if p.suffix.lower() in SUFFIXES]
        if not files:
            known = " ".join(SUFFIXES)
            yield Failure(str(path), f"no reports in this folder: it needs files in {known}")
        for file in files:
            yield from _path(file, dated)
        return
    reader = SUFFIXES.get(path.suffix.lower())
    if not path.exists():
        yield Failure(str(path), "no such file: check the path")
    elif reader is None:
        known = " ".join(SUFFIXES)
        yield Failure(str(path), f"cannot read {path.suffix or 'such'} files: give {known}")
    else:
        try:
            with path.open("rb") as opened:
                yield from _guarded(reader, opened, str(path), dated)
        except OSError as error:
            yield Failure(str(path), f"cannot be read: {error.strerror or error}")


def _below(folder: Path) -> list[Path]:
    """Regular files under `folder`, hidden ones left out, in the order of their names."""
    return sorted(
        p
        for p in folder.rglob("*")
        if p.is_file() and not any(part.startswith(".") for part in p.relative_to(folder).parts)
    )


def _stream(stdin: io.BufferedReader, dated: bool) -> Iterator[Report | Failure]:
    """Standard input: JSON lines where it begins with a brace, else one text."""
    begins = stdin.peek(1).lstrip(b"\xef\xbb\xbf \t\r\n")
    reader = _jsonl if begins.startswith(b"{") else _text
    yield from _guarded(reader, stdin, "standard input", dated)


def _guarded(reader: Opened, file: BinaryIO, label: str, dated: bool) -> Iterator[Report | Failure]:
    try:
        yield from reader(file, label, dated)
    except BadInput as error:
        yield Failure(label, str(error))
