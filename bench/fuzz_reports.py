"""Many broken files for the parsers of reports, faster than a test may be.

    python bench/fuzz_reports.py --inputs 100000 --seconds 600

Each input is a good file of some form with a few random changes. What raises anything but
BadInput, or takes over two seconds, is printed with its seed and makes the exit status 1.
"""

import argparse
import importlib
import io
import random
import resource
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

from whoholds.model import BadInput
from whoholds.reports import How, forms

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
SEEDS: dict[str, bytes] = importlib.import_module("reports.test_fuzz").SEEDS
PIECES = (b"", b'"', b"\n", b"\0", b"[" * 99, b"{", b"<", b"\xff", b"From ", b"\\u", b",", b"date ")
# What libraries parse may raise what they like, which `read_inputs` turns into a failure.
OURS = ("a.txt", "b.md", "c.jsonl", "d.csv", "result.json", "g.zip", "h.jsonl.gz")


def broken(seed: bytes, chance: random.Random) -> bytes:
    data = bytearray(seed)
    for _ in range(chance.randint(1, 6)):
        start = chance.randint(0, len(data))
        end = min(len(data), start + chance.randint(0, 30))
        other = chance.randint(0, len(data))
        piece = (chance.choice(PIECES), chance.randbytes(4), bytes(data[other : other + 30]))
        data[start:end] = chance.choice(piece)
    return bytes(data)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=600.0)
    asked = parser.parse_args()
    until = time.monotonic() + asked.seconds
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    for number in range(asked.inputs):
        if time.monotonic() > until:
            break
        name = OURS[number % len(OURS)]
        data = broken(SEEDS[name], random.Random(number))
        started = time.process_time()
        try:
            list(forms.read_form(io.BytesIO(data), name, name, How()))
            outcomes["read"] += 1
        except BadInput:
            outcomes["refused"] += 1
        except Exception:  # noqa: BLE001 - what is looked for
            outcomes["crashed"] += 1
            print(f"input {number} ({name}): {traceback.format_exc(limit=-1)}")
        slowest = max(slowest, time.process_time() - started)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{dict(outcomes)}; slowest {slowest:.3f} s; {memory} MB at most")
    sys.exit(bool(outcomes["crashed"]) or slowest > 2)


if __name__ == "__main__":
    main()
