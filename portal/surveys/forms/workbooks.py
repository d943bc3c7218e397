"""The desk's forms for a workbook, and for trying out what came of it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired, MultipleFileField

from portal.core.forms import DeskForm


class WorkbookForm(DeskForm):
    """One workbook. It is sent again to be kept: nothing of it lies around between the two steps."""

    file = FileField(_l("XLSForm workbook"), [FileRequired(_l("Choose a workbook, a file that ends in .xlsx"))])
    beside = MultipleFileField(_l("Files of choices that the workbook names"))


class TrialForm(DeskForm):
    """The token of a page of the preview; its fields are the interview's."""
