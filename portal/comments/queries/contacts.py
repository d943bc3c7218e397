"""Addresses for news of one comment: for the pages behind the links in mails, and for the mails themselves."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from portal.comments.contacts import stored
from portal.comments.models import Comment, CommentContact
from portal.comments.queries.targets import Target, target_from, with_targets
from portal.core.db import db


@dataclass(frozen=True)
class ContactPage:
    """What the page behind a mail's link says: what the comment is about, never its text, which a mailbox may share."""

    target: Target
    confirmed: bool


@dataclass(frozen=True)
class NewsReader:
    """Somebody who confirmed that they want news of a comment."""

    email: str
    lang: str
    target: Target


def contact_page(token: str) -> ContactPage | None:
    """The page behind a link; None where the address is gone, or never was."""
    wanted = select(Comment, CommentContact).join(CommentContact, CommentContact.comment_id == Comment.id)
    row = db.session.execute(with_targets(wanted.where(CommentContact.token_hash == stored(token)))).first()
    return ContactPage(target_from(*row[2:]), row[1].confirmed_at is not None) if row else None


def news_reader(comment_id: int) -> NewsReader | None:
    """Who is told what happens to a comment; None where nobody confirmed an address."""
    wanted = select(Comment, CommentContact).join(CommentContact, CommentContact.comment_id == Comment.id)
    chosen = wanted.where(Comment.id == comment_id, CommentContact.confirmed_at.is_not(None))
    row = db.session.execute(with_targets(chosen)).first()
    return NewsReader(row[1].email, row[1].lang, target_from(*row[2:])) if row else None


def contact_confirmed(comment_id: int) -> bool | None:
    """Whether the address that came with a comment was confirmed; None where there is none."""
    contact = contact_of(comment_id)
    return contact.confirmed_at is not None if contact else None


def contact_by_token(token: str) -> CommentContact | None:
    """The row itself, locked, for the use case that changes it."""
    wanted = select(CommentContact).where(CommentContact.token_hash == stored(token))
    return db.session.scalar(wanted.with_for_update())


def contact_target(comment_id: int) -> Target | None:
    """What a comment that came with an address is about."""
    wanted = select(Comment).join(CommentContact, CommentContact.comment_id == Comment.id)
    row = db.session.execute(with_targets(wanted.where(Comment.id == comment_id))).first()
    return target_from(*row[1:]) if row else None


def contact_of(comment_id: int) -> CommentContact | None:
    """The row of a comment, for whoever writes to it."""
    return db.session.get(CommentContact, comment_id)
