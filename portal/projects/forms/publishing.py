"""The desk's form that publishes a version of a sheet."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import Length, Optional

from portal.core.desk_fields import TranslatedForm
from portal.core.forms import TextField

REASON_RULES = [Optional(), Length(max=1000, message=_l("Shorten the reason to 1,000 characters or fewer"))]


class PublishForm(TranslatedForm):
    """Why there is a new version; the first one needs no reason. `loaded` is the fingerprint of what was read."""

    loaded = HiddenField()
    reason_en = TextField(_l("Reason"), REASON_RULES)
    reason_es = TextField(_l("Reason"), REASON_RULES)
