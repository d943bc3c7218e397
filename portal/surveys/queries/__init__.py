"""What may be read of surveys."""

from __future__ import annotations

from portal.surveys.queries.box import (
    count_in_box,
    in_box,
    rewrite_box,
    survey_for_mixing,
    take_out,
)
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
from portal.surveys.queries.tallies import (
    add_to_tallies,
    answers_of,
    drop_tallies,
    mark_all_counted,
    mark_counted,
    put_responses,
    survey_id_of,
    tallies,
    uncounted,
)
from portal.surveys.queries.texts import (
    FreeText,
    free_texts,
    mark_texts_taken,
    question_id,
    responses_with_texts,
)
from portal.surveys.queries.versions import (
    form_of,
    last_number,
    newest_version,
    question_rows,
    survey_row,
)

__all__ = [
    "DraftView",
    "FreeText",
    "OwnResponse",
    "Standing",
    "SurveyCard",
    "add_to_tallies",
    "answers_of",
    "any_draft_of_closed",
    "count_in_box",
    "draft",
    "draft_for_change",
    "drop_drafts_of_closed",
    "drop_tallies",
    "ended",
    "form_of",
    "free_texts",
    "in_box",
    "last_number",
    "mark_all_counted",
    "mark_counted",
    "mark_texts_taken",
    "newest_version",
    "own_response",
    "put_responses",
    "question_id",
    "question_rows",
    "responses_with_texts",
    "rewrite_box",
    "running",
    "shown",
    "shown_of",
    "survey_for_answering",
    "survey_for_mixing",
    "survey_id_of",
    "survey_row",
    "take_out",
    "tallies",
    "uncounted",
]
