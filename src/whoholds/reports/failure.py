"""Something that was given as a report and could not be read as one."""

from attrs import frozen


@frozen
class Failure:
    """`label` is the giver's name for it (path, or path:line); `reason` one line with the mend."""

    label: str
    reason: str

    def __str__(self) -> str:
        return f"{self.label}: {self.reason}"
