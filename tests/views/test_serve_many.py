"""Several server processes at one port."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

pytest.importorskip("uvicorn", reason="needs the extra serve")
from whoholds.model import Claim, Reading, Report
from whoholds.record import Store

TEXT = "Rebels took Hama."
RUN = "import sys; from whoholds.cli import main; sys.argv[0] = 'whoholds'; main()"


def _added(store: Store, text: str) -> None:
    claim = Claim("capture", "Hama", "took Hama", (7, 16), actor="Rebels")
    store.add(store.begin_run("toy", "1"), [(Report(text), Reading((claim,)))])


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, "subprocess.Popen[str]", Path]]:
    path = tmp_path / "record.db"
    with Store.open(path) as store:
        _added(store, TEXT)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [
            *(sys.executable, "-c", RUN, "--record", str(path)),
            *("serve", "--workers", "2", "--port", str(port)),
        ],
        text=True,
        stderr=subprocess.PIPE,
    )
    yield f"http://127.0.0.1:{port}", server, path
    if server.poll() is None:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def _workers(server: int) -> set[int]:
    found = set()
    for entry in Path("/proc").iterdir():
        try:
            status = (entry / "stat").read_text().rpartition(")")[2].split()
            command = (entry / "cmdline").read_bytes()
        except (OSError, IndexError):
            continue
        if int(status[1]) == server and b"spawn_main" in command:
            found.add(int(entry.name))
    return found


def _state(address: str) -> str:
    """The record's digest as one of the processes answers it, which may not be up yet."""
    for _ in range(600):
        try:
            answer = httpx.get(f"{address}/api/history?place=Hama", timeout=20)
            return str(answer.json()["basis"]["record"])
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("no process answers")


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for the processes in /proc")
def test_processes_answer_together_and_one_that_dies_is_begun_anew(
    served: tuple[str, "subprocess.Popen[str]", Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, server, path = served
    before = _state(address)
    workers = _workers(server.pid)
    assert len(workers) == 2
    # What is written elsewhere all of them see.
    with Store.open(path) as store:
        _added(store, f"{TEXT} Again.")
        now = store.digest()
    time.sleep(0.5)
    assert now != before
    assert {_state(address) for _ in range(10)} == {now}
    os.kill(min(workers), signal.SIGKILL)
    assert {_state(address) for _ in range(5)} == {now}
    for _ in range(300):
        if len(_workers(server.pid)) == 2 and min(workers) not in _workers(server.pid):
            break
        time.sleep(0.1)
    assert len(_workers(server.pid)) == 2
    server.send_signal(signal.SIGTERM)
    assert server.wait(30) == 0
    assert not _workers(server.pid)


def test_a_port_that_is_taken_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    Store.open(path).close()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = ["--record", str(path), "serve", "--workers", "2", "--port", port]
        said = subprocess.run(
            [sys.executable, "-c", RUN, *command], capture_output=True, text=True, check=False
        )
    assert said.returncode == 2
    assert "cannot be used" in said.stderr
    assert "Traceback" not in said.stderr
