"""The small words of `knowledge/data/grammar.yaml`, one section for each step of reading."""

from functools import cache

from attrs import frozen

from whoholds.knowledge import words


@frozen
class Section:
    """The lists of one step. `section["name"]` is a set; KeyError where there is no such list."""

    lists: dict[str, frozenset[str]]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]


@cache
def section(name: str) -> Section:
    """The lists of the step `name`."""
    return Section({key: frozenset(listed) for key, listed in words.load("grammar")[name].items()})
