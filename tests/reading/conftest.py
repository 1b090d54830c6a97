"""One rules reader for all tests of reading, and a short notation for what it finds."""

from collections.abc import Callable
from datetime import date

import pytest
from attrs import frozen

from whoholds.model import Claim, Report
from whoholds.reading import RulesReader

MARKS = {"actual": "", "possible": "?", "unrealised": "-", "negated": "!"}

Tell = Callable[..., tuple[Claim, ...]]


@frozen
class Expected:
    """`mark` is that of the status; "~" is either of unrealised and negated. A party of None
    was not asked for, one of "nobody" must be missing."""

    mark: str
    kind: str
    place: str
    part: bool
    actor: str | None
    against: str | None

    @classmethod
    def of(cls, written: str) -> "Expected":
        """From "?capture Hama (part): rebels < army": mark, kind, place, winner, loser."""
        event, _, parties = written.strip().partition(": ")
        kind, _, place = event.partition(" ")
        actor, _, against = parties.partition(" < ")
        bare = kind.lstrip("?-!~")
        return cls(
            mark=kind[: len(kind) - len(bare)],
            kind=bare,
            place=place.removesuffix(" (part)"),
            part=place.endswith(" (part)"),
            actor=actor or None,
            against=against or None,
        )

    def is_told_by(self, claim: Claim) -> bool:
        mark = MARKS[claim.status]
        return (
            (mark == self.mark or (self.mark == "~" and mark in "-!" and mark != ""))
            and (claim.kind, claim.place, claim.part) == (self.kind, self.place, self.part)
            and _same(self.actor, claim.actor)
            and _same(self.against, claim.against)
        )


def _same(wanted: str | None, found: str | None) -> bool:
    return wanted is None or wanted == (found or "nobody")


def notation(claim: Claim) -> str:
    part = " (part)" if claim.part else ""
    return f"{MARKS[claim.status]}{claim.kind} {claim.place}{part}: {claim.actor} < {claim.against}"


def tells(claims: tuple[Claim, ...], expected: str) -> bool:
    """True where the claims are those expected, ";" between them or "none", and no others."""
    wanted = [] if expected == "none" else [Expected.of(one) for one in expected.split(";")]
    left = list(claims)
    for one in wanted:
        claim = next((claim for claim in left if one.is_told_by(claim)), None)
        if claim is None:
            return False
        left.remove(claim)
    return not left


@pytest.fixture(scope="session")
def reader() -> RulesReader:
    return RulesReader()


@pytest.fixture(scope="session")
def tell(reader: RulesReader) -> Tell:
    """Claims of a text published on a day, by default Sunday 20 September 2015."""

    def read(text: str, published: date | None = date(2015, 9, 20)) -> tuple[Claim, ...]:
        claims = reader.read(Report(text, published)).claims
        assert all(text[slice(*claim.span)] == claim.quote for claim in claims)
        return claims

    return read


@pytest.fixture(scope="session")
def check(tell: Tell) -> Callable[[str], None]:
    """Fails unless the sentence before "|" is read as the notation behind it says."""

    def of(line: str) -> None:
        text, _, expected = (part.strip() for part in line.partition("|"))
        claims = tell(text)
        assert tells(claims, expected), "; ".join(map(notation, claims)) or "none"

    return of


def lines(table: str) -> list[str]:
    """The lines of a table, comments left out."""
    return [line for line in table.strip().splitlines() if line and not line.startswith("#")]
