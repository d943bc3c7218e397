"""How migrations run: on the application's own engine, in a writing transaction, with the models as the goal."""

from __future__ import annotations

from alembic import context
from flask import current_app

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

with writing(), db.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=_render_item,
        **current_app.extensions["migrate"].configure_args.get("context", {}),
    )
    with context.begin_transaction():
        context.run_migrations()
