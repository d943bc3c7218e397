"""The verbs of surveys."""

from __future__ import annotations

from portal.surveys.usecases.building import (
    FormOvertaken,
    begin_survey,
    build_form,
)
from portal.surveys.usecases.drafting import (
    AnswersClosed,
    ByInvitation,
    NoDraft,
    Saved,
    add_row,
    clear_draft,
    remove_row,
    save_page,
    start_draft,
)
from portal.surveys.usecases.handing import (
    NotYours,
    change_section_rows,
    finish_section,
    hand_section,
    recall_section,
    save_section_page,
)
from portal.surveys.usecases.invited import (
    InvitationUsed,
    begin_invited,
)
from portal.surveys.usecases.inviting import (
    add_invitations,
    issue_again,
    mark_undeliverable,
    order_mails,
)
from portal.surveys.usecases.mailing import (
    mail_code,
    mail_hand,
)
from portal.surveys.usecases.opening import (
    SurveyNotReady,
    close_survey,
    open_survey,
)
from portal.surveys.usecases.publishing import (
    publish_results,
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
    "ByInvitation",
    "FormOvertaken",
    "InvitationUsed",
    "NoDraft",
    "NotYours",
    "Saved",
    "SurveyNotReady",
    "SurveyOvertaken",
    "Unfinished",
    "add_invitations",
    "add_row",
    "begin_invited",
    "begin_survey",
    "build_form",
    "change_section_rows",
    "clear_draft",
    "close_survey",
    "drop_drafts",
    "edit_survey",
    "finish_section",
    "hand_section",
    "issue_again",
    "keep_form",
    "mail_code",
    "mail_hand",
    "mark_undeliverable",
    "open_survey",
    "order_mails",
    "publish_results",
    "recall_section",
    "recount_survey",
    "remove_row",
    "save_page",
    "save_section_page",
    "send_response",
    "start_draft",
]
