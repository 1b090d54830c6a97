"""The record against the plain one, over random histories, on both databases."""

import ast
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whoholds import record
from whoholds.model import BadInput, Claim, Place, Report, Resolution
from whoholds.record import AsOf, Store, schema
from whoholds.record.decisions import STATES
from whoholds.record.ids import claim_id
from whoholds.record.origins import Link
from whoholds.record.tracing import write_links

from .conftest import DATABASES
from .making import HAMA, HOMS, PLACES, claim, day, noon, reading, report
from .model import Happened, PlainRecord, content

EXAMPLES = int(os.environ.get("WHOHOLDS_HISTORIES", "40"))
RAQQA = Place("geonames:3", "Raqqa", "city", "SY", 35.95, 39.0)
TOWN = Place("unplaced:xtown", "Xtown", source="report")
KEYS = (HAMA.id, HOMS.id, RAQQA.id, TOWN.id)
BY = {"by": "editor", "why": "checked"}
NAMES = ("Hama", "Homs", "Xtown")
ACTORS = ("Syrian government", "Islamic State", None)
Step = tuple[str, int, int, int, bool]

steps = st.tuples(
    st.sampled_from(
        [
            "read",
            "read",
            "read",
            "reread",
            "state",
            "state",
            "correct",
            "rule",
            "merge",
            "split",
            "link",
        ]
    ),
    st.integers(0, 5),
    st.integers(0, 5),
    st.integers(0, 5),
    st.booleans(),
)
histories = st.lists(steps, min_size=2, max_size=14)


