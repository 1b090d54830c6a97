"""The figures of the control package, each with its bar, as Markdown tables.

    python -m bench.control          (or `make bench-control`)

The towns of Ukraine need the folder `shared` beside the clone; without it they are left out, and
the table says so.
"""

import json
import multiprocessing
import resource
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from attrs import evolve, frozen
from bench.control_sim import Score, Start, score, score_then
from bench.simulate import PLAIN, SETTINGS, Town, war

from whoholds.control import History, infer, infer_many
from whoholds.knowledge.names import fold
from whoholds.knowledge.theatres import Theatre, find_theatre
from whoholds.model import Claim, Evidence, Place, Report

SHARED = Path(__file__).parents[2] / "shared" / "control"
SEEDS = (1, 2, 3)
PLACES, CLAIMS = 33_000, 500_000
SAME_SIDE = {"Donetsk PR": "Russia", "Luhansk PR": "Russia"}


@frozen
class Row:
    """One figure and the bar that it must reach."""

    figure: str
    bar: str
    measured: str
    reached: bool | None  # None: not measured

    def __str__(self) -> str:
        mark = {True: "yes", False: "**no**", None: "–"}[self.reached]
        return f"| {self.figure} | {self.bar} | {self.measured} | {mark} |"


def ukraine() -> list[Row]:
    """Who held the towns of Ukraine on the day of the truth, by our own reader's claims."""
    figure = "98 towns of Ukraine by our own reader: holder right"
    if not SHARED.is_dir():
        return [Row(figure, "≥ 0.93", "no folder `shared` beside the clone", None)]
    reports = [json.loads(line) for line in (SHARED / "ukraine.reports.jsonl").open()]
    truths = [json.loads(line) for line in (SHARED / "ukraine.truth.jsonl").open()]
    theatre = find_theatre("ukraine")
    read = read_all(reports, theatre)
    answers = [answered(truth, read, theatre) for truth in truths]
    right = sum(map(agrees, answers, truths))
    told = [last_told(report["text"]) for report in reports]
    tellable = sum(
        said in (truth["held_by"], None) for said, truth in zip(told, truths, strict=True)
    )
    as_told = sum(
        history is not None and said == side(history, truth)
        for history, said, truth in zip(answers, told, truths, strict=True)
    )
    count = len(truths)
    return [
        Row(figure, "≥ 0.93", f"{right / count:.3f}", right / count >= 0.93),
        Row(
            "– the same if every town is held by whom its report last names as its captor",
            "",
            f"{tellable / count:.3f}",
            None,
        ),
        Row(
            "– our answer is whom the report last names as its captor",
            "",
            f"{as_told / count:.3f}",
            None,
        ),
    ]


def read_all(reports: Iterable[dict[str, str]], theatre: Theatre) -> list[Evidence]:
    """The evidence that our own reader finds in the reports."""
    from whoholds.reading import RulesReader

    reader = RulesReader(theatre=theatre)
    found: list[Evidence] = []
    for row in reports:
        published = date.fromisoformat(row["published"])
        report = Report(row["text"], published, row["publisher"])
        at = datetime(published.year, published.month, published.day, tzinfo=UTC)
        for n, claim in enumerate(reader.read(report).claims):
            found.append(evidence_of(claim, report, f"{report.id}/{n}", at))
    return found


def evidence_of(claim: Claim, report: Report, name: str, recorded: datetime) -> Evidence:
    return Evidence(name, claim, report.id, report.id, recorded, report.published, report.publisher)


def answered(
    truth: dict[str, str], evidence: Sequence[Evidence], theatre: Theatre
) -> History | None:
    """The history of the truth's place by the claims that go by its name."""
    name = fold(truth["place"])
    named = [
        one for one in evidence if name in (fold(one.claim.place), fold(one.claim.place_norm or ""))
    ]
    if not named:
        return None
    key = Counter(one.claim.place_key for one in named).most_common(1)[0][0]
    own = [one for one in evidence if one.claim.place_key == key]
    starting = [one for one in theatre.starting if one.place is None and one.country == "UA"]
    return infer(own, Place(key, truth["place"], "town", "UA"), starting)


def side(history: History, truth: dict[str, str]) -> str | None:
    holding = history.on(date.fromisoformat(truth["on"]))
    if holding is None:
        return None
    return SAME_SIDE.get(holding.actor or "", holding.actor)


def agrees(history: History | None, truth: dict[str, str]) -> bool:
    if history is None:
        return False
    if truth["held_by"] in ("Contested", "Gray zone"):
        holding = history.on(date.fromisoformat(truth["on"]))
        return holding is not None and holding.contested
    return side(history, truth) == truth["held_by"]


def last_told(text: str) -> str | None:
    """Whom the text of one of these reports names last as the captor."""
    told = text.rpartition("captured by ")[2]
    names = ("Russia", "Ukraine", *SAME_SIDE)
    named = next((name for name in names if told.startswith(name)), None)
    return SAME_SIDE.get(named or "", named)


