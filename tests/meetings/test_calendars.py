"""The calendars: read back with a program of others, they say what the pages say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from portal.core.clock import now
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.meetings import queries, usecases
from tests.meetings.writing import a_draft, an_item, post, write
from tests.support.builders import SCRIPT, Town
from tests.support.engines import site, sqlite_only
from tests.support.lint import SITE
from tests.support.pages import Client
from tests.support.recorder import recorded

CHICAGO = ZoneInfo("America/Chicago")
WHY = Translated({"en": "The hall is closed.", "es": "La sala está cerrada."})


@pytest.fixture(autouse=True)
def _committee(town, clock):
    town.committee(name=Translated({"en": "Steering committee", "es": "Comité"}))


def feed(client: Client, endpoint: str = "meetings.calendar", **values: Any) -> Calendar:
    """A calendar as its readers parse it."""
    return Calendar.from_ical(client.get(endpoint, **values).body)


def entries(calendar: Calendar) -> dict[str, Event]:
    """Its entries by the slug in their address."""
    return {str(event["URL"]).rsplit("/", 1)[1]: event for event in calendar.walk("VEVENT")}


def amend(slug: str, **changes: Any) -> None:
    """Post a change of a meeting."""
    written = queries.sheet(COMMAND_LINE, slug)
    assert written is not None
    assert written.draft is not None
    usecases.edit_meeting(actor=COMMAND_LINE, slug=slug, draft=replace(written.draft, **changes))
    usecases.post_amendment(actor=COMMAND_LINE, slug=slug, reason=WHY)


def test_the_feed_says_what_the_list_of_meetings_says(client, town):
    project = town.project("lamps")
    for days in (-300, -3, 0, 5, 40):
        post(starts_at=now() + timedelta(days=days), items=(an_item(projects=(project,)), an_item("Second")))
    write(starts_at=now() + timedelta(days=2))
    shown = {line.slug: line for line in [*queries.upcoming(), *queries.past().items]}
    told = entries(feed(client))
    assert told.keys() == shown.keys()
    for slug, event in told.items():
        line = shown[slug]
        assert event["DTSTART"].dt == line.starts_at
        assert str(event["SUMMARY"]) == line.title["en"]
        assert str(event["LOCATION"]) == line.place["en"]
        assert f"2. Second {SCRIPT}" in str(event["DESCRIPTION"])
        assert f"Without steps: Ramp at the side {SCRIPT}" in str(event["DESCRIPTION"])
        assert str(event["URL"]) == SITE + client.url("meetings.show", slug=slug)
        assert str(event["STATUS"]) == "CONFIRMED"


def test_an_amended_moved_and_cancelled_meeting_stays_one_entry(client, clock):
    slug = post()
    told = [entries(feed(client))[slug]]
    clock.forward(hours=1)
    amend(slug, items=(an_item("Lamps"), an_item("Benches")))
    told.append(entries(feed(client))[slug])
    clock.forward(hours=1)
    amend(slug, starts_at=now() + timedelta(days=9), place=Translated({"en": "Library"}))
    told.append(entries(feed(client))[slug])
    clock.forward(hours=1)
    usecases.cancel_meeting(actor=COMMAND_LINE, slug=slug, reason=WHY)
    told.append(entries(feed(client))[slug])
    assert len({str(event["UID"]) for event in told}) == 1
    assert [event["SEQUENCE"] for event in told] == [0, 1, 2, 3]
    assert len({event["LAST-MODIFIED"].dt for event in told}) == 4
    assert all(event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt for event in told)
    assert f"2. Benches {SCRIPT}" in str(told[1]["DESCRIPTION"])
    assert (told[2]["DTSTART"].dt - told[1]["DTSTART"].dt).days == 2
    assert str(told[2]["LOCATION"]) == "Library"
    assert [str(event["STATUS"]) for event in told] == ["CONFIRMED"] * 3 + ["CANCELLED"]
    assert str(told[3]["SUMMARY"]) == "Canceled: Open evening"
    assert "The hall is closed." in str(told[3]["DESCRIPTION"])


def test_a_change_that_is_written_and_not_posted_changes_no_calendar(client, clock):
    slug = post()
    before = client.get("meetings.calendar").body
    clock.forward(hours=1)
    usecases.edit_meeting(actor=COMMAND_LINE, slug=slug, draft=a_draft(place=Translated({"en": "Elsewhere"})))
    assert client.get("meetings.calendar").body == before


def test_what_was_called_off_stays_for_ninety_days_and_alone_for_ever(client, clock):
    slug = post(starts_at=now() + timedelta(days=1))
    usecases.cancel_meeting(actor=COMMAND_LINE, slug=slug, reason=WHY)
    clock.forward(days=91)
    assert slug in entries(feed(client))
    clock.forward(days=1)
    assert slug not in entries(feed(client))
    clock.forward(days=4000)
    assert str(entries(feed(client, "meetings.meeting_calendar", slug=slug))[slug]["STATUS"]) == "CANCELLED"


def test_meetings_leave_the_feed_after_a_year(client, clock):
    slug = post(starts_at=now() + timedelta(days=1))
    clock.forward(days=366)
    assert slug in entries(feed(client))
    clock.forward(days=1)
    assert slug not in entries(feed(client))


def test_committees_and_projects_have_calendars_of_their_own(client, town):
    town.committee("other", name=Translated({"en": "Other committee"}))
    project = town.project("lamps", title=Translated({"en": "Lamps"}))
    here = post(items=(an_item(projects=(project,)),))
    there = post(committee="other")
    assert set(entries(feed(client))) == {here, there}
    of_committee = feed(client, "meetings.committee_calendar", slug="other")
    assert set(entries(of_committee)) == {there}
    assert str(of_committee["X-WR-CALNAME"]) == "Meetings: Other committee"
    of_project = feed(client, "meetings.project_calendar", slug="lamps")
    assert set(entries(of_project)) == {here}
    assert str(of_project["X-WR-CALNAME"]) == "Meetings: Lamps"
    amend(here, items=(an_item(),))
    assert not entries(feed(client, "meetings.project_calendar", slug="lamps"))
    for endpoint in ("meetings.committee_calendar", "meetings.project_calendar", "meetings.meeting_calendar"):
        client.get(endpoint, slug="gone", expect=404)


def test_a_draft_is_in_no_calendar(client):
    slug = write()
    assert not entries(feed(client))
    client.get("meetings.meeting_calendar", slug=slug, expect=404)


def test_an_empty_calendar_is_still_one(client):
    calendar = feed(client)
    assert str(calendar["X-WR-CALNAME"]) == "Riverbend listens"
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["America/Chicago"]
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=12)


def test_the_local_time_stays_on_both_sides_of_a_change_of_clocks(client):
    evenings = [datetime(2026, 10, day, 18, 30, tzinfo=CHICAGO) for day in (25, 31)]
    evenings += [datetime(2026, 11, day, 18, 30, tzinfo=CHICAGO) for day in (1, 8)]
    evenings += [datetime(2027, 3, day, 18, 30, tzinfo=CHICAGO) for day in (13, 14)]
    slugs = [post(starts_at=at.astimezone(UTC)) for at in evenings]
    source = client.get("meetings.calendar").body.decode()
    assert [f"DTSTART;TZID=America/Chicago:{at:%Y%m%dT%H%M%S}" in source for at in evenings] == [True] * 6
    told = entries(Calendar.from_ical(source))
    assert [told[slug]["DTSTART"].dt for slug in slugs] == evenings
    # the zone's rules in the file itself say the same: no reader needs to know the name
    (zone,) = Calendar.from_ical(source).walk("VTIMEZONE")
    rules = zone.to_tz(lookup_tzid=False)
    told_by_rules = [at.replace(tzinfo=rules).utcoffset() for at in evenings]
    assert told_by_rules == [at.utcoffset() for at in evenings]


def test_the_second_of_two_equal_hours_is_told_in_utc(client):
    at = datetime(2026, 11, 1, 7, 30, tzinfo=UTC)  # 1:30 for the second time
    slug = post(starts_at=at)
    event = entries(feed(client))[slug]
    assert event["DTSTART"].dt == at
    assert b"DTSTART:20261101T073000Z" in event.to_ical()


@pytest.mark.parametrize(
    ("fields", "minutes"),
    [
        ({"ends_at": 90}, 90),
        ({"items": (20, None, 25)}, 45),
        ({"items": (None,)}, 120),
    ],
)
def test_a_meeting_ends_as_set_else_after_its_items_else_after_two_hours(client, fields, minutes):
    starts_at = now() + timedelta(days=3)
    items = tuple(an_item(f"Item {n}", minutes=one) for n, one in enumerate(fields.get("items", (None,))))
    ends_at = starts_at + timedelta(minutes=fields["ends_at"]) if "ends_at" in fields else None
    slug = post(starts_at=starts_at, ends_at=ends_at, items=items)
    event = entries(feed(client))[slug]
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=minutes)


def test_an_end_before_the_beginning_is_not_believed(client):
    slug = post()
    with transaction():  # no form lets it in; what was imported may hold it
        meeting = queries.meeting_by_slug(slug)
        assert meeting is not None
        meeting.ends_at = meeting.starts_at - timedelta(hours=1)
    event = entries(feed(client))[slug]
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=15)


@pytest.mark.parametrize(
    ("ends", "day_after"),
    [
        (None, date(2026, 5, 7)),
        (datetime(2026, 5, 7, 0, 0, tzinfo=CHICAGO), date(2026, 5, 7)),
        (datetime(2026, 5, 8, 0, 0, tzinfo=CHICAGO), date(2026, 5, 8)),
    ],
)
def test_a_meeting_of_which_only_the_day_is_known_lasts_all_day(client, ends, day_after):
    begins = datetime(2026, 5, 6, tzinfo=CHICAGO)
    slug = post(starts_at=begins.astimezone(UTC), timed=False, ends_at=ends.astimezone(UTC) if ends else None)
    event = entries(feed(client))[slug]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 5, 6), day_after)
    assert event["DTSTART"].params["VALUE"] == "DATE"


def test_each_language_has_its_words_and_the_same_uid(client):
    slug = post()
    usecases.cancel_meeting(actor=COMMAND_LINE, slug=slug, reason=WHY)
    spanish = entries(feed(client.in_language("es")))[slug]
    assert str(spanish["SUMMARY"]) == "Cancelada: Tarde abierta"
    assert "La sala está cerrada." in str(spanish["DESCRIPTION"])
    assert str(spanish["URL"]) == f"{SITE}/es/meetings/{slug}"
    assert str(spanish["UID"]) == str(entries(feed(client))[slug]["UID"])


@sqlite_only
def test_the_uid_does_not_hang_on_the_sites_address(databases, engine, clock):
    told = []
    for base in ("https://feedback.example.org", ""):
        with site(databases, engine, base_url=base, timezone="UTC") as app:
            Town(app).committee()
            slug = post()
            event = entries(feed(Client(app)))[slug]
            told.append(str(event["UID"]))
            assert event["DTSTART"].dt == now() + timedelta(days=7)
    assert told[0] == told[1]


def test_a_calendar_is_cached_like_a_page_and_changes_only_with_what_it_tells(client, clock):
    post()
    first = client.send("GET", "/calendar.ics")
    assert first.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert first.headers["Cache-Control"] == "public, no-cache"
    clock.forward(hours=5)
    again = client.send("GET", "/calendar.ics", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    post(starts_at=now() + timedelta(days=2))
    assert client.send("GET", "/calendar.ics", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


@sqlite_only
@pytest.mark.parametrize(
    "text",
    [
        "Line one\nBEGIN:VEVENT\r\nUID:forged",
        'a, b; c\\n \\, d: "e"',
        "x" * 5000,
        "💡ñ日" * 1700,
        "\u202eevil\u202c \x07bell\x00",
        "END:VCALENDAR",
    ],
)
def test_hostile_texts_stay_inside_their_lines(client, text):
    words = Translated({"en": text})
    slug = post(title=words, place=words, step_free=words, note=words, items=(an_item(), an_item("Second")))
    body = client.get("meetings.calendar").body
    lines = body.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(byte in body.replace(b"\r\n", b"") for byte in (b"\r", b"\n", b"\0", b"\x07"))
    event = entries(Calendar.from_ical(body))[slug]
    assert len(Calendar.from_ical(body).walk("VEVENT")) == 1
    kept = re.sub("[\x00\x07\u202e]", "", text.replace("\r\n", "\n"))
    assert str(event["SUMMARY"]) == kept
    assert kept in str(event["DESCRIPTION"])


def test_a_made_up_town_and_anothers_data_are_said_to_be_so(client, town):
    town.committee("example", illustrative=True, attribution=Translated({"en": "City of Elsewhere, CC BY 4.0"}))
    slug = post(committee="example")
    said = str(entries(feed(client))[slug]["DESCRIPTION"])
    assert "example town" in said
    assert "CC BY 4.0" in said


def test_pages_lead_to_their_calendars(client, town):
    project = town.project("lamps")
    slug = post(items=(an_item(projects=(project,)),))
    for page, words, endpoint, values in (
        (client.get("meetings.show", slug=slug), "Add to your calendar", "meetings.meeting_calendar", {"slug": slug}),
        (client.get("meetings.index"), "Subscribe to the calendar", "meetings.calendar", {}),
        (
            client.get("committees.show", slug="steering"),
            "Subscribe to the calendar",
            "meetings.committee_calendar",
            {"slug": "steering"},
        ),
        (
            client.get("projects.show", slug="lamps"),
            "Subscribe to the calendar",
            "meetings.project_calendar",
            {"slug": "lamps"},
        ),
    ):
        assert page.link(words) == client.url(endpoint, **values)


def test_calendars_ask_the_database_little(app, client, town):
    project = town.project("lamps")
    for days in range(8):
        slug = post(starts_at=now() + timedelta(days=days), items=(an_item(projects=(project,)), an_item()))
    for endpoint, values, budget in (
        ("meetings.calendar", {}, 2),
        ("meetings.committee_calendar", {"slug": "steering"}, 4),
        ("meetings.project_calendar", {"slug": "lamps"}, 3),
        ("meetings.meeting_calendar", {"slug": slug}, 2),
    ):
        with recorded(app) as statements:
            client.get(endpoint, **values)
        statements.within(budget)
