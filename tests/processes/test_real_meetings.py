"""Real calendars and agendas of real cities, where their files are at hand: every record is read or refused by name."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from portal.core.imports import UnreadableFile
from portal.meetings.imports.reader import read_meetings
from portal.meetings.imports.records import FileKind, MeetingFile
from portal.meetings.models import ItemKind, MeetingKind
from tests.browser.site import Site, copied, part_of, served
from tests.processes.wire import Surfer

ZONE = ZoneInfo("America/Chicago")
NOW = datetime(2026, 4, 15, 17, 0, tzinfo=UTC)
# kind, meetings, items, refused, called off, of unknown time, special
FILES = {
    "detroit_board_of_education.ics": (FileKind.CALENDAR, 33, 0, 0, 0, 0, 2),
    "la_metro_historical_agendas_minutes.csv": (FileKind.TABLE, 381, 0, 0, 0, 381, 130),
    "legistar_philadelphia_events.json": (FileKind.LEGISTAR_EVENTS, 3, 0, 0, 0, 0, 0),
    "legistar_philadelphia_event_6376_items.json": (FileKind.LEGISTAR_ITEMS, 0, 19, 2, 0, 0, 0),
    "minneapolis_city_calendar.json": (FileKind.LIST, 4, 0, 0, 1, 0, 0),
}


@pytest.fixture(scope="module")
def folder() -> Path:
    """Where the files are."""
    data = os.environ.get("PORTAL_DEMO_DATA", "")
    if not data or not all((Path(data) / "meetings" / name).is_file() for name in FILES):
        pytest.skip("PORTAL_DEMO_DATA names no folder with the real meetings")
    return Path(data) / "meetings"


def read(folder: Path, name: str) -> MeetingFile:
    """One of the files."""
    return read_meetings((folder / name).read_bytes(), ZONE, NOW)


@pytest.mark.parametrize("name", FILES)
def test_every_record_is_counted(folder: Path, name: str) -> None:
    found = read(folder, name)
    assert FILES[name] == (
        found.kind,
        len(found.records),
        len(found.items),
        len(found.refusals),
        sum(record.cancelled for record in found.records),
        sum(not record.timed for record in found.records),
        sum(record.kind is MeetingKind.SPECIAL for record in found.records),
    )


def test_the_same_file_gives_the_same_ids(folder: Path) -> None:
    for name in FILES:
        first, second = read(folder, name), read(folder, name)
        ids = [record.external_id for record in first.records]
        assert ids == [record.external_id for record in second.records]
        assert len(set(ids)) == len(ids)


def test_repeated_meetings_of_one_day_stay_apart(folder: Path) -> None:
    records = read(folder, "la_metro_historical_agendas_minutes.csv").records
    assert sum(record.external_id.endswith("-2") for record in records) == 5
    missing = [sum(label not in dict(record.links) for record in records) for label in ("Agenda", "Minutes")]
    assert missing == [23, 27]


def test_items_without_words_are_refused_and_the_others_are_decisions(folder: Path) -> None:
    found = read(folder, "legistar_philadelphia_event_6376_items.json")
    assert {refusal.reason for refusal in found.refusals} == {"it has no title"}
    assert {item.kind for item in found.items} == {ItemKind.DECISION}
    assert {item.meeting_id for item in found.items} == {"6376"}


def test_a_pdf_is_no_list_of_meetings(folder: Path) -> None:
    with pytest.raises(UnreadableFile, match="PDF"):
        read(folder, "chicago_human_relations_meeting_schedule.pdf")


@pytest.fixture(scope="module")
def real(folder: Path, original: Site, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A resting site whose demo has the real meetings."""
    place = tmp_path_factory.mktemp("meetings")
    site = copied(original, place / "site", part_of(folder.parent, place / "data", "meetings"))
    site.do("demo", "load")
    return site


def test_the_demo_takes_every_meeting_over_with_the_credit_of_its_city(real: Site) -> None:
    with real.database() as database:
        rows = database.execute(
            "SELECT m.source, count(*), min(c.attribution) FROM meeting m JOIN committee c ON c.id = m.committee_id"
            " WHERE m.source IS NOT NULL GROUP BY m.source"
        ).fetchall()
        (items,) = database.execute(
            "SELECT count(*) FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id WHERE m.source = 'legistar'"
        ).fetchone()
    assert {source: count for source, count, _ in rows} == {"csv": 381, "ics": 33, "json": 4, "legistar": 3}
    assert all("MIT license" in credit for _, _, credit in rows)
    assert items == 19


def test_a_file_that_the_demo_took_over_adds_nothing(real: Site, folder: Path) -> None:
    for name, (_, meetings, items, refused, *_rest) in FILES.items():
        said = real.do("import", "meetings", str(folder / name)).splitlines()
        read_in_all, there = meetings + items + refused, meetings + items
        assert said[-1] == f"read {read_in_all}, new 0, already there {there}, refused {refused}"


def test_its_pages_show_the_credit(real: Site) -> None:
    with real.database() as database:
        slugs = database.execute(
            "SELECT min(slug) FROM meeting WHERE source IS NOT NULL GROUP BY committee_id ORDER BY 1"
        ).fetchall()
        committees = database.execute(
            "SELECT slug FROM committee WHERE id IN (SELECT committee_id FROM meeting WHERE source IS NOT NULL)"
        ).fetchall()
    with served(real) as site:
        stranger = Surfer(site)
        assert stranger.open("/meetings").html.count("MIT license") >= 1
        for (slug,) in slugs:
            assert "MIT license" in stranger.open(f"/meetings/{slug}").text
        for (slug,) in committees:
            assert "licencia MIT" in stranger.open(f"/es/committees/{slug}").text
