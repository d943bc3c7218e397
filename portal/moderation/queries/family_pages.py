"""Families as pages show them: one sheet for the desk, one for everybody, and a line for each card of the queue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from portal.comments.models import Comment, CommentPhoto, FeedbackState, reading_of
from portal.comments.queries import Target, target_from, with_targets
from portal.core.db import db
from portal.core.differences import Piece
from portal.core.permissions import Actor
from portal.core.translated import Text
from portal.feedback.queries import visible_to
from portal.moderation.families.shared import marked, own_sentences, shared_keys, shared_text
from portal.moderation.models import MOST_AT_ONCE, FamilyMember, Ruling
from portal.moderation.queries.rulings import RulingLine, ruling_lines


@dataclass(frozen=True)
class FamilyLine:
    """How often a text was sent, how many did not send the words that most sent, and how many of all wait."""

    family_id: int
    sent: int
    changed: int
    waiting: int


def families_of(comment_ids: Sequence[int]) -> dict[int, FamilyLine]:
    """The families of these comments, for those that have one: two statements for all."""
    of = dict(
        db.session.execute(
            select(FamilyMember.comment_id, FamilyMember.family_id).where(FamilyMember.comment_id.in_(comment_ids))
        ).all()
    )
    if not of:
        return {}
    waiting = func.count().filter(Comment.state == FeedbackState.PENDING)
    by_words = (
        select(FamilyMember.family_id, func.count().label("sent"), waiting.label("waiting"))
        .join(Comment, Comment.id == FamilyMember.comment_id)
        .where(FamilyMember.family_id.in_(set(of.values())))
        .group_by(FamilyMember.family_id, Comment.text_hash)
        .subquery()
    )
    sent, most, waits = (func.sum(by_words.c.sent), func.max(by_words.c.sent), func.sum(by_words.c.waiting))
    rows = db.session.execute(select(by_words.c.family_id, sent, sent - most, waits).group_by(by_words.c.family_id))
    lines = {row[0]: FamilyLine(*map(int, row)) for row in rows}
    return {comment_id: lines[family_id] for comment_id, family_id in of.items() if lines[family_id].sent > 1}


@dataclass(frozen=True)
class Letter:
    """One letter of a family at the desk. `pieces` mark what it adds; it `adds` a photo by having one, too."""

    id: int
    body: Text
    pieces: tuple[Piece, ...]
    display_name: str
    area: str
    state: FeedbackState
    received_at: datetime
    reading: str
    adds: bool
    photo: bool

    @property
    def waits(self) -> bool:
        """Whether nobody ruled on it."""
        return self.state is FeedbackState.PENDING


@dataclass(frozen=True)
class FamilySheet:
    """A family at the desk: what at least half of its letters say, and the letters as they came in."""

    id: int
    target: Target
    lang: str
    shared: tuple[str, ...]
    keys: frozenset[str]
    letters: tuple[Letter, ...]

    @property
    def plain(self) -> tuple[Letter, ...]:
        """Letters that wait and add nothing, so many as one press rules on."""
        return tuple(letter for letter in self.letters if letter.waits and not letter.adds)[:MOST_AT_ONCE]

    @property
    def adding(self) -> tuple[Letter, ...]:
        """Letters that wait and add something: each is read by itself."""
        return tuple(letter for letter in self.letters if letter.waits and letter.adds)

    @property
    def ruled(self) -> tuple[Letter, ...]:
        """Letters that do not wait."""
        return tuple(letter for letter in self.letters if not letter.waits)

    def reading(self, comment_ids: Iterable[int]) -> str:
        """By what a ruling on these letters is refused if the shared text or one of them has changed meanwhile."""
        wanted = set(comment_ids)
        letters = sorted(f"{letter.id} {letter.reading}" for letter in self.letters if letter.id in wanted)
        return reading_of(*sorted(self.keys), *letters)


def family_sheet(actor: Actor, family_id: int) -> FamilySheet | None:
    """One family of two letters or more, as far as the actor may see them."""
    wanted = (
        with_targets(select(Comment, CommentPhoto.id))
        .join(FamilyMember, FamilyMember.comment_id == Comment.id)
        .outerjoin(CommentPhoto, CommentPhoto.comment_id == Comment.id)
        .where(FamilyMember.family_id == family_id, visible_to(actor))
        .order_by(Comment.received_at, Comment.id)
    )
    rows = db.session.execute(wanted).all()
    if len(rows) < 2:
        return None
    bodies = [row[0].body for row in rows]
    keys = shared_keys(bodies)
    letters = tuple(_letter(row[0], keys, row[1] is not None) for row in rows)
    target = target_from(*rows[0][2:])
    return FamilySheet(family_id, target, rows[0][0].lang, tuple(shared_text(bodies, keys)), keys, letters)


def _letter(row: Comment, keys: frozenset[str], photo: bool) -> Letter:
    return Letter(
        id=row.id,
        body=Text(row.body, row.lang),
        pieces=marked(row.body, keys),
        display_name=row.display_name,
        area=row.area,
        state=FeedbackState(row.state),
        received_at=row.received_at,
        reading=row.reading,
        adds=photo or bool(own_sentences(row.body, keys)),
        photo=photo,
    )


def rulings_beside(ruling_id: int) -> list[RulingLine]:
    """All that one press ruled on a family, this ruling among them."""
    own = aliased(Ruling)
    same = (Ruling.family_id == own.family_id, Ruling.ruled_at == own.ruled_at, Ruling.kind == own.kind)
    ids = db.session.scalars(select(Ruling.id).join(own, own.id == ruling_id).where(*same)).all()
    return ruling_lines(ids)
