"""The examples of docs/api.md, run."""

import re
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="needs the extra serve")

from starlette.testclient import TestClient

from whoholds import api
from whoholds.views.serve import create_app

PAGE = (Path(__file__).parents[2] / "docs/api.md").read_text("utf-8")
EXAMPLES = re.findall(r"\$ curl 'http://127\.0\.0\.1:8787(/api/[^']+)'", PAGE)


def test_every_example_gives_something(sample_record: Path) -> None:
    assert len(EXAMPLES) >= 8
    with api.open(sample_record) as record:
        client = TestClient(create_app(record.store), base_url="http://127.0.0.1")
        for path in EXAMPLES:
            told = client.get(path)
            assert told.status_code == 200, path
            assert told.json().get("results") or told.json().get("features"), path


def test_every_address_is_on_the_page(sample_record: Path) -> None:
    with api.open(sample_record) as record:
        described = create_app(record.store).openapi()["paths"]
    for path in described:
        plain = re.sub(r"\{.*\}", "ID", path).removesuffix("/preview")
        assert plain in PAGE or plain == "/api/about", path
