"""Entering what somebody said on paper, on the phone or in a room: one comment, or a table of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _

from portal.comments import queries
from portal.comments.events import CommentPosted
from portal.comments.models import Comment
from portal.comments.queries import Target
from portal.comments.taken_down.days import said_at
from portal.comments.taken_down.entries import Entry
from portal.comments.taken_down.plan import Plan, is_used, plan, refuse_stance, with_nonces
from portal.comments.taken_down.reading import Row
from portal.comments.targets import TargetKey
from portal.core.db import db, new_id
from portal.core.errors import Refused
from portal.core.events import emit
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.receipts import queries as receipts
from portal.receipts.models import Receipt


@usecase
def enter_comment(*, actor: Actor, target: TargetKey, nonce: bytes, entry: Entry) -> int:
    """Receive a comment for somebody, with the receipt of its slip or a new one; returns the comment's id.

    It waits for a ruling like every other. The same `nonce`, or the same slip with the same text, again returns the
    comment that it made.
    """
    authorize(actor, Permission.COMMENT_ENTER)
    earlier = receipts.id_by_nonce(nonce)
    if earlier is not None:
        return queries.id_by_receipt(earlier)
    about = _about(target)
    slip = queries.slips([entry.slip]).get(entry.slip) if entry.slip else None
    if entry.slip and is_used(slip, entry.body):
        assert slip is not None
        assert slip.comment_id is not None
        if slip.body is None:
            raise Refused(_("This slip was entered before, and its comment was changed since."), "slip")
        return slip.comment_id
    receipt_id = slip.receipt_id if slip else None
    moment = _moment(about, entry)
    return _receive(actor, about, entry, moment, receipt_id if receipt_id is not None else Receipt.issue(nonce).id)


def planned(*, actor: Actor, target: TargetKey, rows: Sequence[Row]) -> Plan:
    """What importing these rows would do now; nothing is written."""
    authorize(actor, Permission.COMMENT_ENTER)
    return _plan(_about(target), rows)


@usecase
def import_taken_down(*, actor: Actor, target: TargetKey, rows: Sequence[Row]) -> Plan:
    """Enter the rows of a table that can be entered and are not here yet, in one transaction; returns what was done."""
    authorize(actor, Permission.COMMENT_ENTER)
    about = _about(target)
    todo = _plan(about, rows)
    issued = iter(Receipt.issue_all([new.nonce for new in todo.new if new.receipt_id is None]))
    for new in todo.new:
        receipt_id = new.receipt_id if new.receipt_id is not None else next(issued).id
        _receive(actor, about, new.row.entry, new.received_at, receipt_id)
    return todo


def _about(target: TargetKey) -> Target:
    about = queries.target(target)
    if about is None:
        raise Refused(_("Choose what the comment is about"), "target")
    return about


def _moment(about: Target, entry: Entry) -> datetime:
    refuse_stance(about.key, entry.stance)
    return said_at(about.opens_at, about.closes_at, entry.said_on)


def _plan(about: Target, rows: Sequence[Row]) -> Plan:
    numbered = with_nonces(about.key, rows)
    return plan(
        numbered,
        queries.slips(row.entry.slip for row in rows if row.entry.slip),
        queries.entered_with(nonce for _row, nonce in numbered),
        lambda entry: _moment(about, entry),
    )


def _receive(actor: Actor, about: Target, entry: Entry, received_at: datetime, receipt_id: int) -> int:
    comment = Comment(
        id=new_id(),
        **about.pointer,
        receipt_id=receipt_id,
        body=entry.body,
        lang=entry.lang,
        display_name=entry.display_name,
        audience=entry.audience,
        area=entry.area,
        stance=entry.stance,
        channel=entry.channel,
        heard_at=entry.occasion,
        entered_by=actor.person_id,
        received_at=received_at,
    )
    db.session.add(comment)
    emit(CommentPosted(comment.id))
    return comment.id
