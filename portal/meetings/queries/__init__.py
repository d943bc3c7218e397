"""Reads of meetings: lists, what a reader may see of one, and what was posted."""

from __future__ import annotations

from portal.meetings.queries.cards import ItemCard, MeetingLink, PaperLink, ProjectLink, paper_link
from portal.meetings.queries.certificates import (
    Certificate,
    KeptVersion,
    certificate_of_agenda,
    certificate_of_minutes,
    kept_versions,
)
from portal.meetings.queries.imported import known_meetings, meetings_by_id, slugs_taken
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
from portal.meetings.queries.offers import approvable, continuable, papers_at_hand, pattern
from portal.meetings.queries.posting import (
    ClockState,
    Countdown,
    PostingClock,
    clock_of,
    countdown_of,
    posting_rule_set,
    posting_rule_sets,
)
from portal.meetings.queries.sheets import MeetingSheet, sheet
from portal.meetings.queries.standing import Standing, standing, visible_to
from portal.meetings.queries.versions import VersionLine, last_version_with, posted_texts, versions_of
from portal.meetings.queries.written import (
    committee_of,
    draft_of,
    highest_number,
    items_ever,
    items_of,
    meeting_by_slug,
    meeting_for_change,
    newest_version,
    paper_facts,
    papers_of,
    project_ids,
    unlink,
)

__all__ = [
    "Certificate",
    "ClockState",
    "Countdown",
    "ItemCard",
    "ItemLine",
    "KeptVersion",
    "MeetingLine",
    "MeetingLink",
    "MeetingSheet",
    "PaperLink",
    "PostingClock",
    "ProjectLink",
    "Standing",
    "VersionLine",
    "approvable",
    "certificate_of_agenda",
    "certificate_of_minutes",
    "clock_of",
    "committee_of",
    "continuable",
    "countdown_of",
    "draft_of",
    "drafts",
    "highest_number",
    "items_about",
    "items_ever",
    "items_of",
    "kept_versions",
    "known_meetings",
    "last_version_with",
    "meeting_by_slug",
    "meeting_for_change",
    "meetings_by_id",
    "newest_version",
    "next_meeting",
    "paper_facts",
    "paper_link",
    "papers_at_hand",
    "papers_of",
    "past",
    "pattern",
    "posted",
    "posted_count",
    "posted_texts",
    "posting_rule_set",
    "posting_rule_sets",
    "project_ids",
    "sheet",
    "slugs_taken",
    "standing",
    "unlink",
    "upcoming",
    "versions_of",
    "visible_to",
]
