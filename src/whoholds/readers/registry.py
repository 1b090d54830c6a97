"""Readers by name: ours, and those that other packages bring under `whoholds.readers`."""

from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points

from whoholds.model import BadInput
from whoholds.readers.contract import Reader
from whoholds.readers.settings import Settings

GROUP = "whoholds.readers"


def find_reader(name: str, settings: Settings) -> Reader:
    """The reader of that name. Raises BadInput with all names where there is none, where it cannot
    be made, and where it needs what is not installed."""
    if name in _OURS:
        return _OURS[name](settings)
    theirs = _theirs()
    if name not in theirs:
        raise BadInput(f"there is no reader {name[:40]!r}: {', '.join([*_OURS, *sorted(theirs)])}")
    from whoholds.readers.adapted import Adapted

    try:
        return Adapted(theirs[name].load()(settings), settings)
    except BadInput:
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise BadInput(
            f"the reader {name} ({theirs[name].value}) cannot be made: {reason}"
        ) from error


def reader_names() -> list[str]:
    """All that can be asked for, ours first."""
    return [*_OURS, *sorted(_theirs())]


def _theirs() -> dict[str, EntryPoint]:
    return {one.name: one for one in entry_points(group=GROUP) if one.name not in _OURS}


def _rules(settings: Settings) -> Reader:
    from whoholds.reading import RulesReader

    return RulesReader(settings.theatre, settings.places)


def _llm(settings: Settings) -> Reader:
    from whoholds.readers.llm import LLMReader

    return LLMReader(settings)


def _both(settings: Settings) -> Reader:
    from whoholds.readers.both import BothReaders

    return BothReaders(_rules(settings), _llm(settings))


_OURS: dict[str, Callable[[Settings], Reader]] = {"rules": _rules, "llm": _llm, "both": _both}
