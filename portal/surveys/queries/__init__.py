"""What is read of surveys."""

from __future__ import annotations

from portal.surveys.queries.desk import (
    SurveyAtDesk,
    SurveyLine,
    VersionLine,
    due_surveys,
    left_out_of,
    project_choices,
    slug_of,
    survey_at_desk,
    survey_lines,
)
from portal.surveys.queries.versions import form_of, last_number, newest_version, question_rows, survey_row

__all__ = [
    "SurveyAtDesk",
    "SurveyLine",
    "VersionLine",
    "due_surveys",
    "form_of",
    "last_number",
    "left_out_of",
    "newest_version",
    "project_choices",
    "question_rows",
    "slug_of",
    "survey_at_desk",
    "survey_lines",
    "survey_row",
]
