"""Records of earlier versions, brought up to this one; records of later ones, refused."""

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from whoholds.model import BadInput
from whoholds.record import schema


def config(connection: Connection) -> Config:
    """Alembic's configuration for one connection."""
    made = Config()
    made.set_main_option("script_location", "whoholds.record:migrations")
    made.attributes["connection"] = connection
    return made


def upgrade(connection: Connection, name: str, found: str) -> None:
    """Bring the record from revision `found` to this version's, within one transaction.

    Raises BadInput where `found` is not one that this version knows.
    """
    settings = config(connection)
    try:
        ScriptDirectory.from_config(settings).get_revision(found)
    except CommandError:
        raise BadInput(
            f"{name} was written by a newer whoholds (its format is {found}, this version "
            f"writes {schema.REVISION}): upgrade whoholds"
        ) from None
    command.upgrade(settings, "head")