def simulated() -> tuple[list[Row], list[str]]:
    """The bars on simulated wars, and the table of all settings."""
    scores = {setting.name: score(setting, SEEDS) for setting in SETTINGS}
    then = {setting.name: score_then(setting, SEEDS[:1]) for setting in SETTINGS}
    table = [
        "| setting | right | newest claim wins | majority of reports | calibration error | Brier"
        " | Brier of newest | right as known then | newest as known then |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, one in scores.items():
        table.append(
            f"| {name} | {one.accuracy:.3f} | {one.newest:.3f} | {one.majority:.3f} | {one.ece:.3f}"
            f" | {one.brier:.3f} | {one.brier_newest:.3f}"
            f" | {then[name][0]:.3f} | {then[name][1]:.3f} |"
        )
    least = min(map(margin, scores.values()))
    hard = margin(scores["copies and partisans"])
    worst = max(one.ece for one in scores.values())
    lower = all(one.brier < one.brier_newest for one in scores.values())
    rows = [
        Row(
            "simulated wars: least gain over both shortcuts, any setting",
            "> 0",
            f"{least:.3f}",
            least > 0,
        ),
        Row("– with copies and partisans", "≥ 0.05", f"{hard:.3f}", hard >= 0.05),
        Row("– expected calibration error, worst setting", "≤ 0.05", f"{worst:.3f}", worst <= 0.05),
        Row("– Brier score below newest-claim-wins in every setting", "yes", "see below", lower),
    ]
    return rows, table


def margin(one: Score) -> float:
    return one.accuracy - max(one.newest, one.majority)


def copies() -> Row:
    """Ten copies of one false wire story against two independent true reports."""
    place = Place("town", "Town", "town")
    day = date(2020, 5, 10)

    def told(n: int, kind: str, actor: str, origin: str) -> Evidence:
        claim = Claim(kind, place.name, "", (0, 0), actor, place_id="town", start=day, end=day)
        return Evidence(f"c{n}", claim, f"r{n}", origin, datetime(2020, 5, 10, tzinfo=UTC), day)

    evidence = [told(n, "capture", "Rebels", "wire") for n in range(10)]
    evidence += [told(10 + n, "hold", "Army", f"reporter {n}") for n in range(2)]
    history = infer(evidence, place)
    chances = history.at(day)
    holding = history.on(day)
    return Row(
        "ten copies of a false wire story against two true reports",
        "the two win",
        f"{chances['Army']:.2f} to {chances['Rebels']:.2f}",
        holding is not None and holding.actor == "Army",
    )


def many_towns() -> list[Town]:
    """PLACES towns with CLAIMS claims in all."""
    setting = evolve(PLAIN, places=PLACES, coverage=3.5, holds_every=160, copies=0.35)
    towns: list[Town] = []
    left = CLAIMS
    for n, town in enumerate(war(setting, 7)):
        share = round(left / (PLACES - n))
        kept = town.evidence if len(town.evidence) <= 2 * share else town.evidence[: 2 * share]
        towns.append(evolve(town, evidence=kept))
        left -= len(kept)
    return towns


def speed() -> list[Row]:
    """Time and memory for all holdings, and the time of one place, measured in this process."""
    towns = many_towns()
    claims = sum(len(town.evidence) for town in towns)
    begun = time.process_time()
    asked = ((town.place, town.evidence, (Start(),)) for town in towns)
    holdings = sum(len(history.holdings) for history in infer_many(asked))
    took = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    times = []
    largest = sorted(towns, key=lambda town: len(town.evidence))
    for town in (*largest[::330], *largest[-10:]):
        begun = time.perf_counter()
        infer(town.evidence, town.place, (Start(),))
        times.append((time.perf_counter() - begun) * 1000)
    return [
        Row(
            f"{len(towns):,} places, {claims:,} claims: {holdings:,} holdings",
            "≤ 60 s",
            f"{took:.1f} s",
            took <= 60,
        ),
        Row("– memory, with all the claims in it", "≤ 2 GB", f"{peak:.2f} GB", peak <= 2),
        Row(
            f"one place again after one more claim (most: {len(largest[-1].evidence)} claims)",
            "≤ 10 ms",
            f"median {statistics.median(times):.1f} ms, most {max(times):.1f} ms",
            max(times) <= 10,
        ),
    ]


def in_a_process_of_its_own() -> list[Row]:
    """`speed`, with nothing else in memory."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(speed)


def main() -> None:
    rows, table = simulated()
    rows = [*ukraine(), *rows, copies(), *in_a_process_of_its_own()]
    print("| figure | bar | measured | reached |\n| --- | --- | --- | --- |")
    print(*rows, sep="\n")
    print(
        "\nAs known on a day, and that a later claim changes no earlier answer: property tests in"
        "\n`tests/control/test_known.py` and `test_properties.py`.\n"
    )
    print(*table, sep="\n")


if __name__ == "__main__":
    main()
