"""The verbs of surveys."""

from __future__ import annotations

from portal.surveys.usecases.building import (
    FormOvertaken,
    begin_survey,
    build_form,
)
from portal.surveys.usecases.drafting import (
    AnswersClosed,
    NoDraft,
    Saved,
    add_row,
    clear_draft,
    remove_row,
    save_page,
    start_draft,
)
from portal.surveys.usecases.mailing import (
    mail_code,
)
from portal.surveys.usecases.opening import (
    SurveyNotReady,
    close_survey,
    open_survey,
)
from portal.surveys.usecases.recounting import (
    recount_survey,
)
from portal.surveys.usecases.sending import (
    Unfinished,
    send_response,
)
from portal.surveys.usecases.settings import (
    SurveyOvertaken,
    edit_survey,
)
from portal.surveys.usecases.tidying import (
    drop_drafts,
)
from portal.surveys.usecases.versions import (
    keep_form,
)

__all__ = [
    "AnswersClosed",
    "FormOvertaken",
    "NoDraft",
    "Saved",
    "SurveyNotReady",
    "SurveyOvertaken",
    "Unfinished",
    "add_row",
    "begin_survey",
    "build_form",
    "clear_draft",
    "close_survey",
    "drop_drafts",
    "edit_survey",
    "keep_form",
    "mail_code",
    "open_survey",
    "recount_survey",
    "remove_row",
    "save_page",
    "send_response",
    "start_draft",
]
