"""XLSForm workbooks: read into a form, in a process of its own, and written from one."""

from __future__ import annotations

from portal.surveys.xlsform.reading import LARGEST, Reading, read_workbook
from portal.surveys.xlsform.shapes import LeftOut, Problem
from portal.surveys.xlsform.writing import write_workbook

__all__ = ["LARGEST", "LeftOut", "Problem", "Reading", "read_workbook", "write_workbook"]
