"""What becomes of a code that opens nothing, and what guessing costs. `views` has a page for each of these."""

from __future__ import annotations

from datetime import timedelta

from portal.core.errors import PortalError
from portal.core.limits import Misses

# A mistyped check symbol is no guess and is not counted. A code holds 115 random bits: at 1,000 guesses an hour, with a
# million receipts to hit, one guess would hit after some 10^21 years. So this only keeps a guesser's log short.
MISSES = Misses("receipt-miss", most=10, window=timedelta(hours=1), most_of_all=1000)


class NoCode(PortalError):
    """What was typed cannot be a code of ours, or the page was open for too long."""


class UnknownCode(PortalError):
    """No receipt has this code."""


class TooManyMisses(PortalError):
    """So many codes were wrong that whoever asks must wait, also with a right one."""
