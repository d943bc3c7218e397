"""Counts the statements that a piece of work sends to the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event

from portal.core.db import db

_HOUSEKEEPING = ("PRAGMA", "BEGIN", "SET TRANSACTION", "SAVEPOINT", "RELEASE")


class Recording(list[str]):
    """The statements in order. `len()` is what a budget limits."""

    @property
    def writes(self) -> list[str]:
        """Those that change something."""
        return [said for said in self if said.startswith(("INSERT", "UPDATE", "DELETE"))]

    def within(self, budget: int) -> None:
        """Fail, showing every statement, when there are more than `budget`."""
        told = "\n".join(f"  {number}. {' '.join(said.split())[:160]}" for number, said in enumerate(self, 1))
        assert len(self) <= budget, f"{len(self)} statements, the budget is {budget}:\n{told}"


@contextmanager
def recorded(app: Flask) -> Iterator[Recording]:
    """Statements sent inside the block: `with recorded(app) as queries: client.get(…)`, `queries.within(6)`."""
    with app.app_context():
        engine = db.engine
    recording = Recording()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        said = statement.lstrip()
        if not said.upper().startswith(_HOUSEKEEPING):
            recording.append(said)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield recording
    finally:
        event.remove(engine, "before_cursor_execute", note)
