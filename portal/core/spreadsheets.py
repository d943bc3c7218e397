"""Tables for spreadsheet programs, in which nothing that people typed is taken for a formula."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

FORMULA_SIGNS = "=+-@\t\r"


def as_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as CSV, with the mark by which spreadsheet programs know UTF-8."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(header)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return "\ufeff" + table.getvalue()


def _cell(cell: object) -> object:
    # a number is no formula, below zero either: an apostrophe would make a text of it
    return cell if type(cell) in {int, float} else harmless(str(cell))


def harmless(cell: str) -> str:
    """`cell`, with an apostrophe before it where a program could run it: it also looks past spaces and full width."""
    if cell.isascii():  # most are, and long: nothing in them has look-alikes or marks that nobody sees
        return "'" + cell if cell.lstrip(" \n\v\f").startswith(tuple(FORMULA_SIGNS)) else cell
    # NFKC turns full-width signs into plain ones; marks that nobody sees (Cf) and blanks are looked past
    seen = "".join(c for c in unicodedata.normalize("NFKC", cell) if unicodedata.category(c) != "Cf").lstrip(" \n\v\f")
    return "'" + cell if seen.startswith(tuple(FORMULA_SIGNS)) else cell
