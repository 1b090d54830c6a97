"""Alembic's way in: runs the migrations on the connection that `migrate` hands over."""

from alembic import context

from whoholds.record.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
context.run_migrations()
