"""The table of events: ACLED's 31 columns.

A claim of something that happened (or possibly did) is a row; a state that lasts is no event. As
several reports tell one event, `distinct` gives a row for each event instead, with the sources of
all that tell it, as ACLED has it; such a table cannot be read back into the same claims.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from attrs import frozen

from whoholds.model import Claim, Place
from whoholds.views.export import acled
from whoholds.views.export.scope import Scope, Told

NEAR_DAYS = 3  # tellings of one event may miss its days by so much
_AREAS = frozenset({"region", "country"})


@frozen
class _Row:
    """One row in the making: the telling that stands for it, and the others."""

    told: Told
    others: tuple[Told, ...] = ()


def rows(scope: Scope, distinct: bool = False) -> Iterator[tuple[Any, ...]]:
    """Rows of the table `events`."""
    told = (one for one in scope.told() if _is_event(one.evidence.claim))
    for one in _grouped(told) if distinct else map(_Row, told):
        yield _row(one, scope)


def _is_event(claim: Claim) -> bool:
    return claim.realised and claim.family != "hold" and bool(claim.sub_event_type)


def _grouped(told: Iterable[Told]) -> Iterator[_Row]:
    """One row for the tellings of one event: same place, sort of event and actor, days that meet.

    The telling with the fewest days stands for them, of equals the first published.
    """
    groups: dict[tuple[Any, ...], list[Told]] = {}
    for one in told:
        claim = one.evidence.claim
        actor = claim.actor_norm or claim.actor
        groups.setdefault((claim.place_key, claim.sub_event_type, actor), []).append(one)
    for alike in groups.values():
        alike.sort(key=_sharpness)
        while alike:
            sharpest = alike.pop(0)
            same = [one for one in alike if _near(sharpest.evidence.claim, one.evidence.claim)]
            alike = [one for one in alike if one not in same]
            yield _Row(sharpest, tuple(same))


def _sharpness(told: Told) -> tuple[Any, ...]:
    evidence = told.evidence
    days, start = evidence.claim.period.days, evidence.claim.start
    told_on = evidence.published or date.max
    return (days is None, days or 0, told_on, start or date.max, evidence.id)


def _near(sharp: Claim, other: Claim) -> bool:
    slack = timedelta(days=NEAR_DAYS)
    early = sharp.start is None or other.end is None or other.end >= sharp.start - slack
    late = sharp.end is None or other.start is None or other.start <= sharp.end + slack
    return early and late


def _row(one: _Row, scope: Scope) -> tuple[Any, ...]:
    evidence, place = one.told.evidence, one.told.place
    claim = evidence.claim
    nation = acled.nations().get(claim.country or "")
    first, second = (
        _party(name, claim.country, scope)
        for name in (claim.actor_norm or claim.actor, claim.against_norm or claim.against)
    )
    if not claim.actor:
        words = acled.terms()
        where = nation.name if nation else "unknown country"
        first = (f"{words['unidentified']} ({where})", None, words["unidentified_inter"])
    # A claim without days keeps the day on which it was told as its last.
    day = claim.start or claim.end or evidence.published or evidence.recorded.date()
    tellers = (one.told, *one.others)
    return (
        f"{nation.iso3 if nation else 'XXX'}{evidence.id}",
        day,
        day.year,
        claim.period.time_precision,
        acled.terms()["disorder"][claim.event_type],
        claim.event_type,
        claim.sub_event_type,
        *first,
        *second,
        acled.interaction(first[2], second[2], alone=not claim.against),
        None,
        nation and nation.iso,
        nation and nation.region,
        nation and nation.name,
        _admin1(claim, place, scope),
        None,
        None,
        claim.place_norm or claim.place,
        claim.lat,
        claim.lon,
        scope.privacy.precision(_geo_precision(claim)),
        "; ".join(dict.fromkeys(name for teller in tellers for name in _speakers(teller))),
        None,
        claim.quote,
        None,
        acled.tag_text(_tags(one.told, one.others)),
        int(evidence.recorded.timestamp()),
    )


def _party(
    name: str | None, country: str | None, scope: Scope
) -> tuple[str | None, str | None, str | None]:
    """Actor, associated actor and type."""
    actor = scope.actor(name, country)
    return name, actor.part_of if actor else None, acled.inter(actor, country)


def _geo_precision(claim: Claim) -> int | None:
    if claim.lat is None:
        return None
    if claim.place_kind in _AREAS:
        return 3
    return 2 if claim.part else 1


def _admin1(claim: Claim, place: Place | None, scope: Scope) -> str | None:
    if claim.place_kind == "region":
        return claim.place_norm or claim.place
    if place is None:
        return None
    return scope.division(place)


def _speakers(told: Told) -> Sequence[str]:
    evidence = told.evidence
    chain = [evidence.publisher] if evidence.publisher else []
    return [*chain, *evidence.claim.sources] or ["report " + evidence.report]


def _tags(told: Told, others: Sequence[Told]) -> dict[str, str | tuple[str, ...] | None]:
    """What a claim says beyond ACLED's columns; `reports.claims_table` reads it back."""
    evidence, claim, place = told.evidence, told.evidence.claim, told.place
    norms = {"actor": claim.actor_norm, "against": claim.against_norm, "place": claim.place_norm}
    return {
        "kind": claim.kind,
        "status": claim.status,
        "from": claim.start.isoformat() if claim.start else None,
        "to": claim.end.isoformat() if claim.end else None,
        "actor": claim.actor,
        "against": claim.against,
        "place": claim.place,
        "unresolved": tuple(name for name, norm in norms.items() if norm is None),
        "place_id": claim.place_id,
        "place_kind": claim.place_kind,
        "part": "yes" if claim.part else None,
        "population": str(place.population) if place and place.population else None,
        "admin1": place.admin1 if place else None,
        "part_of": place.part_of if place else None,
        "alpha2": claim.country,
        "sources": claim.sources,
        "report": evidence.report,
        "published": evidence.published.isoformat() if evidence.published else None,
        "publisher": evidence.publisher,
        "span": f"{claim.span[0]}-{claim.span[1]}",
        "origin": evidence.origin,
        "grade": evidence.grade,
        "tellings": str(1 + len(others)) if others else None,
    }
