"""The names of what partners draft and of where a draft stands, for the desk."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.projects.models import DraftKind, DraftState

KIND_NAMES = {
    DraftKind.UPDATE: _l("Status update"),
    DraftKind.PAPER: _l("Paper"),
    DraftKind.REQUIREMENT: _l("Requirement"),
    DraftKind.EVIDENCE: _l("Evidence"),
}

STATE_NAMES = {
    DraftState.WRITTEN: _l("Not sent"),
    DraftState.SENT: _l("Sent to the clerk"),
    DraftState.PUBLISHED: _l("Published"),
    DraftState.RETURNED: _l("Given back"),
    DraftState.WITHDRAWN: _l("Withdrawn"),
}
