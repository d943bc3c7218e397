"""What may be read of surveys."""

from __future__ import annotations

from portal.surveys.queries.drafts import (
    DraftView,
    OwnResponse,
    any_draft_of_closed,
    draft,
    draft_for_change,
    drop_drafts_of_closed,
    own_response,
    survey_for_answering,
)
from portal.surveys.queries.showing import (
    Standing,
    SurveyCard,
    ended,
    running,
    shown,
    shown_of,
)
from portal.surveys.queries.versions import form_of, last_number, newest_version, question_rows, survey_row

__all__ = [
    "DraftView",
    "OwnResponse",
    "Standing",
    "SurveyCard",
    "any_draft_of_closed",
    "draft",
    "draft_for_change",
    "drop_drafts_of_closed",
    "ended",
    "form_of",
    "last_number",
    "newest_version",
    "own_response",
    "question_rows",
    "running",
    "shown",
    "shown_of",
    "survey_for_answering",
    "survey_row",
]
