"""The posting clock on the pages: in time, late, or nothing to measure by, in words; and what a clerk has left."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from portal import create_app
from portal.config import BadSetting
from portal.core.permissions import COMMAND_LINE
from portal.core.usecase import transaction
from portal.meetings import queries, usecases
from portal.meetings.models import MeetingKind
from portal.meetings.queries import ClockState
from tests.house.sources import ROOT
from tests.meetings.writing import a_draft, post, write
from tests.support.builders import words

SPECIAL, REGULAR, EMERGENCY = MeetingKind.SPECIAL, MeetingKind.REGULAR, MeetingKind.EMERGENCY


def starts_in(clock, **time):
    """A moment so far from now."""
    return {"starts_at": clock.now + timedelta(**time)}


def clock_of(slug, version=None):
    """The clock of a posted meeting, as a visitor sees it."""
    return queries.clock_of(queries.sheet(COMMAND_LINE, slug, version))


@pytest.fixture
def committee(town):
    """Makes a committee under some rules; its slug."""
    return lambda rules: town.committee(f"under-{rules or 'none'}", posting_rules=rules)


@pytest.mark.parametrize(
    ("rules", "kind", "time", "told"),
    [
        (
            "us-ca-brown-act",
            REGULAR,
            {"hours": 79, "minutes": 12},
            "Posted 79 h 12 min before the meeting. In time This meets the 72-hour rule.",
        ),
        (
            "us-ky",
            SPECIAL,
            {"hours": 20, "minutes": 5},
            "Posted 20 h 5 min before the meeting. Late This is late under the 24-hour rule.",
        ),
        ("us-ca-brown-act", REGULAR, {"days": 14, "minutes": 9}, "Posted 14 days before the meeting. In time"),
        ("us-ky", SPECIAL, {"hours": 24}, "Posted 24 h before the meeting. In time This meets the 24-hour rule."),
        (
            "us-ca-brown-act",
            EMERGENCY,
            {"minutes": 59},
            "Posted 59 min before the meeting. Late This is late under the 1-",
        ),
        ("us-ky", REGULAR, {"hours": 3}, "set no deadline for the agenda of a regular meeting."),
        ("us-ma", EMERGENCY, {"hours": 3}, "set no deadline for the agenda of an emergency meeting."),
        ("us-mi", REGULAR, {"hours": 3}, "Posted 3 h before the meeting. The posting rules set no deadline"),
        # the clock of the tests stands at noon on Wednesday, April 15, 2026; Monday, April 20 is Patriots' Day
        (
            "us-ma",
            REGULAR,
            {"days": 6},
            "Posted 144 h before the meeting, 72 h of that on days that count. In time This meets the 48-hour rule.",
        ),
        ("us-tx", REGULAR, {"days": 5}, "before the meeting: 2 whole business days counted. Late"),
        (
            "us-tx",
            SPECIAL,
            {"days": 6},
            "before the meeting: 3 whole business days counted. In time This meets the 3-bus",
        ),
        ("us-ky", SPECIAL, {"hours": -2}, "Posted 2 h after the meeting began. Late"),
        ("", REGULAR, {"hours": 3}, "Posted 3 h before the meeting."),
    ],
)
def test_the_page_says_whether_it_was_in_time(client, clock, committee, rules, kind, time, told) -> None:
    slug = post(committee=committee(rules), kind=kind, **starts_in(clock, **time))
    page = client.get("meetings.show", slug=slug)
    assert told in page.text
    assert ("This is not legal advice." in page.text) == bool(rules)
    client.in_language("es").get("meetings.show", slug=slug)


def test_the_law_stands_beside_the_verdict(client, clock, committee) -> None:
    slug = post(committee=committee("us-ky"), kind=SPECIAL, **starts_in(clock, days=2))
    page = client.get("meetings.show", slug=slug)
    assert page.link("Kentucky Open Meetings Act").startswith("https://")
    assert "(KRS 61.823(4))" in page.text
    assert page.link("How to check when this was posted") == f"/meetings/{slug}/versions/1/certificate"
    spanish = client.in_language("es").get("meetings.show", slug=slug)
    assert "Publicado 48 h antes de la reunión. A tiempo Cumple la regla de 24 horas." in spanish.text


def test_what_came_from_elsewhere_is_not_proven_here(client, clock, committee) -> None:
    slug = post(committee=committee("us-ky"), kind=SPECIAL, **starts_in(clock, hours=2))
    with transaction():
        queries.meeting_by_slug(slug).source = "calendar"
    assert "Posted elsewhere. This site does not prove when." in client.get("meetings.show", slug=slug).text
    assert clock_of(slug).state is ClockState.ELSEWHERE


def amend(slug, reason="Storm", **changes):
    """Post a change of a meeting."""
    meeting = queries.sheet(COMMAND_LINE, slug)
    usecases.edit_meeting(actor=COMMAND_LINE, slug=slug, draft=replace(meeting.draft, **changes))
    usecases.post_amendment(actor=COMMAND_LINE, slug=slug, reason=words(reason))


def test_an_amended_agenda_is_measured_from_its_first_posting(clock, committee) -> None:
    slug = post(committee=committee("us-ky"), kind=SPECIAL, **starts_in(clock, days=2))
    clock.forward(hours=40)
    amend(slug, place=words("Library"))
    assert (clock_of(slug).state, clock_of(slug).before.hours) == (ClockState.MET, 48)


def test_a_moved_meeting_is_measured_from_the_version_that_told_its_time(clock, committee) -> None:
    slug = post(committee=committee("us-ky"), kind=SPECIAL, **starts_in(clock, days=9))
    clock.forward(days=1)
    amend(slug, **starts_in(clock, hours=20))
    clock.forward(hours=1)
    amend(slug, place=words("Library"))
    assert (clock_of(slug).state, clock_of(slug).before.hours) == (ClockState.LATE, 20)
    assert (clock_of(slug, 1).state, clock_of(slug, 1).before.hours) == (ClockState.MET, 216)
    assert clock_of(slug, 2) == clock_of(slug)


def test_other_rules_later_do_not_judge_old_meetings(clock, town, committee) -> None:
    slug = post(committee=committee("us-ky"), kind=SPECIAL, **starts_in(clock, hours=30))
    with transaction():
        queries.committee_of(queries.meeting_by_slug(slug)).posting_rules = "us-il"
    assert clock_of(slug).rules.code == "us-ky"


@pytest.mark.parametrize(
    ("rules", "kind", "time", "told"),
    [
        (
            "us-ky",
            SPECIAL,
            {"days": 3, "hours": 3},
            "Post it by April 17, 2026, 3:00 PM Central Time: 2 days 3 h left.",
        ),
        ("us-ky", SPECIAL, {"hours": 24, "minutes": 10}, "10 min left."),
        ("us-ky", SPECIAL, {"days": 2}, "1 day left."),
        ("us-ky", SPECIAL, {"hours": 21}, "The deadline passed 3 h ago. You can still post."),
        # Tuesday, April 21 is San Jacinto Day
        ("us-tx", REGULAR, {"days": 7}, "Post it by April 15, 2026, 11:59 PM Central Time: 11 h 59 min left."),
        ("us-ky", REGULAR, {"hours": 21}, "set no deadline for the agenda of a regular meeting."),
        ("", SPECIAL, {"hours": 21}, "This committee has no posting rules. You can post at any time."),
    ],
)
def test_the_draft_counts_down(client, cast, clock, committee, rules, kind, time, told) -> None:
    slug = write(committee=committee(rules), kind=kind, **starts_in(clock, **time))
    page = client.sign_in(cast.clerk).get("meetings.preview", slug=slug)
    assert told in page.text


def test_a_late_draft_can_still_be_posted_and_is_labelled(client, cast, clock, committee) -> None:
    slug = write(committee=committee("us-ky"), kind=SPECIAL, **starts_in(clock, hours=21))
    desk = client.sign_in(cast.clerk)
    desk.submit(desk.get("meetings.preview", slug=slug), "Post this agenda")
    assert "This is late under the 24-hour rule." in client.get("meetings.show", slug=slug).text


def test_a_change_of_time_counts_down_and_another_change_does_not(clock, committee) -> None:
    slug = post(committee=committee("us-ky"), kind=SPECIAL, **starts_in(clock, days=9))
    draft = queries.sheet(COMMAND_LINE, slug).draft
    usecases.edit_meeting(actor=COMMAND_LINE, slug=slug, draft=replace(draft, place=words("Library")))
    assert queries.countdown_of(queries.sheet(COMMAND_LINE, slug)) is None
    usecases.edit_meeting(actor=COMMAND_LINE, slug=slug, draft=replace(draft, **starts_in(clock, days=2)))
    assert queries.countdown_of(queries.sheet(COMMAND_LINE, slug)).left.hours == 24


def test_a_draft_has_no_clock_and_a_cancelled_meeting_no_countdown(clock, committee) -> None:
    rules = committee("us-ky")
    assert clock_of(write(committee=rules)) is None
    slug = post(committee=rules, kind=SPECIAL, title=words("Other"))
    usecases.cancel_meeting(actor=COMMAND_LINE, slug=slug, reason=words("Storm"))
    assert queries.countdown_of(queries.sheet(COMMAND_LINE, slug)) is None
    assert clock_of(slug).state is ClockState.MET
    assert a_draft().kind is REGULAR


def test_a_sites_own_rules_are_read_at_start_and_bad_ones_refused(app, tmp_path) -> None:
    settings = replace(app.config["SETTINGS"], instance=tmp_path)
    found = re.search(r"```toml\n(.*?)```", (ROOT / "docs" / "posting-rules.md").read_text("utf-8"), re.DOTALL)
    own = tmp_path / "posting-rules.toml"
    own.write_text(found[1], "utf-8")
    again = create_app(settings)
    assert "our-town" in {one.code for one in again.config["POSTING_RULES"]}
    own.write_text(found[1].replace("amount = 2", "amount = 0"), "utf-8")
    with pytest.raises(BadSetting, match=r"our-town: regular: amount: write a whole number"):
        create_app(settings)
