"""Who is invited, for the clerk who invites and for whoever holds a link."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, and_, case, exists, func, or_, select, tuple_

from portal.core.db import db
from portal.surveys.models import Draft, Invitation, Promise
from portal.surveys.tokens import hash_of

PAGE_SIZE = 50
MOST_REMINDERS = 2


class InvitationState(StrEnum):
    """How far an invitation is. On an anonymous survey "begun" is never told."""

    OPEN = "open"
    BEGUN = "begun"
    FINISHED = "finished"
    UNDELIVERABLE = "undeliverable"


@dataclass(frozen=True)
class InvitationLine:
    """One invitation as its clerk reads it."""

    id: int
    name: str
    email: str
    size_class: str
    sector: str
    branch_of: str
    lang: str
    issue: int
    state: InvitationState
    mailed_at: datetime | None
    reminders: int
    reminded_at: datetime | None


@dataclass(frozen=True)
class InvitationPage:
    """Some invitations, how many the list has, and the key of the last one if more follow."""

    lines: tuple[InvitationLine, ...]
    total: int
    next_key: int | None


@dataclass(frozen=True)
class Wanted:
    """Which invitations a list is to hold; empty means all."""

    state: str = ""
    size_class: str = ""
    sector: str = ""
    search: str = ""


@dataclass(frozen=True)
class Invited:
    """What the page behind a link needs: for whom it is, and how far they are."""

    id: int
    name: str
    lang: str
    used: bool
    begun: bool


def invited_by(survey_id: int, symbols: str) -> Invited | None:
    """The invitation of a survey that a link leads to."""
    begun = exists().where(Draft.code_hash == Invitation.token_hash)
    row = db.session.execute(
        select(Invitation, begun.label("begun")).where(
            Invitation.survey_id == survey_id, Invitation.token_hash == hash_of(symbols)
        )
    ).one_or_none()
    if row is None:
        return None
    return Invited(row[0].id, row[0].name, row[0].lang, row[0].used, bool(row.begun))


def invitation_for_change(survey_id: int, token_hash: str) -> Invitation | None:
    """The row behind the hash of a link, locked: of two who begin or send at once one is second."""
    return db.session.scalar(
        select(Invitation)
        .where(Invitation.survey_id == survey_id, Invitation.token_hash == token_hash)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def draft_of_invitation(token_hash: str) -> Draft | None:
    """The draft that an invitation's link leads to, locked."""
    return db.session.scalar(select(Draft).where(Draft.code_hash == token_hash).with_for_update())


def invitation_row(survey_id: int, invitation_id: int) -> Invitation | None:
    """One invitation of a survey."""
    return db.session.scalar(
        select(Invitation).where(Invitation.survey_id == survey_id, Invitation.id == invitation_id)
    )


def known_businesses(survey_id: int, marks: Collection[str]) -> set[str]:
    """Which of these are invited already, by `known_by`."""
    wanted, found = list(marks), set[str]()
    for start in range(0, len(wanted), 500):
        chunk = wanted[start : start + 500]
        rows = select(Invitation.known_by).where(Invitation.survey_id == survey_id, Invitation.known_by.in_(chunk))
        found.update(db.session.scalars(rows))
    return found


def invitations(survey_id: int, promise: Promise, wanted: Wanted, after: int | None = None) -> InvitationPage:
    """One page of the list, the branches of a firm together."""
    rows = _filtered(survey_id, promise, wanted)
    total = db.session.scalar(select(func.count()).select_from(rows.order_by(None).subquery())) or 0
    last = db.session.get(Invitation, after) if after else None
    if last is not None:
        place = (last.branch_of or last.name, last.branch_of, last.name, last.id)
        rows = rows.where(tuple_(*_order()) > tuple_(*place))
    found = [_line(row, begun) for row, begun in db.session.execute(rows.limit(PAGE_SIZE + 1))]
    more = found[PAGE_SIZE - 1].id if len(found) > PAGE_SIZE else None
    return InvitationPage(tuple(found[:PAGE_SIZE]), total, more)


def invitation_line(survey_id: int, promise: Promise, invitation_id: int) -> InvitationLine | None:
    """One invitation as its clerk reads it."""
    rows = _filtered(survey_id, promise, Wanted()).where(Invitation.id == invitation_id)
    return next((_line(row, begun) for row, begun in db.session.execute(rows)), None)


