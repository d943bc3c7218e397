"""The write road's one commit point.

`@usecase` runs a function as one transaction: everything it changed, with the outbox rows of its events, is
committed together or not at all. Use cases take keyword-only plain values and never call one another.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import ParamSpec, TypeVar

from sqlalchemy.exc import IntegrityError

from portal.core.db import db, is_writing, writing
from portal.core.wake import wake_worker

P = ParamSpec("P")
R = TypeVar("R")

# SQLite has one writer; threads that queue here do not fall into its sleep-and-retry back-off.
_one_writer = threading.Lock()


@contextmanager
def transaction() -> Iterator[None]:
    """One writing transaction, committed at the end; rolled back whole on any error."""
    if is_writing():
        raise RuntimeError("a use case may not run inside another: share a method on the model instead")
    db.session.rollback()  # end the reading transaction of this request, if one is open
    alone = _one_writer if db.engine.dialect.name == "sqlite" else nullcontext()
    with alone, writing():
        try:
            yield
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise
    wake_worker()


def usecase(verb: Callable[P, R]) -> Callable[P, R]:
    """Make `verb` a use case: one transaction, committed when it returns."""

    @functools.wraps(verb)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if args:
            raise TypeError(f"{verb.__name__} takes keyword arguments only")
        try:
            with transaction():
                return verb(*args, **kwargs)
        except IntegrityError:
            # Somebody else wrote the same row between our look and our write (a form sent twice at once): look
            # again. What two transactions may both begin is bound to be unique in the tables.
            with transaction():
                return verb(*args, **kwargs)

    return run
