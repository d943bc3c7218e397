"""What is done to meetings: writing them, posting them, changing what is posted, speaking at them."""

from __future__ import annotations

from portal.meetings.usecases.importing import import_meetings, planned
from portal.meetings.usecases.minutes import approve_minutes, post_minutes, reseat_minutes, write_minutes
from portal.meetings.usecases.papers import MOST_PAPERS, add_papers, edit_paper, remove_paper
from portal.meetings.usecases.posting import NotReady, cancel_meeting, post_amendment, post_meeting
from portal.meetings.usecases.repeating import repeat_meeting
from portal.meetings.usecases.speaking import SpeakingClosed, register_speaker, withdraw_speaker
from portal.meetings.usecases.writing import Overtaken, discard_amendment, edit_meeting, write_meeting

__all__ = [
    "MOST_PAPERS",
    "NotReady",
    "Overtaken",
    "SpeakingClosed",
    "add_papers",
    "approve_minutes",
    "cancel_meeting",
    "discard_amendment",
    "edit_meeting",
    "edit_paper",
    "import_meetings",
    "planned",
    "post_amendment",
    "post_meeting",
    "post_minutes",
    "register_speaker",
    "remove_paper",
    "repeat_meeting",
    "reseat_minutes",
    "withdraw_speaker",
    "write_meeting",
    "write_minutes",
]
