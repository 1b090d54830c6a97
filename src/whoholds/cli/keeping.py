"""check and record: the record itself."""

import typer


def register(app: typer.Typer) -> None:
    return
