"""How the inputs of one call are to be read, and how far the reading has come."""

from collections.abc import Mapping

from attrs import define, field, frozen


@define
class Gauge:
    """Bytes of the named inputs that have been read, and how many there are; for a progress bar.

    What has no length beforehand (standard input, addresses) is in neither number.
    """

    done: int = 0
    total: int = 0


@frozen
class How:
    """`dated` refuses reports without a day of publication where their form allows of one.

    `columns` names the column or key for a field of the report ("published" → "date"), those not
    named being guessed. `allow_private` lets addresses lead into this machine and its network.
    """

    dated: bool = True
    columns: Mapping[str, str] = field(factory=dict)
    allow_private: bool = False
    gauge: Gauge = field(factory=Gauge, eq=False)
