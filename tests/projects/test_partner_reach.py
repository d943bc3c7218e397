"""A partner account reaches nothing of another partner's projects, and none of the pages of the other roles.

Every address of the desk is walked with real ids of another partner's things; a new one that this does not know
fails. The public pages show nobody what is not published.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from portal.core.db import db
from portal.core.files import store
from portal.core.permissions import COMMAND_LINE, Role
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.meetings.models import Meeting, Paper
from portal.projects import queries, usecases
from portal.projects.evidence import GivenEvidence
from portal.projects.models import Goal, PartnerDraft
from portal.projects.sheets.shapes import Criterion, Milestone, Part, Sheet
from portal.surveys.usecases import keep_form
from tests.projects.partnering import draft, paper_of, partner, requirement, sheet_of, spokesperson, update_words
from tests.support.builders import words
from tests.support.cast import Player, add_player
from tests.support.engines import sqlite_only
from tests.support.pages import Client
from tests.surveys.forms import SHORT

SECRET = "walrus"  # stands in everything that is the other partner's and not public
# What a partner account may open without naming anything: its own desk, and the door.
OWN = {"pages.desk", "accounts.sign_in", "accounts.sign_out", "projects.drafts"}


@pytest.fixture(params=["dark-lamps", "shared"])
def other(request, town, cast) -> dict[str, Any]:
    """The other partner's things, by the name of the part of an address that stands for them and the word before it.

    Its draft is for a project of its own, or for one in which both take part.
    """
    for slug in ("bright", "dark"):
        partner(slug)
    sheet_of(town.project("shared"), "bright", "dark")
    sheet_of(town.project("bright-lamps"), "bright")
    rows = {"milestones": (Milestone("M1", words("First lamp")),), "criteria": (Criterion("C1", words("Energy")),)}
    sheet_of(town.project("dark-lamps"), "dark", **rows)
    ben = spokesperson("ben", "dark")
    written = Sheet(vision=secret("Vision"), partners=(Part("dark"),), **rows)
    usecases.write_sheet(actor=COMMAND_LINE, slug="dark-lamps", sheet=written)
    draft(ben, "dark-lamps", "dark", requirement(f"Not sent {SECRET}"))
    [speaks] = queries.spokespeople(queries.partner_facts("dark").id)
    meeting = town.meeting("closed-doors", title=secret("Meeting"))
    town.item(meeting, title=secret("Item"))
    comment = town.comment("dark-lamps", body=f"Waits {SECRET}")
    file_id = paper_of(ben, request.param, "dark", SECRET.encode(), f"{SECRET}.txt")
    shows = GivenEvidence(papers=(file_id,))
    with transaction():
        db.session.add(Goal(slug="dark-sky", title=words("Goal"), text=words("Goal"), indicator=words("Stars")))
    return {
        "ben": ben,
        "slug": {
            "committees": "steering",
            "goals": "dark-sky",
            "meetings": meeting,
            "partners": "dark",
            "projects": "dark-lamps",
            "surveys": unopened_survey(),
        },
        "key": {"milestones": "m1", "criteria": "c1"},
        "section": "purpose",
        "partner": "dark",
        "code": "a-code-that-nobody-made",
        "draft_id": draft(ben, request.param, "dark", update_words(f"Sent {SECRET}", evidence=shows), sent=True),
        "file_id": file_id,
        "kind": "update",
        "spokesperson_id": speaks.id,
        "person_id": cast.clerk.person_id,
        "comment_id": comment,
        "ruling_id": 1,
        "paper_id": unposted_paper(meeting),
        "number": 1,
        "position": 1,
        "update": 1,
        "deed": "edit",
        "token": "a-token-that-nobody-made",
        # of the moderators' things, and of invitations, there is none: a partner account is turned away at the door
        **dict.fromkeys(("appeal_id", "escalation_id", "family_id", "hold_id", "invitation_id", "template_id"), 1),
    }


def secret(text: str) -> Translated:
    """A text that is not public."""
    return Translated({"en": f"{text} {SECRET}"})


def unopened_survey() -> str:
    """A survey that is a draft; its slug."""
    keep_form(actor=COMMAND_LINE, form=SHORT, title=secret("Survey"), slug="dark-survey")
    return "dark-survey"


def unposted_paper(meeting: str) -> int:
    """A paper of a draft; its id."""
    kept = store.keep(io.BytesIO(SECRET.encode()), 100)
    with transaction():
        row = db.session.query(Meeting).filter_by(slug=meeting).one()
        paper = Paper(
            meeting_id=row.id,
            title=secret("Paper"),
            lang="en",
            file_key=kept.key,
            filename="paper.txt",
            file_type="txt",
            size=kept.size,
            sha256=kept.sha256,
        )
        db.session.add(paper)
        db.session.flush()
    return paper.id


@pytest.fixture
def ana(other: dict[str, Any]) -> Player:
    """Speaks for `bright` alone."""
    return spokesperson("ana", "bright")


def named(rule: Rule, other: dict[str, Any]) -> dict[str, Any]:
    """The other partner's things that the address of `rule` names."""
    found = {}
    for before, name in re.findall(r"([^/]+)/<[^>:]+:([^>]+)>", rule.rule):
        known = other.get(name)
        known = known.get(before) if isinstance(known, dict) else known
        assert known is not None, f"{rule.rule}: tell `other` in {__name__} what <{name}> names of the other partner's"
        found[name] = known
    found |= {name: other[name] for name in rule.arguments - found.keys()}  # two in a row
    return found


