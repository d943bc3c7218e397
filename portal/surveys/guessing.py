"""What guessing at the codes of drafts costs: the same as guessing at receipts, counted apart."""

from __future__ import annotations

from datetime import timedelta

from portal.core.limits import Misses

MISSES = Misses("survey-code-miss", most=10, window=timedelta(hours=1), most_of_all=1000)
