"""Times of the gazetteer: compiling, loading, finding. Run `python bench/gazetteer.py`."""

import resource
import subprocess
import sys
import tempfile
import time
import timeit
from pathlib import Path

NAMES = "Deir al-Zour|Raqqa|Kobane|Homs|Hama|Idlib|Palmyra|Qusair".split("|")


def resident() -> float:
    """Resident memory in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1000


def compiling() -> None:
    from whoholds.knowledge.gazetteer import Gazetteer

    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        Gazetteer.load(Path(folder), own=Path(folder))
        seconds = time.perf_counter() - start
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"compile  {seconds:.1f} s, peak {peak:.0f} MB, {size / 1e6:.0f} MB on disk")


def finding() -> None:
    from whoholds.knowledge.gazetteer import Gazetteer
    from whoholds.knowledge.names import fold

    Gazetteer.load()
    before = resident()
    start = time.perf_counter()
    gazetteer = Gazetteer.load()
    print(f"load     {1000 * (time.perf_counter() - start):.1f} ms")

    def first() -> None:
        for name in NAMES:
            gazetteer._find(fold(name), frozenset({"SY"}), fuzzy=False)

    def again() -> None:
        for name in NAMES:
            gazetteer.find(name, {"SY"})

    for label, run in (("find, first", first), ("find, again", again)):
        run()
        micro = timeit.timeit(run, number=1000) / 1000 / len(NAMES) * 1e6
        print(f"{label}  {micro:.1f} µs")
    for name, country in (("Deiz ez zor", "SY"), ("Klischiivka", "UA")):
        start = time.perf_counter()
        found = gazetteer.find(name, {country}, fuzzy=True)
        shown = found[0].name if found else "nothing"
        print(
            f"fuzzy    {name} in {country}: {shown}, {1000 * (time.perf_counter() - start):.1f} ms"
        )
    print(f"memory   {resident() - before:.1f} MB added by loading and these look-ups")


if __name__ == "__main__":
    if "--compile" in sys.argv:
        compiling()
    else:
        subprocess.run([sys.executable, __file__, "--compile"], check=True)
        finding()
