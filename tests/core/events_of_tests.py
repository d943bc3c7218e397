"""Two events and the handlers that tests of the outbox hang on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from portal.core import events
from portal.core.events import Event


@dataclass(frozen=True)
class LampLit(Event):
    """A lamp went on."""

    lamp_id: int


@dataclass(frozen=True)
class LampBroken(Event):
    """A lamp went out for good."""

    lamp_id: int


@contextmanager
def listening(handler: Callable[[Sequence[Event]], None], *kinds: type[Event]) -> Iterator[None]:
    """Register `handler` for the time of a test."""
    handlers, wanted = dict(events._handlers), {kind: list(names) for kind, names in events._wanted_by.items()}
    events.on(*kinds)(handler)
    try:
        yield
    finally:
        events._handlers.clear()
        events._handlers.update(handlers)
        events._wanted_by.clear()
        events._wanted_by.update(wanted)
