"""Everything that tells of a comment or its author, wherever it is kept: found, and wiped."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import delete, or_, select, update

from portal.comments.models import Comment, CommentContact, CommentPhoto, FeedbackState, Support
from portal.core.addresses import key_text
from portal.core.db import db
from portal.moderation.models import (
    Appeal,
    Assignment,
    Claim,
    Escalation,
    Family,
    FamilyMark,
    FamilyMember,
    InternalNote,
    Report,
    Ruling,
    SealedOriginal,
    SealOpening,
    SecondLook,
)
from portal.record.models import RecordEntry, RecordSalt

# Rows that go whole, since they say nothing without the text.
_GONE = (
    Assignment,
    Claim,
    CommentContact,
    CommentPhoto,
    FamilyMark,
    FamilyMember,
    InternalNote,
    SealedOriginal,
    SecondLook,
    Support,
)
# Rows that stay, since they tell what was done; their words go.
_WORDLESS = (
    (Appeal, ("words", "answer")),
    (Escalation, ("evidence", "note", "told")),
    (Report, ("words",)),
    (Ruling, ("passage", "remedy", "note", "waits_for")),
    (SealOpening, ("reason",)),
)
_SUBJECTS = ("appeal", "comment", "escalation", "report", "ruling", "seal")


def comments_to_erase(ids: Collection[int]) -> Sequence[Comment]:
    """The rows that are not erased yet, locked, in order."""
    chosen = select(Comment).where(Comment.id.in_(ids), Comment.state != FeedbackState.ERASED).order_by(Comment.id)
    return db.session.scalars(chosen.with_for_update().execution_options(populate_existing=True)).all()


def photo_keys(ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The files of the photos of those of these comments that have one."""
    rows = db.session.execute(
        select(CommentPhoto.comment_id, CommentPhoto.file_key).where(CommentPhoto.comment_id.in_(ids))
    )
    return {comment_id: (key,) for comment_id, key in rows}


def wipe_traces(ids: Collection[int]) -> None:
    """Wipe what stands beside these comments. Numbers and dates stay; replies of others do, too."""
    for gone in _GONE:
        db.session.execute(delete(gone).where(gone.comment_id.in_(ids)))
    for kept, words in _WORDLESS:
        db.session.execute(update(kept).where(kept.comment_id.in_(ids)).values(dict.fromkeys(words, "")))
    _destroy_salts(ids)


def _destroy_salts(ids: Collection[int]) -> None:
    """Make what the public record committed to say nothing for ever: by subject, and by the numbers that rows name."""
    subjects = [f"{kind}:{key_text(comment_id)}" for kind in _SUBJECTS for comment_id in ids]
    named = [select(table.record_seq).where(table.comment_id.in_(ids)) for table in (Appeal, Ruling, SealOpening)]
    about = select(RecordEntry.seq).where(RecordEntry.subject.in_(subjects))
    db.session.execute(delete(RecordSalt).where(or_(*(RecordSalt.seq.in_(seqs) for seqs in (about, *named)))))


def destroy_older_salts(comment_id: int, before: int) -> None:
    """The same for what a comment said before entry number `before`: a sealed original that is destroyed."""
    about = select(RecordEntry.seq).where(
        RecordEntry.subject == f"comment:{key_text(comment_id)}", RecordEntry.seq < before
    )
    db.session.execute(delete(RecordSalt).where(RecordSalt.seq.in_(about)))


def families_led_by(ids: Collection[int]) -> Sequence[Family]:
    """The families whose representative goes."""
    return db.session.scalars(select(Family).where(Family.representative_id.in_(ids))).all()


def next_representative(family_id: int, gone: Collection[int]) -> int | None:
    """Who stands for a family after these went: the oldest public member, else the oldest that is still read."""
    chosen = (
        select(Comment.id)
        .join(FamilyMember, FamilyMember.comment_id == Comment.id)
        .where(
            FamilyMember.family_id == family_id,
            Comment.id.not_in(gone),
            Comment.state.not_in((FeedbackState.WITHDRAWN, FeedbackState.ERASED)),
        )
        .order_by(Comment.state != FeedbackState.PUBLISHED, Comment.received_at, Comment.id)
    )
    return db.session.scalar(chosen.limit(1))


def hand_over(old: int, new: int | None) -> None:
    """Let `new` stand in public lists for all whom `old` stood for; without anybody, each stands for itself."""
    db.session.execute(update(Comment).where(Comment.represented_by_id == old).values(represented_by_id=new))
    if new is not None:
        db.session.execute(update(Comment).where(Comment.id == new).values(represented_by_id=None))


def let_stand_alone(ids: Collection[int]) -> None:
    """Let these comments stand in public lists for nobody but themselves."""
    db.session.execute(update(Comment).where(Comment.represented_by_id.in_(ids)).values(represented_by_id=None))


def forget_family(family_id: int) -> None:
    """A family without members is none."""
    db.session.execute(update(Ruling).where(Ruling.family_id == family_id).values(family_id=None))
    db.session.execute(delete(FamilyMember).where(FamilyMember.family_id == family_id))
    db.session.execute(delete(Family).where(Family.id == family_id))
