"""The desk's form that takes an XLSForm workbook."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired

from portal.core.forms import DeskForm


class WorkbookForm(DeskForm):
    """One workbook. It is sent again to be kept: nothing of it lies around between the two steps."""

    file = FileField(_l("XLSForm workbook"), [FileRequired(_l("Choose a workbook, a file that ends in .xlsx"))])
