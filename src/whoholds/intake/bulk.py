"""An archive into the record: read on a cluster, kept as parts, loaded part by part.

The cluster's work is not lost where the record fails, the disk fills or this process is killed:
the next call first loads the parts that wait, and has read only what is in no part and not in the
record.
"""

from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from whoholds.intake.cluster import Cluster
from whoholds.intake.parts import Item, Parts, items
from whoholds.intake.summary import Summary
from whoholds.intake.taking import take_in_read
from whoholds.record import Store
from whoholds.reports import How

__all__ = ["Cluster", "take_in_bulk"]


def take_in_bulk(
    names: Iterable[str],
    cluster: Cluster,
    store: Store,
    run: str,
    progress: Callable[[Summary], None] = lambda _: None,
    canonical: Callable[[str], str] = str,
    dry: bool = False,
    how: How | None = None,
) -> Summary:
    """As `take_in`, of what stands behind `names`: also paths that fsspec knows.

    Raises BadInput where another call adds to the record by the same reader in this way.
    """
    how = how or How()
    if dry:
        tables = cluster.read(names, how, store.reports_read(run))
        return take_in_read(map(items, tables), store, run, progress, canonical, dry)
    parts = Parts(folder(store.name, run))

    def read() -> Iterator[list[Item]]:
        yield from parts.waiting()
        yield from parts.through(cluster.read(names, how, store.reports_read(run)))

    with parts.held():
        return take_in_read(read(), store, run, progress, canonical)


def folder(record: str, run: str) -> Path:
    """Where parts wait: beside a file, or for a database elsewhere in the working folder."""
    if "://" in record:
        record = f"whoholds-{blake2b(record.encode(), digest_size=4).hexdigest()}"
    elif record == ":memory:":
        record = "whoholds-memory"
    return Path(f"{record}.{run[:8]}.parts")
