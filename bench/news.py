"""General news, one report in fifty about a conflict: `python -m bench.news [--reports N]`.

No archive of news is free to ship, so what is not about a conflict is stood in for by prose about
software in pieces of 3,000 characters (see `bench.reading`), and in one of five by the project's
own passages of news with words of war in them and no war, which are harder than news is. In
seconds of the processor, one process; and the same with everything that `add` does.
"""

import argparse
import json
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from attrs import evolve
from bench.reading import OWN, SHARED, exhaust, prose, reports
from bench.results import Figure, publish

from whoholds import api
from whoholds.model import Report
from whoholds.readers import rules

PIECE, CONFLICT, HARD = 3_000, 50, 5
SEED = 7


def news(count: int) -> list[Report]:
    rng = random.Random(SEED)
    conflict = reports(SHARED) if SHARED.exists() else reports(*OWN)
    hard = [one for one in reports(*OWN) if "gen-" in (one.label or "")]
    plain = [
        evolve(one, text=one.text[at : at + PIECE])
        for one in prose()
        for at in range(0, len(one.text) - PIECE, PIECE)
    ]
    made = []
    for n in range(count):
        source = conflict if n % CONFLICT == 0 else hard if n % HARD == 0 else plain
        one = rng.choice(source)
        made.append(
            evolve(one, publisher=f"bench {n}", published=one.published or made[0].published)
        )
    return made


def figures(count: int) -> Iterator[Figure]:
    asked = news(count)
    reader = rules.rules_reader(None)
    exhaust(reader.read_many(asked[:100]))
    start = time.process_time()
    exhaust(reader.read_many(asked))
    spent = time.process_time() - start
    size = sum(len(one.text) for one in asked) / count
    yield Figure("read in a second of one core", f"{count / spent:,.0f}", "≥ 500")
    yield Figure("characters a report, mean", f"{size:,.0f}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.jsonl"
        rows = (
            {
                "id": str(n),
                "published": str(one.published),
                "publisher": one.publisher,
                "text": one.text,
            }
            for n, one in enumerate(asked)
        )
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        with api.open(Path(folder) / "record.db") as record:
            start = time.process_time()
            record.add([path], reader=reader)
            spent = time.process_time() - start
    yield Figure("the same from a file into a record (`add`)", f"{count / spent:,.0f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=5_000)
    options = parser.parse_args()
    publish("news", figures(options.reports), {"reports": options.reports})
