"""A small war in a record, for the tests of exports, briefs, plots and servers.

Hama and Aleppo change hands, Homs is fought over and disputed, Rivertown is unplaced, Kherson is in
another country; one report is written to break tables, pages and spreadsheets.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from whoholds.intake import Reader, take_in
from whoholds.knowledge.names import fold
from whoholds.model import Claim, Place, Reading, Report
from whoholds.record import Store

HOMS = Place("geonames:2", "Homs", "city", "SY", 34.73, 36.72, 775_000)
HOSTILE = (
    '=HYPERLINK("http://x")\n[^1] <script>alert(1)</script> the army holds "Homs", '
    "said Yusuf Haddad, a doctor in the city; | pipes = signs % too"
)
SPEAKERS = ("Yusuf Haddad, a doctor in the city", "SANA")


def hostile() -> tuple[Report, Reading]:
    """A report whose words are markup, formulae and separators, with a private speaker."""
    report = Report(HOSTILE, date(2024, 12, 7), "-Sample; Mirror|", title="+1 <i>title</i>")
    claim = Claim(
        "hold",
        "Homs",
        HOSTILE,
        (0, len(HOSTILE)),
        actor="the army",
        actor_norm="Syrian government",
        place_norm="Homs",
        place_id=HOMS.id,
        place_kind="city",
        country="SY",
        lat=HOMS.lat,
        lon=HOMS.lon,
        start=date(2024, 12, 7),
        end=date(2024, 12, 7),
        sources=SPEAKERS,
    )
    attack = Claim(
        "attack",
        "Homs",
        HOSTILE[24:70],
        (24, 70),
        place_norm="Homs",
        place_id=HOMS.id,
        place_kind="city",
        part=True,
        country="SY",
        lat=HOMS.lat,
        lon=HOMS.lon,
        start=date(2024, 12, 5),
        end=date(2024, 12, 9),
        status="possible",
        sources=SPEAKERS,
        event_type="Battles",
        sub_event_type="Armed clash",
    )
    return report, Reading((claim, attack), places=(HOMS,))


def filled(location: str | Path, reader: Reader, reports: Iterable[Report]) -> Store:
    """A new record of the war and the hostile report."""
    store = Store.open(location, fold=fold)
    run = store.begin_run(reader.name, reader.version)
    take_in(reports, reader, store, run)
    store.add(run, [hostile()])
    return store
