"""Journey 5: a committee member searches what was said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.browser.acts import PROJECT, comments, publishes
from tests.browser.conftest import Arrive
from tests.browser.people import Person


def test_a_member_finds_a_comment_published_a_second_ago(arrive: Arrive) -> None:
    member, moderator = arrive(desk=True), arrive(desk=True)
    member.signs_in("member")
    moderator.signs_in("moderator")
    comments(arrive(), "A pangolin could read these timetables faster.")
    member.follows("Search feedback", inside="header nav")
    _searches(member, "pangolins")
    assert member.sees("No feedback matches."), "a member does not see what waits"
    publishes(moderator, "A pangolin could read these timetables faster.")

    assert member.waits_for("timetables faster", lambda: member.presses("Show"))
    assert member.sees("1 result")
    marks = [mark.inner_text() for mark in member.page.locator("mark").all()]
    assert marks == ["pangolin"]
    assert not member.sees("The search index is being rebuilt")


def test_a_member_narrows_a_search_by_filters(arrive: Arrive) -> None:
    member = arrive(desk=True)
    member.signs_in("member")
    member.follows("Search feedback", inside="header nav")
    everything = _count(member)
    assert everything > 20
    member.page.get_by_label("Project").select_option(label=PROJECT["en"])
    member.presses("Show")
    of_project = _count(member)
    assert 0 < of_project < everything
    member.page.get_by_label("Writing as").select_option(label="Business")
    member.presses("Show")
    of_business = _count(member)
    assert 0 < of_business < of_project
    member.writes("From", f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%d}")
    member.presses("Show")
    assert _count(member) == 0
    assert "q=" in member.page.url
    member.follows("Clear the search")
    assert _count(member) == everything


def test_whatever_is_typed_into_the_search_box_is_answered(arrive: Arrive) -> None:
    member = arrive(desk=True)
    member.signs_in("member")
    member.follows("Search feedback", inside="header nav")
    for typed in ('"', "***", "AND OR NOT", "-", "<script>", "a" * 200, "x" * 201, "%_'\\;--", "\u202eabc"):
        _searches(member, typed)
        assert member.h1 == "Search feedback", typed


def _searches(member: Person, words: str) -> None:
    member.writes("Words", words)
    member.presses("Show")


def _count(member: Person) -> int:
    said = member.page.get_by_role("heading", level=2).filter(has_text="result").inner_text()
    return int(said.split()[0].replace(",", ""))
