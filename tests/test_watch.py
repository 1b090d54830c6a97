"""`watch` against a news site that misbehaves, a day of it in compressed time."""

import importlib.util
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from whoholds import api
from whoholds.intake import Reader, Summary
from whoholds.model import BadInput, Report, WhoholdsError
from whoholds.reports import Failure
from whoholds.reports.feeds import Entry
from whoholds.reports.fetch import Fetcher
from whoholds.watch import Watched, load, telling, watch
from whoholds.watch.config import Feed
from whoholds.watch.polling import poll
from whoholds.watch.state import LONGEST_WAIT, MOST_TRIES, FeedState, Pending, State, wait


def _beside(name: str) -> ModuleType:
    path = Path(__file__).parent / "reports" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"watch_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


sites, making = _beside("site"), _beside("making")
WHEN = "Fri, 06 Dec 2024 01:00:00 +0300"
LATER = "Fri, 06 Dec 2024 05:00:00 +0300"
DAY = 24 * 3600


@pytest.fixture
def site() -> Iterator[object]:
    with sites.Site() as running:
        yield running


@pytest.fixture
def record(toy_world: None) -> Iterator[api.Record]:
    with api.open(":memory:") as opened:
        yield opened


class Clock:
    def __init__(self) -> None:
        self.now = 1_733_400_000.0

    def __call__(self) -> float:
        return self.now


def fetcher() -> Fetcher:
    return Fetcher(True, pause=0, step_seconds=0.5, most_seconds=1.0)


@pytest.mark.slow
def test_a_day_of_a_bad_site(site: object, record: api.Record, tmp_path: Path) -> None:
    """Thirty articles over a day: some come at the third try, some change, one never comes."""
    clock = Clock()
    begun = clock.now

    def article(number: int) -> object:
        def answer(visit: int) -> object:
            if number % 5 == 1 and visit < 3:
                return sites.Answer(500)
            if number % 5 == 2 and visit < 2:
                return sites.Answer(body=b"x" * 400, drip=0.02)
            if number == 29:
                return sites.Answer(404)
            corrected = number == 10 and clock.now - begun > DAY / 2
            body = making.page(number)
            return sites.Answer(body=body.replace(b"mill", b"mosque") if corrected else body)

        return answer

    def feed(visit: int) -> object:
        if visit % 4 == 3:
            return sites.Answer(503)
        hours = (clock.now - begun) / 3600
        items = {f"/{n}": WHEN for n in range(30) if n <= hours * 1.5}
        if "/10" in items and hours > 12:
            items["/10"] = LATER
        # A feed keeps its newest ten alone, and its ETag changes with it.
        newest = dict(list(items.items())[-10:]) | ({"/10": items["/10"]} if "/10" in items else {})
        answer = sites.rss(site, newest)
        answer.headers["ETag"] = f'"{hash(tuple(newest.items()))}"'
        return answer

    site.pages |= {f"/{n}": article(n) for n in range(30)} | {"/feed": feed}
    watched = Watched((Feed(site.url("/feed")),), every_minutes=30)
    total = Summary()
    while clock.now < begun + 1.5 * DAY:
        # A process of its own each time, as with --once.
        with State(tmp_path / "state.db") as state, fetcher() as fetch:
            done = poll(watched, state, fetch, record.take, clock, random.Random(1))
        total = total.plus(done.added)
        clock.now = max(done.next_due, clock.now + 60)
    texts = [" ".join(report.text.split()) for report in record.store.reports()]
    for number in range(29):
        told = [t for t in texts if f"day {number} the rebels" in t]
        assert len(told) == (2 if number == 10 else 1), number
    (corrected,) = [r for r in record.store.reports() if r.revises]
    assert "mosque" in corrected.text
    assert {f.reason for f in total.failures} == {"the server says 503", "the server says 404"}
    assert sum(f.label.endswith("/29") for f in total.failures) == 1
    assert len(texts) == 30
    assert any("If-None-Match" in seen for seen in site.seen)


def test_an_article_is_done_with_only_when_it_is_in_the_record(
    site: object, record: api.Record, tmp_path: Path
) -> None:
    site.pages |= {"/1": sites.Answer(body=making.page(1))}
    site.pages["/feed"] = sites.rss(site, {"/1": WHEN})
    watched = Watched((Feed(site.url("/feed"), "The Wire"),))

    def dies(_: list[Report | Failure]) -> Summary:
        raise KeyboardInterrupt

    with State(tmp_path / "state.db") as state, fetcher() as fetch:
        with pytest.raises(KeyboardInterrupt):
            poll(watched, state, fetch, dies, Clock(), random.Random(1))
        done = poll(watched, state, fetch, record.take, Clock(), random.Random(1))
        assert done.added.new == 1
        assert poll(watched, state, fetch, dies, Clock(), random.Random(1)).added == Summary()
    (report,) = record.store.reports()
    assert report.publisher == "The Wire"


