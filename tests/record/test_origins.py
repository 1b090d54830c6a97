"""Ten outlets with one story are one origin, and a witness of one's own is another."""

import random
from datetime import timedelta

import pytest
from attrs import evolve

from whoholds.record import AsOf, Store
from whoholds.record.origins import Telling, group, passage, shingles, similarity
from whoholds.record.speakers import chain, named, speaker_key

from .making import claim, day, noon, reading, report
from .origin_set import f1, pairwise, tellings


def test_the_grouping_of_the_made_up_set() -> None:
    truth = tellings()
    precision, recall = pairwise(truth, group(truth))
    assert f1(precision, recall) >= 0.90
    assert precision >= 0.95


def _telling(name: str, published: int, publisher: str, *sources: str, **more: object) -> Telling:
    fields: dict[str, object] = {
        "place": "geonames:1",
        "family": "gain",
        "actor": "army",
        "start": day(published),
        "end": day(published),
        "passage": f"Words of {name} alone: " + " ".join(f"{name}x{n}" for n in range(20)),
    }
    return Telling(
        claim=name,
        report="report " + name,
        known=day(published),
        publisher=publisher,
        sources=sources,
        **(fields | more),  # type: ignore[arg-type]
    )


def _origins(*told: Telling) -> dict[str, str]:
    return {claim: link.origin for claim, link in group(told).items()}


def test_a_chain_of_three_is_one_origin() -> None:
    chained = (
        _telling("a", 1, "Reuters"),
        _telling("b", 2, "Daily Post", "Reuters"),
        _telling("c", 3, "Evening Star", "the Daily Post newspaper"),
    )
    assert set(_origins(*chained).values()) == {"report a"}
    assert set(_origins(*reversed(chained)).values()) == {"report a"}


def test_a_witness_of_its_own_is_a_second_origin() -> None:
    found = _origins(
        _telling("a", 1, "Reuters"),
        _telling("b", 2, "Daily Post", "Reuters"),
        evolve(_telling("b2", 2, "Daily Post", "a resident"), report="report b"),
    )
    assert found == {"a": "report a", "b": "report a", "b2": "report b"}


def test_those_who_cite_an_absent_report_share_an_origin() -> None:
    found = _origins(
        _telling("b", 2, "Daily Post", "Reuters"),
        _telling("c", 2, "Evening Star", "Reuters", "two sources"),
        _telling("d", 2, "Morning Sun", "SANA"),
    )
    assert found["b"] == found["c"] != found["d"]


def test_unnamed_speakers_of_two_outlets_are_two_origins() -> None:
    found = _origins(
        _telling("a", 1, "Daily Post", "residents"), _telling("b", 1, "Evening Star", "residents")
    )
    assert len(set(found.values())) == 2


def test_an_unattributed_copy_belongs_to_the_earliest() -> None:
    words = "The army took Hama on Monday after a long night of fighting in the northern suburbs"
    late, early = (
        _telling("late", 3, "Daily Post", passage=words + " and the market."),
        _telling("early", 1, "Levant Wire", passage=words),
    )
    assert _origins(late, early) == {"late": "report early", "early": "report early"}


@pytest.mark.parametrize(
    "other",
    [
        {"place": "geonames:2"},
        {"family": "fight"},
        {"actor": "rebels"},
        {"start": day(20), "end": day(20)},
    ],
)
def test_another_event_is_another_origin(other: dict[str, object]) -> None:
    told = _telling("a", 1, "Reuters"), _telling("b", 2, "Daily Post", "Reuters", **other)
    assert len(set(_origins(*told).values())) == 2


def test_an_actor_left_out_does_not_part_a_copy_from_its_source() -> None:
    told = _telling("a", 1, "Reuters"), _telling("b", 2, "Daily Post", "Reuters", actor=None)
    assert len(set(_origins(*told).values())) == 1


def test_an_origin_rests_on_nothing_published_later() -> None:
    """The links of what was public by a day are the same with all that came after left out."""
    truth = list(tellings())
    whole = group(truth)
    for last in sorted({telling.known for telling in truth}):
        known = [telling for telling in truth if telling.known <= last]
        part = group(known)
        assert part == {telling.claim: whole[telling.claim] for telling in known}


def test_many_passages_are_sketched_and_found() -> None:
    """Above the size at which sketches choose whom to compare, copies are still found."""
    told = [_telling(f"n{n}", 1 + n % 20, f"Outlet {n}") for n in range(400)]
    copies = [
        evolve(
            one,
            claim=one.claim + "c",
            report=one.report + "c",
            publisher="Copyist " + one.claim,
            known=one.known + timedelta(days=1),
        )
        for one in told[::10]
    ]
    found = _origins(*told, *copies)
    assert all(found[copy.claim] == copy.report.removesuffix("c") for copy in copies)
    assert len({found[one.claim] for one in told}) == 400


