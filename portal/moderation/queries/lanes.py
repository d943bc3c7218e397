"""What the queue can be narrowed to, as conditions in SQL. A lane is one kind of work that waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, func, select, true, tuple_
from sqlalchemy.orm import aliased

from portal.comments.models import Channel, Comment, FeedbackState
from portal.core.permissions import Actor, Role
from portal.feedback.queries import visible_to
from portal.moderation.models import Assignment, Escalation, FamilyMember, Report, SecondLook
from portal.moderation.queries.about import About, chosen_by
from portal.moderation.queries.appeals import appealed


class Lane(StrEnum):
    """The kinds of work at the desk."""

    WAITING = "waiting"
    ASIDE = "aside"
    REPORTS = "reports"
    APPEALS = "appeals"
    ESCALATIONS = "escalations"


class Only(StrEnum):
    """What else the queue can be narrowed to."""

    HINTS = "hints"
    MINE = "mine"
    SECOND_LOOK = "second-look"
    FOLDED = "folded"


@dataclass(frozen=True)
class Chosen:
    """What the queue shows; `fold` names one flood whose comments are shown one by one."""

    lane: Lane = Lane.WAITING
    about: About | None = None
    lang: str = ""
    channel: Channel | None = None
    only: Only | None = None
    fold: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether it is less than a whole lane."""
        return self != replace(Chosen(), lane=self.lane)

    @property
    def folds(self) -> bool:
        """Whether what a flood has in common stands as one card."""
        return not self.fold and self.only is not Only.FOLDED and self.lane in {Lane.WAITING, Lane.ASIDE}

    @property
    def joins(self) -> bool:
        """Whether the letters of one family stand as one card; what somebody was asked about stands by itself."""
        return not self.fold and self.lane is Lane.WAITING and self.only in {None, Only.HINTS}


Row = Any  # Comment, or an alias of it


def in_lane(lane: Lane, row: Row = Comment, by_state: bool = True) -> ColumnElement[bool]:
    """Comments with that kind of work. `by_state`: their state is what finds them; else something rarer does."""
    # a function of the state keeps SQLite from walking through all that waits, or all that is public
    state = row.state if by_state and lane is not Lane.REPORTS else func.coalesce(row.state, "")
    if lane is Lane.WAITING:
        return state == FeedbackState.PENDING
    if lane is Lane.ASIDE:
        return state == FeedbackState.SET_ASIDE
    if lane is Lane.REPORTS:
        reported = select(Report.comment_id).where(Report.closed_at.is_(None))
        return (state == FeedbackState.PUBLISHED) & row.id.in_(reported)
    if lane is Lane.APPEALS:
        return row.id.in_(appealed())
    return row.id.in_(select(Escalation.comment_id).where(Escalation.closed_at.is_(None)))


def fitting(actor: Actor, chosen: Chosen, row: Row = Comment, by_state: bool = True) -> Iterator[ColumnElement[bool]]:
    """The conditions on a comment that `chosen` comes to, for those who may see it; `by_state`: see `in_lane`."""
    yield _seen(actor, row)
    yield in_lane(chosen.lane, row, by_state and not chosen.fold)
    if chosen.about:
        yield chosen_by(chosen.about, row)
    if chosen.lang:
        yield row.lang == chosen.lang
    if chosen.channel:
        yield row.channel == chosen.channel
    if chosen.fold:
        yield row.fold == chosen.fold
    if chosen.only:
        yield _only(actor, chosen.only, row)


def _seen(actor: Actor, row: Row) -> ColumnElement[bool]:
    if row is Comment:
        return visible_to(actor)
    # of another row only what narrows a moderator's view counts, and that is being bound to a partner
    seen = select(Comment.id).where(visible_to(actor))
    return row.id.in_(seen) if actor.has(Role.PARTNER) else row.state != FeedbackState.ERASED


def _only(actor: Actor, only: Only, row: Row) -> ColumnElement[bool]:
    if only is Only.HINTS:
        return hinted(row)
    if only is Only.FOLDED:
        return row.fold.is_not(None)
    return row.id.in_(assigned_to(actor) if only is Only.MINE else second_looks())


def hinted(row: Row = Comment) -> ColumnElement[bool]:
    """Comments about which something was noticed when they came in."""
    return cast(row.signals, String) != "[]"


def assigned_to(actor: Actor) -> Any:
    """The ids of the comments that are the actor's."""
    return select(Assignment.comment_id).where(Assignment.person_id == actor.person_id)


def second_looks() -> Any:
    """The ids of the comments for which a second pair of eyes is wanted."""
    return select(SecondLook.comment_id).where(SecondLook.closed_at.is_(None))


def cards(actor: Actor, chosen: Chosen) -> Iterator[ColumnElement[bool]]:
    """What is chosen, without what stands in the card of another: of a family and of a flood, the oldest is shown.

    A letter of a family is no part of a flood: it would wait behind a card that does not tell of its family.
    """
    yield from fitting(actor, chosen)
    if chosen.joins:
        yield ~_earlier_letter(actor, chosen)
    if chosen.folds:
        alone = ~_in_family(Comment) if chosen.joins else true()
        yield ~and_(Comment.fold.is_not(None), alone, _earlier_in_flood(actor, chosen))


def _in_family(row: Row) -> ColumnElement[bool]:
    return select(FamilyMember.comment_id).where(FamilyMember.comment_id == row.id).exists()


def _earlier(other: Row) -> ColumnElement[bool]:
    return tuple_(other.received_at, other.id) < tuple_(Comment.received_at, Comment.id)


def _earlier_letter(actor: Actor, chosen: Chosen) -> ColumnElement[bool]:
    own, theirs, other = aliased(FamilyMember), aliased(FamilyMember), aliased(Comment)
    before = (
        select(other.id)
        .select_from(own)
        .join(theirs, theirs.family_id == own.family_id)
        .join(other, other.id == theirs.comment_id)
        .where(own.comment_id == Comment.id, _earlier(other), *fitting(actor, chosen, other, by_state=False))
    )
    return before.exists()


def _earlier_in_flood(actor: Actor, chosen: Chosen) -> ColumnElement[bool]:
    other = aliased(Comment)
    before = select(other.id).where(
        other.fold == Comment.fold, _earlier(other), *fitting(actor, chosen, other, by_state=False)
    )
    return (before.where(~_in_family(other)) if chosen.joins else before).exists()
