"""The word lists of `knowledge/data`, and the one way in which our YAML is parsed."""

import hashlib
import json
import os
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from platformdirs import user_cache_dir

from whoholds.model import BadInput

DATA = Path(__file__).parent / "data"
# Part of the key of every parsed copy: raise it when `_Loader` reads differently.
PARSER_VERSION = 1

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """YAML in which NO is Norway, on is a word and 2014-06-10 is text: `null`, `true`, `false`
    and numbers are the only bare words with a meaning of their own."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"}
    ]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def cache_home() -> Path:
    """Where compiled copies live: `WHOHOLDS_CACHE`, or the user's cache folder."""
    return Path(os.environ.get("WHOHOLDS_CACHE") or user_cache_dir("whoholds", appauthor=False))


def digest_of(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=12).hexdigest()


def parse(path: Path, cache_dir: Path | None = None) -> tuple[Any, str]:
    """What a YAML file holds, as JSON would (keys are text, days stay text), and its digest.

    A parsed copy is kept in `cache_dir` under the digest of the content, since parsing a theatre
    takes a hundred times as long as reading the copy back. BadInput where the file cannot be
    read or is no YAML.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror})") from error
    digest = digest_of(content)
    copy = (cache_dir or cache_home()) / "yaml" / f"{digest}-{PARSER_VERSION}.json"
    try:
        return json.loads(copy.read_bytes()), digest
    except (OSError, ValueError):
        pass
    try:
        # The loader descends from yaml's safe one.
        parsed = json.loads(json.dumps(yaml.load(content, Loader=_Loader)))  # noqa: S506
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 1}:" if mark else ""
        problem = getattr(error, "problem", None) or "not YAML"
        raise BadInput(f"{path}:{line} {problem}") from error
    except (TypeError, ValueError) as error:
        raise BadInput(f"{path}: only text, numbers, lists and mappings can stand here") from error
    _keep(copy, parsed)
    return parsed, digest


def _keep(copy: Path, parsed: Any) -> None:
    # A cache that cannot be written costs time and nothing else.
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", dir=copy.parent, suffix=".tmp", encoding="utf-8", delete=False
        ) as out:
            json.dump(parsed, out)
        Path(out.name).replace(copy)
    except OSError:
        pass


@cache
def load(name: str) -> Any:
    """The word list `knowledge/data/<name>.yaml`. Shared: do not change what it returns."""
    return parse(DATA / f"{name}.yaml")[0]
