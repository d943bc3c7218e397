"""The worker asks mailboxes whether they want news of a comment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from flask import current_app
from flask_babel import gettext as _

from portal.comments import queries
from portal.comments.contacts import token_of
from portal.comments.events import CommentPosted, ContactDropped
from portal.comments.models.mails import title_of, write_mail
from portal.core import mail, tidying
from portal.core.events import on
from portal.core.mail_delivery import send_mails
from portal.core.usecase import transaction
from portal.core.web import absolute_url
from portal.core.worker import chore

chore(send_mails)


@on(CommentPosted)
def ask_to_confirm(events: Sequence[CommentPosted]) -> None:
    """Send a mail to each address that came with a comment: nothing else goes there before its owner said yes."""
    if not mail.enabled():
        return
    for event in events:
        with transaction():
            _ask(event.comment_id)


def _ask(comment_id: int) -> None:
    contact = queries.contact_of(comment_id)
    about = queries.contact_target(comment_id)
    if contact is None or about is None or contact.confirmed_at is not None:
        return
    time = mail.confirmation_time(contact.email)
    if time is None or time > contact.asked_at + _patience():
        return  # asked too often: the address is deleted like any that nobody confirms
    with mail.speaking(contact.lang):
        title = title_of(about.title)
        said = [
            _("Somebody left a comment on “%(title)s” and gave this address for news of it.", title=title),
            _("Was it you? Then open this page and confirm. Without that we send no more mails."),
            absolute_url("comments.news", token=token_of(comment_id)),
            _("Was it not you? Do nothing. The address is deleted by itself."),
        ]
        subject = _("Confirm that you want news of your comment")
        write_mail(comment_id, "confirm", contact.email, subject=subject, said=said, due_at=time)


def _patience() -> timedelta:
    return timedelta(hours=current_app.config["SETTINGS"].unconfirmed_hours - 1)


@on(ContactDropped)
def fold_after_dropping(_events: Sequence[ContactDropped]) -> None:
    """Have the deleted address leave the database's log as well."""
    tidying.want_folding()
