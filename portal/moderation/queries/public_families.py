"""A family as everybody may read it: its published letters, told once, with all that any of them adds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from portal.comments.models import Comment, FeedbackState
from portal.comments.queries import CommentCard, Target, card, target_from, with_targets
from portal.core.db import db
from portal.core.paging import Cursor, Page
from portal.core.translated import Text
from portal.moderation.families.sentences import sentences

PAGE_SIZE = 20


@dataclass(frozen=True)
class Added:
    """A sentence that the representative does not have, and how many letters have it."""

    text: Text
    letters: int


@dataclass(frozen=True)
class Adding:
    """One published letter with what it was the first to add."""

    id: int
    display_name: str
    received_at: datetime
    added: tuple[Added, ...]


@dataclass(frozen=True)
class PublicFamily:
    """A family on its public page. `changed` letters do not say word for word what the representative says."""

    representative: CommentCard
    target: Target
    sent: int
    changed: int
    adding: Page[Adding]


def public_family(comment_id: int, after: Cursor | None = None) -> PublicFamily | None:
    """The family of a published comment, if two or more of its letters are published; the page after a place."""
    public = Comment.state == FeedbackState.PUBLISHED
    stands = select(Comment.represented_by_id).where(Comment.id == comment_id, public).scalar_subquery()
    together = or_(Comment.id == comment_id, Comment.id == stands, Comment.represented_by_id.in_([comment_id, stands]))
    wanted = with_targets(select(Comment).where(public, together)).order_by(Comment.received_at, Comment.id)
    rows = db.session.execute(wanted).all()
    first = [row for row in rows if row[0].represented_by_id is None]
    if len(rows) < 2 or len(first) != 1 or comment_id not in {row[0].id for row in rows}:
        return None
    representative = first[0][0]
    letters = [row[0] for row in rows if row[0].id != representative.id]
    adding = _adding(representative, letters)
    return PublicFamily(
        representative=card(representative),
        target=target_from(*first[0][1:]),
        sent=len(rows),
        changed=sum(letter.text_hash != representative.text_hash for letter in letters),
        adding=_page(adding, after),
    )


def _adding(representative: Comment, letters: list[Comment]) -> list[Adding]:
    """Each sentence once, with the first letter that has it."""
    counts = Counter(key for letter in letters for key in {sentence.key for sentence in sentences(letter.body)})
    told = {sentence.key for sentence in sentences(representative.body)}
    found = []
    for letter in letters:
        added = []
        for sentence in sentences(letter.body):
            if sentence.key not in told:
                told.add(sentence.key)
                added.append(Added(Text(sentence.text, letter.lang), counts[sentence.key]))
        if added:
            found.append(Adding(letter.id, letter.display_name, letter.received_at, tuple(added)))
    return found


def _page(adding: list[Adding], after: Cursor | None) -> Page[Adding]:
    rest = [one for one in adding if after is None or (one.received_at, one.id) > (after.at, after.id)]
    items = rest[:PAGE_SIZE]
    more = str(Cursor(items[-1].received_at, items[-1].id)) if len(rest) > PAGE_SIZE else None
    return Page(items, len(adding), more, first_page=after is None)
