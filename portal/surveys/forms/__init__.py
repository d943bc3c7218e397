"""The forms of surveys."""

from __future__ import annotations

from portal.surveys.forms.answering import (
    MailForm,
    PageForm,
    ResumeForm,
    SendForm,
    StartForm,
)
from portal.surveys.forms.settings import (
    LoadedForm,
    PROMISE_NAMES,
    SHOWN_NAMES,
    SurveyForm,
    shown_settings,
)
from portal.surveys.forms.workbooks import (
    WorkbookForm,
)

__all__ = [
    "LoadedForm",
    "MailForm",
    "PROMISE_NAMES",
    "PageForm",
    "ResumeForm",
    "SHOWN_NAMES",
    "SendForm",
    "StartForm",
    "SurveyForm",
    "WorkbookForm",
    "shown_settings",
]
