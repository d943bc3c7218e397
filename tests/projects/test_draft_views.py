"""The pages of a partner's drafts, walked by a partner and by a clerk."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.core.permissions import COMMAND_LINE, Role
from portal.projects import queries
from portal.projects.usecases import give_back_draft, withdraw_draft
from tests.projects.partnering import draft, partner, requirement, sheet_of, spokesperson, update_words
from tests.support.builders import SCRIPT
from tests.support.cast import add_player
from tests.support.engines import sqlite_only
from tests.support.pages import Client
from tests.support.recorder import recorded

TYPED = {"phase": "piloting", "condition": "on_track", "text_en": "Ten **lamps** are up.", "text_es": "Diez."}


@pytest.fixture
def ana(town):
    """Speaks for `bright`, a partner of the project `lamps`."""
    partner("bright")
    sheet_of(town.project("lamps"), "bright")
    return spokesperson("ana", "bright")


@pytest.fixture
def hers(client, ana):
    """Her browser."""
    return client.sign_in(ana)


@pytest.fixture
def desk(app, cast):
    """The clerk's browser."""
    return Client(app).sign_in(cast.clerk)


def test_signing_in_leads_a_partner_to_its_projects_and_shows_nothing_else(hers):
    page = hers.get("pages.desk")
    assert (page.path, page.h1) == ("/staff/drafts", "My projects")
    assert page.words(".//nav//a") == ["My projects"]
    assert f"You speak for Bright {SCRIPT}." in page.text


def test_a_partner_with_another_role_has_the_desk_and_its_projects(client, town):
    page = client.sign_in(add_player("eve", Role.PARTNER, Role.CLERK)).get("pages.desk")
    assert page.path == "/staff"
    assert page.link("My projects") == "/staff/drafts"
    assert page.link("Read the drafts") == "/staff/drafts/sent"


def test_a_draft_goes_from_the_partner_to_the_public(hers, desk, client):
    page = hers.get("projects.drafts")
    page = hers.submit(hers.open(page.link("Draft an update")), "Save the draft", **TYPED)
    assert "As it will look" in page.text
    assert page.words(".//main//strong")[:1] == ["Not sent"]
    page = hers.submit(page, "Send to the clerk")
    assert "Sent to the clerk" in page.text
    assert "1 draft waits for a clerk." in desk.get("pages.desk").text
    page = desk.get("projects.inbox")
    page = desk.open(page.link("Status update: Pilot of lamps"))
    assert "Diez." in page.text
    page = desk.submit(page, f"Publish with the name of Bright {SCRIPT}")
    assert "Published, with the name of the partner." in page.text
    assert "Nothing is waiting." in page.text
    assert "Ten lamps are up." in client.get("projects.update", slug="lamps", number=1).text
    page = hers.get("projects.drafts")
    assert page.link("Update 1") == "/projects/lamps/updates/1"


def test_a_requirement_shows_all_that_it_has(hers, desk):
    page = hers.open(hers.get("projects.drafts").link("Draft a requirement"))
    fields = {"text_en": "Dims.", "strength": "must", "owner": "Ana", "test_en": "Measure it.", "constraint_es": "Ley."}
    page = hers.submit(page, "Save the draft", **fields)
    for said in ("Dims.", "Must", "Ana", "Measure it.", "Ley."):
        assert said in page.text
    hers.submit(page, "Send to the clerk")
    page = desk.open(desk.get("projects.inbox").link("Requirement: Pilot of lamps"))
    desk.submit(page, f"Publish with the name of Bright {SCRIPT}")
    assert "Requirement R1: public with the next version of the sheet." in hers.get("projects.drafts").text


@pytest.mark.parametrize(
    ("kind", "typed", "errors"),
    [
        ("update", {"text_en": ""}, ["Choose a phase", "Choose a condition", "Write what happened"]),
        ("update", TYPED | {"text_en": "x" * 5001}, ["Shorten the text to 5,000 characters or fewer"]),
        ("requirement", {"text_en": ""}, ["Write the requirement", "Choose how much it binds"]),
        (
            "requirement",
            {"text_en": "D", "strength": "must", "owner": "x" * 151, "test_en": "x" * 2001},
            ["Shorten the name to 150 characters or fewer", "Shorten the text to 2,000 characters or fewer"],
        ),
    ],
)
@sqlite_only
def test_a_bad_form_says_what_is_wrong_and_keeps_the_rest(hers, kind, typed, errors):
    page = hers.get("projects.new_draft", slug="lamps", partner="bright", kind=kind)
    page = hers.submit(page, "Save the draft", expect=422, **typed)
    assert page.errors == errors
    assert page.value("text_en") == typed["text_en"]
    assert "No draft yet." in hers.get("projects.drafts").text


def test_a_preview_keeps_nothing(hers):
    page = hers.get("projects.new_draft", slug="lamps", partner="bright", kind="update")
    page = hers.submit(page, "Preview", **TYPED)
    assert page.words(".//section//strong") == ["lamps"]
    assert "No draft yet." in hers.get("projects.drafts").text


def test_an_update_begins_where_the_last_one_stood(hers, town):
    town.update("lamps", phase="building", condition="delayed")
    page = hers.get("projects.new_draft", slug="lamps", partner="bright", kind="update")
    assert (page.value("phase"), page.value("condition")) == ("building", "delayed")


