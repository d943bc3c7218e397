"""Answers of the Legistar Web API: events, their items, and items by themselves."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from portal.meetings.imports.records import FileKind
from portal.meetings.models import ItemKind
from tests.meetings.meeting_files import legistar_event, legistar_item, one, read_values, said


def test_day_and_time_of_an_event_stand_apart() -> None:
    found = read_values(legistar_event())
    record = one(found)
    assert found.kind is FileKind.LEGISTAR_EVENTS
    assert (record.body, record.title, record.place) == ("Library Board", "Library Board", "Main library, 2nd floor")
    assert (record.starts_at, record.timed) == (datetime(2026, 5, 5, 23, 30, tzinfo=UTC), True)
    assert (record.external_id, record.source_id) == ("legistar:71:ab12", "71")
    assert (record.status_word, record.cancelled) == ("Final", False)
    assert record.links == (("Meeting page", "https://town.example/meeting?id=71"),)


@pytest.mark.parametrize(
    ("time", "timed", "description"),
    [
        ("10:00 A.M.", True, ""),
        ("12:00 noon", True, ""),
        (None, False, ""),
        ("", False, ""),
        ("TBD", False, "TBD"),
        ("Right after the council", False, "Right after the council"),
    ],
)
def test_a_time_is_read_or_kept_in_its_words(time: str | None, timed: bool, description: str) -> None:
    record = one(read_values(legistar_event(EventTime=time)))
    assert (record.timed, record.description) == (timed, description)


def test_an_event_without_a_day_is_refused_by_its_body() -> None:
    found = read_values(legistar_event(EventDate=None), legistar_event(EventId=72))
    assert said(found) == ["record 1 (“Library Board”): it has no date"]


@pytest.mark.parametrize("values", [{"EventAgendaStatusName": "Cancelled"}, {"EventComment": "CANCELLED"}])
def test_an_event_is_called_off_by_its_status_or_comment(values: dict[str, Any]) -> None:
    assert one(read_values(legistar_event(**values))).cancelled


def test_events_bring_their_items() -> None:
    items = [legistar_item(), legistar_item(EventItemId=901, EventItemTitle=None)]
    record = one(read_values(legistar_event(EventItems=items)))
    assert [item.title for item in record.items] == ["Longer opening hours"]


def test_items_by_themselves_name_their_meeting_and_keep_the_facts() -> None:
    found = read_values(
        legistar_item(
            EventItemAgendaSequence=7,
            EventItemAgendaNumber="3.a",
            EventItemConsent=1,
            EventItemMover="A. Member",
            EventItemSeconder="B. Member",
            EventItemPassedFlagName="Pass",
            EventItemActionName="adopted",
            EventItemMinutesNote="Adopted without debate.",
            EventItemMatterFile="26-1",
            EventItemMatterType="Resolution",
            EventItemMatterAttachments=[
                {"MatterAttachmentName": "Draft", "MatterAttachmentHyperlink": "https://town.example/d.pdf"}
            ],
        )
    )
    assert found.kind is FileKind.LEGISTAR_ITEMS
    (item,) = found.items
    assert (item.meeting_id, item.external_id, item.position, item.label) == ("71", "legistar-item:900", 7, "3.a")
    assert (item.mover, item.seconder, item.passed, item.action) == ("A. Member", "B. Member", "Pass", "adopted")
    assert (item.consent, item.kind, item.minutes_note) == (True, ItemKind.DECISION, "Adopted without debate.")
    assert item.links == (("Draft", "https://town.example/d.pdf"),)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Public comment", ItemKind.PUBLIC_COMMENT),
        ("Closed session: land", ItemKind.CLOSED_SESSION),
        ("Roll call", ItemKind.ROLL_CALL),
        ("Recess", ItemKind.RECESS),
        ("Report of the librarian", ItemKind.INFORMATION),
        ("Something else", ItemKind.DISCUSSION),
    ],
)
def test_the_kind_of_an_item_is_guessed_from_its_title(title: str, kind: ItemKind) -> None:
    (item,) = read_values(legistar_item(EventItemTitle=title)).items
    assert item.kind is kind


def test_a_long_title_of_an_item_is_whole_in_its_description() -> None:
    title = "Amending " + "many words " * 40
    (item,) = read_values(legistar_item(EventItemTitle=title)).items
    assert len(item.title) == 200
    assert item.description == title.strip()


def test_items_that_cannot_be_used_are_refused_by_their_id() -> None:
    found = read_values(
        legistar_item(EventItemTitle=None),
        legistar_item(EventItemId=901, EventItemEventId=None),
        legistar_item(EventItemId=902),
        legistar_item(EventItemId=902),
    )
    assert said(found) == [
        "record 1 (“item 900”): it has no title",
        "record 2 (“item 901”): it does not say which meeting it belongs to",
        "record 4 (“Longer opening hours”): it has the id of record 3",
    ]
    assert found.count == 4
