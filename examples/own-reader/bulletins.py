"""A reader for bulletins that give each event a line, which no grammar of prose fits:

    CAPTURED Hama by Hayat Tahrir al-Sham from government forces
    WITHDRAWN Rastan by government forces
    HELD Homs by government forces

whoholds looks up places and parties, and refuses what the text does not carry: a reader says what
it finds, with names as they are written.
"""

import re
from collections.abc import Iterator

from whoholds.model import Claim, Report
from whoholds.readers.settings import Settings

KINDS = {"CAPTURED": "capture", "WITHDRAWN": "withdraw", "HELD": "hold", "BESIEGED": "siege"}
LINE = re.compile(
    r"^(?P<word>[A-Z]+) (?P<place>\S.*?) by (?P<actor>\S.*?)(?: from (?P<against>\S.*?))?[ .]*$",
    re.MULTILINE,
)


class BulletinReader:
    """`name` and `version` stand in every run. Raise the version when other claims come out."""

    name = "bulletins"
    version = "1"

    def __init__(self, settings: Settings) -> None:
        """`settings` has the theatre and the gazetteer, for readers that need them."""

    def read(self, report: Report) -> Iterator[Claim]:
        for line in LINE.finditer(report.text):
            if line["word"] in KINDS:
                yield Claim(
                    kind=KINDS[line["word"]],
                    actor=line["actor"],
                    against=line["against"],
                    place=line["place"],
                    start=report.published,
                    end=report.published,
                    quote=line[0],
                    span=line.span(),
                )
