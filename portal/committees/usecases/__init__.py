"""What is done to committees: publishing them, adopting their charter, saying who does what."""

from __future__ import annotations

from portal.committees.usecases.charters import adopt_charter
from portal.committees.usecases.publishing import add_committee, edit_committee
from portal.committees.usecases.responsibilities import Overtaken, edit_responsibilities

__all__ = ["Overtaken", "add_committee", "adopt_charter", "edit_committee", "edit_responsibilities"]