def to_write_to(survey_id: int, promise: Promise) -> Iterable[InvitationLine]:
    """Everybody who has not finished and can be reached, in the order of the list."""
    rows = _filtered(survey_id, promise, Wanted()).where(_reachable())
    return (_line(row, begun) for row, begun in db.session.execute(rows.execution_options(yield_per=500)))


def groups_of(survey_id: int) -> tuple[list[str], list[str]]:
    """The size classes and the sectors that invitations name."""
    said = [
        db.session.scalars(select(column).where(Invitation.survey_id == survey_id).distinct().order_by(column))
        for column in (Invitation.size_class, Invitation.sector)
    ]
    return [name for name in said[0] if name], [name for name in said[1] if name]


def waiting_for_mail(survey_id: int, most: int) -> list[Invitation]:
    """Invitations that no mail was written for yet, locked."""
    return _mailable(survey_id, Invitation.mailed_at.is_(None), most)


def waiting_for_reminder(survey_id: int, quiet_since: datetime, most: int) -> list[Invitation]:
    """Those that got no mail since a moment, and fewer reminders than there may be, locked."""
    quiet = and_(
        Invitation.reminders < MOST_REMINDERS,
        func.coalesce(Invitation.reminded_at, Invitation.mailed_at) <= quiet_since,
    )
    return _mailable(survey_id, quiet, most)


def count_mailable(survey_id: int, quiet_since: datetime) -> tuple[int, int]:
    """How many would get an invitation now, and how many a reminder."""
    base = select(func.count()).where(Invitation.survey_id == survey_id, _reachable(), Invitation.email != "")
    quiet = func.coalesce(Invitation.reminded_at, Invitation.mailed_at) <= quiet_since
    first = db.session.scalar(base.where(Invitation.mailed_at.is_(None)))
    again = db.session.scalar(base.where(quiet, Invitation.reminders < MOST_REMINDERS))
    return first or 0, again or 0


def _reachable() -> Any:
    return and_(Invitation.used.is_(False), Invitation.undeliverable.is_(False))


def _mailable(survey_id: int, which: Any, most: int) -> list[Invitation]:
    rows = select(Invitation).where(Invitation.survey_id == survey_id, _reachable(), Invitation.email != "", which)
    return list(db.session.scalars(rows.order_by(Invitation.id).limit(most).with_for_update()))


def _order() -> tuple[Any, ...]:
    firm = case((Invitation.branch_of == "", Invitation.name), else_=Invitation.branch_of)
    return firm, Invitation.branch_of, Invitation.name, Invitation.id


def _filtered(survey_id: int, promise: Promise, wanted: Wanted) -> Select[Any]:
    draft = exists().where(Draft.code_hash == Invitation.token_hash)
    # an anonymous survey's clerk learns who has sent, never who is at it
    begun: Any = draft if promise == Promise.CONFIDENTIAL else Invitation.id < 0
    rows = select(Invitation, begun.label("begun")).where(Invitation.survey_id == survey_id).order_by(*_order())
    if wanted.size_class:
        rows = rows.where(Invitation.size_class == wanted.size_class)
    if wanted.sector:
        rows = rows.where(Invitation.sector == wanted.sector)
    if wanted.search:
        words = wanted.search[:100]
        columns = (Invitation.name, Invitation.branch_of, Invitation.email)
        rows = rows.where(or_(*(column.icontains(words, autoescape=True) for column in columns)))
    states = {
        InvitationState.FINISHED: Invitation.used.is_(True),
        InvitationState.UNDELIVERABLE: and_(Invitation.used.is_(False), Invitation.undeliverable.is_(True)),
        InvitationState.BEGUN: and_(_reachable(), begun),
        InvitationState.OPEN: and_(_reachable(), ~begun),
    }
    return rows.where(states[InvitationState(wanted.state)]) if wanted.state in states else rows


def _line(row: Invitation, begun: bool) -> InvitationLine:
    state = InvitationState.BEGUN if begun else InvitationState.OPEN
    if row.undeliverable:
        state = InvitationState.UNDELIVERABLE
    return InvitationLine(
        id=row.id,
        name=row.name,
        email=row.email,
        size_class=row.size_class,
        sector=row.sector,
        branch_of=row.branch_of,
        lang=row.lang,
        issue=row.issue,
        state=InvitationState.FINISHED if row.used else state,
        mailed_at=row.mailed_at,
        reminders=row.reminders,
        reminded_at=row.reminded_at,
    )
