"""The chair's list of speakers, and the calls that a clerk takes."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.core.clock import now
from portal.core.db import db
from portal.core.permissions import COMMAND_LINE, Permission, can
from portal.core.translated import Translated
from portal.meetings import queries, usecases
from portal.meetings.models import Speaker
from portal.projects.models import CommentWindow
from tests.meetings.speaking import BENCHES, ITEMS, LAMPS, post_with_speakers, register
from tests.meetings.test_calendars import amend
from tests.meetings.test_speaking import CODE, look_up
from tests.meetings.writing import post, write
from tests.support.builders import SCRIPT
from tests.support.cast import NAMES
from tests.support.engines import sqlite_only
from tests.support.recorder import recorded


@pytest.fixture(autouse=True)
def _committee(town, clock):
    town.committee()


def names_on(page) -> list[str]:
    """The names in the order of the page."""
    return page.words(".//main//tbody//th[@scope='row']")


def groups_on(page) -> list[str]:
    """What they speak about, in the order of the page, without the scripts in it."""
    return [words.split(" <")[0] for words in page.words(".//main//tbody//th[@scope='rowgroup']")]


def test_the_list_goes_by_item_in_the_order_of_the_day_then_by_registration(client, cast, clock):
    slug = post_with_speakers()
    for name, item in (("B1", BENCHES), ("L1", LAMPS), ("P1", None), ("L2", LAMPS), ("B2", BENCHES), ("P2", None)):
        register(slug, name, item)
        clock.forward(minutes=1)
    page = client.sign_in(cast.member).get("meetings.speakers", slug=slug)
    assert groups_on(page) == ["Item 2: Lamps", "Public comment period", "Item 4: Benches"]
    assert names_on(page) == ["L1", "L2", "P1", "P2", "B1", "B2"]
    assert "6 speakers." in page.text
    assert not page.forms


def test_without_an_item_for_it_the_public_comment_period_comes_first(client, cast):
    slug = post_with_speakers(items=ITEMS[1:2])
    register(slug, "L1", 1)
    register(slug, "P1")
    assert names_on(client.sign_in(cast.clerk).get("meetings.speakers", slug=slug)) == ["P1", "L1"]


def test_an_item_that_was_taken_off_comes_last_and_is_marked(client, cast):
    slug = post_with_speakers()
    register(slug, "L1", LAMPS)
    register(slug, "B1", BENCHES)
    amend(slug, items=tuple(item for item in ITEMS if not item.title["en"].startswith("Lamps")))
    page = client.sign_in(cast.clerk).get("meetings.speakers", slug=slug)
    assert names_on(page) == ["B1", "L1"]
    assert "Taken off the agenda" in page.text


def test_needs_place_language_and_phone_are_shown(client, cast, clock):
    slug = post_with_speakers()
    register(slug, "Ana", needs=f"Interpreter {SCRIPT}", remote=True, lang="es")
    clock.forward(minutes=1)
    register(slug, "Ben", actor=cast.clerk.actor)
    page = client.sign_in(cast.member).get("meetings.speakers", slug=slug)
    _about, first, second = page.words(".//main//tbody/tr")
    assert first == f"1 Ana Needs Interpreter {SCRIPT} Online April 15, 2026, Español"
    assert second == "2 Ben In the room April 15, 2026, by phone"


def test_who_withdrew_is_counted_and_not_named(client, cast):
    slug = post_with_speakers()
    code = register(slug, "Gone")
    register(slug, "Here")
    usecases.withdraw_speaker(slug=slug, code=code.replace("-", ""))
    page = client.sign_in(cast.member).get("meetings.speakers", slug=slug)
    assert names_on(page) == ["Here"]
    assert "1 speaker. 1 person withdrew and is not on the list." in page.text
    assert "Gone" not in page.html


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (post_with_speakers, "Nobody is on the list."),
        (post, "This meeting takes no registrations"),
        (lambda: write(takes_speakers=True), "Nobody can register before the agenda is posted."),
    ],
)
def test_an_empty_list_says_why(client, cast, make, words):
    assert words in client.sign_in(cast.member).get("meetings.speakers", slug=make()).text


def test_the_desks_page_of_a_meeting_leads_to_the_list(client, cast):
    client.sign_in(cast.member)
    slug = post_with_speakers()
    page = client.get("meetings.preview", slug=slug)
    assert client.open(page.link("See who speaks")).h1.startswith("Speakers at")
    assert "See who speaks" not in client.get("meetings.preview", slug=post()).text


@pytest.mark.parametrize("name", ["moderator", "admin", "nobody"])
def test_nobody_else_sees_the_list(client, cast, name):
    slug = post_with_speakers()
    register(slug, "Canary")
    client.sign_in(getattr(cast, name))
    for endpoint in ("meetings.speakers", "meetings.speakers_file"):
        assert "Canary" not in client.get(endpoint, slug=slug, expect=403).text
    client.get("meetings.speakers", slug="gone", expect=403)


def test_a_meeting_that_is_not_there_has_no_list(client, cast):
    client.sign_in(cast.clerk)
    for endpoint in ("meetings.speakers", "meetings.speakers_file"):
        client.get(endpoint, slug="gone", expect=404)


@sqlite_only
@pytest.mark.parametrize("window", [*CommentWindow, None])
def test_who_may_read_and_who_may_register(cast, window):
    everybody = cast.everybody()
    assert {n for n, a in everybody.items() if can(a, Permission.SPEAKER_READ)} == {"clerk", "member"}
    may = {n for n, a in everybody.items() if can(a, Permission.SPEAKER_REGISTER, window)}
    assert may == ({"visitor", "clerk"} if window is CommentWindow.OPEN else set())
    assert set(NAMES) == set(everybody)


def test_the_file_holds_the_list_and_no_formula(client, cast, clock):
    slug = post_with_speakers()
    register(slug, "=cmd|' /C calc'!A0", LAMPS, needs="＋1")
    clock.forward(minutes=1)
    register(slug, 'Ana "the first", Ñ', needs="Ramp\nand chair", remote=True, lang="es")
    page = client.sign_in(cast.member).get("meetings.speakers_file", slug=slug)
    assert page.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert page.headers["Content-Disposition"] == f"attachment; filename=speakers-{slug}.csv"
    rows = list(csv.reader(io.StringIO(page.body.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["Item", "Number", "Name", "Online", "Needs", "Language", "Registered", "By phone"]
    assert [row[1:] for row in rows[1:]] == [
        ["1", "'=cmd|' /C calc'!A0", "no", "'＋1", "en", "2026-04-15T17:00:00Z", "no"],
        ["1", 'Ana "the first", Ñ', "yes", "Ramp\nand chair", "es", "2026-04-15T17:01:00Z", "no"],
    ]
    assert [row[0].split(" <")[0] for row in rows[1:]] == ["Item 2: Lamps", "Public comment period"]


def test_a_clerk_registers_somebody_who_calls(client, cast):
    slug = post_with_speakers()
    form = client.sign_in(cast.clerk).get("meetings.speakers", slug=slug)
    page = client.submit(form, "Register the caller", name="Ana", item=str(LAMPS), needs="Ramp")
    assert page.h1 == "Read this code to the caller"
    (code,) = set(CODE.findall(page.text))
    row = db.session.scalars(select(Speaker)).one()
    assert (row.name, row.item_number, row.needs, row.by_staff) == ("Ana", LAMPS, "Ramp", True)
    again = client.submit(form, "Register the caller", name="Ana", item=str(LAMPS), needs="Ramp")
    assert set(CODE.findall(again.text)) == {code}
    assert "1 speaker." in client.get("meetings.speakers", slug=slug).text
    assert "You are number 1 for item 2." in look_up(client, code).text


def test_the_callers_form_asks_again_with_everything_kept(client, cast):
    slug = post_with_speakers()
    page = client.sign_in(cast.clerk).get("meetings.speakers", slug=slug)
    page = client.submit(page, "Register the caller", name="", needs="Ramp", expect=422)
    assert page.errors == ["Write a name. It need not be your real one."]
    assert page.value("needs") == "Ramp"
    page = client.submit(page, "Register the caller", name="Ana", nonce="forged", expect=422)
    assert "open for a long time" in page.errors[0]
    assert client.submit(page, "Register the caller").h1 == "Read this code to the caller"


def test_calls_end_when_registration_does(client, cast, clock):
    slug = post_with_speakers(speakers_close_at=now() + timedelta(minutes=10))
    page = client.sign_in(cast.clerk).get("meetings.speakers", slug=slug)
    clock.forward(minutes=10)
    late = client.submit(page, "Register the caller", name="Ana", expect=409)
    assert "Registration to speak is closed." in late.text
    after = client.get("meetings.speakers", slug=slug)
    assert "Registration is closed." in after.text
    assert not after.forms


def test_members_take_no_calls(client, cast):
    slug = post_with_speakers()
    token = client.sign_in(cast.clerk).get("meetings.speakers", slug=slug).value("csrf_token")
    client.post("meetings.add_speaker", {"csrf_token": token, "name": "Ana"}, slug=slug, expect=422)
    assert "Register somebody" not in client.sign_in(cast.member).get("meetings.speakers", slug=slug).text
    member = client.get("meetings.desk")
    token = next(value for form in member.all("form") for f in form.iter("input") if (value := f.get("value")))
    client.post("meetings.add_speaker", {"csrf_token": token, "name": "Ana"}, slug=slug, expect=403)


def test_a_cancelled_meeting_keeps_its_list_and_says_so(client, cast):
    slug = post_with_speakers()
    register(slug, "Ana")
    usecases.cancel_meeting(actor=COMMAND_LINE, slug=slug, reason=Translated({"en": "Snow."}))
    page = client.sign_in(cast.clerk).get("meetings.speakers", slug=slug)
    assert "This meeting is canceled." in page.text
    assert names_on(page) == ["Ana"]


@sqlite_only
@pytest.mark.parametrize("name", [SCRIPT, "\u2067Chair", "Chair\u202e", "Ch\u0430ir", "\u200bChair", "مرحبا", "a" * 60])
def test_a_name_stays_inert_in_its_own_cell(client, cast, name):
    slug = post_with_speakers()
    form = client.get("meetings.speak", slug=slug)
    client.submit(form, name=name)
    page = client.sign_in(cast.clerk).get("meetings.speakers", slug=slug)
    (cell,) = page.all(".//main//tbody//th[@scope='row']")
    assert cell.get("dir") == "auto"
    assert not list(cell)
    assert cell.text == re.sub("\u202e", "", name)
    assert "Names are as people gave them. Nobody checked them." in page.text


def test_three_hundred_speakers_are_one_list_of_a_few_queries(app, client, cast, clock):
    slug = post_with_speakers()
    for number in range(300):
        register(slug, f"Speaker {number:03d}", (None, LAMPS, BENCHES)[number % 3])
        clock.forward(seconds=1)
    client.sign_in(cast.member)
    with recorded(app) as said:
        page = client.get("meetings.speakers", slug=slug)
    said.within(6)
    assert "300 speakers." in page.text
    assert names_on(page)[:2] == ["Speaker 001", "Speaker 004"]
    assert len(names_on(page)) == 300
    listed = queries.speakers_of(queries.sheet(COMMAND_LINE, slug).id)
    assert [line.place for line in listed.groups[0].speakers] == list(range(1, 101))
