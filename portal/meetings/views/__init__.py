"""The pages of meetings: for everybody what is posted, at the desk what is written."""

from __future__ import annotations

from flask import Flask

from portal.meetings.posting_rules import rule_sets
from portal.meetings.views import (
    calendars,
    certificates,
    decisions,
    desk,
    minutes,
    minuting,
    papers,
    posting,
    public,
    repeating,
    speakers,
    speaking,
    versions,
    writing,
)
from portal.meetings.views.door import blueprint

__all__ = [
    "blueprint",
    "calendars",
    "certificates",
    "decisions",
    "desk",
    "init",
    "minutes",
    "minuting",
    "papers",
    "posting",
    "public",
    "repeating",
    "speakers",
    "speaking",
    "versions",
    "writing",
]


def init(app: Flask) -> None:
    """Read the posting rules; a site's own that cannot be used are refused at start, like a bad setting."""
    app.config["POSTING_RULES"] = rule_sets(app.config["SETTINGS"].instance)
