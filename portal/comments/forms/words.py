"""The words of what a contributor can choose."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.comments.models import Audience, Stance

AUDIENCE_NAMES = {
    Audience.RESIDENT: _l("Resident"),
    Audience.BUSINESS: _l("Business"),
    Audience.VISITOR: _l("Visitor"),
    Audience.PARTNER: _l("Partner"),
    Audience.OTHER: _l("Other"),
}


STANCE_NAMES = {
    Stance.SUPPORT: _l("Support"),
    Stance.OPPOSE: _l("Oppose"),
    Stance.NEUTRAL: _l("Neither"),
}
# How a page tells of somebody else's comment what the choice above was.
STANCES_SAID = {
    Stance.SUPPORT: _l("Supports this item"),
    Stance.OPPOSE: _l("Opposes this item"),
    Stance.NEUTRAL: _l("Neither supports nor opposes this item"),
}
