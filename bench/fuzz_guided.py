"""Broken files for the parsers of reports that are our own, guided by the code that they reach.

    python bench/fuzz_guided.py -runs=100000 -max_len=4096 -timeout=2 -rss_limit_mb=1024

All arguments are libFuzzer's. The first byte of an input picks the form; what the parser raises
but BadInput ends the run with the input kept. Needs atheris, which has wheels for Linux alone.
"""

import contextlib
import importlib
import io
import sys
from pathlib import Path

import atheris

from whoholds.model import BadInput

PARSERS = "coded decode jsonl lines mail packed rows tables telegram texts".split()
with atheris.instrument_imports(include=["whoholds.reports"]):
    from whoholds.reports import How, forms
    from whoholds.reports.days import table_day
    from whoholds.reports.feeds import listing_of
    from whoholds.reports.shown import shown

    # The others are imported only where they are needed, which would be too late.
    for module in PARSERS:
        importlib.import_module(f"whoholds.reports.{module}")

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
SEEDS: dict[str, bytes] = importlib.import_module("reports.test_fuzz").SEEDS
OURS = ("a.txt", "b.md", "c.jsonl", "d.csv", "f.mbox", "result.json", "g.zip", "h.jsonl.gz")


def one(data: bytes) -> None:
    if not data:
        return
    form, rest = data[0] % (len(OURS) + 3), data[1:]
    with contextlib.suppress(BadInput):
        if form < len(OURS):
            list(forms.read_form(io.BytesIO(rest), OURS[form], OURS[form], How()))
        elif form == len(OURS):
            listing_of(rest, "https://a.example/")
        elif form == len(OURS) + 1:
            table_day(rest.decode("utf-8", "replace"))
        else:
            shown("https://" + rest.decode("utf-8", "replace"))


def main() -> None:
    seeds = Path("build/fuzz")
    seeds.mkdir(parents=True, exist_ok=True)
    for n, name in enumerate(OURS):
        (seeds / name).write_bytes(bytes([n]) + SEEDS[name])
    atheris.Setup([sys.argv[0], str(seeds), *sys.argv[1:]], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
