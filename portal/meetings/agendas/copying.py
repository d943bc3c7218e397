"""What a new meeting takes over from an earlier one."""

from __future__ import annotations

from dataclasses import replace

from portal.meetings.agendas.drafts import NOTHING, ItemDraft, MeetingDraft
from portal.meetings.models import ItemKind


def standing_facts(draft: MeetingDraft) -> MeetingDraft:
    """Where and how the committee usually meets, without title and agenda."""
    return replace(copied(draft), title=NOTHING, note=NOTHING, items=())


def copied(draft: MeetingDraft) -> MeetingDraft:
    """The whole of it as a fresh start: what belongs to its own day (links, papers, closing times) is left out."""
    return replace(
        draft,
        ends_at=None,
        timed=True,
        links=(),
        comments_close_at=None,
        speakers_close_at=None,
        items=tuple(_copied_item(item) for item in draft.items),
    )


def _copied_item(item: ItemDraft) -> ItemDraft:
    """Its number and papers stay with the old meeting. What an approval is about is a new choice."""
    summary = NOTHING if item.kind is ItemKind.APPROVAL else item.summary
    return replace(item, number=None, papers=(), approves="", continues="", summary=summary)
