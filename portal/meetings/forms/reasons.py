"""The desk's form for why something that is posted changes."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import Length

from portal.core.desk_fields import FirstLanguage, TranslatedForm
from portal.core.forms import TextField

REASON_RULES = [
    FirstLanguage(_l("Say why, in one or two sentences")),
    Length(max=500, message=_l("Shorten the reason to 500 characters or fewer")),
]


class ReasonForm(TranslatedForm):
    """Why an agenda is amended or a meeting called off. `loaded` is the fingerprint of what the page showed."""

    loaded = HiddenField()
    reason_en = TextField(_l("Reason"), REASON_RULES)
    reason_es = TextField(_l("Reason"), REASON_RULES)


class CorrectionForm(TranslatedForm):
    """Why minutes are posted anew; the use case insists on it once they are approved."""

    loaded = HiddenField()
    reason_en = TextField(_l("Reason"), REASON_RULES[1:])
    reason_es = TextField(_l("Reason"), REASON_RULES[1:])
