"""What waits for a moderator, oldest first; a family and a flood each stand as one card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain, islice

from sqlalchemy import ColumnElement, Select, and_, func, select, tuple_

from portal.comments.models import Comment, FeedbackState
from portal.core.db import db
from portal.core.paging import Cursor, Page
from portal.core.permissions import Actor
from portal.moderation.queries.about import About
from portal.moderation.queries.beside import beside
from portal.moderation.queries.family_pages import families_of
from portal.moderation.queries.items import WaitingItem, desk_item, items
from portal.moderation.queries.lanes import Chosen, Lane, cards, fitting, hinted

PAGE_SIZE = 20
EVERY_FIFTH = 5


def queue(
    actor: Actor,
    chosen: Chosen,
    after: Cursor | None = None,
    *,
    hints_first: bool = False,
    known_total: int | None = None,
) -> Page[WaitingItem]:
    """A page of what is chosen; its `total` counts all of that, not only this page (`known_total`: counted before).

    `hints_first`: comments with hints, oldest first, and at every fifth place one drawn at random from the others,
    so that nothing waits for ever.
    """
    wanted = list(fitting(actor, chosen))
    total = _count(wanted) if known_total is None else known_total
    shown = list(cards(actor, chosen))
    found = _hints_first(shown, after) if hints_first else _oldest_first(shown, after, PAGE_SIZE)
    ids, following = found
    words, families = beside(chosen.lane, ids), families_of(ids)
    told = [
        replace(item, lane_words=words.get(item.id, ()), family=families.get(item.id))
        for item in _folded(actor, chosen, items(actor, ids))
    ]
    return Page(told, total, str(following) if following else None, first_page=after is None)


def chosen_count(actor: Actor, chosen: Chosen) -> int:
    """How much is chosen: every sending counts."""
    return _count(list(fitting(actor, chosen)))


def waiting(actor: Actor, about: About | None = None, after: Cursor | None = None) -> Page[WaitingItem]:
    """A page of the comments that wait (on one thing), oldest first."""
    return queue(actor, Chosen(about=about), after)


def waiting_item(actor: Actor, comment_id: int) -> WaitingItem | None:
    """One comment that still waits."""
    item = desk_item(actor, comment_id)
    return item if item and item.state == FeedbackState.PENDING else None


def desk_item_in_full(actor: Actor, comment_id: int) -> WaitingItem | None:
    """One comment with its family, and with what brings it into any lane."""
    item = desk_item(actor, comment_id)
    if item is None:
        return None
    lane_words = tuple(each for lane in Lane for each in beside(lane, [comment_id]).get(comment_id, ()))
    return replace(item, lane_words=lane_words, family=families_of([comment_id]).get(comment_id))


def _count(conditions: Sequence[ColumnElement[bool]]) -> int:
    return db.session.scalar(select(func.count()).select_from(Comment).where(*conditions)) or 0


def _ordered(conditions: Sequence[ColumnElement[bool]], after: Cursor | None) -> Select[int, datetime]:
    wanted = select(Comment.id, Comment.received_at).where(*conditions)
    if after is not None:
        wanted = wanted.where(tuple_(Comment.received_at, Comment.id) > tuple_(after.at, after.id))
    return wanted.order_by(Comment.received_at, Comment.id)


def _oldest_first(
    conditions: Sequence[ColumnElement[bool]], after: Cursor | None, most: int
) -> tuple[list[int], Cursor | None]:
    rows = db.session.execute(_ordered(conditions, after).limit(most + 1)).all()
    last = rows[most - 1] if len(rows) > most else None
    return [row.id for row in rows[:most]], Cursor(last.received_at, last.id) if last else None


def _hints_first(conditions: Sequence[ColumnElement[bool]], after: Cursor | None) -> tuple[list[int], Cursor | None]:
    fifths = PAGE_SIZE // EVERY_FIFTH
    ids, following = _oldest_first([*conditions, hinted()], after, PAGE_SIZE - fifths)
    others = select(Comment.id).where(and_(*conditions), ~hinted()).order_by(func.random())
    drawn = iter(db.session.scalars(others.limit(PAGE_SIZE - len(ids))).all())
    fours = (ids[start : start + EVERY_FIFTH - 1] for start in range(0, len(ids), EVERY_FIFTH - 1))
    mixed = chain.from_iterable((*four, *islice(drawn, 1)) for four in fours)
    return [*mixed, *drawn], following


def _folded(actor: Actor, chosen: Chosen, shown: list[WaitingItem]) -> list[WaitingItem]:
    """Each card of a flood with how many others it stands for."""
    folds = {item.fold for item in shown if item.fold}
    if not folds or not chosen.folds:
        return shown
    wanted = [Comment.fold.in_(folds), *fitting(actor, chosen, by_state=False)]
    counting = select(Comment.fold, func.count()).where(*wanted)
    counts = {row[0]: row[1] for row in db.session.execute(counting.group_by(Comment.fold))}
    return [replace(item, folded=counts[item.fold] - 1) if item.fold in counts else item for item in shown]


def waiting_count() -> int:
    """How much waits in all: a number only, which everybody may see."""
    counting = select(func.count()).where(Comment.state == FeedbackState.PENDING)
    return db.session.scalar(counting) or 0


def oldest_waiting() -> datetime | None:
    """When the comment that waits longest was received."""
    return db.session.scalar(select(func.min(Comment.received_at)).where(Comment.state == FeedbackState.PENDING))
