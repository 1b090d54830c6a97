"""eval: how well a reader reads, on reports whose claims are known."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from whoholds.cli.options import AsJson, Theatre, print_json, wants_json, warn
from whoholds.cli.readers import Who, reads

if TYPE_CHECKING:
    from whoholds.readers.judging import Judged


def register(app: typer.Typer) -> None:
    app.command("eval")(evaluate)


@reads
def evaluate(
    context: typer.Context,
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD.jsonl", help="Reports with every claim in them.")
    ],
    who: Who,
    theatre: Theatre = None,
    as_json: AsJson = False,
    errors: Annotated[
        int, typer.Option("--errors", metavar="N", min=0, help="Show the first N errors.")
    ] = 0,
) -> None:
    """How well a reader reads reports whose claims are known, with its time and cost."""
    from whoholds.knowledge.theatres import find_theatre
    from whoholds.readers.gold import load_gold
    from whoholds.readers.judging import judge

    read = load_gold(gold)
    name = theatre or context.obj.theatre
    with who.reading(find_theatre(name) if name else None) as reader:
        judged = judge(reader, read)
    for failure in judged.failures:
        warn(failure)
    if wants_json(context, as_json):
        print_json(judged.to_json() | {"errors": _errors(judged, errors)})
    else:
        _print(judged, errors)
    if judged.failures:
        raise typer.Exit(2)


def _print(judged: "Judged", errors: int) -> None:
    from whoholds.views.plain import json_text

    one = judged.score
    typer.echo(f"{judged.reader} ({judged.version})")
    typer.echo(
        f"{one.reports} reports, {one.event.gold} claims in gold, {one.event.predicted} read"
    )
    for level in ("event", "full"):
        part = getattr(one, level)
        typer.echo(
            f"{level:6} precision {part.precision:.3f}  recall {part.recall:.3f}  F1 {part.f1:.3f}"
        )
    typer.echo("family " + "  ".join(f"{k} {v.f1:.3f}" for k, v in one.families.items()))
    typer.echo("slot   " + "  ".join(f"{k} {v:.3f}" for k, v in one.slots.items()))
    typer.echo(f"told as fact: {one.told_as_fact} of {one.unrealised} that were not so")
    cost = (judged.asked or {}).get("cost")
    typer.echo(f"time {judged.seconds:.1f} s" + ("" if cost is None else f"  cost {cost:.4f}"))
    for row in _errors(judged, errors):
        typer.echo(json_text(row))


def _errors(judged: "Judged", most: int) -> list[dict[str, object]]:
    keys = ("kind", "actor", "against", "place", "start", "end", "status", "quote")
    return [
        {"id": error.id, "error": error.what}
        | {
            side: {key: row.get(key) for key in keys}
            for side, row in (("read", error.predicted), ("gold", error.gold))
            if row is not None
        }
        for error in judged.score.errors[:most]
    ]
