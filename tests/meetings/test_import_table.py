"""Tables of others: columns found by name, dates in every habit, and no row lost inside another."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from portal.core.imports import UnreadableFile
from portal.meetings.imports.records import FileKind
from tests.meetings.meeting_files import ZONE, one, read, said


def test_a_table_is_read_by_its_names() -> None:
    text = "Date,Meeting,Agenda Link,Minutes Link\n1993-02-04,Regular board meeting,http://a.example/1.pdf,\n"
    found = read(text)
    record = one(found)
    assert found.kind is FileKind.TABLE
    assert (record.title, record.timed) == ("Regular board meeting", False)
    assert record.starts_at == datetime(1993, 2, 4, 6, tzinfo=UTC)
    assert record.links == (("Agenda", "http://a.example/1.pdf"),)


@pytest.mark.parametrize(
    "raw",
    [
        "Meeting Date;Time;Board\n5/5/2026;6:00 PM;Café board\n".encode(),
        "Meeting Date\tTime\tBoard\r\n05/05/2026\t6:00 p.m.\tCafé board\r\n".encode("utf-16"),
        "\ufeffmeeting_date,time,board\r2026-05-05,18:00,Café board\r".encode(),
        "Meeting Date,Time,Board\n5/5/26,6 - 8 PM,Café\u00a0board\n".encode(),
        "Meetings of the year\n\nMeeting Date,Time,Board\n5/5/2026,6:00 PM,Café board\n".encode(),
        "Meeting Date,Time,Board\n5/5/2026,6:00 PM,Café board\n".encode("cp1252"),
        "Meeting Date,Time,Board\n5/5/2026,6:00 PM,Café board\n".encode("utf-16-le"),
    ],
)
def test_letters_separators_and_line_ends_may_differ(raw: bytes) -> None:
    record = one(read(raw))
    assert (record.title, record.body) == ("Café board", "Café board")
    assert record.starts_at == datetime(2026, 5, 5, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cell", "local"),
    [
        ("2026-05-05", "2026-05-05"),
        ("4/15/2026", "2026-04-15"),
        ("4/15/26", "2026-04-15"),
        ("12/31/99", "1999-12-31"),
        ("20260415", "2026-04-15"),
        ("April 15, 2026", "2026-04-15"),
        ("Wednesday, April 15th, 2026 at 6:30 p.m.", "2026-04-15 18:30"),
        ("Apr 15 2026 noon", "2026-04-15 12:00"),
        ("15 April 2026", "2026-04-15"),
        ("15 de abril de 2026", "2026-04-15"),
        ("2026-04-15T18:30:00.000", "2026-04-15 18:30"),
        ("2026-04-15T18:30:00-07:00", "2026-04-15 20:30"),
        ("20260415T183000Z", "2026-04-15 13:30"),
        ("2026-04-15T00:00:00", "2026-04-15"),
        ("04/15/2026 12:00:00 AM", "2026-04-15"),
        ("04/15/2026 12:15 AM", "2026-04-15 00:15"),
    ],
)
def test_a_date_is_read_in_every_habit(cell: str, local: str) -> None:
    record = one(read(f'When,Meeting\n"{cell}",Board\n'))
    form = "%Y-%m-%d %H:%M" if record.timed else "%Y-%m-%d"
    assert record.starts_at.astimezone(ZONE).strftime(form) == local


@pytest.mark.parametrize("cell", ["next week", "2026-02-30", "13/45/2026", "5", "0001-01-01", "9999-01-01", "5/5", ""])
def test_what_is_no_date_is_refused(cell: str) -> None:
    found = read(f"Date,Meeting\n{cell},Board\n2026-05-05,Council\n")
    assert one(found).title == "Council"
    assert said(found)[0].startswith("record 1 (“Board”): ")


def test_a_table_that_puts_the_day_first_says_so_by_its_dates() -> None:
    found = read("Date,Meeting\n13/04/2026,A board\n05/04/2026,B board\n")
    assert [f"{record.starts_at:%m-%d}" for record in found.records] == ["04-13", "04-05"]


@pytest.mark.parametrize(
    "cell",
    [
        '"{""label"": ""Agenda"", ""url"": ""https://a.example/1""}"',
        "Agenda (https://a.example/1)",
        "\"<a href='https://a.example/1'>Agenda</a>\"",
        '"=HYPERLINK(""https://a.example/1"",""Agenda"")"',
        "https://a.example/1",
    ],
)
def test_a_cell_may_hold_a_link_in_many_forms(cell: str) -> None:
    assert one(read(f"Date,Meeting,Agenda\n2026-05-05,Board,{cell}\n")).links == (("Agenda", "https://a.example/1"),)


def test_words_in_a_cell_for_a_link_are_kept() -> None:
    text = "Date,Meeting,Agenda,Minutes\n2026-05-05,Board,Not\u00a0available,Not approved yet\n"
    assert one(read(text)).description == "Minutes: Not approved yet"


def test_repeated_meetings_of_a_day_stay_apart_and_stay_the_same() -> None:
    text = "Date,Meeting,Agenda\n2026-05-05,Board,https://a.example/1\n2026-05-05,Board,https://a.example/2\n"
    first, second = (record.external_id for record in read(text).records)
    assert second == f"{first}-2"
    assert [record.external_id for record in read(text).records] == [first, second]


def test_a_row_that_repeats_another_word_for_word_is_refused() -> None:
    found = read("Date,Meeting\n2026-05-05,Board\n2026-05-05,Board\n")
    assert said(found) == ["record 2 (“Board”): it repeats record 1 word for word"]


def test_ids_are_believed_where_they_tell_rows_apart() -> None:
    assert [record.external_id for record in read("ID,Date,Meeting\n7,2026-05-05,A\n8,2026-05-05,B\n").records] == [
        "7",
        "8",
    ]
    shared = read("ID,Date,Meeting\n7,2026-05-05,A\n7,2026-05-06,B\n")
    assert all(record.external_id.startswith("row:") for record in shared.records)


def test_rows_of_another_width_and_empty_rows() -> None:
    found = read("Date,Meeting,Agenda\n2026-05-05,Board\n,,\n2026-05-06,Board,,,\n2026-05-07,Board,x,y\n")
    assert [record.number for record in found.records] == [1, 2]
    assert said(found) == ["record 3 (“Board”): it has 4 columns where the file has 3"]


def test_a_row_swallowed_by_an_open_quotation_mark_is_not_lost_quietly() -> None:
    found = read('Date,Meeting\n2026-05-05,"Board\n2026-05-06,Council"\n2026-05-07,Commission\n')
    assert one(found).title == "Commission"
    assert "a quotation mark may not be closed" in said(found)[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Colour,Size\nred,2\n", "no column with a date; it has Colour, Size"),
        ("hello", "no column with a date"),
        ('Date,Meeting\n2026-05-05,"Board\n', "quotation marks do not pair up"),
        ("Date,Meeting\n" + "2026-05-05,Board\n" * 50_001, "more than 50,000 rows"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_whole(text: str, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read(text)


def test_a_table_of_one_body_needs_no_titles() -> None:
    assert one(read("Date,Agenda\n2026-05-05,https://a.example/1\n")).title == "Meeting"


def test_bytes_that_do_not_fit_are_said() -> None:
    found = read("Date,Meeting\n2026-05-05,Café board\n".encode() + b"2026-05-06,Caf\xe9 council\n")
    assert [record.title for record in found.records] == ["Café board", "Caf\ufffd council"]
    assert "not UTF-8" in found.notes[0]


def test_control_characters_are_taken_out() -> None:
    assert one(read(b"Date,Meeting\n2026-05-05,Bo\x00a\x1brd\n")).title == "Board"
