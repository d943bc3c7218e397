"""The desk's forms for committees: their page and seats, their charter, and who does what."""

from __future__ import annotations

from portal.committees.forms.charters import CharterForm
from portal.committees.forms.committees import MOST_SEATS, CommitteeForm, SeatForm
from portal.committees.forms.responsibilities import MOST_RESPONSIBILITIES, RESPONSIBILITY_NAMES, ResponsibilitiesForm

__all__ = [
    "MOST_RESPONSIBILITIES",
    "MOST_SEATS",
    "RESPONSIBILITY_NAMES",
    "CharterForm",
    "CommitteeForm",
    "ResponsibilitiesForm",
    "SeatForm",
]
