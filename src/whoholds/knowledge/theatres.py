"""The theatres that come with whoholds, and those of users: one YAML file each.

`docs/theatres.md` describes the file for those who write one.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from whoholds.knowledge import schema
from whoholds.knowledge.checks import check
from whoholds.knowledge.names import fold
from whoholds.knowledge.theatre import Role, Starting, Theatre
from whoholds.knowledge.words import parse
from whoholds.model import BadInput

__all__ = ["Role", "Starting", "Theatre", "check", "find_theatre", "load_theatre", "shipped"]

SHIPPED = Path(__file__).parent / "theatres"


def load_theatre(path: Path) -> Theatre:
    """The theatre of a YAML file; its slug is the file's name.

    BadInput of one line names the file, the key and the mend.
    """
    parsed, digest = parse(path)
    return schema.read(parsed, path.name, path.stem, digest)


class _Shipped(Mapping[str, Theatre]):
    """Slug to theatre; each file is read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._paths = {path.stem: path for path in sorted(folder.glob("*.yaml"))}
        self._read: dict[str, Theatre] = {}

    def __getitem__(self, slug: str) -> Theatre:
        if slug not in self._read:
            self._read[slug] = load_theatre(self._paths[slug])
        return self._read[slug]

    def __contains__(self, slug: object) -> bool:
        return slug in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


_SHIPPED = _Shipped(SHIPPED)


def shipped() -> Mapping[str, Theatre]:
    """The theatres that come with whoholds, by slug. Each is read when it is first asked for."""
    return _SHIPPED


def find_theatre(name_or_path: str) -> Theatre:
    """A shipped theatre by slug or name, or the one in a file. BadInput where there is neither."""
    path = Path(name_or_path)
    if path.suffix in {".yaml", ".yml"}:
        return load_theatre(path)
    key = fold(name_or_path)
    for slug in _SHIPPED:
        if fold(slug) == key:
            return _SHIPPED[slug]
    for theatre in _SHIPPED.values():
        if fold(theatre.name) == key:
            return theatre
    known = ", ".join(_SHIPPED)
    raise BadInput(f"{name_or_path}: no such theatre; name one of {known}, or a .yaml file")
