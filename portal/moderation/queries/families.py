"""Families as the worker makes them: the marks, candidates and members, and who stands in public for whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import and_, delete, func, insert, or_, select, update
from sqlalchemy.orm import aliased

from portal.comments.models import GONE, Comment, FeedbackState
from portal.core.clock import now
from portal.core.db import db
from portal.moderation.models import Family, FamilyMark, FamilyMember, Ruling, RulingKind


def comment_to_group(comment_id: int) -> Comment | None:
    """The comment as it is now, if there is anything to group: replies and what was taken back stay out."""
    comment = db.session.get(Comment, comment_id, populate_existing=True)
    return comment if comment and comment.reply_to_id is None and comment.state not in GONE else None


def ungrouped(limit: int) -> list[int]:
    """Comments that were never looked at, such as those from before there were families."""
    marked, member = FamilyMark.comment_id == Comment.id, FamilyMember.comment_id == Comment.id
    wanted = select(Comment.id).where(
        Comment.reply_to_id.is_(None),
        Comment.state.not_in(GONE),
        ~select(FamilyMark.mark).where(marked).exists(),
        ~select(FamilyMember.comment_id).where(member).exists(),
    )
    return list(db.session.scalars(wanted.order_by(Comment.received_at, Comment.id).limit(limit)))


def has_mark(comment_id: int, mark: str) -> bool:
    """Whether the comment bears this mark."""
    return db.session.get(FamilyMark, (mark, comment_id)) is not None


def is_marked(comment_id: int) -> bool:
    """Whether the comment bears any mark."""
    return db.session.scalar(select(FamilyMark.mark).where(FamilyMark.comment_id == comment_id).limit(1)) is not None


def put_marks(comment_id: int, marks: Iterable[str]) -> None:
    """Let the comment be found by these marks."""
    rows = [{"mark": mark, "comment_id": comment_id} for mark in dict.fromkeys(marks)]
    if rows:
        db.session.execute(insert(FamilyMark), rows)


def drop_marks(comment_id: int) -> None:
    """Let the comment be found by nothing."""
    db.session.execute(delete(FamilyMark).where(FamilyMark.comment_id == comment_id))


def bearers(marks: Sequence[str], but: int) -> dict[str, list[int]]:
    """Who bears each of these marks, for those that somebody but this comment bears."""
    rows = db.session.execute(
        select(FamilyMark.mark, FamilyMark.comment_id)
        .where(FamilyMark.mark.in_(marks), FamilyMark.comment_id != but)
        .order_by(FamilyMark.comment_id)
    )
    found: dict[str, list[int]] = {}
    for mark, comment_id in rows:
        found.setdefault(mark, []).append(comment_id)
    return found


def same_words(mark: str, but: int) -> int | None:
    """Some other comment that bears this mark."""
    wanted = select(FamilyMark.comment_id).where(FamilyMark.mark == mark, FamilyMark.comment_id != but)
    return db.session.scalar(wanted.order_by(FamilyMark.comment_id).limit(1))


def least_marked(family_id: int) -> int | None:
    """The member that bears the fewest marks, but some: none are borne by what was taken out."""
    wanted = (
        select(FamilyMember.comment_id)
        .join(FamilyMark, FamilyMark.comment_id == FamilyMember.comment_id)
        .where(FamilyMember.family_id == family_id)
        .group_by(FamilyMember.comment_id)
        .order_by(func.count(), FamilyMember.comment_id)
        .limit(1)
    )
    return db.session.scalar(wanted)


def families_by_member(comment_ids: Sequence[int]) -> dict[int, int]:
    """The families of these comments, by comment."""
    rows = db.session.execute(
        select(FamilyMember.comment_id, FamilyMember.family_id).where(FamilyMember.comment_id.in_(comment_ids))
    )
    return dict(rows.all())


def body_of(comment_id: int) -> str:
    """The text of a comment that is there."""
    return db.session.scalars(select(Comment.body).where(Comment.id == comment_id)).one()


def family_for_change(family_id: int) -> Family | None:
    """The family itself, locked until the transaction ends."""
    return db.session.get(Family, family_id, with_for_update=True, populate_existing=True)


def earliest(comment_ids: Iterable[int]) -> int:
    """Which of these comments was received first."""
    wanted = select(Comment.id).where(Comment.id.in_(list(comment_ids)))
    return db.session.scalars(wanted.order_by(Comment.received_at, Comment.id).limit(1)).one()


def put_member(comment_id: int, family_id: int, overlap: float) -> None:
    """Let the comment belong to the family."""
    values = {"comment_id": comment_id, "family_id": family_id, "overlap": overlap, "joined_at": now()}
    db.session.execute(insert(FamilyMember).values(**values))


def drop_member(comment_id: int) -> int | None:
    """Let the comment belong to no family, and stand for itself; returns the family that it left."""
    family_id = db.session.scalar(select(FamilyMember.family_id).where(FamilyMember.comment_id == comment_id))
    db.session.execute(delete(FamilyMember).where(FamilyMember.comment_id == comment_id))
    stands_apart = or_(Comment.id == comment_id, Comment.represented_by_id == comment_id)
    db.session.execute(update(Comment).where(stands_apart).values(represented_by_id=None))
    return family_id


def oldest_family(family_ids: Iterable[int]) -> int:
    """Which of these families was found first: it keeps its number when they become one."""
    wanted = select(Family.id).where(Family.id.in_(list(family_ids)))
    return db.session.scalars(wanted.order_by(Family.found_at, Family.id).limit(1)).one()


def move_members(from_family: int, to_family: int) -> None:
    """Let two families be one; the first is no more."""
    of_it = FamilyMember.family_id == from_family
    db.session.execute(update(FamilyMember).where(of_it).values(family_id=to_family))
    _forget_family(from_family, to_family)


def drop_if_empty(family_id: int) -> bool:
    """Forget a family without members; returns whether it was one."""
    if db.session.scalar(select(FamilyMember.comment_id).where(FamilyMember.family_id == family_id).limit(1)):
        return False
    _forget_family(family_id, None)
    return True


def _forget_family(family_id: int, heir: int | None) -> None:
    db.session.execute(update(Ruling).where(Ruling.family_id == family_id).values(family_id=heir))
    db.session.execute(delete(Family).where(Family.id == family_id))


def best_representative(family_id: int, present: int) -> int | None:
    """Who stands for the family: who does now, if it may; else the earliest published member, or any where none is."""
    public = Comment.state == FeedbackState.PUBLISHED
    wanted = (
        select(Comment.id)
        .join(FamilyMember, FamilyMember.comment_id == Comment.id)
        .where(FamilyMember.family_id == family_id)
        .order_by(public.desc(), (Comment.id == present).desc(), Comment.received_at, Comment.id)
        .limit(1)
    )
    return db.session.scalar(wanted)


def represent(family_id: int, representative_id: int) -> None:
    """Let published members be represented in public lists, if who represents them is public; nobody else."""
    _of = select(FamilyMember.comment_id).where(FamilyMember.family_id == family_id)
    public = Comment.state == FeedbackState.PUBLISHED
    shown = db.session.scalar(select(func.count()).where(Comment.id == representative_id, public))
    meant = and_(public, Comment.id != representative_id) if shown else Comment.id.is_(None)
    others = or_(Comment.represented_by_id.is_(None), Comment.represented_by_id != representative_id)
    members = Comment.id.in_(_of)
    db.session.execute(update(Comment).where(members, meant, others).values(represented_by_id=representative_id))
    too_many = and_(members, Comment.represented_by_id.is_not(None), ~meant)
    db.session.execute(update(Comment).where(too_many).values(represented_by_id=None))


def changed_by_ruling(ruling_ids: Iterable[int]) -> list[int]:
    """The comments whose text or place these rulings changed, or put back."""
    undone = aliased(Ruling)
    changing = (RulingKind.MOVE, RulingKind.REDACT)
    wanted = (
        select(Ruling.comment_id)
        .outerjoin(undone, undone.id == Ruling.undoes_id)
        .where(Ruling.id.in_(list(ruling_ids)), or_(Ruling.kind.in_(changing), undone.kind.in_(changing)))
    )
    return list(dict.fromkeys(db.session.scalars(wanted)))
