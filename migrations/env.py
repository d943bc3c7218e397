"""How migrations run: on the application's own engine, in a writing transaction, with the models as the goal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from portal.core.db import Base, TranslatedText, UTCDateTime, db, writing


def _render_item(kind: str, item: object, _context: object) -> str | bool:
    """Write our column types as the plain ones beneath, so that no migration depends on today's code."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, TranslatedText):
        return "sa.JSON()"
    return False


if context.is_offline_mode():
    raise SystemExit("Migrations of this project run online only.")


@contextmanager
def _tables_may_be_rebuilt(connection: Connection) -> Iterator[None]:
    """SQLite rebuilds a table to change it: while its rows move, those that point to them must not mind.

    The switch does nothing inside a transaction, so it is set on the bare connection before one begins.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    bare = connection.connection.driver_connection
    bare.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        bare.execute("PRAGMA foreign_keys=ON")


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise SystemExit("The migration would leave rows that point to nothing. Nothing was changed.")


with writing(), db.engine.connect() as connection, _tables_may_be_rebuilt(connection):
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=_render_item,
        **current_app.extensions["migrate"].configure_args.get("context", {}),
    )
    with context.begin_transaction():
        context.run_migrations()
        _check_references(connection)
