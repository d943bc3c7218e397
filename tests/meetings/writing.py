"""Meetings as tests write them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from portal.core.clock import now
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.meetings import usecases
from portal.meetings.agendas.drafts import ItemDraft, MeetingDraft
from portal.meetings.models import ItemKind
from tests.support.builders import words


def an_item(title: str = "Lamps", **others: Any) -> ItemDraft:
    """An agenda item with everything in it but projects."""
    values = {"kind": ItemKind.DECISION, "summary": words("Where they stand."), "minutes": 15}
    return ItemDraft(title=words(title), **(values | others))


def a_draft(committee: str = "steering", **others: Any) -> MeetingDraft:
    """A draft of a meeting in a week that could be posted."""
    values: dict[str, Any] = {
        "title": Translated({"en": "Open evening", "es": "Tarde abierta"}),
        "starts_at": now() + timedelta(days=7),
        "place": words("Town hall"),
        "step_free": words("Ramp at the side"),
        "remote_link": "https://example.org/join?a=1&b=2",
        "items": (an_item(),),
    }
    return MeetingDraft(committee, **(values | others))


def write(**others: Any) -> str:
    """Save `a_draft`; its slug."""
    return usecases.write_meeting(actor=COMMAND_LINE, draft=a_draft(**others))


def post(**others: Any) -> str:
    """Save and post `a_draft`; its slug."""
    slug = write(**others)
    usecases.post_meeting(actor=COMMAND_LINE, slug=slug)
    return slug
