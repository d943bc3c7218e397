"""Reads of meetings: lists, what a reader may see of one, and what was posted."""

from __future__ import annotations

from portal.meetings.queries.lists import (
    ItemLine,
    MeetingLine,
    drafts,
    items_about,
    next_meeting,
    past,
    posted,
    posted_count,
    upcoming,
)
from portal.meetings.queries.sheets import ItemCard, MeetingSheet, ProjectLink, posted_text, sheet
from portal.meetings.queries.standing import Standing, standing, visible_to
from portal.meetings.queries.written import (
    committee_of,
    draft_of,
    items_of,
    meeting_by_slug,
    meeting_for_change,
    project_ids,
)

__all__ = [
    "ItemCard",
    "ItemLine",
    "MeetingLine",
    "MeetingSheet",
    "ProjectLink",
    "Standing",
    "committee_of",
    "draft_of",
    "drafts",
    "items_about",
    "items_of",
    "meeting_by_slug",
    "meeting_for_change",
    "next_meeting",
    "past",
    "posted",
    "posted_count",
    "posted_text",
    "project_ids",
    "sheet",
    "standing",
    "upcoming",
    "visible_to",
]
