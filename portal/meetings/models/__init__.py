"""Tables of meetings: the meeting with its agenda, papers, speakers, minutes and decisions."""

from __future__ import annotations

from portal.meetings.models.agendas import (
    AgendaItem,
    AgendaItemPaper,
    AgendaItemProject,
    AgendaVersion,
    Change,
    ItemKind,
)
from portal.meetings.models.meetings import Meeting, MeetingKind, MeetingState, taking_window
from portal.meetings.models.minutes import Decision, DecisionProject, Minutes, MinutesState, MinutesVersion, Outcome
from portal.meetings.models.papers import Paper, TextState
from portal.meetings.models.speakers import LONGEST_NEEDS, LONGEST_SPEAKER_NAME, Speaker

__all__ = [
    "LONGEST_NEEDS",
    "LONGEST_SPEAKER_NAME",
    "AgendaItem",
    "AgendaItemPaper",
    "AgendaItemProject",
    "AgendaVersion",
    "Change",
    "Decision",
    "DecisionProject",
    "ItemKind",
    "Meeting",
    "MeetingKind",
    "MeetingState",
    "Minutes",
    "MinutesState",
    "MinutesVersion",
    "Outcome",
    "Paper",
    "Speaker",
    "TextState",
    "taking_window",
]
