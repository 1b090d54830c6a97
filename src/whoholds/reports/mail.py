"""Newsletters: one message (.eml) or a mailbox of them (.mbox)."""

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr
from typing import BinaryIO

from whoholds.model import BadInput, Report
from whoholds.reports.days import mail_day
from whoholds.reports.decode import checked
from whoholds.reports.failure import Failure
from whoholds.reports.how import How
from whoholds.reports.html import read_html
from whoholds.reports.lines import bounded_lines

MOST_BYTES = 20_000_000  # of one message
_LEAST_TEXT = 200  # characters: shorter plain parts say "view this in your browser"


def read_eml(file: BinaryIO, label: str, how: How) -> Iterator[Report | Failure]:
    yield _read(file.read(MOST_BYTES + 1), label)


def read_mbox(file: BinaryIO, label: str, how: How) -> Iterator[Report | Failure]:
    """One report or failure for each message; `label#n` where it has no id."""
    number = 0
    for number, message in enumerate(_messages(file), 1):
        where = f"{label}#{number}"
        try:
            yield _read(message, where)
        except BadInput as error:
            yield Failure(where, str(error))
        except Exception as error:  # noqa: BLE001 - what the email package trips over is bad mail
            yield Failure(where, f"not a message that can be read ({type(error).__name__})")
    if not number:
        raise BadInput("no message in it: a mailbox begins with a line `From …`")


def _messages(file: BinaryIO) -> Iterator[bytes]:
    """The mailbox cut at its "From " lines; what is past the limit of a message is left out."""
    message: list[bytes] = []
    size = 0
    begun = False
    blank = True
    for line in bounded_lines(file):
        if blank and line.startswith(b"From "):
            if begun:
                yield b"".join(message)
            begun, message, size = True, [], 0
        elif begun and size <= MOST_BYTES:
            message.append(line)
            size += len(line)
        blank = not line.strip()
    if begun:
        yield b"".join(message)


def _read(data: bytes, label: str) -> Report:
    if len(data) > MOST_BYTES:
        raise BadInput(f"a message over {MOST_BYTES:,} bytes: save its text in a .txt file")
    message = email.message_from_bytes(data, policy=email.policy.default)
    dated = message["Date"]
    if dated is None:
        raise BadInput("no Date in the message: save its text below a line date YYYY-MM-DD")
    name, address = parseaddr(str(message["From"] or ""))
    return Report(
        text=checked(_text(message)),
        published=mail_day(str(dated)),
        publisher=name or address.rpartition("@")[2] or None,
        title=str(message["Subject"] or "") or None,
        label=str(message["Message-ID"] or "").strip("<>\r\n ") or label,
    )


def _text(message: EmailMessage) -> str:
    plain = _content(message.get_body(("plain",)))
    if len(plain) >= _LEAST_TEXT:
        return plain
    html = _content(message.get_body(("html",)))
    if not html:
        return plain
    try:
        return read_html(html, "", dated=False).text
    except BadInput:
        return plain


def _content(part: object) -> str:
    if not isinstance(part, EmailMessage):
        return ""
    content = part.get_content()
    return content.strip().replace("\r\n", "\n") if isinstance(content, str) else ""
