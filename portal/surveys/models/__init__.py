"""Tables of surveys: the survey and its versions, what is being answered, what was answered, what was counted."""

from __future__ import annotations

from portal.surveys.models.answering import (
    TAKEN,
    BoxedResponse,
    Draft,
    Response,
    SurveyReceipt,
)
from portal.surveys.models.counting import (
    Mark,
    PublishedResults,
    Tally,
)
from portal.surveys.models.inviting import (
    Hand,
    Invitation,
)
from portal.surveys.models.surveys import (
    DIMENSIONS,
    LONGEST_PATH,
    Access,
    Promise,
    ResultsShown,
    Survey,
    SurveyQuestion,
    SurveyState,
    SurveyVersion,
)

__all__ = [
    "DIMENSIONS",
    "LONGEST_PATH",
    "TAKEN",
    "Access",
    "BoxedResponse",
    "Draft",
    "Hand",
    "Invitation",
    "Mark",
    "Promise",
    "PublishedResults",
    "Response",
    "ResultsShown",
    "Survey",
    "SurveyQuestion",
    "SurveyReceipt",
    "SurveyState",
    "SurveyVersion",
    "Tally",
]
