"""The search page: it answers or refuses in words, whatever is typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.support.builders import Town
from tests.support.cast import Cast
from tests.support.pages import Client
from tests.support.recorder import recorded

Worker = Callable[[], int]
HOSTILE = [
    "*", "***a***", "?*", "[a TO z]", "{a TO b}", "school~9", "state:pending", "id:*", "NOT NOT school", "(" * 100,
    '"', '"""', "-", "- -", "a" * 200, "\\", "%", "_", "' OR 1=1 --", "<script>alert(1)</script>", "​", "٣", "😊",
]  # fmt: skip


@pytest.fixture
def member(client: Client, cast: Cast) -> Client:
    return client.sign_in(cast.member)


def test_a_member_finds_marked_excerpts(member: Client, town: Town, worker: Worker) -> None:
    town.published(body="Please mend the sidewalks <b>soon</b>.")
    worker()
    page = member.get("search.feedback", q="sidewalk")
    assert page.words("mark") == ["sidewalks"]
    assert "1 result" in page.text
    assert "<b>soon</b>" in page.text


def test_a_meeting_is_a_filter_and_results_name_what_they_are_about(member: Client, town: Town, worker: Worker) -> None:
    meeting, other = town.posted(items=2), town.posted()
    town.published(town.project("lamps"), body="bench one")
    town.published(item=(meeting, 2), body="bench two", stance="oppose")
    town.comment(item=(other, 1), body="bench three")
    worker()
    page = member.get("search.feedback", q="bench")
    offered = [option.get("value") for option in page.all(".//select[@id='meeting']/option")]
    assert offered == ["", meeting]  # what waits at the other is for moderators
    assert page.link("Pilot of lamps") == "/projects/lamps"
    page = member.submit(page, "Show", meeting=meeting)
    assert page.link("Lamps") == f"/meetings/{meeting}/items/2"
    assert f"(item 2, Session of {meeting}" in page.text
    assert "Opposes this item" in page.text
    assert page.words("blockquote") == ["bench two"]
    page = member.get("search.feedback", meeting=meeting, project="lamps")
    assert "0 results" in page.text
    member.get("search.feedback", meeting="gone", expect=422)


def test_a_member_is_told_what_the_role_does_not_see(member: Client, town: Town, worker: Worker) -> None:
    town.comment(body="canary")
    worker()
    page = member.get("search.feedback", q="canary", state="pending")
    assert "0 results" in page.text
    assert "No feedback matches" in page.text
    assert "You see published feedback" in page.text


def test_visitors_are_sent_to_sign_in_and_people_without_a_role_are_refused(client: Client, cast: Cast) -> None:
    assert client.get("search.feedback", q="x").h1 == "Staff sign-in"
    client.sign_in(cast.admin).get("search.feedback", q="x", expect=403)


@pytest.mark.parametrize("words", HOSTILE)
def test_anything_typed_is_answered(member: Client, town: Town, worker: Worker, words: str) -> None:
    town.published(body="school")
    worker()
    assert member.get("search.feedback", q=words).h1 == "Search feedback"


def test_too_long_a_question_is_refused_at_its_field(member: Client) -> None:
    page = member.get("search.feedback", q="ab " * 100, expect=422)
    assert page.errors == ["Shorten your search to 200 characters or fewer"]
    assert page.value("q").startswith("ab ab")


def test_ignored_parts_are_said(member: Client) -> None:
    page = member.get("search.feedback", q="park ab* OR")
    assert "a star needs three letters before it" in page.text


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-13-01", "yesterday"])
def test_impossible_days_are_refused_in_words(member: Client, day: str) -> None:
    assert member.get("search.feedback", **{"to": day}, expect=422).errors


def test_unknown_filters_and_cursors_do_no_harm(member: Client) -> None:
    member.get("search.feedback", q="park", project="no-such", expect=422)
    for after in ("x", "-1", "9" * 50, "1-1", "999999999"):
        member.get("search.feedback", q="park", after=after)
        member.get("search.feedback", after=after)


def test_the_page_asks_the_database_little(app: Flask, member: Client, town: Town, worker: Worker) -> None:
    for number in range(15):
        town.published(body=f"bench {number}")
        town.published(item=(town.posted(), 1), body=f"bench {number}")
    worker()
    with recorded(app) as said:
        member.get("search.feedback", q="bench")
    said.within(9)


def test_a_null_character_is_refused_in_words(member: Client) -> None:
    assert member.get("search.feedback", q="park\0ing", expect=400).h1


def test_the_projects_to_choose_from_are_those_that_are_spoken_of(member: Client, town: Town, worker: Worker) -> None:
    town.project("quiet")
    town.comment(town.project("waiting"))
    town.published(town.project("loud"))
    page = member.get("search.feedback")
    offered = [option.get("value") for option in page.all(".//select[@name='project']/option")]
    assert offered == ["", "loud"]
    assert member.get("search.feedback", project="quiet").value("project") == "quiet"
