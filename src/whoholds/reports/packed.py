"""What is packed: ZIP, gzip and zstd, unpacked as a stream and never onto the disk.

A member's name is only ever a label, so it cannot lead out of any folder.
"""

import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, Protocol, cast

from whoholds.model import BadInput, Report
from whoholds.reports.failure import Failure

MOST_MEMBERS = 1_000_000
MOST_DEPTH = 3  # archives within archives
# News packs at about 4:1 and repetitive tables at 50:1; a bomb at 1,000:1 and more.
MOST_RATIO = 200
FREE_BYTES = 50_000_000  # of which the ratio is not asked
_BROKEN = (
    *(zlib.error, lzma.LZMAError, zipfile.BadZipFile, struct.error),
    *(EOFError, IndexError, OSError, RuntimeError, ValueError),
)
_BROKEN_SAYS = "a broken or locked archive: pack it anew, without a password"


class Open(Protocol):
    """Reads a stream by the form that its name shows."""

    def __call__(self, file: BinaryIO, name: str, label: str) -> Iterator[Report | Failure]: ...


def read_zip(file: BinaryIO, label: str, read: Open) -> Iterator[Report | Failure]:
    """The reports of a ZIP's members, in the order of their names."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = [m for m in archive.infolist() if not m.is_dir() and not _hidden(m.filename)]
            if len(members) > MOST_MEMBERS:
                raise BadInput(f"over {MOST_MEMBERS:,} files in one archive: split it")
            for member in sorted(members, key=lambda m: m.filename):
                yield from _member(archive, member, label, read)
    except _BROKEN:
        raise BadInput(_BROKEN_SAYS) from None


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, label: str, read: Open
) -> Iterator[Report | Failure]:
    where = f"{label}!{member.filename}"
    try:
        with archive.open(member) as opened:
            packed = max(member.compress_size, 1)
            bounded = Bounded(cast(BinaryIO, opened), lambda: packed)
            # Buffered, as a raw stream would read its lines byte by byte.
            yield from read(cast(BinaryIO, io.BufferedReader(bounded)), member.filename, where)
    except BadInput as error:
        yield Failure(where, str(error))
    except _BROKEN:
        yield Failure(where, _BROKEN_SAYS)


def read_gzip(file: BinaryIO, label: str, name: str, read: Open) -> Iterator[Report | Failure]:
    try:
        with gzip.GzipFile(fileobj=file, mode="rb") as opened:
            bounded = Bounded(cast(BinaryIO, opened), file.tell)
            yield from read(cast(BinaryIO, io.BufferedReader(bounded)), inner_name(name), label)
    except _BROKEN:
        raise BadInput(_BROKEN_SAYS) from None


def read_zstd(file: BinaryIO, label: str, name: str, read: Open) -> Iterator[Report | Failure]:
    import zstandard

    # A frame may ask for a window of gigabytes: 128 MB is what the tool itself allows.
    unpacker = zstandard.ZstdDecompressor(max_window_size=1 << 27)
    try:
        with unpacker.stream_reader(file, read_across_frames=True, closefd=False) as opened:
            bounded = Bounded(cast(BinaryIO, opened), file.tell)
            yield from read(cast(BinaryIO, io.BufferedReader(bounded)), inner_name(name), label)
    except (zstandard.ZstdError, *_BROKEN):
        raise BadInput(_BROKEN_SAYS) from None


def inner_name(name: str) -> str:
    """What "reports.jsonl.gz" holds: "reports.jsonl"."""
    return name[: -len(PurePosixPath(name).suffix)]


class Bounded(io.RawIOBase):
    """A stream being unpacked, that raises BadInput where it swells as only a bomb does."""

    def __init__(self, inner: BinaryIO, packed: "Counting") -> None:
        self._inner = inner
        self._packed = packed
        self._out = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        self._out += len(data)
        if self._out > FREE_BYTES and self._out > MOST_RATIO * max(self._packed(), 1):
            raise BadInput(f"unpacks to more than {MOST_RATIO} times its size: not read further")
        return len(data)

    def seekable(self) -> bool:
        return self._inner.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._inner.seek(offset, whence)

    def tell(self) -> int:
        return self._inner.tell()


class Counting(Protocol):
    """How many packed bytes have gone in."""

    def __call__(self) -> int: ...


def _hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts)
