"""The only reader of the wall clock. Inside the house every time is aware UTC; zones appear at the edge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

_source: Callable[[], datetime] | None = None


def now() -> datetime:
    """The current moment, aware, in UTC."""
    return _source() if _source else datetime.now(UTC)


def set_source(source: Callable[[], datetime] | None) -> None:
    """Replace the clock (tests and the demo move time); `None` brings the real one back."""
    global _source
    _source = source
