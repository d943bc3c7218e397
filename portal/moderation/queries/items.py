"""Comments as the desk shows them, with all that a moderator needs to rule on them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select, tuple_
from sqlalchemy.orm import aliased

from portal.accounts.models import Person
from portal.comments.models import Audience, Channel, Comment, CommentPhoto, FeedbackState
from portal.comments.queries import Target, target_from, with_targets
from portal.core.clock import now
from portal.core.db import db
from portal.core.permissions import Actor
from portal.core.translated import Text
from portal.feedback.queries import visible_to
from portal.moderation.hints import Hint, noticed
from portal.moderation.models import Assignment, Claim, InternalNote, SecondLook
from portal.moderation.queries.family_pages import FamilyLine

MOST_SIMILAR = 5
OWN_COLUMNS = 19  # what `_wanted` chooses before the columns of the target
_Other = aliased(Comment)
_Answered = aliased(Comment)
_Claimant = aliased(Person)
_Assignee = aliased(Person)
_Asker = aliased(Person)
_Look = aliased(SecondLook)


@dataclass(frozen=True)
class DeskPerson:
    """Somebody of the desk. Names stand at the desk alone, never for the public."""

    id: int
    name: str


@dataclass(frozen=True)
class Answered:
    """The comment that a reply answers."""

    id: int
    body: Text
    display_name: str


@dataclass(frozen=True)
class Photo:
    """The photo of a comment, and what it shows in the author's words; `hidden` where a moderator took it out."""

    id: int
    alt: str
    width: int
    height: int
    hidden: bool


@dataclass(frozen=True)
class WaitingItem:
    """One comment with all that a moderator needs to rule on it.

    `signals` were noticed when it came in, `hints` are in the text; `similar` counts other comments in the same words,
    `folded` those of the same flood that this one stands for, `family` its letters. `reading` tells which text was
    read.
    """

    id: int
    body: Text
    state: FeedbackState
    display_name: str
    audience: Audience | None
    area: str
    channel: Channel
    heard_at: str
    received_at: datetime
    edited_at: datetime | None
    target: Target
    hints: tuple[Hint, ...]
    signals: tuple[str, ...]
    reading: str
    text_hash: str
    redacted: bool
    fold: str | None
    answers: Answered | None
    photo: Photo | None
    reader: DeskPerson | None
    assignee: DeskPerson | None
    asked_by: DeskPerson | None
    question: str
    notes: int
    similar: int = 0
    folded: int = 0
    family: FamilyLine | None = None
    lane_words: tuple[Any, ...] = field(default=())


def items(actor: Actor, ids: Sequence[int]) -> list[WaitingItem]:
    """The visible ones of `ids`, in the order given: two statements, however many there are."""
    if not ids:
        return []
    rows = db.session.execute(_wanted().where(visible_to(actor), Comment.id.in_(ids))).all()
    by_id = {row[0].id: _item(row) for row in rows}
    same_words = _times({item.text_hash for item in by_id.values()} - {""})
    found = [by_id[i] for i in ids if i in by_id]
    return [replace(item, similar=same_words.get(item.text_hash, 1) - 1) for item in found]


def desk_item(actor: Actor, comment_id: int) -> WaitingItem | None:
    """One comment, in whatever state."""
    found = items(actor, [comment_id])
    return found[0] if found else None


def there(comment_id: int) -> bool:
    """Whether there is a comment that is not erased."""
    found = select(Comment.id).where(Comment.id == comment_id, Comment.state != FeedbackState.ERASED)
    return db.session.scalar(found) is not None


def similar_to(actor: Actor, item: WaitingItem) -> list[tuple[int, FeedbackState, datetime]]:
    """Other comments in the same words, the newest first: id, state, and when each came."""
    if not item.similar:
        return []
    wanted = (
        select(Comment.id, Comment.state, Comment.received_at)
        .where(visible_to(actor), Comment.text_hash == item.text_hash, Comment.id != item.id)
        .order_by(Comment.received_at.desc(), Comment.id)
        .limit(MOST_SIMILAR)
    )
    return [(row[0], FeedbackState(row[1]), row[2]) for row in db.session.execute(wanted)]


