from collections.abc import Iterator
from datetime import date

import pytest

from whoholds.intake import Reader, Summary, read_each, take_in
from whoholds.model import Reading, Report
from whoholds.record import Store
from whoholds.reports import Failure

DAY = date(2024, 12, 6)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


@pytest.fixture
def run(store: Store, toy_reader: Reader) -> str:
    return store.begin_run(toy_reader.name, toy_reader.version)


def report(text: str, label: str = "a.txt", day: date | None = DAY) -> Report:
    return Report(text, day, label=label)


def test_the_summary_counts_all_that_could_not_be_made_out(
    store: Store, run: str, toy_reader: Reader
) -> None:
    items: list[Report | Failure] = [
        report("Here the rebels took Hama from the army. In May the Reds took Rivertown."),
        Failure("bad.txt", "empty"),
        report("Rain fell."),
        report("At last the army holds Homs.", day=None),
    ]
    summary = take_in(items, toy_reader, store, run)
    assert summary == Summary(
        new=3,
        failures=(Failure("bad.txt", "empty"),),
        claims=3,
        unplaced=1,
        unknown_actors=1,
        undated=1,
    )
    assert str(summary) == (
        "3 reports new, 0 known, 1 failed; 3 claims: 1 unplaced, 1 with an unknown actor, 1 undated"
    )
    assert summary.to_json() == {
        "reports": {"new": 3, "known": 0, "failed": 1},
        "unread": 0,
        "claims": 3,
        "unplaced": 1,
        "unknown_actors": 1,
        "undated": 1,
        "failures": [{"label": "bad.txt", "reason": "empty"}],
    }


def test_the_same_again_adds_nothing(store: Store, run: str, toy_reader: Reader) -> None:
    one = report("Here the rebels took Hama.")
    assert take_in([one, one], toy_reader, store, run) == Summary(new=1, known=1, claims=1)
    digest = store.digest()
    assert take_in([one], toy_reader, store, run) == Summary(known=1)
    assert store.digest() == digest


def test_a_new_run_reads_a_known_report_again(store: Store, run: str, toy_reader: Reader) -> None:
    one = report("Here the rebels took Hama.")
    take_in([one], toy_reader, store, run)
    again = store.begin_run(toy_reader.name, "2")
    assert take_in([one], toy_reader, store, again) == Summary(known=1, claims=1)
    assert len(store.evidence()) == 1


def test_a_report_that_breaks_the_reader_costs_no_other(
    store: Store, run: str, toy_reader: Reader
) -> None:
    bad = report("This will crash the reader.", "bad.txt")
    good = [report(f"Day {n}: the rebels took Hama.", f"{n}.txt") for n in range(3)]
    summary = take_in([good[0], bad, *good[1:]], toy_reader, store, run)
    assert summary.new == 3
    (failure,) = summary.failures
    assert failure.label == "bad.txt"
    assert "RuntimeError" in failure.reason
    assert {r.id for r in store.reports()} == {r.id for r in good}


