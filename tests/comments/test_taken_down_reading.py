"""Tables of comments: every cell is taken as it is meant or refused by record and column."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from portal.comments.models import Audience, Channel, Stance
from portal.comments.taken_down.reading import COLUMNS, read_table
from portal.core.imports import UnreadableFile
from portal.core.spreadsheets import as_csv
from tests.comments.taken_down import OCCASION, entry
from tests.support.builders import SCRIPT
from tests.support.engines import sqlite_only

pytestmark = sqlite_only


@pytest.fixture(autouse=True)
def _words(app: Flask) -> None:
    """Reasons are told in the language of whoever asks."""


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_every_column_is_read(sign: str) -> None:
    cells = ["Más farolas", "7", "", "Ana", "Resident", "Station", "es", "oppose", "PHONE", "Call of May", "2026-04-14"]
    (row,) = read_table(sign.join(COLUMNS) + "\r\n" + sign.join(cells) + "\r\n", entry()).rows
    said = row.entry
    assert (row.id, said.body, said.display_name, said.area, said.lang) == ("7", "Más farolas", "Ana", "Station", "es")
    assert (said.audience, said.stance, said.channel) == (Audience.RESIDENT, Stance.OPPOSE, Channel.PHONE)
    assert (said.occasion, said.said_on) == ("Call of May", date(2026, 4, 14))


def test_what_a_record_leaves_empty_is_as_usual_and_a_text_is_kept_as_it_was_written() -> None:
    text = f'{SCRIPT}\n= 1+1, "quoted"\u202e 💡'
    (row,) = read_table("text,occasion,channel\n" + '"' + text.replace('"', '""') + '",,\n', entry()).rows
    assert row.entry == entry(text.replace("\u202e", ""))
    assert row.entry.occasion == OCCASION


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("text", " "),
        ("text", "x" * 3001),
        ("name", "x" * 61),
        ("id", "x" * 61),
        ("audience", "cat"),
        ("stance", "maybe"),
        ("channel", "web"),
        ("day", "4/15/2026"),
        ("language", "English!"),
        ("slip", "7QK4"),
        ("occasion", "x" * 161),
    ],
)
def test_a_cell_that_cannot_be_used_is_named(column: str, cell: str) -> None:
    names = ["text", column] if column != "text" else ["id", "text"]
    cells = ["Good", cell] if column != "text" else ["7", cell]
    table = read_table(
        f"{','.join(names)}\n{','.join(cells)}\n" + ",".join(["Fine", ""] if column != "text" else ["", "Fine"]) + "\n",
        entry(),
    )
    assert [(refusal.number, refusal.column) for refusal in table.refusals] == [(1, column)]
    assert [row.entry.body for row in table.rows] == ["Fine"]
    assert table.count == 2


@pytest.mark.parametrize("text", ["", "name\nAna\n", "text,mood\nx,y\n", "text,text\nx,y\n", 'text\n"x" y\n'])
def test_a_table_that_cannot_be_told_apart_is_refused_whole(text: str) -> None:
    with pytest.raises(UnreadableFile):
        read_table(text, entry())


def test_a_record_with_other_columns_is_refused_and_the_empty_template_holds_none() -> None:
    table = read_table("text,id\nx\ny,1,2\nz,3\n", entry())
    assert [refusal.number for refusal in table.refusals] == [1, 2]
    assert len(table.rows) == 1
    assert read_table(as_csv(COLUMNS, ()).removeprefix("\ufeff"), entry()).count == 0


def test_a_name_that_looks_like_the_staff_is_refused_by_record_and_column() -> None:
    table = read_table("text,name\nLamps,Ana\u200b\nTrees,M\u043ederator\n", entry())
    assert [row.entry.display_name for row in table.rows] == ["Ana"]
    assert [(refusal.number, refusal.column) for refusal in table.refusals] == [(2, "name")]
    assert "looks like a name of the staff" in table.refusals[0].reason
