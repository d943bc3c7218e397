"""What may be read of surveys."""

from __future__ import annotations

from portal.surveys.queries.box import (
    count_in_box,
    in_box,
    rewrite_box,
    survey_for_mixing,
    take_out,
)
from portal.surveys.queries.cutting import (
    cut_links,
    linked_responses,
)
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
from portal.surveys.queries.results import (
    ResultsAtDesk,
    anything_uncounted,
    live_results,
    published_results,
    results_at_desk,
)
from portal.surveys.queries.showing import (
    Standing,
    SurveyCard,
    about_project,
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
from portal.surveys.texts import (
    FreeText,
)

__all__ = [
    "DraftView",
    "FreeText",
    "OwnResponse",
    "ResultsAtDesk",
    "Standing",
    "SurveyAtDesk",
    "SurveyCard",
    "SurveyLine",
    "VersionLine",
    "about_project",
    "add_to_tallies",
    "answers_of",
    "any_draft_of_closed",
    "anything_uncounted",
    "count_in_box",
    "cut_links",
    "draft",
    "draft_for_change",
    "drop_drafts_of_closed",
    "drop_tallies",
    "due_surveys",
    "ended",
    "form_of",
    "free_texts",
    "in_box",
    "last_number",
    "left_out_of",
    "linked_responses",
    "live_results",
    "mark_all_counted",
    "mark_counted",
    "mark_texts_taken",
    "newest_version",
    "own_response",
    "project_choices",
    "published_results",
    "put_responses",
    "question_id",
    "question_rows",
    "responses_with_texts",
    "results_at_desk",
    "rewrite_box",
    "running",
    "shown",
    "shown_of",
    "slug_of",
    "survey_at_desk",
    "survey_for_answering",
    "survey_for_mixing",
    "survey_id_of",
    "survey_lines",
    "survey_row",
    "take_out",
    "tallies",
    "uncounted",
]
