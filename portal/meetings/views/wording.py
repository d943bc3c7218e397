"""A content in the reader's words, so that two of them can be compared and shown: times, kinds, names of links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.core.formats import day, when
from portal.core.translated import Translated
from portal.core.web import in_page_language
from portal.meetings.agendas.contents import content_of, paper_keys, with_papers
from portal.meetings.agendas.differences import Differences, differences
from portal.meetings.forms import KIND_NAMES, MEETING_KIND_NAMES
from portal.meetings.models import ItemKind, MeetingKind
from portal.meetings.posting_rules import Span, span_of
from portal.meetings.queries import MeetingSheet, VersionLine, paper_facts, versions_of
from portal.projects import queries as projects

MOMENTS = ("starts_at", "ends_at", "comments_close_at", "speakers_close_at")
MOST_SHOWN = 10


def changes_between(older: VersionLine, newer: VersionLine) -> Differences:
    """What one version changed in another, in the reader's words."""
    return _compared(older.content, newer.content)


@dataclass(frozen=True)
class VersionChange:
    """One version after the first, and what it changed in the one before; `before` is how early, or nothing."""

    line: VersionLine
    differences: Differences
    before: Span | None


def changes_since_posting(meeting: MeetingSheet) -> list[VersionChange]:
    """What every version after the first one changed, the newest first; nothing to look up where there is one."""
    if not meeting.version or meeting.version == 1:
        return []
    lines = versions_of(meeting.id)
    pairs = list(pairwise(lines))
    return [
        VersionChange(newer, changes_between(older, newer), _before(newer))
        for older, newer in reversed(pairs[-MOST_SHOWN:])
    ]


def _before(line: VersionLine) -> Span | None:
    """How long before the meeting a version was posted; nothing where it had begun."""
    early = line.starts_at - line.posted_at
    return span_of(early) if early > timedelta() else None


def waiting_changes(meeting: MeetingSheet, posted: VersionLine) -> Differences | None:
    """What a written change would change in what is posted; None where there is none."""
    if not (meeting.amended and meeting.draft):
        return None
    written = content_of(meeting.draft)
    return _compared(posted.content, with_papers(written, paper_facts(meeting.id, paper_keys(written))))


def _compared(old: Mapping[str, Any], new: Mapping[str, Any]) -> Differences:
    slugs = {slug for content in (old, new) for item in content["items"] for slug in item["projects"]}
    titles = {slug: in_page_language(title).text for slug, title in projects.titles(slugs).items()}
    return differences(_worded(old, titles), _worded(new, titles))


def _worded(content: Mapping[str, Any], titles: Mapping[str, str]) -> dict[str, Any]:
    timed = content.get("timed", True)
    return {
        **content,
        "kind": str(MEETING_KIND_NAMES[MeetingKind(content.get("kind", MeetingKind.REGULAR))]),
        "takes_speakers": _("yes") if content.get("takes_speakers") else "",
        "links": [link["label"] for link in content.get("links", ())],
        "items": [_worded_item(item, titles) for item in content["items"]],
        **{name: _moment(content.get(name), timed) for name in MOMENTS},
    }


def _moment(text: str | None, timed: bool) -> str:
    if not text:
        return ""
    moment = datetime.fromisoformat(text)
    return when(moment) if timed else day(moment)


def _worded_item(item: Mapping[str, Any], titles: Mapping[str, str]) -> dict[str, Any]:
    minutes = item["minutes"]
    return {
        **item,
        "kind": str(KIND_NAMES[ItemKind(item["kind"])]),
        "minutes": ngettext("%(num)s minute", "%(num)s minutes", minutes) if minutes else "",
        "consent": _("yes") if item.get("consent") else "",
        "projects": [titles.get(slug, slug) for slug in item["projects"]],
        "papers": [in_page_language(Translated(paper["title"])).text for paper in item.get("papers", ())],
    }