def test_a_lost_state_takes_in_nothing_twice(
    site: object, record: api.Record, tmp_path: Path
) -> None:
    site.pages |= {"/1": sites.Answer(body=making.page(1))}
    site.pages["/feed"] = sites.rss(site, {"/1": WHEN})
    watched = Watched((Feed(site.url("/feed")),))
    for name in ("one.db", "two.db"):
        watch(record, watched, tmp_path / name, once=True, allow_private=True)
    assert record.store.counts()["reports"] == 1


def test_changes_are_told_once(
    site: object,
    record: api.Record,
    toy_reader: Reader,
    war: tuple[Report, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SAMPLE_KEY", "hush")
    record.take(war[:3])  # Aleppo has changed hands before anybody watched
    site.pages["/feed"] = sites.rss(site, {"/5": "Fri, 06 Dec 2024 01:00:00 GMT"})
    body = (
        making.page(5).replace(b"On the morning of day 5", b"At dawn").replace(b", residents", b"")
    )
    site.pages["/5"] = sites.Answer(body=body)
    out, atom = tmp_path / "told.txt", tmp_path / "changes.xml"
    watched = Watched(
        (Feed(site.url("/feed")),),
        webhook=site.url("/hook"),
        webhook_key_from="SAMPLE_KEY",
        command=("sh", "-c", f'echo "$0" >> {out}'),
        atom=atom,
    )
    for _ in range(2):
        summary = watch(record, watched, tmp_path / "s.db", once=True, allow_private=True)
        assert summary.failures == ()
    told = out.read_text().splitlines()
    assert len(told) == 1
    assert told[0].startswith("Hama: Syrian government → Syrian opposition")
    ((headers, body),) = site.posted
    assert headers[telling.SIGNATURE] == telling.signature(body, "hush")
    assert b"hush" not in body
    assert told[0] in atom.read_text("utf-8")
    assert "Aleppo" in atom.read_text("utf-8")


def test_what_could_not_be_told_is_told_again(
    site: object, record: api.Record, war: tuple[Report, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMPLE_KEY", "hush")
    from whoholds.watch.running import tell_all

    record.take(war)
    with State(":memory:") as state:
        broken = Watched((), webhook=site.url("/broken"), webhook_key_from="SAMPLE_KEY")
        failures = tell_all(record, broken, state, True)
        assert failures
        assert "hush" not in str(failures)
        good = Watched((), webhook=site.url("/hook"), webhook_key_from="SAMPLE_KEY")
        assert tell_all(record, good, state, True) == ()
    assert len(site.posted) == 2 * len(failures)


def test_the_key_must_be_there(site: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_KEY", raising=False)
    change = {"place": "Hama", "between": [None, None], "from_actor": None, "to_actor": None}
    watched = Watched((), webhook=site.url("/hook"), webhook_key_from="NO_KEY")
    with pytest.raises(WhoholdsError, match="NO_KEY"):
        telling.tell(change, watched, True)


def test_waits_grow_and_end() -> None:
    waits = [wait(n) for n in range(MOST_TRIES)]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT
    assert wait(0, after=500) == 500
    assert wait(0, after=10**9) == LONGEST_WAIT
    one: Pending | None = Pending(Entry("http://a.example/"))
    tries = 0
    while one is not None:
        one = one.later(0.0, 0.0)
        tries += 1
    assert tries == MOST_TRIES


def test_a_version_named_meanwhile_is_not_done_with() -> None:
    with State(":memory:") as state:
        first, second = (Entry("http://a.example/", changed=c) for c in "12")
        state.keep(FeedState("f"), [first], None)
        (pending,) = state.pending(0.0)
        state.keep(FeedState("f"), [second], None)
        state.done(pending)
        (still,) = state.pending(0.0)
        assert still.entry == second


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no feeds"),
        ("feeds = 3", "no feeds"),
        ("=", "not TOML"),
        ("[[feeds]]\nname = 'x'", "without an address"),
        ("[[feeds]]\nurl = 'ftp://x'", "only http"),
        ("every_minutes = 0\n[[feeds]]\nurl = 'http://x'", "every_minutes"),
        ("colour = 1\n[[feeds]]\nurl = 'http://x'", "unknown colour"),
        ("webhook = {url = 'http://x'}\n[[feeds]]\nurl = 'http://x'", "key_from"),
        ("command = 'rm'\n[[feeds]]\nurl = 'http://x'", "list of words"),
    ],
)
def test_what_is_wrong_with_a_list_of_feeds(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(text)
    with pytest.raises(BadInput, match=says):
        load(path)


def test_a_list_of_feeds(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(
        "every_minutes = 5\natom = 'out.xml'\ncommand = ['a', 'b']\n"
        "webhook = {url = 'https://x', key_from = 'K'}\n"
        "[[feeds]]\nurl = 'https://a/feed'\npublisher = 'A'\n"
    )
    assert load(path) == Watched(
        (Feed("https://a/feed", "A"),), 5.0, "https://x", "K", ("a", "b"), tmp_path / "out.xml"
    )