def _wanted() -> Select[*tuple[Any, ...]]:
    came_before = (
        select(_Other.id)
        .where(
            _Other.text_hash == Comment.text_hash,
            _Other.text_hash != "",
            tuple_(_Other.received_at, _Other.id) < tuple_(Comment.received_at, Comment.id),
        )
        .exists()
    )
    asked = select(func.max(_Look.id)).where(_Look.comment_id == Comment.id, _Look.closed_at.is_(None))
    notes = select(func.count()).select_from(InternalNote).where(InternalNote.comment_id == Comment.id)
    chosen = (
        select(
            Comment,
            came_before.label("came_before"),
            _Answered.id.label("answered_id"),
            _Answered.body.label("answered_body"),
            _Answered.lang.label("answered_lang"),
            _Answered.display_name.label("answered_name"),
            CommentPhoto.id.label("photo_id"),
            CommentPhoto.alt,
            CommentPhoto.width,
            CommentPhoto.height,
            CommentPhoto.hidden,
            _Claimant.id.label("reader_id"),
            _Claimant.name.label("reader"),
            _Assignee.id.label("assignee_id"),
            _Assignee.name.label("assignee"),
            _Asker.id.label("asker_id"),
            _Asker.name.label("asker"),
            SecondLook.question,
            notes.scalar_subquery().label("notes"),
        )
        .select_from(Comment)
        .outerjoin(_Answered, _Answered.id == Comment.reply_to_id)
        .outerjoin(CommentPhoto, CommentPhoto.comment_id == Comment.id)
        .outerjoin(Claim, (Claim.comment_id == Comment.id) & (Claim.expires_at > now()))
        .outerjoin(_Claimant, _Claimant.id == Claim.person_id)
        .outerjoin(Assignment, Assignment.comment_id == Comment.id)
        .outerjoin(_Assignee, _Assignee.id == Assignment.person_id)
        .outerjoin(SecondLook, SecondLook.id == asked.scalar_subquery())
        .outerjoin(_Asker, _Asker.id == SecondLook.asked_by)
    )
    return with_targets(chosen)


def _item(row: Row[*tuple[Any, ...]]) -> WaitingItem:
    comment: Comment = row[0]
    hints = noticed(comment.body)
    return WaitingItem(
        id=comment.id,
        body=Text(comment.body, comment.lang),
        state=FeedbackState(comment.state),
        display_name=comment.display_name,
        audience=Audience(comment.audience) if comment.audience else None,
        area=comment.area,
        channel=Channel(comment.channel),
        heard_at=comment.heard_at,
        received_at=comment.received_at,
        edited_at=comment.edited_at,
        target=target_from(*row[OWN_COLUMNS:]),
        hints=(*hints, Hint.SENT_BEFORE) if row.came_before else hints,
        signals=tuple(map(str, comment.signals)),
        reading=comment.reading,
        text_hash=comment.text_hash,
        redacted=comment.redacted,
        fold=comment.fold,
        answers=_answered(row),
        photo=Photo(row.photo_id, row.alt, row.width, row.height, row.hidden) if row.photo_id else None,
        reader=DeskPerson(row.reader_id, row.reader) if row.reader_id else None,
        assignee=DeskPerson(row.assignee_id, row.assignee) if row.assignee_id else None,
        asked_by=DeskPerson(row.asker_id, row.asker) if row.asker_id else None,
        question=row.question or "",
        notes=row.notes,
    )


def _answered(row: Row[*tuple[Any, ...]]) -> Answered | None:
    if row.answered_id is None:
        return None
    return Answered(row.answered_id, Text(row.answered_body, row.answered_lang), row.answered_name)


def _times(hashes: Collection[str]) -> dict[str, int]:
    """How many comments there are in each of these words."""
    if not hashes:
        return {}
    counting = select(Comment.text_hash, func.count()).where(Comment.text_hash.in_(hashes))
    return {row[0]: row[1] for row in db.session.execute(counting.group_by(Comment.text_hash))}
