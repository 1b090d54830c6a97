"""What became of the reports of one call."""

from collections.abc import Iterable
from typing import Any

from attrs import astuple, define, field, frozen

from whoholds.model import Claim
from whoholds.reports import Failure


@frozen
class Summary:
    """`claims` counts those found in the reports read now; of these `unplaced` are at places that
    nothing knows, `unknown_actors` by an actor whom no theatre knows, `undated` without any day.
    `failures` could not be read; `unread` are kept, but in a language that is not read.
    """

    new: int = 0
    known: int = 0
    failures: tuple[Failure, ...] = ()
    claims: int = 0
    unplaced: int = 0
    unknown_actors: int = 0
    undated: int = 0
    unread: int = 0

    def __str__(self) -> str:
        unread = f", {self.unread} unread (not in English)" if self.unread else ""
        return (
            f"{_count(self.new, 'report')} new, {self.known} known, {len(self.failures)} failed"
            f"{unread}; "
            f"{_count(self.claims, 'claim')}: {self.unplaced} unplaced, "
            f"{self.unknown_actors} with an unknown actor, {self.undated} undated"
        )

    def plus(self, other: "Summary") -> "Summary":
        """Both together."""
        mine, theirs = astuple(self, recurse=False), astuple(other, recurse=False)
        return Summary(*(a + b for a, b in zip(mine, theirs, strict=True)))

    def to_json(self) -> dict[str, Any]:
        return {
            "reports": {"new": self.new, "known": self.known, "failed": len(self.failures)},
            "unread": self.unread,
            "claims": self.claims,
            "unplaced": self.unplaced,
            "unknown_actors": self.unknown_actors,
            "undated": self.undated,
            "failures": [{"label": f.label, "reason": f.reason} for f in self.failures],
        }


@define
class Tally:
    """A summary in the making; `places` are the keys of those that claims were about."""

    new: int = 0
    known: int = 0
    unread: int = 0
    failures: list[Failure] = field(factory=list)
    claims: list[int] = field(factory=lambda: [0, 0, 0, 0])
    places: set[str] = field(factory=set)

    def hear(self, claims: Iterable[Claim]) -> None:
        for claim in claims:
            self.places.add(claim.place_key)
            kinds = (
                True,
                claim.place_id is None,
                claim.actor is not None and claim.actor_norm is None,
                claim.start is None and claim.end is None,
            )
            self.claims = [n + k for n, k in zip(self.claims, kinds, strict=True)]

    def summary(self) -> Summary:
        failures = tuple(self.failures)
        claims, unplaced, unknown, undated = self.claims
        return Summary(
            self.new, self.known, failures, claims, unplaced, unknown, undated, self.unread
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
