"""Single responses as files: sheets for spreadsheet programs, and the form's own sheet for SPSS. Pure."""

from __future__ import annotations

from portal.surveys.exporting.columns import NO_ANSWER, NOT_ASKED
from portal.surveys.exporting.sheets import Sheet, sheets
from portal.surveys.exporting.spss_file import as_sav, can_write

__all__ = ["NOT_ASKED", "NO_ANSWER", "Sheet", "as_sav", "can_write", "sheets"]
