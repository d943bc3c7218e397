"""One more version of minutes: kept word for word, committed to in the public record, its decisions registered."""

from __future__ import annotations

from datetime import date
from typing import Any

from portal.committees.models import Committee
from portal.core.clock import now
from portal.core.db import db
from portal.core.permissions import Actor
from portal.core.translated import Translated
from portal.meetings import queries
from portal.meetings.minuting.contents import draft_from, minutes_text
from portal.meetings.minuting.folding import words_of
from portal.meetings.minuting.posted import MeetingFacts, decisions_in, whole
from portal.meetings.models import (
    Decision,
    DecisionProject,
    Meeting,
    Minutes,
    MinutesState,
    MinutesVersion,
    Outcome,
)
from portal.record.models import Deed, append


def add_minutes_version(
    actor: Actor,
    meeting: Meeting,
    committee: Committee,
    minutes: Minutes,
    reason: Translated,
    approval: dict[str, Any] | None,
) -> MinutesVersion:
    """Keep what is written as the newest version of the minutes, with its entry in the public record."""
    last = queries.newest_minutes(meeting.id)
    number = last.number + 1 if last else 1
    facts, at = queries.meeting_facts(meeting, committee), now()
    content = whole(draft_from(minutes.content), facts) | {
        "version": number,
        "state": str(minutes.state),
        "reason": dict(reason),
        "approval": approval,
    }
    deed = Deed(
        action="minutes.approved" if _is_approval(last, minutes) else "minutes.posted",
        subject=f"minutes:{meeting.slug}/{number}",
        role="clerk",
        from_state=last.state if last else None,
        to_state=minutes.state,
        text=minutes_text(content),
    )
    version = MinutesVersion(
        meeting_id=meeting.id,
        number=number,
        state=minutes.state,
        reason=reason,
        posted_at=at,
        content=content,
        record_seq=append(actor, deed, at=at),
    )
    db.session.add(version)
    _register(meeting, facts, content)
    return version


def _is_approval(last: MinutesVersion | None, minutes: Minutes) -> bool:
    return minutes.state == MinutesState.APPROVED and last is not None and last.state != MinutesState.APPROVED


def _register(meeting: Meeting, facts: MeetingFacts, content: dict[str, Any]) -> None:
    """Make the register say what these minutes say of this meeting, no more and no less."""
    queries.drop_decisions(meeting.id)
    about = {number: item.projects for number, item in facts.items.items()}
    projects = queries.project_titles({slug for slugs in about.values() for slug in slugs})
    for decision in decisions_in(content):
        slugs = {slug for item in decision["items"] for slug in about.get(item["number"], ())}
        row = _row(meeting, decision, words_of(decision, [projects[slug][1] for slug in sorted(slugs)]))
        db.session.add(row)
        db.session.flush()
        db.session.add_all(DecisionProject(decision_id=row.id, project_id=projects[slug][0]) for slug in slugs)


def _row(meeting: Meeting, decision: dict[str, Any], words: str) -> Decision:
    due = decision["follow_up"]["due_on"]
    return Decision(
        meeting_id=meeting.id,
        number=decision["number"],
        item_number=decision["items"][0]["number"],
        outcome=Outcome(decision["outcome"]),
        text=Translated(decision["text"]),
        decided_at=meeting.starts_at,
        due_on=date.fromisoformat(due) if due else None,
        words=words,
        content=decision,
    )
