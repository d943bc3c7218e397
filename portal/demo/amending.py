"""What the town's clerk changes in an agenda that is posted."""

from __future__ import annotations

from dataclasses import replace

from portal.core.translated import Translated
from portal.demo.people import actor
from portal.meetings import queries
from portal.meetings.agendas.drafts import ItemDraft
from portal.meetings.usecases import edit_meeting, post_amendment


def amend_agenda(slug: str, item: ItemDraft, reason: Translated) -> None:
    """Add an item at the end, and post the change with its reason."""
    clerk = actor("clerk")
    sheet = queries.sheet(clerk, slug)
    if sheet is None or sheet.draft is None:
        raise LookupError("the meeting of this scene was not posted")
    edit_meeting(actor=clerk, slug=slug, draft=replace(sheet.draft, items=(*sheet.draft.items, item)))
    post_amendment(actor=clerk, slug=slug, reason=reason)
