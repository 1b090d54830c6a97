"""Append-only, enforced where no program can forget it: in the database.

SQLite runs no DELETE trigger for `INSERT OR REPLACE` unless the connection sets
`recursive_triggers`; a third trigger refuses the replacing row itself, for connections that do not.
"""

from collections.abc import Collection

from sqlalchemy import Connection, Table, UniqueConstraint, text

from whoholds.record.schema import metadata

REFUSAL = "a record is append-only"


def _keys(table: Table) -> list[list[str]]:
    unique = [
        [column.name for column in constraint.columns]
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint)
    ]
    return [[column.name for column in table.primary_key.columns], *unique]


def sqlite_triggers() -> dict[str, str]:
    """Name → statement that creates it."""
    made = {}
    for table in metadata.sorted_tables:
        same = " OR ".join(
            f"EXISTS (SELECT 1 FROM {table.name} "  # noqa: S608 - names of our own schema
            f"WHERE {' AND '.join(f'{name} = NEW.{name}' for name in key)})"
            for key in sorted(_keys(table))
        )
        for name, when, condition in (
            ("no_update", "UPDATE", ""),
            ("no_delete", "DELETE", ""),
            ("no_replace", "INSERT", f" WHEN {same}"),
        ):
            made[f"{table.name}_{name}"] = (
                f"CREATE TRIGGER {table.name}_{name} BEFORE {when} ON {table.name}{condition} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
    return made


def postgresql_triggers() -> dict[str, str]:
    """Name → statements that create it, to run after `POSTGRESQL_FUNCTION`."""
    made = {}
    for table in metadata.sorted_tables:
        for name, when in (
            ("no_change", "UPDATE OR DELETE ON {} FOR EACH ROW"),
            ("no_truncate", "TRUNCATE ON {} FOR EACH STATEMENT"),
        ):
            # ALWAYS: else a session that calls itself a replica would not fire it.
            made[f"{table.name}_{name}"] = (
                f"CREATE TRIGGER {table.name}_{name} BEFORE {when.format(table.name)} "
                "EXECUTE FUNCTION whoholds_refuse(); "
                f"ALTER TABLE {table.name} ENABLE ALWAYS TRIGGER {table.name}_{name}"
            )
    return made


POSTGRESQL_FUNCTION = (
    "CREATE OR REPLACE FUNCTION whoholds_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
)


def expected(dialect: str) -> dict[str, str]:
    return sqlite_triggers() if dialect == "sqlite" else postgresql_triggers()


def create(connection: Connection, tables: Collection[str] | None = None) -> None:
    """Create every trigger on freshly made tables (None: on all)."""
    dialect = connection.dialect.name
    if dialect == "postgresql":
        connection.execute(text(POSTGRESQL_FUNCTION))
    for name, statement in expected(dialect).items():
        if tables is None or name.rpartition("_no_")[0] in tables:
            connection.execute(text(statement))


def missing(connection: Connection) -> list[str]:
    """Names of the triggers that are absent, altered or switched off."""
    dialect = connection.dialect.name
    if dialect == "sqlite":
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        present = {row.name: row.sql for row in connection.execute(text(query))}
        return sorted(n for n, sql in expected(dialect).items() if present.get(n) != sql)
    query = (
        "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "JOIN pg_proc ON pg_proc.oid = tgfoid WHERE tgenabled = 'A' "
        "AND proname = 'whoholds_refuse' AND relnamespace = current_schema()::regnamespace"
    )
    enabled = set(connection.execute(text(query)).scalars())
    return sorted(set(expected(dialect)) - enabled)
