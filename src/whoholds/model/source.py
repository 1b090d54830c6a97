"""Somebody whose word a claim rests on."""

from attrs import frozen


@frozen
class Source:
    """`grade` is the Admiralty reliability A (completely reliable) to F (cannot be judged).

    `side` names the actor for whom the source speaks, if it does.
    Grades follow NATO AJP-2.1 (the Admiralty code).
    """

    name: str
    aliases: tuple[str, ...] = ()
    grade: str = "F"
    side: str | None = None
