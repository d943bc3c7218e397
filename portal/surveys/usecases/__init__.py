"""The verbs of surveys."""

from __future__ import annotations

from portal.surveys.usecases.opening import SurveyNotReady, close_survey, open_survey
from portal.surveys.usecases.settings import SurveyOvertaken, edit_survey
from portal.surveys.usecases.versions import keep_form

__all__ = [
    "SurveyNotReady",
    "SurveyOvertaken",
    "close_survey",
    "edit_survey",
    "keep_form",
    "open_survey",
]
