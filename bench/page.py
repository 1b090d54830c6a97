"""The page's figures: how fast it draws, how large it is, how its server answers under load.

make bench-page            all of them; the large record takes some minutes to make
python -m bench.page --small   the sample record alone
"""

import asyncio
import gzip
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
from bench.page_data import add_claim, fill

from whoholds import api
from whoholds.record import AsOf
from whoholds.views.board import Words
from whoholds.views.board_making import make_board
from whoholds.views.lore import Lore
from whoholds.views.page import asset, write_page
from whoholds.views.standpoint import Standpoint

PLACES, CLAIMS = 33_000, 500_000
READERS, SECONDS = 50, 60
SAMPLES = Path(str(files("whoholds") / "samples"))
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
SERVER = (
    "import sys; from whoholds import api; from whoholds.views.serve import serve; "
    "record = api.open(sys.argv[1], create=False); "
    "serve(record.store, record.theatre, port=int(sys.argv[2]))"
)
# Drags the handle to and fro for some seconds and notes how long each frame took.
DRAG = """async () => {
  const track = document.querySelector('.track');
  const box = track.getBoundingClientRect();
  const send = (name, x) => track.dispatchEvent(new PointerEvent(name, {
    clientX: x, clientY: box.top + 20, button: 0, pointerId: 1, bubbles: true }));
  track.setPointerCapture = () => {};
  const frames = [];
  send('pointerdown', box.left + 20);
  let last = performance.now();
  const end = last + 6000;
  for (let n = 0; last < end; n++) {
    const share = 0.5 + 0.45 * Math.sin(n / 12);
    send('pointermove', box.left + box.width * share);
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    frames.push(now - last);
    last = now;
  }
  send('pointerup', box.left + 20);
  frames.sort((a, b) => a - b);
  const at = share => frames[Math.floor(share * (frames.length - 1))];
  return { frames: frames.length, median: at(0.5), p95: at(0.95) };
}"""
PAINT = """() => new Promise(done => new PerformanceObserver(list =>
  done(list.getEntries().at(-1).startTime)).observe({type: 'largest-contentful-paint', buffered: true}))"""


def main(small: bool) -> None:
    sizes()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        samples = folder / "samples.db"
        with api.open(samples) as record:
            record.add(SAMPLES)
            told(
                "self-contained page of the samples",
                write_page(record.store, folder / "p.html") / 1e6,
                "MB",
                3,
            )
        with served(samples) as address:
            told("largest paint, samples, cold", in_browser(address, PAINT) / 1000, "s", 1.5)
            load(address, SECONDS)
        if small:
            return
        large = Path(os.environ.get("BENCH_RECORD", folder / "large.db"))
        if not large.exists():
            fill(large, PLACES, CLAIMS)
        for start in ("first", "later"):
            started = time.perf_counter()
            with served(large) as address, httpx.Client(base_url=address, timeout=600) as client:
                client.get("api/history?place=Selo 7").raise_for_status()
                told(f"{start} start: one place answers", time.perf_counter() - started, "s")
                while client.get("api/map").status_code == 503:
                    pass
                told(f"{start} start: the map is there", time.perf_counter() - started, "s")
        one_more(large)
        with served(large) as address:
            answers(address)
            for place in ("wide", "near"):
                fragment = "" if place == "wide" else "#map=9/48.5/31"
                drag = in_browser(address + fragment, DRAG)
                told(
                    f"slider, {place}: frame p95 (median {drag['median']:.0f} ms)",
                    drag["p95"],
                    "ms",
                    50,
                )


def sizes() -> None:
    code = sum(len(gzip.compress(asset(name).encode(), 9)) for name in ("app.js", "app.css"))
    told("script and style, compressed", code / 1000, "kB", 250)


def answers(address: str) -> None:
    """Answers over the large record: one for all places, and those for one."""
    rng = random.Random(1)
    with httpx.Client(base_url=address, timeout=600) as client:
        client.get("api/map").raise_for_status()
        days = [f"2023-{n:02}-{m:02}" for n in range(1, 11) for m in (3, 17)]
        new = [seconds(client, f"api/on?on={day}") for day in days]
        told(
            "/api/on, all places, each day for the first time: p95",
            1000 * sorted(new)[18],
            "ms",
            300,
        )
        warm = [seconds(client, f"api/on?on={day}") for day in days]
        told("/api/on, all places, again: p95", 1000 * sorted(warm)[18], "ms", 300)
        ones = [
            seconds(client, f"api/history?place=Selo {rng.randrange(PLACES)}") for _ in range(200)
        ]
        told("/api/history, each for the first time: p95", 1000 * sorted(ones)[190], "ms", 50)


