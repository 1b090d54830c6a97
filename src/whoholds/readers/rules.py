"""The rules reader, imported when it is first wanted: spaCy takes a second to load."""

from typing import TYPE_CHECKING

from whoholds.readers.contract import Reader

if TYPE_CHECKING:
    from whoholds.knowledge.gazetteer import Gazetteer
    from whoholds.knowledge.theatres import Theatre


def rules_reader(theatre: "Theatre | None" = None, gazetteer: "Gazetteer | None" = None) -> Reader:
    """The reader by word lists and parse, for `theatre` or whichever shipped one fits."""
    from whoholds.reading import RulesReader

    return RulesReader(theatre, gazetteer)
