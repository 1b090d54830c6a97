"""One round: the feeds that are due, then the articles that are due, then who is to be told."""

import random
from collections.abc import Callable, Iterator

from attrs import evolve, frozen

from whoholds.intake import Summary
from whoholds.model import BadInput, Report
from whoholds.reports import Failure, How
from whoholds.reports.feeds import Entry, Sitemaps, listing_of
from whoholds.reports.fetch import Fetched, Fetcher, Unavailable, article
from whoholds.reports.language import with_language
from whoholds.reports.shown import shown
from whoholds.watch.config import Feed, Watched
from whoholds.watch.state import FeedState, Pending, State, wait

_TOGETHER = 16  # articles that are added at once
_JITTER = 0.1  # of the interval: so that feeds are not all asked at the same moment

Take = Callable[[list[Report | Failure]], Summary]


@frozen
class Round:
    """`added` is what became of the articles; `waiting` of them are to be tried again."""

    added: Summary
    waiting: int
    next_due: float


def poll(
    watched: Watched,
    state: State,
    fetch: Fetcher,
    take: Take,
    now: Callable[[], float],
    chance: random.Random,
) -> Round:
    """Ask every feed that is due and fetch every article that is due; give them to `take`.

    An article is done with only after `take` has it in the record: one that is fetched when the
    process is killed is fetched again. What cannot be had is tried again, later each time.
    """
    added = Summary()
    dues = []
    for feed in watched.feeds:
        failure, due = _ask(feed, watched, state, fetch, now, chance)
        dues.append(due)
        if failure:
            added = added.plus(Summary(failures=(failure,)))
    waiting = 0
    for batch in _batches(state.pending(now())):
        items: list[Report | Failure] = []
        done: list[Pending] = []
        for one in batch:
            item = _fetched(one, fetch)
            if isinstance(item, Unavailable) and (
                again := one.later(now(), item.after) if item.again else None
            ):
                state.put_off(again)
                waiting += 1
                continue
            if isinstance(item, BadInput):
                items.append(Failure(shown(one.entry.url), str(item)))
            else:
                items.append(item)
            done.append(one)
        if items:
            added = added.plus(take(items))
        for one in done:
            state.done(one)
    late = state.next_due()
    return Round(added, waiting, min([*dues, *([late] if late is not None else [])]))


def _ask(
    feed: Feed,
    watched: Watched,
    state: State,
    fetch: Fetcher,
    now: Callable[[], float],
    chance: random.Random,
) -> tuple[Failure | None, float]:
    """What is wrong with the feed, if anything, and when it is due again."""
    before = state.feed(feed.url)
    if before.due > now():
        return None, before.due
    every = 60 * watched.every_minutes * (1 + chance.uniform(-_JITTER, _JITTER))
    try:
        if not fetch.allowed(feed.url):
            raise BadInput("the site's robots.txt asks not to read it")
        got = fetch.get(feed.url, before.etag, before.modified)
        entries = _listed(got) if got.status == 200 else []
    except BadInput as error:
        after = error.after if isinstance(error, Unavailable) else 0.0
        due = now() + max(every, wait(before.failed, after))
        state.keep(evolve(before, due=due, failed=before.failed + 1), [], None)
        return Failure(shown(feed.url), str(error)), due
    due = now() + every
    # A 304 may leave out what it does not change.
    etag, modified = (
        (got.etag, got.modified) if got.status == 200 else (before.etag, before.modified)
    )
    state.keep(FeedState(feed.url, etag, modified, due), entries, feed.publisher)
    return None, due


def _listed(got: Fetched) -> list[Entry]:
    listing = listing_of(got.body, got.url)
    if listing is None:
        raise BadInput("neither a feed nor a sitemap")
    if isinstance(listing, Sitemaps):
        named = ", ".join(map(shown, listing.urls[:3]))
        raise BadInput(f"a list of sitemaps: watch one of them, such as {named}")
    return listing


def _fetched(one: Pending, fetch: Fetcher) -> Report | BadInput:
    try:
        report = article(fetch, one.entry, How())
    except BadInput as error:
        return error
    except Exception as error:  # noqa: BLE001 - what a parser trips over costs no other article
        return BadInput(f"cannot be read ({type(error).__name__})")
    if one.publisher:
        report = evolve(report, publisher=one.publisher)
    return with_language(report)


def _batches(pending: list[Pending]) -> Iterator[list[Pending]]:
    for start in range(0, len(pending), _TOGETHER):
        yield pending[start : start + _TOGETHER]
