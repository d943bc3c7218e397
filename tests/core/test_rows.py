"""Rows of any form: the buttons move them, and touch nothing else."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict

from portal.core.rows import Rows

ROWS = Rows("rows", first="matter_en", most=3)


def sent(*words: str) -> MultiDict[str, str]:
    return MultiDict([("loaded", "x"), *((f"rows-{n}-matter_en", word) for n, word in enumerate(words))])


def test_rows_are_told_by_their_name() -> None:
    form = sent("a", "b")
    form.add("items-0-matter_en", "other")
    moved = ROWS.rearranged(form, "up-1")
    assert dict(moved) == {
        "loaded": "x",
        "items-0-matter_en": "other",
        "rows-0-matter_en": "b",
        "rows-1-matter_en": "a",
    }


def test_a_new_row_has_its_first_field_and_there_are_never_too_many() -> None:
    full = ROWS.rearranged(sent("a", "b"), "add")
    assert full["rows-2-matter_en"] == ""
    assert ROWS.rearranged(full, "add") == full
