"""One more version of an agenda: kept word for word, committed to in the public record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.committees.models import Committee
from portal.core.db import db
from portal.core.permissions import Actor
from portal.core.translated import Translated
from portal.meetings import queries
from portal.meetings.agendas.contents import agenda_text, paper_keys, posted_content
from portal.meetings.agendas.drafts import NOTHING
from portal.meetings.models import AgendaVersion, Change, Meeting, MeetingState
from portal.record.models import Deed, append, append_all

FROM = {Change.POSTED: MeetingState.DRAFT, Change.IMPORTED: None}


def add_version(
    actor: Actor,
    meeting: Meeting,
    committee: Committee,
    content: dict[str, Any],
    change: Change,
    reason: Translated = NOTHING,
) -> AgendaVersion:
    """Keep `content` as the meeting's newest version, with its entry in the public record, in one transaction."""
    last = queries.newest_version(meeting.id)
    for paper in queries.papers_of(meeting.id, paper_keys(content)).values():
        paper.posted_at = paper.posted_at or meeting.changed_at
    made = _Made(meeting, committee, content, change, reason, last.number + 1 if last else 1)
    version = made.version(queries.paper_facts(meeting.id, paper_keys(content)))
    version.record_seq = append(actor, made.deed(version), at=version.posted_at)
    db.session.add(version)
    return version


def add_first_versions(
    actor: Actor, imported: Sequence[tuple[Meeting, Committee, dict[str, Any]]], at: datetime
) -> None:
    """Keep the first versions of many imported meetings, with their entries in the public record, all of one moment."""
    made = [_Made(*each, Change.IMPORTED, NOTHING, 1) for each in imported]
    versions = [each.version({}) for each in made]
    deeds = [each.deed(version) for each, version in zip(made, versions, strict=True)]
    for version, number in zip(versions, append_all(actor, deeds, at), strict=True):
        version.record_seq = number
    db.session.add_all(versions)


@dataclass(frozen=True)
class _Made:
    """What a version is made of."""

    meeting: Meeting
    committee: Committee
    content: dict[str, Any]
    change: Change
    reason: Translated
    number: int

    def version(self, papers: Mapping[str, dict[str, Any]]) -> AgendaVersion:
        return AgendaVersion(
            meeting_id=self.meeting.id,
            number=self.number,
            change=self.change,
            reason=self.reason,
            posted_at=self.meeting.changed_at,  # the moment of the move between states
            content=posted_content(
                self.content,
                slug=self.meeting.slug,
                committee={
                    "slug": self.committee.slug,
                    "name": dict(self.committee.name),
                    "posting_rules": self.committee.posting_rules,  # the rules of its day judge it for ever
                },
                version=self.number,
                change=self.change.value,
                reason=self.reason,
                papers=papers,
            ),
        )

    def deed(self, version: AgendaVersion) -> Deed:
        return Deed(
            action=f"meeting.{self.change.value}",
            subject=f"meeting:{self.meeting.slug}/{self.number}",
            role="import" if self.change is Change.IMPORTED else "clerk",
            from_state=FROM.get(self.change, MeetingState.POSTED),
            to_state=self.meeting.state,
            text=agenda_text(version.content),
        )
