"""What an agenda needs before it may be posted, in words for the clerk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import current_app
from flask_babel import gettext as _

from portal.meetings.agendas.drafts import ItemDraft, MeetingDraft
from portal.meetings.models import ItemKind

# What happens at every meeting needs no explanation.
SELF_EXPLAINING = frozenset({ItemKind.ROLL_CALL, ItemKind.RECESS, ItemKind.APPROVAL})


@dataclass(frozen=True)
class Need:
    """One thing that is needed: whether it is there, and what to do where it is not."""

    met: bool
    words: str


def needs(draft: MeetingDraft) -> list[Need]:
    """All that `draft` needs, in the order of the form."""
    first = current_app.config["SETTINGS"].default_language
    return [
        Need(bool(draft.place.get(first)), _("Write where the meeting is.")),
        Need(bool(draft.items), _("Add at least one agenda item.")),
        *(need for at, item in enumerate(draft.items, 1) for need in _needs_of_item(at, item, first)),
    ]


def lacking(draft: MeetingDraft) -> list[str]:
    """What is not there yet."""
    return [need.words for need in needs(draft) if not need.met]


def _needs_of_item(at: int, item: ItemDraft, first: str) -> Iterator[Need]:
    yield Need(bool(item.title.get(first)), _("Give item %(number)s a title.", number=at))
    if item.kind not in SELF_EXPLAINING:
        yield Need(bool(item.summary.get(first)), _("Say in plain words what item %(number)s is about.", number=at))
    if item.kind is ItemKind.CLOSED_SESSION:
        yield Need(bool(item.citation), _("Name the law that lets item %(number)s be closed.", number=at))
    if item.kind is ItemKind.APPROVAL:
        yield Need(bool(item.approves), _("Choose whose minutes item %(number)s approves.", number=at))
