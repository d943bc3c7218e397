"""Families as the worker makes them: the marks, candidates and members, and who stands in public for whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, delete, func, insert, or_, select, update
from sqlalchemy.orm import aliased

from portal.comments.models import GONE, Comment, FeedbackState
from portal.core.clock import now
from portal.core.db import db
from portal.moderation.models import Family, FamilyMark, FamilyMember, Ruling, RulingKind


@dataclass(frozen=True)
class ToGroup:
    """A comment that may belong to a family. Families are found within `scope`: among what is said of one thing."""

    id: int
    body: str
    public: bool
    scope: str


def comments_to_group(comment_ids: Sequence[int]) -> list[ToGroup]:
    """These comments as they are now, in this order: replies and what was taken back stay out."""
    rows = db.session.execute(
        select(
            Comment.id,
            Comment.body,
            Comment.state,
            Comment.project_id,
            Comment.agenda_item_id,
            Comment.survey_question_id,
        ).where(Comment.id.in_(comment_ids), Comment.reply_to_id.is_(None), Comment.state.not_in(GONE))
    )
    found = {
        row.id: ToGroup(
            row.id,
            row.body,
            row.state == FeedbackState.PUBLISHED,
            _scope(row.project_id, row.agenda_item_id, row.survey_question_id),
        )
        for row in rows
    }
    return [found[comment_id] for comment_id in dict.fromkeys(comment_ids) if comment_id in found]


def _scope(project_id: int | None, item_id: int | None, question_id: int | None) -> str:
    if project_id is not None:
        return f"project {project_id}"
    return f"item {item_id}" if item_id is not None else f"question {question_id}"


def tied_to_families(comment_ids: Sequence[int]) -> list[int]:
    """Those of these comments that bear a mark, belong to a family, stand for others or are stood for."""
    other = aliased(Comment)
    tied = or_(
        Comment.represented_by_id.is_not(None),
        select(FamilyMark.mark).where(FamilyMark.comment_id == Comment.id).exists(),
        select(FamilyMember.comment_id).where(FamilyMember.comment_id == Comment.id).exists(),
        select(other.id).where(other.represented_by_id == Comment.id).exists(),
    )
    return list(db.session.scalars(select(Comment.id).where(Comment.id.in_(comment_ids), tied).order_by(Comment.id)))


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


def marks_of(comment_ids: Sequence[int]) -> dict[int, set[str]]:
    """The marks of those of these comments that bear some."""
    rows = db.session.execute(
        select(FamilyMark.comment_id, FamilyMark.mark).where(FamilyMark.comment_id.in_(comment_ids))
    )
    found: dict[int, set[str]] = {}
    for comment_id, mark in rows:
        found.setdefault(comment_id, set()).add(mark)
    return found


def put_marks(marks: Iterable[tuple[str, int]]) -> None:
    """Let comments be found: each of these marks with the comment that bears it."""
    rows = [{"mark": mark, "comment_id": comment_id} for mark, comment_id in dict.fromkeys(marks)]
    if rows:
        db.session.execute(insert(FamilyMark), rows)


def drop_marks(comment_id: int) -> None:
    """Let the comment be found by nothing."""
    db.session.execute(delete(FamilyMark).where(FamilyMark.comment_id == comment_id))


def bearers(marks: Collection[str]) -> dict[str, list[int]]:
    """Who bears each of these marks, for those that somebody bears."""
    rows = db.session.execute(select(FamilyMark.mark, FamilyMark.comment_id).where(FamilyMark.mark.in_(marks)))
    found: dict[str, list[int]] = {}
    for mark, comment_id in rows:
        found.setdefault(mark, []).append(comment_id)
    return found


def first_bearers(marks: Collection[str]) -> dict[str, int]:
    """One comment that bears each of these marks, for those that somebody bears."""
    wanted = select(FamilyMark.mark, func.min(FamilyMark.comment_id)).where(FamilyMark.mark.in_(marks))
    return dict(db.session.execute(wanted.group_by(FamilyMark.mark)).all())


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


def families_by_member(comment_ids: Collection[int]) -> dict[int, int]:
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
    put_members([(comment_id, family_id, overlap)])


def put_members(members: Iterable[tuple[int, int, float]]) -> None:
    """Let comments belong to families: comment, family and overlap of each."""
    names = ("comment_id", "family_id", "overlap", "joined_at")
    rows = [dict(zip(names, (*member, now()), strict=True)) for member in members]
    if rows:
        db.session.execute(insert(FamilyMember), rows)


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
