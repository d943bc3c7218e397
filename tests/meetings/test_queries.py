"""Reads: who sees what, in which order, and that a posted agenda is shown as it was posted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from portal.core.clock import now
from portal.core.db import db
from portal.core.paging import Cursor
from portal.core.permissions import VISITOR, Permission, can
from portal.core.usecase import transaction
from portal.meetings import queries
from portal.meetings.models import AgendaItem, Meeting, MeetingState
from portal.meetings.queries import Standing, lists
from portal.projects import queries as projects
from tests.meetings.writing import an_item, post, write
from tests.support.builders import words
from tests.support.cast import NAMES


@pytest.fixture(autouse=True)
def _committee(town, clock):
    town.committee()


def in_days(days, **others):
    return post(starts_at=now() + timedelta(days=days), **others)


@pytest.mark.parametrize("name", NAMES)
def test_the_rule_and_its_sql_agree(cast, name):
    actor = cast.actor(name)
    slugs = {MeetingState.DRAFT: write(), MeetingState.POSTED: post(title=words("Posted"))}
    for state, slug in slugs.items():
        assert (queries.sheet(actor, slug) is not None) == can(actor, Permission.MEETING_READ, state)
        assert bool(db.session.query(Meeting).filter(Meeting.slug == slug, queries.visible_to(actor)).count()) == can(
            actor, Permission.MEETING_READ, state
        )


def test_drafts_are_in_no_public_list(town):
    project = town.project()
    write(items=(an_item(projects=(project,)),))
    assert queries.next_meeting() is None
    assert (queries.upcoming(), list(queries.past().items), queries.posted_count()) == ([], [], 0)
    assert queries.items_about(projects.facts(project).id) == []


def test_the_next_meeting_comes_first_and_the_past_latest_first(app):
    later, sooner = in_days(20), in_days(3)
    old, older = in_days(-10), in_days(-40)
    assert [line.slug for line in queries.upcoming()] == [sooner, later]
    assert [line.slug for line in queries.past().items] == [old, older]
    assert [line.slug for line in queries.posted().items] == [later, sooner, old, older]
    assert queries.next_meeting().slug == sooner
    assert queries.posted_count() == 4


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 4, 15, 4, 59, tzinfo=UTC), Standing.PAST),  # 11:59 p.m. of the day before in Chicago
        (datetime(2026, 4, 15, 5, 0, tzinfo=UTC), Standing.TODAY),
        (datetime(2026, 4, 16, 4, 59, tzinfo=UTC), Standing.TODAY),
        (datetime(2026, 4, 16, 5, 0, tzinfo=UTC), Standing.UPCOMING),
    ],
)
def test_a_day_is_a_day_of_the_site_and_its_sql_agrees(moment, expected):
    post(starts_at=moment)
    assert queries.standing(moment) is expected
    assert bool(queries.upcoming()) == (expected is not Standing.PAST)
    assert bool(queries.past().items) == (expected is Standing.PAST)


def test_todays_meeting_stays_the_next_one_until_the_day_is_over(clock):
    slug = in_days(0)
    clock.forward(hours=6)
    assert queries.next_meeting().slug == slug
    clock.forward(hours=7)
    assert queries.next_meeting() is None


def test_lists_page_by_cursor(monkeypatch):
    monkeypatch.setattr(lists, "PAGE_SIZE", 2)
    slugs = [in_days(-days) for days in (1, 2, 3, 4, 5)]
    seen, after = [], None
    while True:
        page = queries.past(Cursor.read(after))
        seen += [line.slug for line in page.items]
        assert page.total == 5
        after = page.next_cursor
        if after is None:
            break
    assert seen == slugs


def test_meetings_at_the_same_moment_are_all_listed(monkeypatch):
    monkeypatch.setattr(lists, "PAGE_SIZE", 1)
    slugs = {in_days(-3, place=words(str(number))) for number in range(3)}
    seen, page = set(), queries.past()
    while page.next_cursor:
        seen |= {line.slug for line in page.items}
        page = queries.past(Cursor.read(page.next_cursor))
    assert seen | {line.slug for line in page.items} == slugs


def test_a_projects_items_are_those_of_posted_meetings_latest_first(town):
    lamps, other = town.project("lamps"), town.project("other")
    old = in_days(-40, items=(an_item("A", projects=(lamps,)), an_item("B", projects=(other, lamps))))
    new = in_days(4, items=(an_item("C"), an_item("D", projects=(lamps,))))
    found = queries.items_about(projects.facts(lamps).id)
    assert [(item.meeting_slug, item.number) for item in found] == [(new, 2), (old, 1), (old, 2)]


def test_a_posted_agenda_is_shown_as_posted_whatever_happens_to_its_rows(app):
    slug = post()
    with transaction():
        db.session.query(AgendaItem).one().title = words("Tampered")
        db.session.query(Meeting).one().place = words("Elsewhere")
    meeting = queries.sheet(VISITOR, slug)
    assert meeting.items[0].title == words("Lamps")
    assert meeting.place == words("Town hall")


def test_nothing_was_posted_of_a_draft_or_of_what_is_not_there(app):
    assert queries.posted_texts([write(), "nowhere/1"]) == {}
