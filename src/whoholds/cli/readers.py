"""Who reads: the options of every command that reads reports, and what is said of it at the end."""

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from whoholds.cli.options import warn

if TYPE_CHECKING:
    from whoholds.knowledge.gazetteer import Gazetteer
    from whoholds.knowledge.theatres import Theatre
    from whoholds.model import Refusal, Report
    from whoholds.readers.heard import Heard

RULES = "rules"


class Who:
    """What the options say of the reader; each annotation is one of them."""

    reader: Annotated[
        str, typer.Option(metavar="NAME", help="Who reads: rules, llm, both, or one installed.")
    ] = RULES
    model: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The language model. Else WHOHOLDS_LLM_MODEL."),
    ] = None
    base_url: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Its OpenAI-compatible server, as http://localhost:11434/v1. Else "
            "WHOHOLDS_LLM_URL. The key comes from WHOHOLDS_LLM_KEY or OPENAI_API_KEY.",
        ),
    ] = None
    prices: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", dir_okay=False, help="YAML: what a million tokens of each model cost."
        ),
    ] = None
    max_cost: Annotated[
        float | None,
        typer.Option(metavar="SUM", min=0, help="Ask nothing that could cost more in all."),
    ] = None
    max_tokens: Annotated[
        int | None, typer.Option(metavar="N", min=0, help="Ask nothing that could take more.")
    ] = None
    requests: Annotated[
        int, typer.Option(metavar="N", min=1, max=64, help="Questions under way at a time.")
    ] = 4
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, help="The longest wait for an answer.")
    ] = 120.0
    refused: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            dir_okay=False,
            help="Claims that the text does not carry, and why, as JSON lines.",
        ),
    ] = None

    def __init__(self, **said: Any) -> None:
        for name, value in said.items():
            setattr(self, name, value)

    @contextmanager
    def reading(
        self, theatre: "Theatre | None", gazetteer: "Gazetteer | None" = None
    ) -> "Iterator[Heard]":
        """The reader. Refused claims go to the file, closing lines to standard error, also where
        the command fails."""
        from whoholds.readers import rules
        from whoholds.readers.asking import need_client
        from whoholds.readers.heard import Heard
        from whoholds.readers.registry import find_reader
        from whoholds.readers.settings import Settings, model_of

        if self.reader == RULES:
            heard = Heard(rules.rules_reader(theatre, gazetteer), self._noted)
        else:
            model = None
            if self.reader in ("llm", "both"):
                need_client()
                model = model_of(
                    self.model, self.base_url, prices=self.prices, max_cost=self.max_cost,
                    max_tokens=self.max_tokens, requests=self.requests, timeout=self.timeout,
                )  # fmt: skip
            heard = Heard(
                find_reader(self.reader, Settings(theatre, gazetteer, model)), self._noted
            )
        if self.refused:
            self.refused.write_text("", "utf-8")  # before anything is paid for
        try:
            yield heard
        finally:
            for line in heard.closing():
                warn(line)

    def _noted(self, report: "Report", one: "Refusal") -> None:
        from whoholds.views.plain import json_text

        if self.refused:
            row = {"id": report.label or report.id, "rule": one.rule, "reason": one.reason}
            with self.refused.open("a", encoding="utf-8", errors="replace") as file:
                file.write(json_text(row | {"claim": one.row}) + "\n")


def reads(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command with the options of `Who` after its own, which it gets as its argument `who`."""
    hints = get_type_hints(Who, include_extras=True)
    options = [
        inspect.Parameter(
            name, inspect.Parameter.KEYWORD_ONLY, default=getattr(Who, name), annotation=hint
        )
        for name, hint in hints.items()
    ]
    own = get_type_hints(command, include_extras=True)
    signature = inspect.signature(command)
    kept = [
        one.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=own[name])
        for name, one in signature.parameters.items()
        if name != "who"
    ]

    @functools.wraps(command)
    def run(**given: Any) -> Any:
        who = Who(**{name: given.pop(name) for name in hints})
        return command(**given, who=who)

    run.__signature__ = signature.replace(parameters=[*kept, *options])  # type: ignore[attr-defined]
    run.__annotations__ = {name: hint for name, hint in own.items() if name != "who"} | hints
    return run