class Both:
    """A store and a plain record to which the same happens, one step a day from the 11th on."""

    def __init__(self, store: Store) -> None:
        self.store, self.plain = store, PlainRecord()
        self.runs = [store.begin_run("rules", version) for version in "12"]
        self.reports: list[Report] = []
        self.claims: dict[str, dict[str, Claim]] = {}
        self.today = 10

    def step(self, step: Step) -> None:
        what, a, b, c, flag = step
        self.today += 1
        if what == "read":
            self.read(self._report(a, b, flag), 0, b, c)
            return
        if not self.reports:
            return
        report = self.reports[a % len(self.reports)]
        if what == "reread":
            self.read(report, b % 2, c, b)
            return
        getattr(self, "_" + what)(report.id, self.claims[report.id], b, c, flag)

    def _report(self, a: int, b: int, revises: bool) -> Report:
        return Report(
            f"Report {a % 3} of {b % 3}",
            day(a + 3) if b else None,
            ("Daily Post", "Evening Star", None)[a % 3],
            revises=self.reports[b % len(self.reports)].id if revises and self.reports else None,
        )

    def read(self, report: Report, run: int, b: int, c: int) -> None:
        made = tuple(
            claim(name, actor_norm=ACTORS[(b + n) % 3], start=day(1 + c), end=day(1 + c + b))
            for n, name in enumerate(NAMES[b % 3 : b % 3 + 1 + c % 2])
        )
        read = self.store.has_read(report.id, self.runs[run])
        self.store.add(self.runs[run], [(report, reading(*made))], noon(self.today))
        if not read:
            places = {one.place_key: PLACES.get(one.place, TOWN) for one in made}
            self._note(
                "read", report=report, run=self.runs[run], claims=made, places=places, misread=False
            )
        if report.id not in self.claims:
            self.reports.append(report)
        known = self.claims.setdefault(report.id, {})
        if not read:
            known.update((claim_id(report.id, one), content(one)) for one in made)

    def _note(self, what: str, **fields: object) -> None:
        self.plain.happened.append(Happened(what, day(self.today), fields))

    def _state(self, report: str, claims: dict[str, Claim], b: int, c: int, flag: bool) -> None:
        action = STATES[b % 4]
        if claims and c < 4:
            key = list(claims)[c % len(claims)]
            self._decide(action, key, misread=flag)
            on: object = (report, claims[key])
        else:
            self._decide(action, report, subject="report", misread=flag)
            on = report
        self._note("decide", action=action, on=on, misread=flag)

    def _correct(self, report: str, claims: dict[str, Claim], b: int, c: int, flag: bool) -> None:
        if not claims:
            return
        key = list(claims)[c % len(claims)]
        field, value, place = (
            ("status", "possible", None),
            ("actor_norm", "Peshmerga", None),
            ("place_id", None, None),
            ("place_id", RAQQA.id, RAQQA),
            ("place_id", HOMS.id, HOMS),
            ("start", None, None),
        )[b]
        try:
            self._decide("correct", key, field=field, value=value, place=place, misread=flag)
        except BadInput as error:
            if "in no answer now" not in str(error):
                raise
            return
        places = {place.id: place} if place else {}
        self._note(
            "correct",
            on=(report, claims[key]),
            field=field,
            value=value,
            place=place,
            places=places,
            misread=flag,
        )

    def _rule(self, report: str, claims: dict[str, Claim], b: int, c: int, flag: bool) -> None:
        place = (None, HAMA, RAQQA)[b % 3]
        mention = NAMES[c % 3]
        self.store.resolve(
            report,
            [Resolution("place", mention, place.id if place else None)],
            **BY,
            places=[place] if place else [],
            misread=flag,
            recorded=noon(self.today),
        )
        places = {place.id: place} if place else {}
        self._note("rule", report=report, mention=mention, place=place, places=places, misread=flag)

    def _merge(self, report: str, claims: dict[str, Claim], b: int, c: int, flag: bool) -> None:
        place = c % 2 == 0
        names = KEYS if place else ("Syrian government", "Islamic State", "Peshmerga")
        subject = "place" if place else "actor"
        name, into = names[b % len(names)], names[(b + c) % len(names)]
        try:
            self._decide("merge", name, subject=subject, value=into, misread=flag)
        except BadInput as error:
            if not re.search("knows no|already read", str(error)):
                raise
            return
        self._note("merge", subject=subject, name=name, into=into, misread=flag)

    def _split(self, report: str, claims: dict[str, Claim], b: int, c: int, flag: bool) -> None:
        name = KEYS[b % len(KEYS)]
        try:
            self._decide("split", name, subject="place", misread=flag)
        except BadInput as error:
            if not re.search("knows no|is not merged", str(error)):
                raise
            return
        self._note("merge", subject="place", name=name, into=None, misread=flag)

    def _link(self, report: str, claims: dict[str, Claim], b: int, c: int, flag: bool) -> None:
        if not claims:
            return
        key = list(claims)[c % len(claims)]
        origin = f"origin {b}"
        with self.store.writing(noon(self.today)) as writer:
            write_links(writer, {key: Link(origin, "text")})
        self._note("link", on=(report, claims[key]), origin=origin)

    def _decide(self, kind: str, target: str, **more: object) -> None:
        self.store.decide(kind, target, **BY, **more, recorded=noon(self.today))  # type: ignore[arg-type]

    def differences(self, as_of: AsOf, place: str | None) -> list[object]:
        expected = self.plain.answer(as_of, place)
        content_of = {key: (r, c) for r, known in self.claims.items() for key, c in known.items()}
        found = {
            content_of[one.id]: (one.claim, one.origin, one.disputed, one.accepted)
            for one in self.store.evidence(as_of, None if place is None else [place])
        }
        return [
            (key, expected.get(key), found.get(key))
            for key in expected.keys() | found.keys()
            if expected.get(key) != found.get(key)
        ]


