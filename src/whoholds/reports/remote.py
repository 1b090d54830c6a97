"""Reports on other machines' disks and in object stores, at any path that fsspec knows."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from whoholds.model import Report
from whoholds.reports import forms
from whoholds.reports.failure import Failure
from whoholds.reports.how import How
from whoholds.reports.inputs import below, guarded, read_inputs
from whoholds.reports.language import with_language

# These have readers of their own, which keep an address from leading into a private network.
_OWN = ("http", "https")


def spread(names: Iterable[str]) -> list[str]:
    """The single files that `names` stand for, folders and patterns being gone through.

    In the order of `read_inputs`. A name behind which nothing is found stands for itself, so that
    reading it says why.
    """
    return [file for name in names for file in (_files(name) or [name])]


def read_name(name: str, how: How) -> Iterator[Report | Failure]:
    """The reports behind one of the names that `spread` gives, each with its language."""
    if not _remote(name):
        yield from read_inputs([name], how=how)
        return
    label = name.partition("://")[0] + "://…/" + name.rpartition("/")[2]
    try:
        import fsspec

        with fsspec.open(name, "rb") as opened:
            for item in guarded(cast(BinaryIO, opened), name, label, how):
                yield with_language(item) if isinstance(item, Report) else item
    except Exception as error:  # noqa: BLE001 - a store's own errors; this input costs no other
        yield Failure(label, f"cannot be read ({type(error).__name__}): check path and access")


def _remote(name: str) -> bool:
    return "://" in name and name.partition("://")[0].lower() not in _OWN


def _files(name: str) -> list[str]:
    if not _remote(name):
        path = Path(name)
        return [str(p) for p in below(path) if forms.known(p.name)] if path.is_dir() else []
    try:
        import fsspec

        system, path_there = fsspec.core.url_to_fs(name)
        folder = system.isdir(path_there)
        found = system.find(path_there) if folder else system.glob(path_there)
        return sorted(system.unstrip_protocol(one) for one in found if forms.known(one))
    except Exception:  # noqa: BLE001 - reading the name says what is wrong with it
        return []
