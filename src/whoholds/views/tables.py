"""Answers for people: tables and sentences on a terminal, through rich.

Everything that comes from a report goes through `plain` and into `Text`, so that neither control
characters nor rich's markup in it have any effect.
"""

from collections.abc import Iterable, Sequence
from typing import IO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from whoholds.model import Change, EventEvidence, Holding
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
            _since(holding),
            _percent(holding.probability) if holding.actor else "",
            _state(holding),
            holding.grade,
            _support(holding),
        )
    _show(out, table, answer)


def show_events(out: Console, answer: Answer[EventEvidence]) -> None:
    """Who did what to whom, a row an event or relation."""
    table = _table("When", "What", "Who", "Whom", "Where", "Status", "On whose word")
    for told in answer:
        event = told.event
        _row(
            table,
            days_text((event.start, event.end)),
            event.type + (f" ({event.mode})" if event.mode else "") + _count_text(event.count),
            event.actor_name or "",
            event.target_name or "",
            event.place_norm or event.place or "",
            event.status + (", disputed" if told.disputed else ""),
            " ← ".join([*([told.publisher] if told.publisher else []), *event.sources]),
        )
    _show(out, table, answer)


def _count_text(count: tuple[int | None, int | None] | None) -> str:
    if count is None:
        return ""
    low, high = count
    if low == high:
        return f", {low}"
    if low is None or high is None:
        return f", at most {high}" if low is None else f", at least {low}"
    return f", {low}–{high}"


def show_history(out: Console, answer: Answer[Holding], tellings: Sequence[Weighed | None]) -> None:
    """The holders of a place in turn, each with the sentence that says so (`tellings`)."""
    place = None
    for holding, told in zip(answer, tellings, strict=True):
        if holding.place != place:
            place = holding.place
            out.print(Text(plain(place.name), style="bold"))
        span = f"{_since(holding)} → {to_text(holding.end)}"
        said = (_sureness(holding), _state(holding), f"grade {holding.grade}", _support(holding))
        out.print(
            Text.assemble(
                f"{span}  ", (plain(holding.actor or UNKNOWN), "bold"), f"  {_listed(said)}"
            )
        )
        if told:
            _indented(out, _quoted(told))
            told_on = f"{_speakers(told)}, {day_text(told.evidence.published)}"
            _indented(out, Text(plain(told_on), style="dim"))
    _notes(out, answer.notes)


def show_days(out: Console, answers: Sequence[Answer[Holding]], most: int) -> None:
    """Who held what on several days, side by side: the `most` largest places with a holder."""
    places = {holding.place.id: holding.place for answer in answers for holding in answer}
    held = [{holding.place.id: holding for holding in answer} for answer in answers]
    known = [
        place
        for place in sorted(places.values(), key=lambda place: -place.population)
        if any(place.id in on and on[place.id].actor for on in held)
    ]
    table = _table("Place", *(str(answer.on) for answer in answers))
    for place in known[:most]:
        _row(table, place.name, *(_holder(on.get(place.id)) for on in held))
    out.print(table)
    if len(known) > most:
        out.print(Text(f"… and {len(known) - most} more places", style="italic"))


def _holder(holding: Holding | None) -> str:
    if holding is None:
        return ""
    holder = holding.actor or UNKNOWN
    return f"{holder} ({_state(holding)})" if _state(holding) else holder


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
            _support(change),
        )
    _show(out, table, answer)


def show_reasons(out: Console, answer: Answer[Reason]) -> None:
    """The sentences behind an answer, those that decided first, each with who says so."""
    for reason in answer:
        holding = reason.holding
        span = f"from {_since(holding)} to {to_text(holding.end)}"
        said = (
            span,
            _sureness(holding),
            _state(holding),
            f"grade {holding.grade}",
            _support(holding),
        )
        names = f"{holding.place.name}: {holding.actor or UNKNOWN}"
        out.print(Text.assemble((plain(names), "bold"), f"  {_listed(said)}"))
        decisive = {*holding.claims, *holding.against}
        shown = [one for one in reason.claims if one.evidence.id in decisive] or reason.claims
        for weighed in shown:
            out.print()
            out.print(_quoted(weighed))
            _indented(out, Text(plain(_particulars(weighed)), style="dim"))
        if further := len(reason.claims) - len(shown):
            note = f"{_count(further, 'further claim')} on it decided nothing; --json has them all"
            out.print(Text(f"\n{note}", style="italic"))
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
        words.append("assumed")
    return ", ".join(words)


def _support(told: Holding | Change) -> str:
    return f"{_count(told.reports, 'report')}, {_count(told.origins, 'origin')}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _sureness(holding: Holding) -> str:
    return f"{_percent(holding.probability)} sure" if holding.actor else ""


def _since(holding: Holding) -> str:
    return "the start" if holding.starting else from_text(holding.start)


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)


def _indented(out: Console, text: Text) -> None:
    out.print(Padding(text, (0, 0, 0, 4)))


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


def _show(
    out: Console, table: Table, answer: Answer[Holding] | Answer[Change] | Answer[EventEvidence]
) -> None:
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
