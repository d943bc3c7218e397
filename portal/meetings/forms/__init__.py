"""The desk's forms for meetings."""

from __future__ import annotations

from portal.meetings.forms.agendas import KIND_NAMES, ItemForm, MeetingForm, shown

__all__ = ["KIND_NAMES", "ItemForm", "MeetingForm", "shown"]