def test_reading_goes_batch_by_batch(
    store: Store, run: str, toy_reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("whoholds.intake.reading.BATCH_REPORTS", 2)
    taken: list[int] = []
    seen: list[int] = []

    def endless() -> Iterator[Report]:
        for n in range(5):
            taken.append(n)
            yield report(f"Day {n}: the rebels took Hama.")

    def progress(summary: Summary) -> None:
        seen.append(summary.new)
        assert len(taken) - summary.new <= 2
        assert store.counts()["reports"] == summary.new

    assert take_in(endless(), toy_reader, store, run, progress).new == 5
    assert seen == [2, 4, 5]


def test_what_a_batch_added_stays_when_a_later_one_stops(
    store: Store, run: str, toy_reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("whoholds.intake.reading.BATCH_REPORTS", 1)

    def cut_off() -> Iterator[Report]:
        yield report("Here the rebels took Hama.")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_in(cut_off(), toy_reader, store, run)
    assert store.counts()["claims"] == 1


def test_origins_are_traced_by_the_usual_names_of_speakers(
    store: Store, run: str, toy_reader: Reader
) -> None:
    usual = {"Agency": "SANA"}.get
    items = [
        Report("In the morning the rebels took Hama, SANA said.", DAY, "One"),
        Report("Later we heard that the rebels took Hama, Agency said.", DAY, "Two"),
        Report("From the spot: here the rebels took Hama.", DAY, "Three"),
    ]
    take_in(items, toy_reader, store, run, canonical=lambda name: usual(name, name))
    origins = {one.publisher: one.origin for one in store.evidence()}
    assert origins["One"] == origins["Two"] != origins["Three"]


def test_each_reading_comes_with_its_report(toy_reader: Reader) -> None:
    reports = [report("Here the rebels took Hama."), report("Will crash the reader."), report("-")]
    pairs = list(read_each(reports, toy_reader))
    assert [one for one, _ in pairs] == reports
    kinds = [type(reading) for _, reading in pairs]
    assert kinds == [Reading, Failure, Reading]


def test_another_language_is_kept_and_said_to_be_unread(
    store: Store, run: str, toy_reader: Reader
) -> None:
    foreign = Report("here the rebels took Hama", DAY, language="ar", label="a")
    summary = take_in([foreign, report("Here the rebels took Hama.")], toy_reader, store, run)
    assert (summary.new, summary.unread, summary.claims) == (2, 1, 1)
    assert "1 unread" in str(summary)
    assert [one.language for one in store.reports()] == ["ar", "en"]
    # A reader for that language is another run, which finds the report unread.
    other = store.begin_run("toy", "ar")
    assert not store.has_read(foreign.id, other)


PAGE = "https://wire.example/hama"
LONG = "Here the rebels took Hama from the army on a cold morning, and nobody slept that night."


@pytest.mark.parametrize("together", [True, False])
def test_a_corrected_version_revises_the_first(
    store: Store, run: str, toy_reader: Reader, together: bool
) -> None:
    first = Report(LONG, DAY, "Wire", url=PAGE)
    second = Report(LONG.replace("Hama", "Homs"), DAY, "Wire", url=PAGE.replace("https", "http"))
    for items in [[first, second]] if together else [[first], [second]]:
        take_in(items, toy_reader, store, run)
    assert [one.revises for one in store.reports()] == [None, first.id]
    assert [one.claim.place for one in store.evidence()] == ["Homs"]


def test_what_only_shares_an_address_revises_nothing(
    store: Store, run: str, toy_reader: Reader
) -> None:
    reports = [
        Report(LONG, DAY, "Wire", url=PAGE),
        Report(
            "Rain fell on the coast and the harbours were closed to ships.", DAY, "Wire", url=PAGE
        ),
        Report(LONG + " Said again.", DAY, "Courier", url=PAGE),
    ]
    take_in(reports, toy_reader, store, run)
    assert [one.revises for one in store.reports()] == [None, None, None]


def test_a_dry_run_counts_and_adds_nothing(store: Store, run: str, toy_reader: Reader) -> None:
    one, two = report("Here the rebels took Hama."), report("There the army holds Homs.")
    take_in([one], toy_reader, store, run)
    digest = store.digest()
    summary = take_in([one, two, two], toy_reader, store, run, dry=True)
    assert summary == Summary(new=1, known=2, claims=1)
    assert store.digest() == digest


@pytest.mark.parametrize("shown", ["ABA", "ABAB", "ABCA", "ABCB", "ABCAC", "ABCBA", "ABABA"])
def test_an_article_put_back_is_in_force_again(
    store: Store, run: str, toy_reader: Reader, shown: str
) -> None:
    places = {"A": "Hama", "B": "Homs", "C": "Aleppo"}
    for version in shown:
        now = Report(LONG.replace("Hama", places[version]), DAY, "Wire", url=PAGE)
        take_in([now], toy_reader, store, run, live=True)
        assert [one.claim.place for one in store.evidence()] == [places[version]]
        before = store.digest()
        take_in([now], toy_reader, store, run, live=True)
        assert store.digest() == before


def test_an_old_copy_read_again_puts_nothing_back(
    store: Store, run: str, toy_reader: Reader
) -> None:
    first = Report(LONG, DAY, "Wire", url=PAGE)
    second = Report(LONG.replace("Hama", "Homs"), DAY, "Wire", url=PAGE)
    for one in (first, second, first):
        take_in([one], toy_reader, store, run)
    assert [one.claim.place for one in store.evidence()] == ["Homs"]


def test_what_a_reviewer_decided_on_a_version_stays(
    store: Store, run: str, toy_reader: Reader
) -> None:
    first = Report(LONG, DAY, "Wire", url=PAGE)
    second = Report(LONG.replace("Hama", "Homs"), DAY, "Wire", url=PAGE)
    for one in (first, second):
        take_in([one], toy_reader, store, run, live=True)
    store.decide("reject", second.id, subject="report", by="A. Editor", why="a hoax")
    take_in([second], toy_reader, store, run, live=True)
    assert [one.claim.place for one in store.evidence()] == ["Hama"]
