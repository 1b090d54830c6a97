"""check, record and review: whether a record is whole, moving it, and deciding on its claims."""

from pathlib import Path
from typing import Annotated

import typer

from whoholds.cli.options import AsJson, Record, opened, print_json, wants_json

Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="To this file, not standard output.")
]
Claim = Annotated[
    str, typer.Argument(metavar="CLAIM", help="A claim's id, as `why --json` has it.")
]
Why = Annotated[str, typer.Option("--why", help="The reason; it stays with the decision.")]
By = Annotated[str, typer.Option("--by", help="Who decides.", envvar="WHOHOLDS_REVIEWER")]
Misread = Annotated[
    bool, typer.Option("--misread", help="The reader erred: it counts from the report's own day.")
]


def register(app: typer.Typer) -> None:
    app.command()(check)
    record = typer.Typer(rich_markup_mode=None, help="Dump, load and back up a record.")
    record.command()(dump)
    record.command()(load)
    record.command()(backup)
    app.add_typer(record, name="record")
    review = typer.Typer(rich_markup_mode=None, help="Claims to look at, and decisions on them.")
    review.command("list")(review_list)
    for kind in ("accept", "reject", "dispute", "reinstate"):
        review.command(kind)(_decision(kind))
    review.command()(correct)
    app.add_typer(review, name="review")


def check(context: typer.Context, record: Record = None) -> None:
    """Whether the record is whole: hashes, spans, links, triggers. Exit status 1 where not."""
    with opened(context, record) as found:
        faults = found.store.check()
        for fault in faults:
            typer.echo(fault)
        if faults:
            raise typer.Exit(1)
        counts = found.store.counts()
        told = ", ".join(f"{number} {name}" for name, number in counts.items())
        typer.echo(f"the record is whole: {told}")


def dump(context: typer.Context, out: Out = None, record: Record = None) -> None:
    """The whole record as JSON Lines, for another database or another year."""
    with opened(context, record) as found:
        if out is None:
            for line in found.store.dump():
                typer.echo(line.rstrip("\n"))
        else:
            with out.open("w", encoding="utf-8") as file:
                file.writelines(line.rstrip("\n") + "\n" for line in found.store.dump())


def load(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `record dump` wrote.")],
    record: Record = None,
) -> None:
    """A dump into a new record."""
    from whoholds.model import BadInput

    if not file.is_file():
        raise BadInput(f"{file}: no such file")
    with opened(context, record, create=True) as found, file.open(encoding="utf-8") as lines:
        typer.echo(f"{found.store.load(lines)} rows loaded")


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")],
    record: Record = None,
) -> None:
    """A copy of the record, while others read and write it."""
    with opened(context, record) as found:
        found.store.backup(file)
        typer.echo(f"copied to {file}")


def review_list(
    context: typer.Context,
    limit: Annotated[int, typer.Option("--limit", help="So many claims.")] = 20,
    record: Record = None,
    as_json: AsJson = False,
) -> None:
    """The claims that nobody has accepted: those on which readers disagree first, then those that
    would change an answer most."""
    from attrs import asdict

    from whoholds.views.plain import plain

    with opened(context, record) as found:
        doubts = found.review(limit)
        if wants_json(context, as_json):
            rows = [
                {"id": d.evidence.id, "influence": round(d.influence, 4)}
                | d.evidence.claim.to_json()
                | {"report": d.evidence.report}
                | ({"doubts": [asdict(one) for one in d.left]} if d.left else {})
                for d in doubts
            ]
            print_json(rows)
            return
        for doubt in doubts:
            claim = doubt.evidence.claim
            typer.echo(
                f"{doubt.evidence.id}  {doubt.influence:.2f}  {claim.kind} {plain(claim.place)}: "
                f"»{plain(claim.quote)}«"
            )
            for one in doubt.left:
                other = f", or {plain(one.runner_up)}" if one.runner_up else ""
                typer.echo(f"    {one.reason}: {one.kind} {plain(one.target or 'none')}{other}")


def _decision(kind: str):  # type: ignore[no-untyped-def] # typer reads the inner signature
    def decide(
        context: typer.Context,
        claim: Claim,
        why: Why,
        by: By,
        misread: Misread = False,
        record: Record = None,
    ) -> None:
        with opened(context, record) as found:
            found.store.decide(kind, claim, by=by, why=why, misread=misread)
            typer.echo(f"{kind}: {claim}")

    decide.__doc__ = f"{kind.capitalize()} a claim; what was decided before stays on record."
    return decide


def correct(
    context: typer.Context,
    claim: Claim,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="A field of the claim.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="Its right value; null for none.")],
    why: Why,
    by: By,
    misread: Misread = True,
    record: Record = None,
) -> None:
    """Correct a field of a claim; the old value is kept."""
    with opened(context, record) as found:
        new = None if value == "null" else value
        found.store.decide(
            "correct", claim, by=by, why=why, field=field, value=new, misread=misread
        )
        typer.echo(f"corrected {field} of {claim}")
