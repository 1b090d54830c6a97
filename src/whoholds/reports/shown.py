"""Addresses as they may be shown and kept: without what lets somebody in."""

import re
from urllib.parse import urlsplit, urlunsplit

_SECRET = re.compile(
    r"([?&;][^=&#;]*(?:token|key|secret|passw|pwd|auth|sig|session|credential)[^=&#;]*=)[^&#;]*",
    re.IGNORECASE,
)


def shown(url: str) -> str:
    """`url` without its user, password, fragment, and the values of secret-looking parameters."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "an address that is none"
    host = parts.netloc.rpartition("@")[2]
    query = _SECRET.sub(r"\1…", "?" + parts.query)[1:]
    return urlunsplit((parts.scheme, host, parts.path, query, ""))
