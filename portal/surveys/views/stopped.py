"""The page for whoever comes too early or too late: nothing that was written is lost, it can be copied."""

from __future__ import annotations

from collections.abc import Mapping

from portal.core.web import render
from portal.surveys import queries
from portal.surveys.interview import Interview
from portal.surveys.interviews import interview_of
from portal.surveys.queries import DraftView, SurveyCard


def not_open(
    survey: SurveyCard, draft: DraftView | None = None, key: str = "", posted: Mapping[str, list[str]] | None = None
) -> str:
    """Why it cannot be answered now, with all answers of `draft` and what was `posted` on a page of it."""
    kept = ""
    if draft is not None:
        interview = interview_of(queries.form_of(draft.version_id), draft)
        page = interview.page(key)
        if page is not None and posted is not None:
            interview, _problems = interview.with_answers(page, posted)
        kept = in_lines(interview)
    return render("surveys/not_open.html", survey=survey, kept_text=kept)


def in_lines(interview: Interview) -> str:
    """All answers as plain text, each question over its answer."""
    lines = [line for part in interview.summary() for line in part.lines if line.shown]
    return "\n\n".join(f"{line.label}\n{', '.join(map(str, line.shown))}" for line in lines)
