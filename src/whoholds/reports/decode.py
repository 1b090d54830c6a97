"""Bytes that claim to be text, and text that claims to be a report."""

from whoholds.model import BadInput

MOST_CHARACTERS = 1_000_000  # spaCy's own limit (`Language.max_length`)
MOST_TEXT_BYTES = 4 * MOST_CHARACTERS  # four bytes is UTF-8's longest character
_TOO_LONG = f"longer than {MOST_CHARACTERS:,} characters: split it into the reports it holds"


def decode(data: bytes) -> str:
    """`data` as text: UTF-8, or UTF-16 with its byte order mark. Line ends become "\\n".

    Raises BadInput for anything else, an empty input included.
    """
    if len(data) > MOST_TEXT_BYTES:
        raise BadInput(_TOO_LONG)
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput(
            f"not text: byte {error.start} is not UTF-8; save it as UTF-8 text"
        ) from None
    return checked(text).replace("\r\n", "\n").replace("\r", "\n")


def checked(text: str) -> str:
    """`text` itself, or BadInput where nothing could keep or read it as a report."""
    if not text.strip():
        raise BadInput("empty: nothing to read in it")
    if "\0" in text:
        raise BadInput("not text: it holds NUL characters; save it as UTF-8 text")
    if len(text) > MOST_CHARACTERS:
        raise BadInput(_TOO_LONG)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadInput("not text: it holds half of a character; save it as UTF-8") from None
    return text
