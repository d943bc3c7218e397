"""The versions of an agenda, and what the public record committed to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.core.db import db
from portal.core.translated import Translated
from portal.meetings.agendas.contents import agenda_text
from portal.meetings.models import AgendaVersion, Change, Meeting


@dataclass(frozen=True)
class VersionLine:
    """One version as lists show it. `starts_at` is when the meeting was to begin by this version."""

    number: int
    change: Change
    reason: Translated
    posted_at: datetime
    starts_at: datetime
    record_seq: int
    content: dict[str, Any]


def versions_of(meeting_id: int) -> list[VersionLine]:
    """Every version of a meeting's agenda, the first one first."""
    wanted = select(AgendaVersion).where(AgendaVersion.meeting_id == meeting_id).order_by(AgendaVersion.number)
    return [
        VersionLine(
            number=row.number,
            change=Change(row.change),
            reason=row.reason,
            posted_at=row.posted_at,
            starts_at=datetime.fromisoformat(row.content["starts_at"]),
            record_seq=row.record_seq,
            content=row.content,
        )
        for row in db.session.scalars(wanted)
    ]


def posted_texts(keys: Sequence[str]) -> dict[str, str]:
    """What the public record committed to for the versions "slug/number"; a bare slug is version 1."""
    wanted = {key: (key.partition("/")[0], int(key.partition("/")[2] or 1)) for key in keys}
    rows = db.session.execute(
        select(Meeting.slug, AgendaVersion.number, AgendaVersion.content)
        .join(AgendaVersion, AgendaVersion.meeting_id == Meeting.id)
        .where(Meeting.slug.in_({slug for slug, _number in wanted.values()}))
    )
    texts = {(slug, number): agenda_text(content) for slug, number, content in rows}
    return {key: texts[place] for key, place in wanted.items() if place in texts}


def last_version_with(slug: str, number: int) -> int | None:
    """The newest version of a posted meeting's agenda that has the item with this number."""
    rows = db.session.execute(
        select(AgendaVersion.number, AgendaVersion.content)
        .join(Meeting, Meeting.id == AgendaVersion.meeting_id)
        .where(Meeting.slug == slug)
        .order_by(AgendaVersion.number.desc())
    )
    return next((row.number for row in rows if any(i["number"] == number for i in row.content["items"])), None)
