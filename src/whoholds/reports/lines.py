"""Lines of a file, none of them longer than memory allows."""

from collections.abc import Iterator
from typing import BinaryIO

MOST_BYTES = 8_000_000  # of one line


def bounded_lines(file: BinaryIO) -> Iterator[bytes]:
    """The file's lines, one that is too long cut just past the limit, so that it is refused."""
    while line := file.readline(MOST_BYTES + 1):
        rest = line
        while len(rest) > MOST_BYTES and not rest.endswith(b"\n"):
            rest = file.readline(MOST_BYTES + 1)
        yield line
