"""Changes of holder told to others: a signed webhook, a command, an Atom feed."""

import hashlib
import hmac
import json
import os
import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import httpx

from whoholds.model import BadInput, WhoholdsError
from whoholds.reports.networks import Guarded
from whoholds.reports.shown import shown
from whoholds.watch.config import Watched

SIGNATURE = "X-Whoholds-Signature-256"
MOST_SECONDS = 20.0
_MOST_ENTRIES = 200
_ATOM = "http://www.w3.org/2005/Atom"


def keyed(changes: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Each change by what makes it the same one when more reports of it come in: its place, its
    actors, and which such change at the place it is. Its days may yet be told more exactly."""
    found: dict[str, dict[str, Any]] = {}
    times: Counter[tuple[Any, ...]] = Counter()
    for change in sorted(changes, key=lambda c: c["between"][0] or ""):
        told = tuple(change[name] for name in ("place_id", "place", "from_actor", "to_actor"))
        times[told] += 1
        digest = hashlib.blake2b(json.dumps([*told, times[told]]).encode(), digest_size=12)
        found[digest.hexdigest()] = change
    return found


def title(change: dict[str, Any]) -> str:
    first, last = change["between"]
    days = first if first == last else f"{first or '…'} to {last or '…'}"
    before, after = change["from_actor"] or "unknown", change["to_actor"] or "unknown"
    return f"{change['place']}: {before} → {after}, {days}"


def tell(change: dict[str, Any], watched: Watched, allow_private: bool = False) -> None:
    """Send `change` to the webhook and give it to the command.

    Raises WhoholdsError where one of them fails, so that it is told again.
    """
    body = json.dumps(change, ensure_ascii=False).encode()
    if watched.webhook:
        _post(watched, body, allow_private)
    if watched.command:
        try:
            subprocess.run(
                [*watched.command, title(change)], input=body, check=True, timeout=MOST_SECONDS
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise WhoholdsError(f"the command failed: {type(error).__name__}") from None


def signature(body: bytes, secret: str) -> str:
    """HMAC-SHA256 in hex, as GitHub signs its webhooks."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def _post(watched: Watched, body: bytes, allow_private: bool) -> None:
    assert watched.webhook is not None
    secret = os.environ.get(watched.webhook_key_from or "")
    if not secret:
        raise BadInput(f"the webhook's key is not in {watched.webhook_key_from}: set it")
    headers = {"Content-Type": "application/json", SIGNATURE: signature(body, secret)}
    try:
        with httpx.Client(
            transport=Guarded(allow_private), timeout=MOST_SECONDS, trust_env=False
        ) as client:
            client.post(watched.webhook, content=body, headers=headers).raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        where = shown(watched.webhook)
        raise WhoholdsError(f"the webhook {where} failed: {type(error).__name__}") from None


def write_atom(
    path: Path, changes: Mapping[str, dict[str, Any]], now: datetime | None = None
) -> None:
    """The latest of the `keyed` changes as an Atom feed, written whole or not at all."""
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed")
    stamp = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    _add(root, [("id", "urn:whoholds:changes"), ("title", "Changes of holder"), ("updated", stamp)])
    ET.SubElement(ET.SubElement(root, f"{{{_ATOM}}}author"), f"{{{_ATOM}}}name").text = "whoholds"
    for key, change in list(changes.items())[-_MOST_ENTRIES:][::-1]:
        entry = ET.SubElement(root, f"{{{_ATOM}}}entry")
        day = change["between"][1] or change["between"][0]
        updated = f"{day}T00:00:00Z" if day else stamp
        content = (
            f"probability {change['probability']:.2f}, {change['reports']} reports, "
            f"{change['origins']} origins"
        )
        _add(
            entry,
            [
                ("id", f"urn:whoholds:change:{key}"),
                ("title", title(change)),
                ("updated", updated),
                ("summary", content),
            ],
        )
    part = path.with_name(path.name + ".part")
    ET.ElementTree(root).write(part, encoding="utf-8", xml_declaration=True)
    part.replace(path)


def _add(parent: ET.Element, pairs: Iterable[tuple[str, str]]) -> None:
    for name, text in pairs:
        ET.SubElement(parent, f"{{{_ATOM}}}{name}").text = text
