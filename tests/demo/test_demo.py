"""The demo community: whole, in order, and safe to load again."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.comments.models import FeedbackState, Stance
from portal.committees import queries as committees
from portal.core.db import db
from portal.core.permissions import COMMAND_LINE, VISITOR
from portal.demo.commands import demo
from portal.demo.people import actor
from portal.demo.town import Progress, play, scenes
from portal.feedback import queries as feedback
from portal.feedback.queries import Filters
from portal.meetings import queries as meetings
from portal.meetings.minuting.readiness import oddities
from portal.moderation import queries as moderation
from portal.moderation.models import Appeal, AppealState, Escalation, Family, Report
from portal.projects import queries as projects
from portal.projects.models import CommentWindow
from portal.record import queries as record
from portal.record.chain import verify
from tests.support.engines import Databases, close, site, sqlite_only
from tests.support.pages import Client

pytestmark = sqlite_only


@pytest.fixture(scope="module")
def played(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with the loaded town, and what the load printed. Playing it takes seconds, so all tests copy it."""
    folder = tmp_path_factory.mktemp("played") / "instance"
    with site(databases, "sqlite") as app:
        said = run(app)
        close(app)
        shutil.copytree(app.instance_path, folder)
    return folder, said


@pytest.fixture
def loaded(app: Flask, played: tuple[Path, str]) -> str:
    """Puts the town into `app`; what its load printed."""
    folder, said = played
    close(app)
    shutil.rmtree(app.instance_path)
    shutil.copytree(folder, app.instance_path)
    return said


def run(app: Flask) -> str:
    """Load as `portal demo load` does; returns what it prints."""
    result = app.test_cli_runner().invoke(demo, ["load"])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_town_is_whole(app: Flask, loaded: str) -> None:
    assert feedback.counts_by_state()[FeedbackState.PENDING] == 27
    assert sum(feedback.counts_by_state().values()) >= 60
    assert len(projects.project_lines()) == 4
    assert meetings.posted_count() == 4
    assert meetings.next_meeting() is not None
    assert "No real data at hand" in loaded
    for who in ("clerk", "moderator", "deputy", "member", "partner", "admin"):
        assert f"{who}@example.org" in loaded


def test_people_spoke_to_items_of_the_next_meeting_in_both_languages_and_of_all_minds(app: Flask, loaded: str) -> None:
    meeting = meetings.next_meeting()
    assert meeting is not None
    found = feedback.newest(COMMAND_LINE, Filters(meeting=meeting.slug), None, 100)
    assert len(found) == 10
    assert {item.lang for item in found} == {"en", "es"}
    assert {item.stance for item in found} == {*Stance, None}
    assert {item.state for item in found} == {FeedbackState.PENDING, FeedbackState.PUBLISHED}
    page = Client(app).get("meetings.item", slug=meeting.slug, number=3)
    assert "2 support, 1 opposes, 1 neither." in page.text
    assert page.link("Comment on this item")


def test_people_answered_and_supported_one_another_and_spoke_to_an_update(app: Flask, loaded: str) -> None:
    client = Client(app)
    signs = client.get("comments.index", slug="bus-signs").text
    for said in (
        "Supported 31 times",
        "Same here. And my battery is empty",
        "This comment was withdrawn by its author.",
    ):
        assert said in signs
    update = client.get("comments.index", slug="street-lights", update=5).text
    assert "Thank you for saying six weeks" in update
    assert "Work near the station" not in update, "it waits"


def test_the_town_has_a_letter_campaign_that_waits_in_part(app: Flask, loaded: str) -> None:
    family_id = db.session.scalars(select(Family.id)).one()
    sheet = moderation.family_sheet(actor("deputy"), family_id)
    assert sheet is not None
    assert (len(sheet.plain), len(sheet.adding), len(sheet.ruled)) == (2, 3, 7)


def test_its_desk_knows_every_kind_of_ruling_appeal_and_report(app: Flask, loaded: str) -> None:
    states = feedback.counts_by_state()
    assert min(states[state] for state in FeedbackState if state != FeedbackState.ERASED) >= 1
    appeals = db.session.scalars(select(Appeal.state).order_by(Appeal.state)).all()
    assert appeals == [AppealState.GRANTED, AppealState.REFUSED, AppealState.WAITING]
    waiting, closed = (
        db.session.scalar(select(func.count()).where(cond))
        for cond in (Report.closed_at.is_(None), Report.closed_at.is_not(None))
    )
    assert (waiting, closed) == (3, 1), "the worker closes the one that was answered by hiding"
    assert db.session.scalars(select(Escalation.closed_at)).one() is not None


