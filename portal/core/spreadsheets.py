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
    writer.writerows([harmless(str(cell)) for cell in row] for row in rows)
    return "\ufeff" + table.getvalue()


def harmless(cell: str) -> str:
    """`cell`, with an apostrophe before it where a program could run it: it also looks past spaces and full width."""
    # NFKC turns full-width signs into plain ones; marks that nobody sees (Cf) and blanks are looked past
    seen = "".join(c for c in unicodedata.normalize("NFKC", cell) if unicodedata.category(c) != "Cf").lstrip(" \n\v\f")
    return "'" + cell if seen.startswith(tuple(FORMULA_SIGNS)) else cell
