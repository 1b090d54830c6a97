"""A report in a text file: `date YYYY-MM-DD` before the text, or YAML front matter."""

import re

import yaml

from whoholds.model import BadInput, Report
from whoholds.reports.days import publication_day
from whoholds.reports.decode import checked, decode

_DATE_LINE = re.compile(r"\s*date[ \t]*:?[ \t]+(\d\S*)\s*", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n+|$)", re.DOTALL)
_MOST_FRONT_MATTER = 10_000  # characters; YAML nested deeper than this allows cannot harm
_MEND = "begin the file with a line such as: date 2024-12-06"


def read_text(data: bytes, label: str) -> Report:
    """The report in `data`. Its `text` is what follows the header, without blank ends.

    Raises BadInput where the day of publication is missing or impossible.
    """
    text = decode(data)
    if matter := _FRONT_MATTER.match(text):
        fields = _fields(matter[1])
        body = text[matter.end() :]
        if "published" not in fields:
            raise BadInput("the front matter has no `published`: add published: YYYY-MM-DD")
        return Report(
            text=checked(body.strip()),
            published=publication_day(fields["published"]),
            publisher=fields.get("publisher"),
            title=fields.get("title"),
            url=fields.get("url"),
            label=fields.get("id", label),
            revises=fields.get("revises"),
        )
    if line := _DATE_LINE.match(text):
        return Report(
            text=checked(text[line.end() :].strip()),
            published=publication_day(line[1]),
            label=label,
        )
    raise BadInput(f"no day of publication: {_MEND}")


def _fields(yaml_text: str) -> dict[str, str]:
    """The front matter's values, all as written; empty ones left out."""
    if len(yaml_text) > _MOST_FRONT_MATTER:
        raise BadInput(f"front matter longer than {_MOST_FRONT_MATTER:,} characters: shorten it")
    try:
        # BaseLoader makes strings only: no tags, and no date that fails before we can say why.
        loaded = yaml.load(yaml_text, Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at its line {mark.line + 1}" if mark else ""
        raise BadInput(f"the front matter is not YAML{where}: write `name: value` lines") from None
    if not isinstance(loaded, dict):
        raise BadInput("the front matter is not a list of `name: value` lines")
    return {name: value for name, value in loaded.items() if isinstance(value, str) and value}
