"""What happened, and who wants to know.

A use case emits events; each becomes one outbox row per handler in the same transaction. After the commit the
worker hands them to the handlers: at least once, many at a time, to each in their order. Handlers must be idempotent.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, TypeVar

from portal.core.db import db, is_writing
from portal.core.models import OutboxRow


@dataclasses.dataclass(frozen=True)
class Event:
    """Parent of all events: frozen, past tense, ids only (an outbox row must tell nothing about a person)."""

    kinds: ClassVar[dict[str, type[Event]]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        Event.kinds[cls.__name__] = cls


E = TypeVar("E", bound=Event)
Handler = Callable[[Sequence[Any]], None]

_handlers: dict[str, Handler] = {}
_wanted_by: dict[type[Event], list[str]] = {}


def on(*kinds: type[Event]) -> Callable[[Handler], Handler]:
    """Register `handler(events)` for events of these kinds; its module and name are its address in the outbox."""

    def register(handler: Handler) -> Handler:
        address = f"{handler.__module__.removeprefix('portal.')}.{handler.__name__}"
        _handlers[address] = handler
        for kind in kinds:
            wanted = _wanted_by.setdefault(kind, [])
            if address not in wanted:
                wanted.append(address)
        return handler

    return register


def emit(event: Event) -> None:
    """Record `event` for each of its handlers, in the transaction at hand."""
    if not is_writing():
        raise RuntimeError("events are emitted inside a use case")
    for address in _wanted_by.get(type(event), ()):
        db.session.add(OutboxRow(handler=address, event=type(event).__name__, payload=dataclasses.asdict(event)))


def handler_at(address: str) -> Handler:
    """The handler registered under `address`; KeyError where an upgrade took it away."""
    return _handlers[address]


def restore(kind: str, payload: dict[str, Any]) -> Event:
    """The event that an outbox row holds."""
    return Event.kinds[kind](**payload)
