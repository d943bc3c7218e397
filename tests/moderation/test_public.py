"""The public page of moderation."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta

import pytest

from portal.core.permissions import COMMAND_LINE
from portal.moderation import queries, usecases
from tests.support.engines import sqlite_only
from tests.support.recorder import recorded


@pytest.mark.parametrize("lang", ["en", "es"])
def test_guidelines_stand_under_their_codes_in_the_reader_s_language(client, lang):
    usecases.ensure_guidelines(actor=COMMAND_LINE)
    page = client.in_language(lang).get("moderation.public")
    headings = {heading.get("id"): heading.text for heading in page.all("h3") if heading.get("id")}
    assert headings["private-details"] == {"en": "Private details", "es": "Datos privados"}[lang]
    assert len(headings) == 6


def test_figures_tell_outcomes_guidelines_and_the_oldest_age(clock, client, town, cast):
    code = town.guideline("advertising")
    usecases.decline_comment(
        actor=cast.moderator.actor, comment_id=town.comment(), guideline_code=code, note="Secret word"
    )
    usecases.publish_comment(actor=cast.moderator.actor, comment_id=town.comment())
    town.comment(body="Still unread")
    clock.forward(days=3)
    page = client.get("moderation.public")
    assert "(3 days ago)" in page.text
    assert page.words(".//td")[0] == "1"
    assert "2 working days" in page.text
    for private in ("Still unread", "Secret word", cast.moderator.actor.name, cast.moderator.actor.pseudonym):
        assert private not in page.text


def test_without_guidelines_the_page_says_that_nothing_is_kept_back(client):
    assert "No guideline is written down yet." in client.get("moderation.public").text


def test_it_is_the_same_page_for_everybody(app, client):
    client.get("moderation.public")
    with recorded(app) as statements:
        page = client.get("moderation.public")
    statements.within(13)
    assert page.headers["Cache-Control"] == "public, no-cache"
    assert "ETag" in page.headers


def test_months_follow_the_calendar_of_the_site(clock, town, cast):
    clock.set(datetime(2026, 5, 1, 4, 59, tzinfo=UTC))  # still April in Chicago
    first = usecases.publish_comment(actor=cast.moderator.actor, comment_id=town.comment())
    usecases.undo_ruling(actor=cast.moderator.actor, ruling_id=first)
    clock.forward(minutes=2)
    code = town.guideline()
    usecases.decline_comment(actor=cast.moderator.actor, comment_id=town.comment(), guideline_code=code)
    may, april, *others = queries.month_lines()
    assert (may.first, may.declined, may.undone) == (date(2026, 5, 1), 1, 0)
    assert (april.first, april.published, april.undone) == (date(2026, 4, 1), 0, 1)
    assert [line.first for line in others][-1] == date(2025, 6, 1)
    assert [line.counts for line in queries.guideline_months()] == [(*(0 for _month in range(11)), 1)]
    assert queries.month_totals(queries.month_lines()).declined == 1


def test_the_delay_is_the_median_of_what_was_ruled_on(clock, town, cast):
    assert queries.waiting_figures() == queries.WaitingFigures(0, None, None)
    waits = [town.comment() for _one in range(4)]
    for comment_id in waits[:3]:
        clock.forward(hours=2)
        usecases.publish_comment(actor=cast.moderator.actor, comment_id=comment_id)
    figures = queries.waiting_figures()
    assert (figures.waiting, figures.oldest, round(figures.median_hours, 6)) == (1, clock.now - timedelta(hours=6), 4)
    assert round(queries.median_hours_recently(), 6) == 4
    clock.forward(days=91)
    assert queries.median_hours_recently() is None
    assert queries.median_waiting_since(1) == figures.oldest


@sqlite_only
def test_the_same_numbers_come_as_json_and_as_csv(client, town, cast):
    code = town.guideline("advertising")
    usecases.decline_comment(actor=cast.moderator.actor, comment_id=town.comment(), guideline_code=code)
    content = json.loads(client.get("moderation.figures_json").body)
    assert (content["now"]["declined"], content["now"]["waiting"]) == (1, 0)
    assert content["months"][0]["declined"] == 1
    assert content["guidelines"][0]["code"] == "advertising"
    assert sum(content["guidelines"][0]["months"].values()) == 1
    rows = list(csv.DictReader(io.StringIO(client.get("moderation.figures_csv").body.decode("utf-8-sig"))))
    assert (len(rows), rows[0]["declined"], rows[1]["declined"]) == (12, "1", "0")


@sqlite_only
def test_the_desk_tells_what_waits_with_a_link_to_each_lane(client, town, cast):
    town.comment()
    town.comment()
    assert queries.daily_digest().waiting == 2
    page = client.sign_in(cast.moderator).get("pages.desk")
    assert page.link("2") == "/staff/moderation"
    assert "We promise to read each within 2 working days." in page.text
