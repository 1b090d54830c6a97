"""The page in one file: map, slider and evidence, to be opened from a disk without a network."""

import base64
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from whoholds.knowledge.theatres import Theatre
from whoholds.model import BadInput
from whoholds.record import Store
from whoholds.views.page_book import book

STATIC = files("whoholds.views") / "static"


def write_page(
    store: Store, out: Path | str, theatre: Theatre | None = None, tiles: str | None = None
) -> int:
    """Write the record as one HTML file to `out`; the number of bytes written.

    `tiles` is an XYZ template (`https://…/{z}/{x}/{y}.png`) or the address of a PMTiles archive,
    and then the one thing for which the page asks the network. Raises BadInput where `out` cannot
    be written or `tiles` is no web address.
    """
    page = render(book(store, theatre), tiles).encode()
    try:
        Path(out).write_bytes(page)
    except OSError as error:
        raise BadInput(f"{out}: cannot be written ({error.strerror}): name another file") from None
    return len(page)


def render(carried: dict[str, Any], tiles: str | None = None) -> str:
    """The HTML of a page that carries `carried` (see `page_book.book`) within itself."""
    script, style = asset("app.js"), asset("app.css")
    policy = content_policy([f"'{_digest(script)}'"], [f"'{_digest(style)}'"], [], tiles)
    head = [
        '<meta charset="utf-8">',
        # Before everything that it is to govern.
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="color-scheme" content="light dark">',
        '<link rel="icon" href="data:,">',
    ]
    if tiles:
        head.append(f'<meta name="tiles" content="{escape(tiles)}">')
    title = escape(carried["title"] or "whoholds")
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>',
            *head,
            f"<title>{title}</title>",
            f"<style>{style}</style>",
            '</head>\n<body>\n<div id="app"><p class="boot">Reading the record…</p></div>',
            "<noscript><p>This page draws its map with JavaScript, which is switched off here."
            "</p></noscript>",
            f'<script id="book" type="application/json">{in_script(carried)}</script>',
            f'<script id="ground" type="application/json">{asset("ground.json")}</script>',
            f"<script>{script}</script>",
            "</body>\n</html>\n",
        ]
    )


def content_policy(
    scripts: Iterable[str], styles: Iterable[str], connections: Iterable[str], tiles: str | None
) -> str:
    """A Content-Security-Policy that lets nothing in but what is named, and the host of `tiles`."""
    host = [tile_origin(tiles)] if tiles else []
    sources = {
        "default-src": ["'none'"],
        "script-src": scripts,
        "style-src": styles,
        "img-src": ["data:", "blob:", *host],
        "connect-src": [*connections, *host] or ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in sources.items())


def tile_origin(tiles: str) -> str:
    """Scheme and host of the tiles' address, as a policy names them; BadInput where it is none."""
    parts = urlsplit(tiles)
    host = parts.netloc.rpartition("@")[2]
    plain = host.replace(":", "").replace(".", "").replace("-", "").replace("{s}", "").isalnum()
    if parts.scheme not in ("http", "https") or not plain:
        raise BadInput(
            f"{tiles[:80]!r} is no web address of tiles: https://host/{{z}}/{{x}}/{{y}}.png"
        )
    return f"{parts.scheme}://{host.replace('{s}', '*')}"


def in_script(value: Any) -> str:
    """JSON that nothing in it can end: no `<` as such, so no `</script>` and no `<!--`."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return written.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@cache
def asset(name: str) -> str:
    """The text of a file of the built bundle."""
    return (STATIC / name).read_text("utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
