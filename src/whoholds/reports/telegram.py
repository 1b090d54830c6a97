"""Channels saved by Telegram Desktop: `result.json`, read message by message."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from whoholds.model import BadInput, Report
from whoholds.reports.days import publication_day
from whoholds.reports.decode import checked
from whoholds.reports.failure import Failure
from whoholds.reports.how import How

_CHUNK = 1 << 16
_MOST_MESSAGE = 4_000_000  # characters
# Within a JSON string every quote has a backslash before it, so this is never part of a text.
_MESSAGES = re.compile(r'(?<!\\)"messages"\s*:\s*\[')
_NAME = re.compile(r'(?<!\\)"name"\s*:\s*("(?:[^"\\]|\\.)*")')
_BETWEEN = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder()


def read_telegram(file: BinaryIO, label: str, how: How) -> Iterator[Report | Failure]:
    """A report for each message with a text; services and pictures alone are passed over.

    The day is the message's own, in the zone of whoever exported it; the publisher is the
    channel. Raises BadInput where the file is no export, or breaks off.
    """
    window = _Window(file)
    channels = 0
    while found := window.past(_MESSAGES):
        channels += 1
        channel = _channel(found)
        for message in window.objects():
            where = f"{label}#{message.get('id', '?')}"
            try:
                if text := _text(message.get("text")).strip():
                    yield _report(message, text, channel, where)
            except BadInput as error:
                yield Failure(where, str(error))
    if not channels:
        raise BadInput("not an export of Telegram: a .json file needs its `messages`")


class _Window:
    """A part of the file: as much as is needed to see the next message whole."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._decode = codecs.getincrementaldecoder("utf-8")()
        self._text = ""

    def _more(self) -> bool:
        data = self._file.read(_CHUNK)
        try:
            self._text += self._decode.decode(data, final=not data)
        except UnicodeDecodeError:
            raise BadInput("not text: save the file as UTF-8") from None
        return bool(data)

    def past(self, pattern: re.Pattern[str]) -> str | None:
        """What stands before the next match, which is consumed; None at the end."""
        while not (match := pattern.search(self._text)):
            if len(self._text) > _MOST_MESSAGE:
                self._text = self._text[-_CHUNK:]
            if not self._more():
                return None
        before, self._text = self._text[: match.start()], self._text[match.end() :]
        return before

    def objects(self) -> Iterator[dict[str, Any]]:
        """The objects of the array that has just begun, up to its end."""
        ended = False
        need = 0
        while True:
            start = len(_BETWEEN.match(self._text)[0])  # type: ignore[index]
            if self._text[start : start + 1] == "]":
                self._text = self._text[start + 1 :]
                return
            if ended or len(self._text) >= need:
                try:
                    found, end = _DECODER.raw_decode(self._text, start)
                except (ValueError, RecursionError):
                    # Each try waits for twice the text of the one before: tries cost little.
                    need = 2 * len(self._text)
                else:
                    self._text = self._text[end:]
                    need = 0
                    if isinstance(found, dict):
                        yield found
                    continue
            if ended or len(self._text) > _MOST_MESSAGE:
                raise BadInput("a message breaks off or is too long: export the channel anew")
            ended = not self._more()


def _channel(before: str) -> str | None:
    """The name last told before the messages."""
    names = _NAME.findall(before)
    try:
        return checked(json.loads(names[-1])) if names else None
    except (ValueError, BadInput):
        return None


def _report(message: dict[str, Any], text: str, channel: str | None, where: str) -> Report:
    written = message.get("date")
    if not isinstance(written, str):
        raise BadInput("no date in the message: export anew")
    return Report(
        text=checked(text),
        published=publication_day(written),
        publisher=channel,
        label=where,
    )


def _text(value: Any) -> str:
    """The text of a message, which Telegram gives as a string or as a list of its parts."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        parts = (p.get("text") if isinstance(p, dict) else p for p in value)
        return "".join(p for p in parts if isinstance(p, str))
    return ""