def test_whoever_speaks_for_two_partners_of_a_project_writes_for_one(client, town):
    for slug in ("bright", "dark"):
        partner(slug)
    sheet_of(town.project("lamps"), "bright", "dark")
    browser = client.sign_in(spokesperson("cleo", "bright", "dark"))
    assert f"For Dark {SCRIPT}:" in browser.get("projects.drafts").text
    page = browser.get("projects.new_draft", slug="lamps", partner="dark", kind="update")
    page = browser.submit(page, "Save the draft", **TYPED)
    assert f"By Dark {SCRIPT}" in page.text


def test_a_draft_that_was_given_back_tells_why_and_can_be_sent_again(hers, desk, ana):
    key = draft(ana, "lamps", "bright", sent=True)
    page = desk.submit(desk.get("projects.draft", draft_id=key), "Give it back", expect=422)
    assert page.errors == ["Write what the partner should change"]
    page = desk.submit(page, "Give it back", reply=f"How many? {SCRIPT}")
    assert "The partner has the draft back" in page.text
    assert f"How many? {SCRIPT}" in hers.get("projects.drafts").text
    page = hers.open(hers.get("projects.draft", draft_id=key).link("Edit the draft"))
    assert f"How many? {SCRIPT}" in page.text
    page = hers.submit(page, "Save the draft", text_en="Ten of 420.")
    hers.submit(page, "Send to the clerk")
    assert "Ten of 420." in desk.get("projects.draft", draft_id=key).text


def test_a_colleague_who_saved_first_is_not_overwritten(hers, ana):
    key = draft(ana, "lamps", "bright")
    page = hers.get("projects.edit_draft", draft_id=key)
    hers.submit(page, "Save the draft", text_en="By a colleague.")
    page = hers.submit(page, "Save the draft", expect=422, text_en="Mine.")
    assert page.errors == ["A colleague saved this draft while you wrote. Read it again, then save yours."]
    assert page.value("text_en") == "Mine."
    assert "Mine." in hers.submit(page, "Save the draft").text


def test_withdrawing_says_so_and_a_clerk_who_reads_is_told(hers, desk, ana):
    key = draft(ana, "lamps", "bright", sent=True)
    page = desk.get("projects.draft", draft_id=key)
    done = hers.submit(hers.get("projects.draft", draft_id=key), "Withdraw")
    assert "The draft is withdrawn." in done.text
    for button, typed in ((f"Publish with the name of Bright {SCRIPT}", {}), ("Give it back", {"reply": "My reason."})):
        told = desk.submit(page, button, expect=409, **typed)
        assert "The partner took this draft back." in told.text
        assert typed.get("reply", "") in told.text
    assert "The partner took this draft back." in desk.get("projects.draft", draft_id=key, expect=409).text


def test_what_hinders_stands_on_the_page_before_anybody_presses(desk, hers, ana):
    key = draft(ana, "lamps", "bright", sent=True)
    sheet_of("lamps")
    page = desk.get("projects.draft", draft_id=key)
    assert "This project no longer names the partner." in page.text
    assert not [form for form in page.forms if form.buttons() == [f"Publish with the name of Bright {SCRIPT}"]]
    page = hers.get("projects.draft", draft_id=key)
    assert "no longer names your organization" in page.text
    assert "Edit the draft" not in page.links()
    hers.get("projects.edit_draft", draft_id=key, expect=404)
    hers.submit(page, "Withdraw")


def test_a_partner_without_projects_and_one_without_partners_are_told_what_to_do(app, town):
    partner("bright")
    town.project("lamps")
    page = Client(app).sign_in(spokesperson("ana", "bright")).get("projects.drafts")
    assert "No project names your organization as a partner yet." in page.text
    page = Client(app).sign_in(spokesperson("dan")).get("projects.drafts")
    assert "No clerk has confirmed yet for which partner you speak." in page.text


def test_a_kind_that_is_none_and_a_foreign_project_are_not_found(hers, town):
    town.project("other")
    partner("dark")
    for slug, name, kind in (
        ("lamps", "bright", "poem"),
        ("lamps", "dark", "update"),
        ("other", "bright", "update"),
        ("nothing", "bright", "update"),
    ):
        hers.get("projects.new_draft", slug=slug, partner=name, kind=kind, expect=404)


def test_a_clerk_does_not_see_what_was_not_sent(desk, ana):
    key = draft(ana, "lamps", "bright")
    assert "has not sent this draft" in desk.get("projects.draft", draft_id=key, expect=409).text
    assert "Ten lamps" not in desk.get("projects.draft", draft_id=key, expect=409).text
    withdraw_draft(actor=ana.actor, draft_id=key)
    desk.get("projects.draft", draft_id=7, expect=404)


def test_the_pages_take_few_queries_however_many_drafts_there_are(app: Flask, hers, desk, ana):
    counts = []
    for many in (1, 8):
        for number in range(many):
            draft(ana, "lamps", "bright", update_words(f"{many} {number}"), sent=True)
        with recorded(app) as said:
            hers.get("projects.drafts")
        with recorded(app) as more:
            desk.get("projects.inbox")
        counts.append((len(said), len(more)))
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 12


def test_in_spanish_too(hers, desk, ana):
    key = draft(ana, "lamps", "bright", requirement(), sent=True)
    spanish = hers.in_language("es")
    assert spanish.get("projects.drafts").h1 == "Mis proyectos"
    give_back_draft(actor=COMMAND_LINE, draft_id=key, reply="Más corto.")
    assert "Más corto." in spanish.get("projects.draft", draft_id=key).text
    assert queries.own_drafts(ana.actor)[0].state == "returned"
