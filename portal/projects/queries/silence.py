"""How long nothing was said about a project, where that is too long."""

from __future__ import annotations

from datetime import datetime

from flask import current_app

from portal.core.clock import now
from portal.projects.models import ENDED, Phase


def silence_length() -> int:
    """The days without a word after which a project counts as silent; 0: it never does."""
    days: int = current_app.config["SETTINGS"].stale_after_days
    return days


def silent_days(said_at: datetime, phase: Phase | None) -> int | None:
    """The days since `said_at`, the newest update or the project's own beginning; None while that is no reason to ask.

    A project that has ended has nothing more to say.
    """
    most = silence_length()
    days = (now() - said_at).days
    return days if most and days >= most and phase not in ENDED else None
