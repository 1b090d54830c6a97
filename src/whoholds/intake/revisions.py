"""Corrected versions: a report at the address of an earlier one that says nearly the same."""

import re
from hashlib import blake2b
from urllib.parse import urlsplit

from whoholds.model import Report
from whoholds.record import Store

_WORD = re.compile(r"\w+")
_RUN = 4  # words
# Of the shorter text's runs of words: a correction keeps more, another article under the same
# address (a front page, a live page begun anew) keeps less.
_SAME_SHARE = 0.6
BY = "whoholds watch"  # who decides that an earlier version is the right one again


class Revisions:
    """Which report of a record was the last at an address. Kept small: hashes, no texts."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: dict[bytes, str] | None = None

    def of(self, report: Report, flying: dict[str, Report]) -> str | None:
        """The id of the report that `report` corrects, if any, and from now on it is the last.

        `flying` are reports on their way into the record, by id.
        """
        if not report.url or not report.publisher:
            return None
        if self._last is None:
            self._last = {_key(url): one for url, one in self._store.addresses()}
        key = _key(report.url)
        before = self._last.get(key)
        self._last[key] = report.id
        if before is None or before == report.id:
            return None
        earlier = flying.get(before) or self._store.report(before)
        if earlier is None or earlier.publisher != report.publisher:
            return None
        return before if near_verbatim(earlier.text, report.text) else None


def go_back_to(report: Report, store: Store) -> None:
    """Let `report`, which its publisher shows again at its address, be in force again.

    Later versions are rejected. That it, or a version before it, was once rejected so is undone.
    Does nothing where it is in force; what a reviewer decided stays.
    """
    if not report.url or not report.publisher:
        return
    key = _key(report.url)
    versions = [one for url, one in store.addresses() if _key(url) == key]
    if report.id not in versions or len(versions) < 2:
        return
    earlier = {
        one.id: one.revises
        for one in store.reports(versions)
        if one.revises and one.publisher == report.publisher
    }
    later = {before: one for one, before in earlier.items()}
    why = f"its publisher shows the version {report.id} again"
    for version in _chain(report.id, earlier):
        if _latest(store, version) == ("reject", BY):
            store.decide("reinstate", version, subject="report", by=BY, why=why)
    for version in _chain(report.id, later)[1:]:
        if _latest(store, version)[0] != "reject":
            store.decide("reject", version, subject="report", by=BY, why=why)


def _chain(first: str, following: dict[str, str]) -> list[str]:
    chain = [first]
    while (found := following.get(chain[-1])) and found not in chain:
        chain.append(found)
    return chain


def _latest(store: Store, report: str) -> tuple[str, str]:
    """The newest decision on a report, and whose it is."""
    made = store.decisions(report)
    return (made[-1].kind, made[-1].by) if made else ("", "")


def near_verbatim(one: str, other: str) -> bool:
    """True where most runs of words of the shorter text stand in the longer one."""
    mine, theirs = _runs(one), _runs(other)
    shorter = min(len(mine), len(theirs))
    return len(mine & theirs) >= _SAME_SHARE * shorter if shorter else one == other


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return {tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}


def _key(url: str) -> bytes:
    try:
        parts = urlsplit(url)
        same = (
            f"{parts.netloc.casefold().removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"
        )
    except ValueError:
        same = url
    return blake2b(same.encode("utf-8", "surrogatepass"), digest_size=8).digest()
