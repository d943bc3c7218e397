"""What whoever reads a mailbox may do with the address: confirm it, or have it deleted. The link's token proves it."""

from __future__ import annotations

from portal.comments import queries
from portal.comments.events import ContactDropped
from portal.comments.models.mails import beginning
from portal.core import queries as core
from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import NotFound
from portal.core.events import emit
from portal.core.usecase import usecase


@usecase
def confirm_contact(*, token: str) -> int:
    """Say yes to news of a comment; again does no harm. Returns the comment's id; `NotFound` where it is too late."""
    contact = queries.contact_by_token(token)
    if contact is None:
        raise NotFound
    contact.confirmed_at = contact.confirmed_at or now()
    return contact.comment_id


@usecase
def drop_contact(*, token: str) -> bool:
    """Delete the address and what would have been sent there; whether there was one. Again does no harm."""
    contact = queries.contact_by_token(token)
    if contact is None:
        return False
    core.drop_mails(beginning(contact.comment_id))
    emit(ContactDropped(contact.comment_id))
    db.session.delete(contact)
    return True
