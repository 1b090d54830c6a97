"""FEEDS.toml: which feeds, how often, and who is told of changes."""

import tomllib
from pathlib import Path
from typing import Any

from attrs import frozen

from whoholds.model import BadInput

_LEAST_MINUTES = 1.0
_KEYS = {"every_minutes", "feeds", "webhook", "command", "atom"}


@frozen
class Feed:
    """`publisher` stands where the article does not say who publishes it."""

    url: str
    publisher: str | None = None


@frozen
class Watched:
    """`webhook` is an address with the name of the environment variable that has its key;
    `command` is run for each change of holder; `atom` is the file of a feed of them."""

    feeds: tuple[Feed, ...]
    every_minutes: float = 30.0
    webhook: str | None = None
    webhook_key_from: str | None = None
    command: tuple[str, ...] = ()
    atom: Path | None = None


def load(path: Path) -> Watched:
    """Read a file such as

        every_minutes = 30
        atom = "changes.xml"
        command = ["notify-send", "whoholds"]
        webhook = { url = "https://…", key_from = "WHOHOLDS_WEBHOOK_KEY" }
        [[feeds]]
        url = "https://…"
        publisher = "Sample Wire"

    Raises BadInput for one that is not as it should be.
    """
    try:
        with path.open("rb") as file:
            table = tomllib.load(file)
    except OSError as error:
        raise BadInput(f"{path}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: not TOML: {error}") from None
    if unknown := sorted(table.keys() - _KEYS):
        raise BadInput(
            f"{path}: unknown {', '.join(unknown)}: there are {', '.join(sorted(_KEYS))}"
        )
    feeds = table.get("feeds")
    if not isinstance(feeds, list) or not feeds:
        raise BadInput(f'{path}: no feeds: add [[feeds]] with url = "https://…"')
    webhook = table.get("webhook") or {}
    if not isinstance(webhook, dict) or (webhook and not webhook.keys() >= {"url", "key_from"}):
        raise BadInput(f"{path}: webhook needs url, and key_from: a variable with the key to sign")
    every = table.get("every_minutes", 30.0)
    if isinstance(every, bool) or not isinstance(every, int | float) or every < _LEAST_MINUTES:
        raise BadInput(f"{path}: every_minutes must be {_LEAST_MINUTES} or more")
    command = table.get("command", [])
    if not isinstance(command, list) or not all(isinstance(word, str) for word in command):
        raise BadInput(f'{path}: command must be a list of words: ["notify-send", "whoholds"]')
    atom = table.get("atom")
    return Watched(
        tuple(_feed(path, row) for row in feeds),
        float(every),
        webhook.get("url"),
        webhook.get("key_from"),
        tuple(command),
        path.parent / str(atom) if atom else None,
    )


def _feed(path: Path, row: Any) -> Feed:
    if not isinstance(row, dict) or not isinstance(row.get("url"), str):
        raise BadInput(f'{path}: a feed without an address: add url = "https://…"')
    if not row["url"].startswith(("http://", "https://")):
        raise BadInput(f"{path}: {row['url'][:60]!r}: only http and https are read")
    return Feed(row["url"], row.get("publisher"))