def test_its_minutes_tell_who_voted_how(app: Flask, loaded: str) -> None:
    client = Client(app)
    page = client.get("meetings.decisions")
    for said in ("No Desmond Ferrowby", "Recused Tobias Renfrow", "that day has passed", "By consent", "Failed"):
        assert said in page.text
    approved = client.get("meetings.minutes", slug="regular-meeting-12")
    assert "6 of 6 voting seats present. A quorum is 4. There was a quorum." in approved.text
    assert approved.link("Item 1 of Regular meeting 13") == "/meetings/regular-meeting-13/items/1"
    draft = client.get("meetings.minutes", slug="regular-meeting-13")
    assert "Draft minutes. The committee has not approved them yet." in draft.text
    assert draft.link("Regular meeting 14") == "/meetings/regular-meeting-14"
    assert ("Ruth Bellweather" in approved.text, "Ruth Bellweather" in draft.text) == (True, False)
    for slug in ("regular-meeting-12", "regular-meeting-13"):
        sheet = meetings.sheet(COMMAND_LINE, slug)
        written = meetings.written_minutes(sheet.id) if sheet else None
        assert written is not None
        with app.test_request_context():
            assert oddities(written.draft) == []


def test_four_people_registered_to_speak_at_the_next_meeting(app: Flask, loaded: str) -> None:
    meeting = meetings.next_meeting()
    assert meeting is not None
    sheet = meetings.sheet(VISITOR, meeting.slug)
    assert sheet is not None
    assert sheet.speaker_window is CommentWindow.OPEN
    listed = meetings.speakers_of(sheet.id)
    assert [(group.number, [line.lang for line in group.speakers]) for group in listed.groups] == [
        (None, ["es"]),
        (3, ["en", "en"]),
        (5, ["es"]),
    ]


def test_its_record_is_whole_and_in_the_order_of_time(app: Flask, loaded: str) -> None:
    entries = list(record.all_entries())
    assert verify(entries).finish() == []
    times = [str(entry["at"]) for entry in entries]
    assert times == sorted(times)


def test_loading_again_adds_nothing_and_keeps_the_password(app: Flask, loaded: str) -> None:
    before = (feedback.count_all(), record.head())
    again = run(app)
    assert (feedback.count_all(), record.head()) == before
    assert again.splitlines()[-1] == loaded.splitlines()[-1]
    assert "already there" in again


def test_a_load_that_was_cut_short_goes_on(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    real, played = play, []

    def falter(scene: object) -> None:
        if len(played) == 80:
            raise KeyboardInterrupt
        played.append(scene)
        real(scene)

    monkeypatch.setattr("portal.demo.commands.play", falter)
    assert app.test_cli_runner().invoke(demo, ["load"]).exit_code != 0
    assert 0 < feedback.count_all() < 60
    monkeypatch.undo()
    run(app)
    assert feedback.counts_by_state()[FeedbackState.PENDING] == 27
    progress = Progress(Path(app.instance_path))
    assert progress.done == len(scenes(progress.today))


def test_every_page_of_the_town_says_that_it_is_made_up(app: Flask, loaded: str) -> None:
    client = Client(app)
    for line in projects.project_lines():
        assert "made up" in client.get("projects.show", slug=line.slug).text
        assert "made up" in client.get("comments.index", slug=line.slug).text
    meeting = meetings.next_meeting()
    assert meeting is not None
    assert "made up" in client.get("meetings.show", slug=meeting.slug).text


def test_the_password_of_the_setting_is_taken_even_a_short_one(databases: Databases) -> None:
    with site(databases, "sqlite", demo_password="short") as app, app.app_context():
        assert run(app).splitlines()[-1] == "  password: short"
        page = Client(app).get("accounts.sign_in")
        Client(app).submit(page, email="clerk@example.org", password="short")


def test_a_special_meeting_tells_what_was_added_late(app: Flask, loaded: str) -> None:
    text = Client(app).get("meetings.show", slug="special-meeting-storm").text
    assert "Posted 79 h 12 min before the meeting. In time This meets the 24-hour rule." in text
    assert "Amended 19 h before the meeting: Item 3 added." in text


def test_its_committee_has_a_charter_of_two_versions_a_vacancy_and_a_table_of_who_decides(
    app: Flask, loaded: str
) -> None:
    client = Client(app)
    page = client.get("committees.show", slug="smart-city")
    for said in (
        "Version 2, adopted on",
        "vacant since",
        "Declared interests None.",
        "Not declared yet.",
        "Past seats",
    ):
        assert said in page.text
    assert len(page.all(".//main//tbody/tr")) == 5
    for lang, added in (("en", "roll call"), ("es", "por lista")):
        changes = client.in_language(lang).get("committees.charter_changes", slug="smart-city")
        assert added in " ".join(changes.words("ins"))
        assert "made up" in changes.text or "inventados" in changes.text
    sheet = committees.sheet("smart-city")
    assert sheet is not None
    first, second = committees.charter_lines(sheet.id)
    assert second.posted_at - first.posted_at > timedelta(days=90)
    assert all(set(text) == {"en", "es"} for text in (sheet.purpose, sheet.seats[0].responsibilities, second.reason))
