"""JSON of others: the list is found wherever it lies, and its parts by the names that people give them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from portal.core.imports import UnreadableFile
from portal.meetings.imports.records import FileKind
from portal.meetings.models import MeetingKind
from tests.meetings.meeting_files import one, read, read_values, said

SIX = datetime(2026, 5, 5, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "values",
    [
        {"title": "Parks board", "start": "2026-05-05T18:00:00"},
        {"Title": "Parks board", "MeetingDate": "2026-05-05T00:00:00", "MeetingTime": "2026-05-05T18:00:00"},
        {"name": "Parks board", "start_date": "2026-05-05", "start_time": "6:00 PM"},
        {"summary": "Parks board", "start": {"dateTime": "2026-05-05T18:00:00-05:00", "timeZone": "Asia/Tokyo"}},
        {"event_name": "Parks board", "date": "5/5/2026 6:00 PM"},
        {"name": "Parks board", "start_time": "2026-05-05 19:00:00", "timezone": "America/New_York"},
        {"name": "Parks board", "eventDate": 1778022000000},
        {"name": "Parks board", "eventDate": "/Date(1778022000000)/"},
        {"properties": {"name": "Parks board", "date": "2026-05-05T23:00:00Z"}, "geometry": None},
    ],
)
def test_day_and_time_are_found_by_what_they_are_called(values: dict[str, Any]) -> None:
    record = one(read_values(values))
    assert (record.title, record.starts_at, record.timed) == ("Parks board", SIX, True)


@pytest.mark.parametrize(
    "text",
    [
        '{"events": [%s]}',
        '{"data": {"meetings": [%s]}}',
        '{"facets": [{"name": "status", "values": [{"value": "x"}]}], "value": [%s]}',
        "%s",
        "[%s]",
        "\ufeff\n [%s]",
        '%s\n{"name": "Other", "date": "2026-05-07"}',
    ],
)
def test_the_list_is_found_where_it_lies(text: str) -> None:
    found = read(text % '{"name": "Parks board", "date": "2026-05-05"}')
    assert found.kind is FileKind.LIST
    assert found.records[0].title == "Parks board"


@pytest.mark.parametrize("text", ["[]", '{"events": []}', '{"value": [], "errors": []}'])
def test_an_empty_list_holds_nothing(text: str) -> None:
    assert read(text).count == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{}", "no list of meetings"),
        ("[1, 2]", "no list of meetings"),
        ('[{"colour": "red"}]', "it has colour"),
        ('[{"name": "x", "date": "2026-', "begins like JSON"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        ("<html></html>", "web page"),
        ("%PDF-1.7", "PDF"),
        ("PK\x03\x04", "workbook"),
        ("", "empty"),
        (" \n", "empty"),
    ],
)
def test_what_is_no_list_of_meetings_is_said(text: str, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read(text)


def test_records_of_a_wrong_shape_are_refused_by_number_and_name() -> None:
    found = read_values(
        {"name": "Parks board", "date": "2026-05-05"},
        7,
        {"name": "Undated"},
        {"date": "2026-05-05"},
        {"name": "X", "date": "never"},
    )
    assert said(found) == [
        "record 2: it is no object with names and values",
        "record 3 (“Undated”): it has no date",
        "record 4: it has no title",
        "record 5 (“X”): its date cannot be read: 'never'",
    ]
    assert found.count == 5


def test_a_city_calendar_is_read_whole() -> None:
    record = one(
        read_values(
            {
                "Id": 8265,
                "CommitteeName": "Planning Commission",
                "Location": "Room 350",
                "Address": "250 Fourth St",
                "MeetingType": "Special",
                "MeetingDate": "2026-05-05T00:00:00",
                "MeetingTime": "2026-05-05T18:00:00",
                "Cancelled": True,
                "AgendaStatus": None,
                "Description": "<p>Watch on&nbsp;<a href='https://video.example/1'>video</a>.</p>\n<script>x()</script>",
            }
        )
    )
    assert (record.external_id, record.body, record.title) == ("8265", "Planning Commission", "Planning Commission")
    assert (record.cancelled, record.status_word, record.kind) == (True, "Cancelled", MeetingKind.SPECIAL)
    assert record.place == "Room 350, 250 Fourth St"
    assert record.description == "Watch on video (https://video.example/1)."


def test_files_and_links_are_kept_under_their_own_words() -> None:
    record = one(
        read_values(
            {
                "body": "City Council",
                "date": "2026-05-05T23:00:00Z",
                "files": [
                    {"path": "https://town.example/a.pdf", "fileName": "x.pdf", "attachmentType": "Agenda"},
                    {"path": "javascript:alert(1)", "attachmentType": "Bad"},
                    {"path": "/relative.pdf", "attachmentType": "Bad"},
                ],
                "Minutes": {"label": "Minutes", "url": "https://town.example/m.pdf"},
                "Video": "Not\u00a0available",
                "iCalendar": {"url": "https://town.example/ics"},
                "documents": [{"note": "Notice", "links": [{"url": "https://town.example/n.pdf"}]}],
            }
        )
    )
    assert record.body == "City Council"
    assert record.links == (
        ("Agenda", "https://town.example/a.pdf"),
        ("Minutes", "https://town.example/m.pdf"),
        ("Notice", "https://town.example/n.pdf"),
    )


@pytest.mark.parametrize(
    ("word", "cancelled"),
    [
        ("Scheduled", False),
        ("Rescheduled", False),
        ("Rescheduled to May 9", True),
        ("Recessed", False),
        ("Reconvened", False),
        ("Adjourned", False),
        ("tentative", False),
        ("Postponed", True),
        ("Deferred", True),
        ("Canceled", True),
        ("CANCELLED", True),
        ("Cancelada", True),
    ],
)
def test_a_status_is_read_and_its_word_kept(word: str, cancelled: bool) -> None:
    record = one(read_values({"body": "Council", "date": "2026-05-05", "status": word}))
    assert (record.status_word, record.cancelled) == (word, cancelled)


@pytest.mark.parametrize(
    ("values", "cancelled"),
    [
        ({"title": "Parks board (Cancelled)"}, True),
        ({"title": "CANCELED - Parks board"}, True),
        ({"title": "Parks board *** CANCELLED ***"}, True),
        ({"title": "Board on cancelled contracts in review"}, False),
        ({"title": "Parks board", "location": "CANCELLED\nTown hall"}, True),
        ({"title": "Parks board", "comment": "This meeting has been canceled."}, True),
        ({"title": "Parks board", "comment": "If the meeting is cancelled, a notice follows."}, False),
        ({"title": "Parks board", "iscanceled": "yes"}, True),
        ({"title": "Parks board", "canceled": "false"}, False),
    ],
)
def test_words_and_flags_tell_that_a_meeting_is_off(values: dict[str, Any], cancelled: bool) -> None:
    assert one(read_values({"date": "2026-05-05"} | values)).cancelled is cancelled


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Regular board meeting", MeetingKind.REGULAR),
        ("Special board meeting", MeetingKind.SPECIAL),
        ("Committee on Special Events", MeetingKind.REGULAR),
        ("Special Education board", MeetingKind.REGULAR),
        ("Emergency meeting of the board", MeetingKind.EMERGENCY),
        ("Emergency Management Committee", MeetingKind.REGULAR),
        ("Sesión extraordinaria", MeetingKind.SPECIAL),
    ],
)
def test_the_kind_is_guessed_from_the_title(title: str, kind: MeetingKind) -> None:
    assert one(read_values({"title": title, "date": "2026-05-05"})).kind is kind


def test_long_and_hostile_texts_are_cut_and_cleaned_and_nothing_is_lost() -> None:
    title = "Board on " + "very " * 60 + "long titles"
    record = one(read_values({"title": title, "date": "2026-05-05", "place": "Hall\u202e\x00 2", "id": "x" * 900}))
    assert 140 < len(record.title) <= 150
    assert record.title.endswith("…")
    assert record.description == title
    assert record.place == "Hall 2"
    assert len(record.external_id) == 64


def test_a_time_that_cannot_be_read_is_kept_in_words() -> None:
    record = one(read_values({"title": "Board", "date": "2026-05-05", "time": "After the council"}))
    assert (record.timed, record.description) == (False, "After the council")


def test_of_two_records_with_one_id_the_newer_stands() -> None:
    old = {"id": 1, "title": "Board", "date": "2026-05-05", "updated_at": "2026-01-01"}
    found = read_values(old, old | {"date": "2026-05-06", "updated_at": "2026-02-01"})
    assert one(found).number == 2
    assert said(found) == ["record 1 (“Board”): record 2 has the same id and is newer"]


def test_a_whole_day_without_a_committee_is_no_meeting() -> None:
    found = read_values(
        {"title": "Fireworks", "start": {"date": "2026-07-04"}}, {"title": "Board", "date": "2026-05-05"}
    )
    assert len(found.records) == 1
    assert "it takes the whole day" in said(found)[0]


def test_a_file_of_64_megabytes_and_more_is_not_read() -> None:
    with pytest.raises(UnreadableFile, match="larger than 64 MB"):
        read(b"[" + b" " * 64_000_000)


def test_numbers_that_no_date_has_are_refused() -> None:
    found = read_values(
        {"title": "A", "date": 10**400},
        {"title": "B", "date": 5},
        {"title": "C", "date": True},
        {"title": "D", "date": "2026-05-05"},
    )
    assert [refusal.number for refusal in found.refusals] == [1, 2, 3]


def test_words_that_json_does_not_have_do_no_harm() -> None:
    assert one(read('[{"title": "Board", "date": "2026-05-05", "x": NaN}]')).title == "Board"
