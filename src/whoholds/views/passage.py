"""The sentence around a claim, for showing it as it was told."""

import re

# After a word of four letters or a figure: "Lt.", "Gen." and initials end no sentence. Rather
# two sentences shown than half of one.
_ENDS = re.compile(r"""(?:(?<=[^\W\d_]{4}[.!?…])|(?<=\d[.!?…]))["'”’)\]]*\s+|\n+""")
_WINDOW = 600  # characters each side, where a text has no sentence ends


def passage(text: str, span: tuple[int, int]) -> tuple[str, tuple[int, int]]:
    """The sentence or sentences that hold `text[span]`, and the span within them.

    Cut at sentence ends and line ends, or some hundreds of characters from the span.
    """
    start, end = span
    first = max(0, start - _WINDOW)
    for match in _ENDS.finditer(text, first, start):
        first = match.end()
    following = _ENDS.search(text, end, end + _WINDOW)
    # A span may end with its sentence, full stop included.
    if end > 0 and text[end - 1 : end] in ".!?…":
        last = end
    else:
        last = following.start() if following else min(len(text), end + _WINDOW)
    return text[first:last], (start - first, end - first)
