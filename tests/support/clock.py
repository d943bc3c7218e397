"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import datetime, timedelta

from portal.core import clock


class Clock:
    """The house's clock in a test's hand."""

    def __init__(self, start: datetime) -> None:
        self.now = start
        clock.set_source(lambda: self.now)

    def set(self, moment: datetime) -> None:
        """Make it `moment`."""
        self.now = moment

    def forward(self, **length: float) -> datetime:
        """Let time pass: `clock.forward(minutes=31)`; a negative length turns it back."""
        self.now += timedelta(**length)
        return self.now