def walk(app: Flask, other: dict[str, Any], desk: bool) -> Iterator[tuple[str, str, str]]:
    """Endpoint, method and path of every route with the other partner's things in its address."""
    addresses = app.url_map.bind("feedback.example.org", url_scheme="https")
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/staff") == desk and rule.endpoint != "static":
            path = addresses.build(rule.endpoint, named(rule, other))
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                yield rule.endpoint, method, path


def state() -> list[Any]:
    """What must not change under the walk."""
    db.session.rollback()
    project = queries.project_by_slug("dark-lamps")
    assert project is not None
    drafts = [(row.id, row.state, row.content, row.reply) for row in db.session.query(PartnerDraft).order_by("id")]
    spokespeople = queries.spokespeople(queries.partner_facts("dark").id)  # type: ignore[union-attr]
    return [drafts, project.sheet_draft, project.changed_at, spokespeople, queries.updates(project.id)]


def sent(client: Client, method: str, path: str, token: str) -> Any:
    """One request with everything a form of hers could hold, so that only the rules stand in its way."""
    data = {"csrf_token": token, "loaded": "", "number": "", "reply": "No.", "text_en": "Mine.", "phase": "piloting"}
    return client.send(method, path, data=data) if method == "POST" else client.send("GET", path)


def test_a_partner_account_opens_no_page_of_others_and_changes_nothing(app, client, ana, other):
    client.sign_in(ana)
    token = dict(client.get("projects.drafts").form("Sign out").pairs())["csrf_token"]
    before, walked = state(), 0
    for endpoint, method, path in walk(app, other, desk=True):
        if endpoint == "accounts.sign_out":
            continue
        answer = sent(client, method, path, token)
        walked += 1
        assert SECRET not in answer.text, f"{method} {path} shows what is not hers"
        if endpoint not in OWN:
            assert answer.status_code in {403, 404}, f"{method} {path} answers her {answer.status_code}"
        elif method == "GET":
            assert "dark-lamps" not in answer.text, f"{path} names the other partner"
    assert walked > 50
    assert state() == before


@sqlite_only
def test_the_addresses_of_the_walk_lead_to_real_things(app, client, other):
    # were an id made up, the walk would prove nothing: the other partner, or somebody with all roles, opens each
    mine = Client(app).sign_in(other["ben"])
    client.sign_in(add_player("everything", *Role))
    opened = {}
    for endpoint, method, path in walk(app, other, desk=True):
        if method == "GET" and endpoint not in OWN and not endpoint.startswith(OF_MODERATORS):
            answers = [browser.send("GET", path).status_code for browser in (client, mine)]
            opened[endpoint] = 200 if 200 in answers else min(answers)
    assert {endpoint for endpoint, status in opened.items() if status != 200} == SHUT
    assert mine.get("projects.draft", draft_id=other["draft_id"]).text.count(SECRET)


# Doors that no partner account passes, whatever stands in the address.
OF_MODERATORS = ("comments.desk_photo", "moderation.", "retention.")
# What the meeting of the walk, a draft of a survey, and criteria that are not frozen do not have yet; and the address
# of files that a clerk sent, which leads to none of a partner's.
SHUT = {
    "meetings.cancel",
    "meetings.desk_minutes",
    "meetings.edit_minutes",
    "projects.desk_file",
    "projects.score_criterion",
    "surveys.one_invitation",
    "surveys.responses_csv",
    "surveys.responses_spss",
    "surveys.responses_workbook",
    "surveys.version_changes",
    "surveys.weights",
}


@sqlite_only
def test_an_address_with_something_that_the_walk_does_not_know_fails(app, other):
    for path in ("/staff/projects/<slug:slug>/secrets/<key:secret_id>", "/staff/bakeries/<slug:slug>"):
        rule = Rule(path, endpoint="x")
        rule.bind(app.url_map.__class__(converters=app.url_map.converters))
        with pytest.raises(AssertionError, match="tell `other`"):
            named(rule, other)


@sqlite_only
def test_what_is_not_published_is_on_no_public_page(app, client, other):
    found = {}
    for endpoint, method, path in walk(app, other, desk=False):
        if method == "GET":
            answer = client.send("GET", path)
            found[endpoint] = answer.status_code
            assert SECRET not in answer.get_data(as_text=True), f"{path} shows what is not published"
    assert {found[endpoint] for endpoint in ("projects.show", "projects.index", "committees.show")} == {200}