def questions(last: int) -> list[AsOf]:
    days = sorted({1, 4, 6, 8, 11, last // 2 + 6, last - 1, last})
    return [AsOf()] + [
        AsOf(known=day(known), clock=clock) for known in days for clock in ("published", "recorded")
    ]


@pytest.mark.parametrize("database", DATABASES)
def test_random_histories_agree_with_the_plain_record(
    database: str, request: pytest.FixtureRequest
) -> None:
    """`WHOHOLDS_HISTORIES=2000` runs as many as the record is held to."""
    if database == "sqlite":

        @contextmanager
        def new_store() -> Iterator[Store]:
            with Store.open(":memory:") as store:
                yield store

    else:
        cluster = request.getfixturevalue("cluster")
        template = cluster.new_database()
        Store.open(template).close()

        @contextmanager
        def new_store() -> Iterator[Store]:
            url = cluster.copy(template)
            with Store.open(url) as store:
                yield store
            cluster.drop(url)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(history=histories)
    def agree(history: list[Step]) -> None:
        with new_store() as store:
            both = Both(store)
            for step in history:
                both.step(step)
            for n, as_of in enumerate(questions(both.today)):
                for place in (None, KEYS[n % len(KEYS)]):
                    assert both.differences(as_of, place) == [], (as_of, place)

    agree()


def test_only_asof_compares_times() -> None:
    """SQL stands in `record` alone, and comparisons of times in it in `asof.py` alone.

    What `watch` remembers between polls is no part of the record: it has a file of its own and
    must know nothing of the record's.
    """
    times = {"published", "known", "effective", "start", "end", "recorded", "entry"}
    here = Path(record.__file__).parent
    found = []
    for path in here.parent.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        if path == here.parent / "watch" / "state.py":
            found += [f"{path.name}: the record" for node in ast.walk(tree) if _uses_record(node)]
        elif not path.is_relative_to(here):
            found += [f"{path.name}: SQL" for node in ast.walk(tree) if _uses_sql(node)]
        elif path.name != "asof.py":
            found += [
                f"{path.name}:{node.lineno}" for node in ast.walk(tree) if _orders(node, times)
            ]
    assert found == []


def _uses_record(node: ast.AST) -> bool:
    if isinstance(node, ast.Import):
        return any(name.name.startswith("whoholds.record") for name in node.names)
    return isinstance(node, ast.ImportFrom) and (
        (node.module or "").startswith("whoholds.record")
        or (node.module == "whoholds" and any(name.name == "record" for name in node.names))
    )


def _uses_sql(node: ast.AST) -> bool:
    if isinstance(node, ast.Import):
        return any(name.name.split(".")[0] in ("sqlalchemy", "sqlite3") for name in node.names)
    return isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "sqlalchemy"


def _orders(node: ast.AST, names: set[str]) -> bool:
    if isinstance(node, ast.Compare):
        ordering = any(isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for op in node.ops)
        return ordering and any(_is_column(side, names) for side in (node.left, *node.comparators))
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return bool(re.search(r"(?i)\b(where|and|or)\b.*\b(published|recorded|effective)\s*[<>]", text))


def _is_column(node: ast.expr, names: set[str]) -> bool:
    """True of `table.c.name`, and of `name` or `x.name` where x is a module's table's columns."""
    if not isinstance(node, ast.Attribute) or node.attr not in names:
        return False
    text = ast.unparse(node)
    tables = "|".join(table.name for table in (*schema.TABLES, schema.entry))
    return bool(re.fullmatch(rf"(.*\.c\.\w+)|(({tables})\.\w+)", text))


@pytest.mark.parametrize(
    ("start", "end", "asked", "found"),
    [
        (5, 7, 4, False),
        (5, 7, 5, True),
        (5, 7, 7, True),
        (5, 7, 8, False),
        (None, 7, 1, True),
        (None, 7, 8, False),
        (5, None, 4, False),
        (5, None, 9, True),
        (None, None, 1, True),
    ],
)
def test_claims_asserted_on_a_day(
    store: Store, start: int | None, end: int | None, asked: int, found: bool
) -> None:
    run = store.begin_run("rules", "1")
    one = claim(start=start and day(start), end=end and day(end))
    store.add(run, [(report(), reading(one))])
    assert bool(store.evidence(AsOf(on=day(asked)), only_on=True)) == found
    assert len(store.evidence(AsOf(on=day(asked)))) == 1


def test_an_undated_report_is_known_from_the_day_it_was_recorded(store: Store) -> None:
    run = store.begin_run("rules", "1")
    store.add(run, [(report(published=None), reading(claim()))], noon(5))
    assert store.evidence(AsOf(known=day(4))) == []
    assert len(store.evidence(AsOf(known=day(5)))) == 1


def test_an_archive_read_today_answers_for_years_ago(store: Store) -> None:
    run = store.begin_run("rules", "1")
    store.add(run, [(report(published=3), reading(claim()))])
    assert len(store.evidence(AsOf(known=day(3)))) == 1
    assert store.evidence(AsOf(known=day(3), clock="recorded")) == []


def test_the_clock_is_one_of_two() -> None:
    with pytest.raises(ValueError, match="clock"):
        AsOf(clock="tower")  # type: ignore[arg-type]
