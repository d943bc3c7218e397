"""Drafts that can never be sent are not kept."""

from __future__ import annotations

from datetime import datetime

from portal.core.usecase import usecase
from portal.surveys import queries


@usecase
def drop_drafts(*, closed_before: datetime) -> None:
    """Delete the drafts of surveys that closed before a moment."""
    queries.drop_drafts_of_closed(closed_before)
