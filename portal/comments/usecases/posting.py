"""Posting a comment."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from portal.comments import contacts, queries
from portal.comments.events import CommentPosted
from portal.comments.models import Audience, Comment, CommentContact, CommentPhoto, Signal, Stance
from portal.comments.photos import NewPhoto
from portal.comments.targets import TargetKey, TargetKind
from portal.core.db import db, new_id
from portal.core.errors import NotFound, Refused
from portal.core.events import emit
from portal.core.permissions import Actor, Permission, can
from portal.core.usecase import usecase
from portal.receipts import queries as receipts
from portal.receipts.models import Receipt


class CommentsClosed(Refused):
    """The target takes no comments now; the page shows the text so that it can be copied."""


@usecase
def post_comment(
    *,
    actor: Actor,
    target: TargetKey,
    nonce: bytes,
    body: str,
    lang: str,
    display_name: str = "",
    audience: Audience | None = None,
    area: str = "",
    stance: Stance | None = None,
    reply_to: int | None = None,
    email: str = "",
    photo: NewPhoto | None = None,
    photo_alt: str = "",
    signals: Sequence[Signal] = (),
    fold: str | None = None,
) -> int:
    """Receive a comment and its receipt; returns the comment's id.

    The same `nonce` again returns the comment that it made. Raises `CommentsClosed` outside the target's window.
    `stance` is for agenda items alone, `reply_to` a published comment on the same target that is no reply itself.
    `email` is where news of this comment may go once its owner said yes. `signals` and `fold` are for moderators.
    """
    earlier = receipts.id_by_nonce(nonce)
    if earlier is not None:
        return queries.id_by_receipt(earlier)
    about = queries.target(target)
    if about is None:
        raise NotFound
    if not can(actor, Permission.COMMENT_POST, about.window):
        raise CommentsClosed(_closed(about.kind))
    if reply_to is not None:
        _answerable(reply_to, about)
    receipt = Receipt.issue(nonce)
    comment = Comment(
        id=new_id(),
        **about.pointer,
        receipt_id=receipt.id,
        body=body,
        lang=lang,
        display_name=display_name,
        audience=audience,
        area=area,
        stance=stance,
        reply_to_id=reply_to,
        fold=fold,
    )
    before = [Signal.SENT_BEFORE] if queries.was_sent_before(comment.text_hash) else []
    comment.signals = [signal.value for signal in (*signals, *before)]
    db.session.add(comment)
    db.session.flush()
    if photo is not None:
        _attach(comment, photo, photo_alt)
    if email:
        token = contacts.stored(contacts.token_of(comment.id))
        contact = CommentContact(comment_id=comment.id, email=email, lang=lang, token_hash=token)
        db.session.add(contact)
    emit(CommentPosted(comment.id))
    return comment.id


def _attach(comment: Comment, photo: NewPhoto, alt: str) -> None:
    if queries.is_photo_taken(photo.file_key):
        raise Refused(_("This photo came with another comment. Choose it again."), "photo")
    db.session.add(
        CommentPhoto(
            comment_id=comment.id,
            file_key=photo.file_key,
            file_type=photo.file_type,
            alt=alt,
            size=photo.size,
            width=photo.width,
            height=photo.height,
        )
    )


def _answerable(comment_id: int, about: queries.Target) -> None:
    found = queries.published_comment(comment_id)
    if found is None or found[1].reply_to is not None or found[1].key != about.key:
        raise NotFound


def _closed(kind: TargetKind) -> str:
    if kind is TargetKind.ITEM:
        return _("Comments on this agenda item are closed.")
    return _("Comments on this project are closed.")
