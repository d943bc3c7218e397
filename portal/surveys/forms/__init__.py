"""The forms of surveys."""

from __future__ import annotations

from portal.surveys.forms.answering import (
    HandForm,
    HandMailForm,
    MailForm,
    PageForm,
    ResumeForm,
    SendForm,
    StartForm,
)
from portal.surveys.forms.building import (
    TEST_NAMES,
    Asked,
    ElementForm,
    NewSurveyForm,
)
from portal.surveys.forms.inviting import (
    InviteeForm,
    InviteesForm,
)
from portal.surveys.forms.settings import (
    ACCESS_NAMES,
    PROMISE_NAMES,
    SHOWN_NAMES,
    LoadedForm,
    SurveyForm,
    shown_settings,
)
from portal.surveys.forms.weighting import TotalsForm, totals_form
from portal.surveys.forms.workbooks import (
    TrialForm,
    WorkbookForm,
)

__all__ = [
    "ACCESS_NAMES",
    "PROMISE_NAMES",
    "SHOWN_NAMES",
    "TEST_NAMES",
    "Asked",
    "ElementForm",
    "HandForm",
    "HandMailForm",
    "InviteeForm",
    "InviteesForm",
    "LoadedForm",
    "MailForm",
    "NewSurveyForm",
    "PageForm",
    "ResumeForm",
    "SendForm",
    "StartForm",
    "SurveyForm",
    "TotalsForm",
    "TrialForm",
    "WorkbookForm",
    "shown_settings",
    "totals_form",
]
