"""The user's own tiles: pictures and vector tiles, from their host and no other."""

from pathlib import Path
from typing import Any

import pytest
from tests.web.archive import PICTURE, VECTOR, pmtiles, sea

from whoholds import api
from whoholds.views.page import write_page

pytestmark = pytest.mark.slow
ADDRESS = "https://tiles.example/world.pmtiles"
# The colour in the middle of a tile on the map.
COLOUR = """() => {
  const tile = document.querySelector('.tiles canvas, canvas.leaflet-tile, .tiles img');
  if (!tile || (tile.tagName === 'IMG' && !tile.naturalWidth)) return null;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 8;
  const ink = canvas.getContext('2d');
  ink.drawImage(tile, 0, 0, 8, 8);
  const seen = [...ink.getImageData(4, 4, 1, 1).data];
  return seen[3] ? seen : null;
}"""
# A picture of one red point.
RED = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


@pytest.fixture
def page_with_tiles(sample_record: Path, tmp_path: Path) -> str:
    with api.open(sample_record) as record:
        write_page(record.store, tmp_path / "page.html", tiles=ADDRESS)
    return (tmp_path / "page.html").as_uri()


def seen(browser: Any, address: str, archive: bytes) -> list[int]:
    asked: list[str] = []

    def answer(route: Any) -> None:
        asked.append(route.request.url)
        first, _, last = route.request.headers["range"].removeprefix("bytes=").partition("-")
        part = archive[int(first) : int(last) + 1]
        headers = {
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Expose-Headers": "ETag, Content-Length, Content-Range",
            "Content-Range": f"bytes {first}-{int(first) + len(part) - 1}/{len(archive)}",
        }
        route.fulfill(status=206, body=part, headers=headers)

    context = browser.new_context(viewport={"width": 800, "height": 600})
    try:
        page = context.new_page()
        page.route("**/*.pmtiles", answer)
        page.goto(address + "#map=2/20/20")
        page.wait_for_selector("html[data-ready]", timeout=15_000)
        page.wait_for_function(COLOUR, timeout=15_000)
        assert set(asked) == {ADDRESS}
        found: list[int] = page.evaluate(COLOUR)
        return found
    finally:
        context.close()


def test_vector_tiles_are_drawn(browser: Any, page_with_tiles: str) -> None:
    red, green, blue, _ = seen(browser, page_with_tiles, pmtiles(sea(), VECTOR))
    assert blue > red
    assert green > red


def test_pictures_are_drawn(browser: Any, page_with_tiles: str) -> None:
    red, green, blue, _ = seen(browser, page_with_tiles, pmtiles(RED, PICTURE))
    assert red > 200 > green + blue
