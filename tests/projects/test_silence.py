"""A project about which nothing is said for long: its pages say so, and the desk marks and finds it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.core.clock import now
from portal.projects import queries
from portal.projects.models import Phase


def ago(days: float) -> dict[str, object]:
    """Fields of a project that began so long ago."""
    return {"created_at": now() - timedelta(days=days)}


SAID = "Nothing was said about this project for 74 days."


def test_a_silent_project_says_so_on_its_page_in_the_list_and_at_the_desk(client, cast, town, clock):
    town.update(town.project("lamps"), posted_at=now() - timedelta(days=74.5))
    assert SAID in client.get("projects.show", slug="lamps").text
    assert "No update for 74 days" in client.get("projects.index").text
    assert "No update for 74 days" in client.sign_in(cast.clerk).get("projects.desk").text
    town.update("lamps")
    assert "Nothing was said" not in client.get("projects.show", slug="lamps").text


def test_a_project_that_never_said_anything_is_silent_since_it_began(client, town, clock):
    town.project("lamps", **ago(74))
    assert SAID in client.get("projects.show", slug="lamps").text


@pytest.mark.parametrize(("days", "found"), [(59.9, None), (60, 60), (61.5, 61), (-3, None)])
def test_silence_begins_after_sixty_days(app, clock, days, found):
    assert queries.silent_days(now() - timedelta(days=days), None) == found


@pytest.mark.parametrize("phase", list(Phase))
def test_a_project_that_ended_has_nothing_more_to_say(app, clock, phase):
    ended = phase in {Phase.COMPLETED, Phase.STOPPED}
    assert queries.silent_days(now() - timedelta(days=99), phase) == (None if ended else 99)


def test_the_site_says_after_how_many_days(app, clock, monkeypatch):
    for days, found in ((0, None), (7, 8), (9, None)):
        monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], stale_after_days=days))
        assert queries.silent_days(now() - timedelta(days=8), None) == found


def test_the_desk_finds_the_silent_ones(client, cast, town, clock):
    town.project("new")
    town.project("older", **ago(80))
    town.update(town.project("ended", **ago(300)), phase=Phase.STOPPED, posted_at=now() - timedelta(days=200))
    desk = client.sign_in(cast.clerk)
    marked = [row for row in desk.get("projects.desk").words(".//main//tbody/tr") if "No update for 80 days" in row]
    assert len(marked) == 1
    found = desk.submit(desk.get("projects.desk"), "Show", lacks="news")
    assert [said.split()[2] for said in found.words(".//main//tbody//th")] == ["older"]
