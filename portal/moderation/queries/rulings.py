"""What moderators ruled, newest first, and what may still be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased

from portal.accounts.models import Person
from portal.comments.models import Comment, FeedbackState
from portal.comments.queries import Target, target_from, with_targets
from portal.core.clock import now
from portal.core.db import db
from portal.core.paging import Page
from portal.core.permissions import Actor
from portal.core.translated import Text, Translated
from portal.feedback.queries import visible_to
from portal.moderation.models import Guideline, GuidelineVersion, Ruling, RulingKind

PAGE_SIZE = 20
EXCERPT = 280
# An undo is no ruling to be undone, and what an appeal brought about is final.
FOR_GOOD = frozenset({RulingKind.UNDO, RulingKind.OVERTURN})


@dataclass(frozen=True)
class RulingLine:
    """One ruling as the desk shows it. `moderator` is a name of the desk, never for the public.

    `target` is what the comment is about now, `state` where it is now; `guideline` has the words of the version
    `guideline_version`, which was cited. It is `superseded` when the comment was ruled on again since.
    """

    id: int
    comment_id: int
    kind: RulingKind
    ruled_at: datetime
    moderator: str
    imported: bool
    guideline: Translated | None
    guideline_code: str
    guideline_version: int | None
    passage: str
    remedy: str
    note: str
    waits_for: str
    excerpt: Text
    target: Target
    state: FeedbackState
    undone: bool
    superseded: bool
    undoable: bool


_Undo = aliased(Ruling)
_Later = aliased(Ruling)
_UndoOfLater = aliased(Ruling)


def cited() -> ColumnElement[bool]:
    """Joins a ruling to the version of the guideline that it cites."""
    return and_(
        GuidelineVersion.guideline_id == Ruling.guideline_id, GuidelineVersion.number == Ruling.guideline_version
    )


def undo_time() -> timedelta:
    """How long a ruling may be undone."""
    return timedelta(minutes=current_app.config["SETTINGS"].undo_minutes)


def _superseded() -> ColumnElement[bool]:
    """Whether a later ruling on the same comment stands."""
    later = select(_Later.id).outerjoin(_UndoOfLater, _UndoOfLater.undoes_id == _Later.id)
    return later.where(
        _Later.comment_id == Ruling.comment_id,
        _Later.id > Ruling.id,
        _Later.kind != RulingKind.UNDO,
        _UndoOfLater.id.is_(None),
    ).exists()


def _lines() -> Select[*tuple[Any, ...]]:
    chosen = (
        select(Ruling, Comment, Guideline, GuidelineVersion, Person, _Undo.id, _superseded())
        .join(Comment, Comment.id == Ruling.comment_id)
        .outerjoin(Guideline, Guideline.id == Ruling.guideline_id)
        .outerjoin(GuidelineVersion, cited())
        .outerjoin(Person, Person.id == Ruling.moderator_id)
        .outerjoin(_Undo, _Undo.undoes_id == Ruling.id)
        .order_by(Ruling.id.desc())
    )
    return with_targets(chosen)


def rulings_before(actor: Actor, ruling_id: int | None, moderator_id: int | None = None) -> Page[RulingLine]:
    """A page of the rulings made here on what the actor may see (all, or one moderator's), newest first, below
    number `ruling_id`."""
    made: list[ColumnElement[bool]] = [Ruling.imported.is_(False)]
    if moderator_id is not None:
        made.append(Ruling.moderator_id == moderator_id)
    total = db.session.scalar(select(func.count()).where(*made)) or 0
    wanted = _lines().where(visible_to(actor), *made).limit(PAGE_SIZE + 1)
    if ruling_id is not None:
        wanted = wanted.where(Ruling.id < ruling_id)
    lines = [_line(*row) for row in db.session.execute(wanted)]
    more = str(lines[PAGE_SIZE - 1].id) if len(lines) > PAGE_SIZE else None
    return Page(lines[:PAGE_SIZE], total, more, first_page=ruling_id is None)


def last_rulings(count: int) -> list[RulingLine]:
    """The newest rulings made here."""
    wanted = _lines().where(Ruling.imported.is_(False)).limit(count)
    return [_line(*row) for row in db.session.execute(wanted)]


def ruling_line(ruling_id: int) -> RulingLine | None:
    """One ruling."""
    row = db.session.execute(_lines().where(Ruling.id == ruling_id)).first()
    return _line(*row) if row else None


def rulings_of(comment_id: int) -> list[RulingLine]:
    """Every ruling on a comment, the first one first."""
    rows = db.session.execute(_lines().where(Ruling.comment_id == comment_id).order_by(None).order_by(Ruling.id))
    return [_line(*row) for row in rows]


def ruling_lines(ruling_ids: Sequence[int]) -> list[RulingLine]:
    """These rulings, newest first."""
    return [_line(*row) for row in db.session.execute(_lines().where(Ruling.id.in_(ruling_ids)))]


def last_ruling_of(comment_id: int) -> RulingLine | None:
    """The newest ruling on a comment."""
    row = db.session.execute(_lines().where(Ruling.comment_id == comment_id).limit(1)).first()
    return _line(*row) if row else None


def ruling_to_undo(ruling_id: int) -> Ruling | None:
    """The ruling itself, for the use case that undoes it."""
    return db.session.get(Ruling, ruling_id)


def _line(
    ruling: Ruling,
    comment: Comment,
    guideline: Guideline | None,
    version: GuidelineVersion | None,
    moderator: Person | None,
    undo_id: int | None,
    superseded: bool,
    *target: Any,
) -> RulingLine:
    in_time = now() < ruling.ruled_at + undo_time()
    moved_on = superseded or FeedbackState(comment.state) != FeedbackState(ruling.to_state)
    stands = undo_id is None and not moved_on and not ruling.imported
    return RulingLine(
        id=ruling.id,
        comment_id=comment.id,
        kind=RulingKind(ruling.kind),
        ruled_at=ruling.ruled_at,
        moderator=moderator.name if moderator else "",
        imported=ruling.imported,
        guideline=(version or guideline).title if guideline else None,
        guideline_code=guideline.code if guideline else "",
        guideline_version=ruling.guideline_version,
        passage=ruling.passage,
        remedy=ruling.remedy,
        note=ruling.note,
        waits_for=ruling.waits_for,
        excerpt=Text(_shorten(comment.body), comment.lang),
        target=target_from(*target),
        state=FeedbackState(comment.state),
        undone=undo_id is not None,
        superseded=superseded,
        undoable=in_time and stands and ruling.kind not in FOR_GOOD,
    )


def _shorten(body: str) -> str:
    return body if len(body) <= EXCERPT else body[:EXCERPT].rstrip() + "…"
