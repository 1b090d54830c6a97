"""Report text is hostile text: nothing in it may speak to the terminal."""

import json
import re
from typing import Any

# C0, C1 and DEL; the marks that reorder or hide text; the separators that break a line.
_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_SPACE = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")


def plain(text: str) -> str:
    """`text` on one line, line ends as a space, other control characters shown as "�"."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", _SPACE.sub(" ", text))


def json_text(value: Any, indent: int | None = None) -> str:
    """`value` as JSON that is readable and carries no control character as such."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    # Outside of strings JSON has line ends alone, so whatever else there is sits in a string.
    return _CONTROL.sub(_escaped, written)


def _escaped(match: re.Match[str]) -> str:
    return "\n" if match[0] == "\n" else f"\\u{ord(match[0]):04x}"