def test_usual_names_are_asked_for() -> None:
    told = (
        _telling("a", 1, "Daily Post", "SOHR"),
        _telling("b", 1, "Evening Star", "Syrian Observatory for Human Rights"),
    )
    assert len(set(_origins(*told).values())) == 2
    usual = {"SOHR": "Syrian Observatory for Human Rights"}
    linked = group(told, lambda name: usual.get(name, name))
    assert len({link.origin for link in linked.values()}) == 1


@pytest.mark.parametrize(
    ("speaker", "has_name"),
    [
        ("Reuters", True),
        ("the Pentagon", True),
        ("Syrian state television", True),
        ("Brigadier General Yahya Rasool", True),
        ("two army sources", False),
        ("Iraqi officials", False),
        ("a witness", False),
        ("activists", False),
        ("", False),
    ],
)
def test_which_speakers_have_a_name(speaker: str, has_name: bool) -> None:
    assert named(speaker) is has_name


def test_a_chain_runs_from_the_first_to_speak() -> None:
    assert chain(("Reuters", "a source", "the SANA news agency"), str) == ["sana", "reuters"]
    assert speaker_key("The Daily Post newspaper") == speaker_key("Daily Post")
    assert speaker_key("The") == "the"


def test_a_passage_stays_in_its_paragraph() -> None:
    text = "One two.\n\nThree four FIVE six seven.\n\nEight."
    start = text.index("FIVE")
    assert passage(text, (start, start + 4)) == "Three four FIVE six seven."


def test_similarity_is_of_runs_of_words() -> None:
    one = shingles("the army took Hama on Monday")
    assert similarity(one, one) == 1
    assert similarity(one, shingles("The ARMY took Hama on Friday")) == 3 / 5
    assert similarity(one, shingles("rebels left Homs in the night")) == 0
    assert len(shingles("short")) == 1


def test_links_are_kept_and_obey_the_known_cut(store: Store) -> None:
    run = store.begin_run("rules", "1")
    copy = report("The army took Hama, and more.", published=3, publisher="Evening Star")
    first = report("The army took Hama, and more!", published=1, publisher="Levant Wire")
    store.add(run, [(copy, reading(claim(start=day(1), end=day(3))))], noon(4))
    assert store.trace_origins(recorded=noon(4)) == 1
    store.add(run, [(first, reading(claim()))], noon(5))
    assert store.trace_origins(["geonames:1"], recorded=noon(6)) == 2
    assert store.trace_origins(recorded=noon(7)) == 0

    def origins(as_of: AsOf) -> dict[str, str]:
        return {one.report: one.origin for one in store.evidence(as_of)}

    assert origins(AsOf()) == {copy.id: first.id, first.id: first.id}
    assert origins(AsOf(known=day(5), clock="recorded")) == {copy.id: copy.id, first.id: first.id}
    assert origins(AsOf(known=day(1))) == {first.id: first.id}


def test_what_a_broken_off_add_left_untraced_is_traced_by_the_next(store: Store) -> None:
    run = store.begin_run("rules", "1")
    store.add(run, [(report(), reading(claim("Hama")))], noon(2))
    store.add(run, [(report("later"), reading(claim("Homs")))], noon(3))
    assert store.trace_origins(["geonames:2"]) == 2
    assert store.trace_origins([]) == 0


def test_all_at_once_finds_the_origins_that_one_by_one_finds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Sketches propose whom to compare where all is grouped at once; the exact comparison of each
    report with all before it, as it comes in, says the same."""
    rng = random.Random(20171103)
    items = []
    for n in range(160):
        if n % 3 and items:
            told = rng.choice(items)[0].text.split()
            told[rng.randrange(len(told))] = f"changed{n}"
        else:
            told = [f"w{rng.randrange(5000)}" for _ in range(40)]
        text = " ".join(told)
        given = report(text, published=1 + n % 28, publisher=f"Outlet {n % 40}")
        about = claim(start=day(1), end=day(28), quote=text, span=(0, len(text)), sources=())
        items.append((given, reading(about)))

    def origins(store: Store) -> dict[str, str]:
        return {one.report: one.origin for one in store.evidence()}

    with Store.open(":memory:") as store:
        store.add(store.begin_run("rules", "1"), items)
        store.trace_origins()
        at_once = origins(store)
    monkeypatch.setattr("whoholds.record.origins._MANY", 1_000_000)
    with Store.open(":memory:") as store:
        run = store.begin_run("rules", "1")
        for item in items:
            store.add(run, [item])
            store.trace_origins([item[1].claims[0].place_key])
        assert origins(store) == at_once
    assert len(set(at_once.values())) < len(at_once)
