"""The rows of an agenda's form."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict

from portal.core.rows import Rows

MOST_ROWS = 50
_ITEMS = Rows("items", first="title_en", most=MOST_ROWS)


def rearranged(sent: MultiDict[str, str], change: str) -> MultiDict[str, str]:
    """The form `sent` after a button of its rows was pressed."""
    return _ITEMS.rearranged(sent, change)
