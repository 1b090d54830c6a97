"""Answers for people: tables and sentences on a terminal, through rich.

Everything that comes from a report goes through `plain` and into `Text`, so that neither control
characters nor rich's markup in it have any effect.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import IO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from whoholds.model import Change, Holding
from whoholds.views.days import day_text, days_text, from_text, to_text
from whoholds.views.envelope import Answer, Reason, Weighed
from whoholds.views.plain import plain

UNKNOWN = "not known"
PIPE_WIDTH = 120


def console(file: IO[str] | None = None) -> Console:
    """A console that adds nothing of its own; in a pipe lines are `PIPE_WIDTH` wide."""
    made = Console(file=file, highlight=False, markup=False, emoji=False)
    return (
        made
        if made.is_terminal
        else Console(file=file, highlight=False, markup=False, emoji=False, width=PIPE_WIDTH)
    )


def show_holdings(out: Console, answer: Answer[Holding]) -> None:
    """Who holds what on a day, a row a place."""
    table = _table("Place", "Holder", "Since", "Sure", "State", "Grade", "Reports")
    for holding in answer:
        _row(
            table,
            holding.place.name,
            holding.actor or UNKNOWN,
            from_text(holding.start),
            _percent(holding.probability),
            _state(holding),
            holding.grade,
            _support(holding),
        )
    _show(out, table, answer)


def show_history(out: Console, answer: Answer[Holding], told_by: Mapping[str, Weighed]) -> None:
    """The holders of a place in turn, each with the sentence that says so, by claim id."""
    table = _table("Holder", "From", "To", "Sure", "State", "Told by", "In the words")
    several = len({holding.place.id for holding in answer}) > 1
    for holding in answer:
        told = told_by.get(holding.claims[0]) if holding.claims else None
        actor = holding.actor or UNKNOWN
        _row(
            table,
            f"{actor} ({holding.place.name})" if several else actor,
            from_text(holding.start),
            to_text(holding.end),
            _percent(holding.probability),
            _state(holding),
            _speakers(told) if told else "the theatre" if holding.starting else "",
            _quoted(told) if told else "",
        )
    _show(out, table, answer)


def show_changes(out: Console, answer: Answer[Change]) -> None:
    """The changes of holder in a span of days."""
    table = _table("Place", "Kind", "From", "To", "When", "Sure", "Reports")
    for change in answer:
        _row(
            table,
            change.place.name,
            change.place.kind,
            change.from_actor or UNKNOWN,
            change.to_actor or UNKNOWN,
            days_text(change.between) or UNKNOWN,
            _percent(change.probability),
            f"{change.reports}, {_count(change.origins, 'origin')}",
        )
    _show(out, table, answer)


def show_reasons(out: Console, answer: Answer[Reason]) -> None:
    """The sentences behind an answer, those that decided first, each with who says so."""
    for reason in answer:
        holding = reason.holding
        state = _state(holding)
        out.print(
            Text.assemble(
                (plain(holding.place.name), "bold"),
                ": ",
                (plain(holding.actor or UNKNOWN), "bold"),
                plain(
                    f", from {from_text(holding.start)} to {to_text(holding.end)}, "
                    f"{_percent(holding.probability)} sure, grade {holding.grade}, "
                    f"{_support(holding)}{', ' + state if state else ''}"
                ),
            )
        )
        for weighed in reason.claims:
            out.print()
            out.print(_quoted(weighed))
            out.print(Text("  " + plain(_particulars(weighed)), style="dim"))
        out.print()
    _notes(out, answer.notes)


def _particulars(weighed: Weighed) -> str:
    claim, evidence = weighed.evidence.claim, weighed.evidence
    where = f"characters {claim.span[0]}–{claim.span[1]} of report {evidence.report[:8]}"
    parts = (
        _speakers(weighed),
        f"published {day_text(evidence.published)}",
        f"{claim.status} {claim.kind} {days_text((claim.start, claim.end))}".strip(),
        f"grade {evidence.grade}",
        f"weight {weighed.weight:+.2f}",
        f"origin {evidence.origin[:8]}",
        where,
    )
    return " · ".join(parts)


def _quoted(weighed: Weighed) -> Text:
    """The sentence with the claim's words between » and «, bold as well on a terminal."""
    start, end = weighed.mark
    return Text.assemble(
        plain(weighed.context[:start]),
        "»",
        (plain(weighed.context[start:end]), "bold"),
        "«",
        plain(weighed.context[end:]),
    )


def _speakers(weighed: Weighed) -> str:
    """Publisher first, then the chain of speakers that it relies on."""
    evidence = weighed.evidence
    chain = [evidence.publisher] if evidence.publisher else []
    chain += [source for source in evidence.claim.sources if source not in chain]
    return " ← ".join(chain) or "the report itself"


def _state(holding: Holding) -> str:
    flags = ("contested", "disputed", "divided")
    words = [flag for flag in flags if getattr(holding, flag)]
    if holding.starting:
        words.append("assumed at the start")
    return ", ".join(words)


def _support(holding: Holding) -> str:
    return f"{_count(holding.reports, 'report')}, {_count(holding.origins, 'origin')}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _percent(share: float) -> str:
    # 100 % would claim what no evidence gives.
    return f"{min(99, round(100 * share))} %"


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, justify="right" if column == "Sure" else "left")
    return table


def _row(table: Table, *cells: str | Text) -> None:
    table.add_row(*(cell if isinstance(cell, Text) else Text(plain(cell)) for cell in cells))


def _show(out: Console, table: Table, answer: Answer[Holding] | Answer[Change]) -> None:
    if len(answer):
        out.print(table)
    _notes(out, answer.notes)


def _notes(out: Console, notes: Iterable[str]) -> None:
    for note in notes:
        out.print(Text(plain(note), style="italic"))


def show_lines(out: Console, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A plain table of strings, for lists that are no answers."""
    table = _table(*columns)
    for row in rows:
        _row(table, *row)
    out.print(table)
