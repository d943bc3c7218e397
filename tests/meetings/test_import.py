"""`portal import meetings`: what it writes, what it says, and that it can be done again."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from portal.committees.models import Committee
from portal.core.db import db
from portal.core.errors import Forbidden
from portal.core.permissions import COMMAND_LINE, VISITOR
from portal.core.translated import Translated
from portal.meetings import queries, usecases
from portal.meetings.commands import imports
from portal.meetings.imports.plan import Target
from portal.meetings.models import AgendaVersion, Change, Meeting, MeetingState
from portal.record.chain import verify
from portal.record.queries import all_entries
from tests.meetings.meeting_files import calendar, event, legistar_event, legistar_item, read
from tests.support.engines import sqlite_only


@pytest.fixture
def run(app, clock, tmp_path):
    """Import a text as on a command line; the result has `stdout`, `stderr` and `exit_code`."""

    def invoke(text: str, *arguments: str, name: str = "our_town.txt"):
        file: Path = tmp_path / name
        file.write_text(text, "utf-8")
        result = app.test_cli_runner().invoke(imports, ["meetings", str(file), *arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        db.session.rollback()
        return result

    return invoke


def last(result: Any) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()[-1]


def meetings() -> list[Meeting]:
    return list(db.session.scalars(select(Meeting).order_by(Meeting.starts_at, Meeting.id)))


def only() -> Meeting:
    (meeting,) = meetings()
    return meeting


def events(*values: dict[str, Any]) -> str:
    return json.dumps([legistar_event(**each) for each in values])


def test_a_meeting_is_public_at_once_and_stands_in_the_record(run, client):
    assert last(run(events({"EventAgendaFile": "https://town.example/a.pdf"}))) == (
        "read 1, new 1, already there 0, refused 0"
    )
    meeting = only()
    assert (meeting.state, meeting.slug) == (MeetingState.POSTED, "library-board-2026-05-05")
    assert (meeting.source, meeting.external_id, meeting.source_status) == ("legistar", "legistar:71:ab12", "Final")
    entries = list(all_entries())
    assert verify(entries).finish() == []
    assert [(entry["action"], entry["role"], entry["to_state"]) for entry in entries] == [
        ("meeting.imported", "import", "posted")
    ]
    page = client.open("/meetings/library-board-2026-05-05")
    assert "Main library, 2nd floor" in page.text
    assert "https://town.example/a.pdf" in page.html
    assert "Library Board" in client.open("/meetings").text


def test_the_same_file_again_adds_nothing(run):
    text = calendar(event(), event("RRULE:FREQ=WEEKLY;COUNT=3", "SUMMARY:Arts board", uid="two@town"))
    assert last(run(text)) == "read 4, new 4, already there 0, refused 0"
    head = len(list(all_entries()))
    assert last(run(text)) == "read 4, new 0, already there 4, refused 0"
    assert (len(meetings()), len(list(all_entries()))) == (4, head)


def test_a_dry_run_says_the_same_and_writes_nothing(run):
    assert last(run(events({}), "--dry-run")) == "read 1, new 1, already there 0, refused 0"
    assert meetings() == []
    assert list(db.session.scalars(select(Committee))) == []


def test_each_body_becomes_a_committee_or_finds_it(run, town):
    town.committee("arts", name=Translated({"en": "Arts Board", "es": "Junta de artes"}))
    run(events({"EventId": 1, "EventBodyName": "ARTS  board"}, {"EventId": 2}, {"EventId": 3}))
    slugs = {row.slug: row.name for row in db.session.scalars(select(Committee))}
    assert set(slugs) == {"arts", "library-board"}
    assert slugs["library-board"] == {"en": "Library Board"}


def test_meetings_without_a_body_go_to_the_calendar_or_the_file_by_name(run):
    said = run(calendar(event(), head="X-WR-CALNAME:Town of Somewhere"))
    assert "1 meetings name no committee: they go to “Town of Somewhere”" in said.stderr
    run("Date,Meeting\n2026-05-06,Board\n", name="parks_and_trees.csv")
    names = [row.name["en"] for row in db.session.scalars(select(Committee).order_by(Committee.id))]
    assert names == ["Town of Somewhere", "Parks and trees"]


def test_all_may_go_to_one_committee_and_keep_the_name_of_their_body(run, town):
    town.committee("steering")
    run(
        json.dumps([{"committee": "Parks", "title": "Spring meeting", "date": "2026-05-05"}]), "--committee", "steering"
    )
    sheet = queries.sheet(VISITOR, "spring-meeting-2026-05-05")
    assert sheet is not None
    assert (sheet.committee_slug, sheet.note["en"]) == ("steering", "Parks")


def test_an_unknown_committee_is_an_error_and_makes_nothing(run):
    result = run(events({}), "--committee", "nobody")
    assert result.exit_code == 1
    assert "There is no committee “nobody”." in result.stderr
    assert meetings() == []


def test_whose_data_it_is_stands_on_every_page_of_it(run, client):
    run(events({}), "--attribution", "From the town of Somewhere, CC BY 4.0")
    for path in ("/", "/meetings", "/meetings/library-board-2026-05-05", "/committees/library-board"):
        assert "From the town of Somewhere, CC BY 4.0" in client.open(path).text
    assert "Library Board" not in client.open("/about").text, "who is imported is not behind the site"


def test_a_credit_that_is_there_stays(run, town):
    town.committee("steering", attribution=Translated({"en": "Ours"}))
    result = run(events({}), "--committee", "steering", "--attribution", "Theirs")
    assert "steering has another attribution already" in result.stderr
    assert db.session.scalar(select(Committee)).attribution == {"en": "Ours"}


def test_what_is_called_off_at_its_source_is_called_off_here(run, client):
    run(events({"EventAgendaStatusName": "Cancelled"}))
    assert only().state == MeetingState.CANCELLED
    assert "Canceled" in client.open("/meetings/library-board-2026-05-05").text


def test_a_change_at_the_source_is_a_further_version_and_no_second_meeting(run):
    run(events({}))
    result = run(events({"EventTime": "7:00 PM", "EventAgendaStatusName": "Cancelled"}))
    assert last(result) == "read 1, new 0, already there 1, refused 0"
    assert "record 1 (“Library Board”) has changed since its import" in result.stderr
    meeting = only()
    assert (meeting.state, meeting.sequence, meeting.source_status) == (MeetingState.CANCELLED, 1, "Cancelled")
    versions = list(db.session.scalars(select(AgendaVersion).order_by(AgendaVersion.number)))
    assert [(version.number, version.change) for version in versions] == [(1, Change.IMPORTED), (2, Change.IMPORTED)]
    run(events({}))
    assert only().state == MeetingState.POSTED


def test_a_new_status_word_alone_makes_no_version(run):
    run(events({}))
    assert "only its status word is new" in run(events({"EventAgendaStatusName": "Final-Revised"})).stderr
    assert only().source_status == "Final-Revised"
    assert len(list(db.session.scalars(select(AgendaVersion)))) == 1


def test_what_a_clerk_changed_here_is_left_alone(run, cast):
    run(events({}))
    usecases.cancel_meeting(
        actor=cast.clerk.actor, slug="library-board-2026-05-05", reason=Translated({"en": "Storm."})
    )
    result = run(events({"EventTime": "7:00 PM"}))
    assert last(result) == "read 1, new 0, already there 1, refused 0"
    assert "was changed here since its import; it stays as it is" in result.stderr
    assert only().state == MeetingState.CANCELLED


def test_items_are_attached_to_their_meeting(run, client):
    run(events({}))
    items = [
        legistar_item(EventItemMover="A. Member", EventItemPassedFlagName="Pass", EventItemMatterFile="26-1"),
        legistar_item(EventItemId=901, EventItemTitle="Public comment", EventItemAgendaSequence=2),
        legistar_item(EventItemId=902, EventItemTitle=None),
        legistar_item(EventItemId=903, EventItemEventId=99),
    ]
    result = run(json.dumps(items))
    assert last(result) == "read 4, new 2, already there 0, refused 2"
    assert result.stdout.splitlines()[:2] == [
        "record 3 (“item 902”): it has no title",
        "record 4 (“Longer opening hours”): its meeting 99 is not here; import the events first",
    ]
    sheet = queries.sheet(VISITOR, "library-board-2026-05-05")
    assert sheet is not None
    assert [(item.number, item.title["en"]) for item in sheet.items] == [
        (1, "Longer opening hours"),
        (2, "Public comment"),
    ]
    assert sheet.items[0].summary["en"] == "File: 26-1. Moved by A. Member. Result: Pass."
    assert sheet.version == 2
    assert "Longer opening hours" in client.open("/meetings/library-board-2026-05-05/items/1").text
    assert last(run(json.dumps(items))) == "read 4, new 0, already there 2, refused 2"
    assert len(list(db.session.scalars(select(AgendaVersion)))) == 2


def test_a_changed_item_keeps_its_number_and_new_ones_follow(run):
    run(events({}))
    run(
        json.dumps([legistar_item(), legistar_item(EventItemId=901, EventItemTitle="Books", EventItemAgendaSequence=2)])
    )
    again = [legistar_item(EventItemTitle="Shorter hours"), legistar_item(EventItemId=902, EventItemTitle="Chairs")]
    result = run(json.dumps(again))
    assert last(result) == "read 2, new 1, already there 1, refused 0"
    assert "1 items of “Library Board” have changed" in result.stderr
    sheet = queries.sheet(VISITOR, "library-board-2026-05-05")
    assert sheet is not None
    assert [(item.number, item.title["en"]) for item in sheet.items] == [
        (1, "Shorter hours"),
        (2, "Books"),
        (3, "Chairs"),
    ]
    assert last(run(events({}))) == "read 1, new 0, already there 1, refused 0"
    assert len(queries.items_of(only().id)) == 3


def test_items_of_a_meeting_that_a_clerk_changed_are_refused_by_name(run, cast):
    run(events({}))
    usecases.cancel_meeting(
        actor=cast.clerk.actor, slug="library-board-2026-05-05", reason=Translated({"en": "Storm."})
    )
    result = run(json.dumps([legistar_item()]))
    assert last(result) == "read 1, new 0, already there 0, refused 1"
    assert "its meeting “Library Board” was changed here since" in result.stdout


def test_one_number_of_two_towns_is_two_meetings(run, town):
    for slug in ("north", "south"):
        town.committee(slug)
    run(events({"EventGuid": "N"}), "--committee", "north")
    assert last(run(events({"EventGuid": "S"}), "--committee", "south")) == "read 1, new 1, already there 0, refused 0"
    assert "meetings of several committees" in run(json.dumps([legistar_item()])).stdout
    assert last(run(json.dumps([legistar_item()]), "--committee", "south")).startswith("read 1, new 1")


def test_two_boards_that_meet_on_one_day_under_one_title_stay_apart(run, town):
    for slug in ("north", "south"):
        town.committee(slug)
        text = f"Date,Meeting,Agenda\n2026-05-05,Regular meeting,https://{slug}.example/a.pdf\n"
        assert last(run(text, "--committee", slug)) == "read 1, new 1, already there 0, refused 0"
    assert [meeting.slug for meeting in meetings()] == ["regular-meeting-2026-05-05", "regular-meeting-2026-05-05-2"]


def test_the_same_file_for_another_committee_moves_nothing(run, town):
    town.committee("north")
    text = calendar(event())
    run(text, "--committee", "north")
    result = run(text)
    assert last(result) == "read 1, new 0, already there 1, refused 0"
    assert "1 were imported before, for committee north" in result.stderr


def test_the_texts_may_be_in_another_language(run):
    run(events({}), "--lang", "es")
    assert only().title == {"es": "Library Board"}
    assert run(events({}), "--lang", "not a tag").exit_code == 2


@pytest.mark.parametrize("text", ["", "[{", "<html>", "Colour\nred\n"])
def test_a_file_that_cannot_be_used_is_an_error(run, text):
    result = run(text)
    assert result.exit_code == 1
    assert re.search(r"our_town.txt cannot be read: .*Nothing was imported\.", result.stderr)


def test_an_empty_list_is_read(run):
    assert last(run("[]")) == "read 0, new 0, already there 0, refused 0"


def test_only_who_publishes_may_import(app, cast):
    for nobody in (cast.visitor, cast.member.actor, cast.moderator.actor):
        with pytest.raises(Forbidden):
            usecases.import_meetings(actor=nobody, file=read(calendar(event())), target=Target(otherwise="Town"))


def test_hostile_texts_are_shown_as_texts(run, client):
    text = '<script>alert("hello")</script> \u202eboard & friends ' + "x" * 300
    run(
        json.dumps(
            [{"title": text, "date": "2026-05-05", "location": text, "body": "<b>Bold</b>", "url": "javascript:x"}]
        )
    )
    page = client.open(f"/meetings/{only().slug}")
    assert "board & friends" in page.text
    assert "<script>alert" not in page.html


@sqlite_only
def test_five_thousand_meetings_take_seconds(app, clock):
    rows = (
        f"2026-{n % 12 + 1:02}-{n % 28 + 1:02},Body {n % 40},Meeting {n},https://a.example/{n}" for n in range(5000)
    )
    file = read("Date,Committee,Title,Agenda\n" + "\n".join(rows))
    began = time.process_time()
    done = usecases.import_meetings(actor=COMMAND_LINE, file=file, target=Target(otherwise="Town"))
    assert (done.new_count, time.process_time() - began < 30) == (5000, True)
    assert verify(all_entries()).finish() == []
