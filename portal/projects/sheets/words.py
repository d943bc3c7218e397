"""The published words of a project sheet, with their plain meanings."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.projects.models import Strength

STRENGTH_NAMES = {
    Strength.MUST: _l("Must"),
    Strength.SHOULD: _l("Should"),
    Strength.COULD: _l("Could"),
}

STRENGTH_MEANINGS = {
    Strength.MUST: _l("Without it the project fails."),
    Strength.SHOULD: _l("It matters, but the project can go on without it for a time."),
    Strength.COULD: _l("It would be nice to have."),
}
