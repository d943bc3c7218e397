"""The desk's forms for surveys."""

from __future__ import annotations

from portal.surveys.forms.settings import PROMISE_NAMES, SHOWN_NAMES, LoadedForm, SurveyForm, shown_settings
from portal.surveys.forms.workbooks import WorkbookForm

__all__ = ["PROMISE_NAMES", "SHOWN_NAMES", "LoadedForm", "SurveyForm", "WorkbookForm", "shown_settings"]
