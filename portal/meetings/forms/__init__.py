"""The forms for meetings: the desk's, and that of those who want to speak."""

from __future__ import annotations

from portal.meetings.forms.items import ItemForm
from portal.meetings.forms.meetings import MeetingForm, Offer, shown
from portal.meetings.forms.minute_words import MINUTE_WORDS
from portal.meetings.forms.minutes import MinutesForm, MinutesOffer, shown_minutes
from portal.meetings.forms.papers import PaperForm, PapersForm
from portal.meetings.forms.reasons import CorrectionForm, ReasonForm
from portal.meetings.forms.speaking import CallerForm, SpeakerFields, SpeakerForm
from portal.meetings.forms.words import CHANGE_NAMES, FIELD_NAMES, KIND_NAMES, MEETING_KIND_NAMES

__all__ = [
    "CHANGE_NAMES",
    "FIELD_NAMES",
    "KIND_NAMES",
    "MEETING_KIND_NAMES",
    "MINUTE_WORDS",
    "CallerForm",
    "CorrectionForm",
    "ItemForm",
    "MeetingForm",
    "MinutesForm",
    "MinutesOffer",
    "Offer",
    "PaperForm",
    "PapersForm",
    "ReasonForm",
    "SpeakerFields",
    "SpeakerForm",
    "shown",
    "shown_minutes",
]
