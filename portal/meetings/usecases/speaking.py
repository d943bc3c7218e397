"""Registering to speak at a meeting, and taking that back."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.core.db import db, new_id
from portal.core.errors import NotFound, Refused
from portal.core.permissions import VISITOR, Actor, Permission, can
from portal.core.usecase import usecase
from portal.meetings import queries
from portal.meetings.models import Speaker
from portal.meetings.speaking import NOT_SPOKEN_ABOUT, SpeakerDraft
from portal.receipts import queries as receipts
from portal.receipts.models import Receipt


class SpeakingClosed(Refused):
    """The meeting takes no registrations now; the page shows what was typed, and what can be done instead."""


@usecase
def register_speaker(*, actor: Actor, slug: str, nonce: bytes, draft: SpeakerDraft, lang: str) -> int:
    """Put somebody on the list of speakers; returns the id of the receipt.

    The same `nonce` again returns the receipt that it made. Raises `SpeakingClosed` while registration is not open.
    The meeting is locked meanwhile: whoever calls it off comes before or after, and never between.
    """
    earlier = receipts.id_by_nonce(nonce)
    if earlier is not None:
        return earlier
    queries.meeting_for_change(slug)
    meeting = queries.sheet(VISITOR, slug)
    if meeting is None:
        raise NotFound
    if not can(actor, Permission.SPEAKER_REGISTER, meeting.speaker_window):
        raise SpeakingClosed(_("Registration to speak is closed."))
    spoken_about = {item.number for item in meeting.items if item.kind not in NOT_SPOKEN_ABOUT}
    if draft.item_number is not None and draft.item_number not in spoken_about:
        raise Refused(_("This item is not on the agenda any more. Choose another."), "item")
    receipt = Receipt.issue(nonce)
    speaker = Speaker(
        id=new_id(),
        meeting_id=meeting.id,
        receipt_id=receipt.id,
        item_number=draft.item_number,
        name=draft.name,
        needs=draft.needs,
        remote=draft.remote,
        lang=lang,
        by_staff=actor.is_authenticated,
    )
    db.session.add(speaker)
    return receipt.id


@usecase
def withdraw_speaker(*, slug: str, code: str) -> int:
    """Take a registration back; returns the id of its receipt. Whoever holds the code may, and nobody else can."""
    receipt_id = receipts.id_by_code(code)
    speaker = queries.speaker_at(slug, receipt_id) if receipt_id is not None else None
    if speaker is None:
        raise NotFound
    speaker.withdraw()
    return speaker.receipt_id
