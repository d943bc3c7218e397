"""Home, desk, and the pages that explain the site."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from portal.core.clock import now
from tests.support.builders import Town
from tests.support.cast import Cast
from tests.support.engines import Databases, site, sqlite_only
from tests.support.pages import Client
from tests.support.recorder import recorded


def test_home_of_an_empty_site_says_so(client: Client) -> None:
    page = client.get("pages.home")
    assert "Nothing is open for comments right now." in page.text
    assert "No meeting is posted yet." in page.text


def test_home_lists_what_closes_first_on_top(client: Client, town: Town) -> None:
    town.project("later", comments_close_at=now() + timedelta(days=9))
    town.project("sooner", comments_close_at=now() + timedelta(days=2))
    town.project("endless", comments_close_at=None)
    links = [href for href in client.get("pages.home").links().values() if href.startswith("/projects/")]
    assert links == ["/projects/sooner", "/projects/later", "/projects/endless"]


def test_home_counts_published_comments_alone(client: Client, town: Town) -> None:
    project = town.project()
    town.published(project)
    town.comment(project)
    assert "1 comment" in client.get("pages.home").text


def test_an_invented_town_is_marked_on_home(client: Client, town: Town) -> None:
    town.project(illustrative=True)
    assert "made up" in client.get("pages.home").text
    town.project(illustrative=False)
    assert "What is marked “Example”" in client.get("pages.home").text


def test_home_asks_the_database_little(app: Flask, client: Client, town: Town) -> None:
    for _ in range(8):
        town.published(town.project())
    with recorded(app) as said:
        client.get("pages.home")
    said.within(6)


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("endpoint", ["about", "accessibility", "privacy", "home", "styleguide"])
def test_pages_that_explain_the_site_are_whole(client: Client, lang: str, endpoint: str) -> None:
    assert client.in_language(lang).get(f"pages.{endpoint}").h1


def test_the_desk_shows_each_role_its_rooms(client: Client, cast: Cast, town: Town) -> None:
    town.comment()
    rooms = {
        "moderator": {"/staff/moderation", "/staff/feedback"},
        "member": {"/staff/feedback", "/staff/meetings"},
        "clerk": {"/staff/feedback", "/staff/meetings", "/staff/projects", "/staff/committees"},
        "admin": {"/staff/people"},
    }
    for who, wanted in rooms.items():
        page = client.sign_in(getattr(cast, who)).get("pages.desk")
        shown = {href for href in page.links().values() if href in set().union(*rooms.values())}
        assert shown == wanted, who
        assert "Waiting for review" in page.text


def test_the_desk_is_closed_to_people_without_a_role(client: Client, cast: Cast) -> None:
    client.sign_in(cast.nobody).get("pages.desk", expect=403)


def test_health_and_readiness(client: Client, town: Town, worker: Callable[[], int]) -> None:
    assert json.loads(client.send("GET", "/healthz").get_data()) == {"status": "ok"}
    answer = client.send("GET", "/readyz")
    assert answer.status_code == 200
    assert json.loads(answer.get_data())["ready"] is True


def test_home_stays_short_however_many_projects_there_are(client: Client, town: Town) -> None:
    for _n in range(11):
        town.project()
        town.project(open=False)
    page = client.get("pages.home")
    links = [href for href in page.links().values() if href.startswith("/projects/")]
    assert len(links) == 15
    assert page.link("All projects open for comments") == "/projects?comments=open"
    assert page.links()["All projects"] == "/projects"


@sqlite_only
def test_privacy_tells_how_long_things_are_kept_as_the_settings_say(databases: Databases) -> None:
    with site(databases, "sqlite", original_days=17) as app:
        page = Client(app).get("pages.privacy")
        assert "erased 17 days after the ruling" in page.text
        assert "This site sends no mails." in page.text
    posting = {"mail_url": "file:mails", "mail_from": "news@example.org", "unconfirmed_hours": 5, "contact_days": 41}
    with site(databases, "sqlite", **posting) as app:
        page = Client(app).get("pages.privacy")
        assert "within 5 hours" in page.text
        assert "deleted 41 days after comments close" in page.text
