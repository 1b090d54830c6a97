"""The fold under which spellings of a place are the same, unless the caller brings a better one."""

import unicodedata


def fold(name: str) -> str:
    """Letters and digits of `name` alone, without case and accents.

    Where that leaves nothing, the case-folded name.
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in plain if c.isalnum()) or name.casefold()