def one_more(large: Path) -> None:
    """One claim is added to a copy of the large record: how long until all places are right."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "copy.db"
        with api.open(large, create=False) as record:
            record.store.backup(copy)
        with api.open(copy, create=False) as record:
            standpoint = Standpoint(record.store, Lore(None), None, AsOf())
            standpoint.board()
            spent = []
            for n in range(2, 12):
                key = add_claim(record.store, n)
                clock = time.perf_counter()
                make_board(standpoint.questions([key]), Words(), None)
                inferred = time.perf_counter() - clock
                clock = time.perf_counter()
                standpoint.board()
                spent.append((inferred, time.perf_counter() - clock))
            inferred, whole = (sorted(column)[5] for column in zip(*spent, strict=True))
            told("one claim more: its place asked for and inferred", 1000 * inferred, "ms", 10)
            told("one claim more: all places right again", 1000 * whole, "ms")


def seconds(client: httpx.Client, path: str) -> float:
    clock = time.perf_counter()
    client.get(path).raise_for_status()
    return time.perf_counter() - clock


def load(address: str, lasting: float) -> None:
    """READERS at once, asking what a page asks."""
    spent, errors = asyncio.run(_load(address, lasting))
    spent.sort()
    told(
        f"{READERS} readers for {lasting:.0f} s: {len(spent)} answers, p99",
        1000 * spent[int(0.99 * (len(spent) - 1))],
        "ms",
        500,
    )
    told("errors", errors, "", 0)


async def _load(address: str, lasting: float) -> tuple[list[float], int]:
    """By bare sockets: the readers share the machine with the server, and should be light."""
    spent: list[float] = []
    errors = 0
    end = time.perf_counter() + lasting
    host, port = address.removeprefix("http://").rstrip("/").split(":")
    days = [f"2024-12-{n:02}" for n in range(1, 12)]
    towns = ["Aleppo", "Hama", "Homs", "Damascus", "Deir%20ez-Zor", "Palmyra"]

    async def reader(n: int) -> None:
        nonlocal errors
        rng = random.Random(n)
        source, sink = await asyncio.open_connection(host, int(port))
        while time.perf_counter() < end:
            day, town = rng.choice(days), rng.choice(towns)
            path = rng.choice(
                [
                    f"on?on={day}",
                    f"on?on={day}&known={day}",
                    f"history?place={town}",
                    f"why?place={town}&on={day}",
                    f"changes?from=2024-12-01&to={day}",
                    "map",
                ]
            )
            clock = time.perf_counter()
            asked = f"GET /api/{path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n\r\n"
            sink.write(asked.encode())
            head = (await source.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            length = head.partition("content-length:")[2].partition("\r")[0]
            await source.readexactly(int(length))
            errors += not head.startswith("http/1.1 200")
            spent.append(time.perf_counter() - clock)
        sink.close()

    await asyncio.gather(*(reader(n) for n in range(READERS)))
    return spent, errors


@contextmanager
def served(record: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-c", SERVER, str(record), str(port)])
    address = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(6000):
            try:
                httpx.get(address, timeout=2)
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


def in_browser(address: str, script: str) -> Any:
    from playwright.sync_api import sync_playwright

    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        # The drag is sent by script, which the page's own policy would not allow.
        context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector("html[data-ready]", timeout=120_000)
        page.wait_for_timeout(1000)
        found = page.evaluate(script)
        browser.close()
    return found


def told(what: str, value: float, unit: str, bar: float | None = None) -> None:
    verdict = (
        "" if bar is None else f"  (bar {bar:g} {unit})" + ("" if value <= bar else "  MISSED")
    )
    print(f"{what:<62} {value:>9.2f} {unit}{verdict}", flush=True)


if __name__ == "__main__":
    main("--small" in sys.argv)
