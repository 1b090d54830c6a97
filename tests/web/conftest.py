"""A browser, and the page both ways: in one file on the disk, and served over the sample record."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from urllib.request import urlopen

import pytest

from whoholds import api
from whoholds.views.page import write_page

TOKEN = "a token long enough"
SAMPLES = Path(str(files("whoholds") / "samples"))
# No GPU, and nothing of the browser's own that would ask the network.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session")
def sample_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample reports, read once."""
    path = tmp_path_factory.mktemp("record") / "samples.db"
    with api.open(path) as record:
        record.add(SAMPLES)
    return path


@pytest.fixture(scope="session")
def file_page(sample_record: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the self-contained file."""
    out = tmp_path_factory.mktemp("page") / "page.html"
    with api.open(sample_record) as record:
        write_page(record.store, out)
    return out.as_uri()


@pytest.fixture(scope="session")
def served_page(sample_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server, on a copy of the record, that takes decisions."""
    import uvicorn

    from whoholds.views.serve import create_app

    copy = tmp_path_factory.mktemp("served") / "samples.db"
    shutil.copy(sample_record, copy)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with api.open(copy) as record:
        app = create_app(record.store, token=TOKEN)
        config = uvicorn.Config(app, "127.0.0.1", port, log_level="warning")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{port}/"
        _await(address)
        yield address
        server.should_exit = True
        thread.join(10)


def _await(address: str) -> None:
    for _ in range(100):
        try:
            with urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"no server answers at {address}")


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Debian's Chromium, or the one that CHROMIUM names."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.skip("needs chromium: apt-get install chromium, or name it in CHROMIUM")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield running
        running.close()
