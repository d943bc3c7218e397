"""Was an agenda posted in time, and how much time is left: the posting rules of a committee, as pages tell them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask import current_app
from sqlalchemy import select

from portal.core.clock import now
from portal.core.db import db
from portal.core.formats import site_zone
from portal.meetings.models import AgendaVersion, MeetingKind, MeetingState
from portal.meetings.posting_rules import Rule, RuleSet, Silence, Span, Verdict, judge, span_of
from portal.meetings.queries.sheets import MeetingSheet


def posting_rule_sets() -> tuple[RuleSet, ...]:
    """Every set of posting rules that this site has, as they were read at its start."""
    found: tuple[RuleSet, ...] = current_app.config["POSTING_RULES"]
    return found


def posting_rule_set(code: str) -> RuleSet | None:
    """The set of posting rules named `code`; None where none is chosen or the site no longer has it."""
    return next((found for found in posting_rule_sets() if found.code == code), None)


class ClockState(StrEnum):
    """What can be said of a posting's time."""

    MET = "met"
    LATE = "late"
    SILENT = "silent"  # the rules name no deadline for this kind of meeting
    UNRULED = "unruled"  # the committee has no posting rules
    ELSEWHERE = "elsewhere"  # imported: it was posted on another site


@dataclass(frozen=True)
class PostingClock:
    """When an agenda was posted, measured by its rules. `rules` and one of `rule` and `silence` are there by state.

    `before` is the time from posting to meeting, `after_start` is set where it was posted after the meeting began;
    `counted` is what the rule counts: hours on days that count, or a number of days.
    """

    state: ClockState
    kind: MeetingKind
    posted_at: datetime
    before: Span
    after_start: Span | None = None
    counted: Span | int | None = None
    late_by: Span | None = None
    rules: RuleSet | None = None
    rule: Rule | None = None
    silence: Silence | None = None


@dataclass(frozen=True)
class Countdown:
    """How long a clerk still has to post in time. `left` or `late_by` is there where the rules name a deadline."""

    kind: MeetingKind
    rules: RuleSet | None
    rule: Rule | None = None
    silence: Silence | None = None
    deadline: datetime | None = None
    left: Span | None = None
    late_by: Span | None = None


def clock_of(meeting: MeetingSheet) -> PostingClock | None:
    """The posting clock of a posted meeting, as of the version shown; None for a draft.

    A meeting that was moved is measured from the version that first told its time.
    """
    if meeting.posted_at is None:
        return None
    posted_at = _first_told_at(meeting)
    state = ClockState.ELSEWHERE if meeting.imported or not meeting.timed else ClockState.UNRULED
    plain = PostingClock(state, meeting.kind, posted_at, before=span_of(meeting.starts_at - posted_at))
    rules = posting_rule_set(meeting.posting_rules)
    if state is ClockState.ELSEWHERE or rules is None:
        return plain
    verdict = judge(rules, meeting.kind, meeting.starts_at, posted_at, site_zone())
    return _judged(plain, verdict) if verdict else _silent(plain, rules)


def _judged(plain: PostingClock, verdict: Verdict) -> PostingClock:
    after = -verdict.before
    return PostingClock(
        state=ClockState.MET if verdict.met else ClockState.LATE,
        kind=plain.kind,
        posted_at=plain.posted_at,
        before=span_of(verdict.before),
        after_start=span_of(after, round_up=True) if after.total_seconds() > 0 else None,
        counted=verdict.lead if isinstance(verdict.lead, int) else span_of(verdict.lead),
        late_by=None if verdict.met else span_of(verdict.late_by, round_up=True),
        rules=verdict.rule_set,
        rule=verdict.rule,
    )


def _silent(plain: PostingClock, rules: RuleSet) -> PostingClock:
    return PostingClock(
        state=ClockState.SILENT,
        kind=plain.kind,
        posted_at=plain.posted_at,
        before=plain.before,
        rules=rules,
        silence=rules.silence(plain.kind),
    )


def _first_told_at(meeting: MeetingSheet) -> datetime:
    """When the version was posted that first told the time shown, of those in a row up to the one shown."""
    told_at = meeting.changed_at or meeting.posted_at
    assert told_at is not None
    if (meeting.version or 1) == 1:
        return told_at
    versions = db.session.execute(
        select(AgendaVersion.posted_at, AgendaVersion.content["starts_at"].as_string())
        .where(AgendaVersion.meeting_id == meeting.id, AgendaVersion.number <= meeting.version)
        .order_by(AgendaVersion.number.desc())
    )
    for posted_at, starts_at in versions:
        if datetime.fromisoformat(starts_at) != meeting.starts_at:
            break
        told_at = posted_at
    return told_at


def countdown_of(meeting: MeetingSheet) -> Countdown | None:
    """The time left to post what is written; None where nothing waits, or it tells no other time than is posted."""
    draft = meeting.draft
    waits = draft is not None and (meeting.state is MeetingState.DRAFT or draft.starts_at != meeting.starts_at)
    if draft is None or not waits or meeting.state is MeetingState.CANCELLED:
        return None
    rules = posting_rule_set(meeting.posting_rules)
    if rules is None:
        return Countdown(draft.kind, None)
    verdict = judge(rules, draft.kind, draft.starts_at, now(), site_zone())
    if verdict is None:
        return Countdown(draft.kind, rules, silence=rules.silence(draft.kind))
    return Countdown(
        kind=draft.kind,
        rules=rules,
        rule=verdict.rule,
        deadline=verdict.deadline,
        left=span_of(verdict.deadline - now()) if verdict.met else None,
        late_by=None if verdict.met else span_of(verdict.late_by, round_up=True),
    )
