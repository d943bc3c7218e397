"""Dangers: the text is kept and kept from the public, others are told, and the author reads words of help."""

from __future__ import annotations

import secrets

import pytest

from portal.comments.models import Comment, FeedbackState
from portal.core.db import db
from portal.core.errors import Forbidden, Refused, WrongState
from portal.core.permissions import COMMAND_LINE, Permission, can
from portal.core.translated import Translated
from portal.moderation import queries, usecases
from portal.moderation.models import Danger, Escalation
from portal.receipts.codes import code_for
from portal.record.models import RecordEntry
from tests.support.builders import SCRIPT
from tests.support.engines import sqlite_only


def escalate(comment_id, actor, danger=Danger.SELF_HARM, **others):
    return usecases.escalate_comment(actor=actor, comment_id=comment_id, danger=danger, **others)


def test_a_waiting_comment_is_set_aside_and_its_text_kept(town, cast):
    comment_id = town.comment(body="I cannot go on")
    escalation_id = escalate(comment_id, cast.moderator.actor, note="Call soon")
    assert escalate(comment_id, cast.moderator.actor) == escalation_id
    kept = db.session.query(Escalation).one()
    assert (kept.evidence, kept.note, kept.escalated_by) == ("I cannot go on", "Call soon", cast.moderator.person_id)
    assert db.session.get_one(Comment, comment_id).state == FeedbackState.SET_ASIDE
    assert queries.lane_counts().escalations == queries.open_escalations(cast.moderator.actor).total == 1
    assert queries.open_escalations(cast.clerk.actor).total == 0


def test_a_published_one_is_hidden_under_a_guideline_and_the_record_is_silent_on_the_danger(town, cast):
    comment_id, code = town.published(), town.guideline("threats")
    with pytest.raises(Refused):
        escalate(comment_id, cast.moderator.actor, Danger.THREAT)
    assert db.session.query(Escalation).count() == 0
    escalate(comment_id, cast.moderator.actor, Danger.THREAT, guideline_code=code)
    assert db.session.get_one(Comment, comment_id).state == FeedbackState.HIDDEN
    assert [(e.action, e.reason) for e in db.session.query(RecordEntry)] == [("feedback.hidden", None)]


def test_what_was_redacted_is_kept_whole(town, cast):
    comment_id, code = town.comment(body="I will burn house 12"), town.guideline()
    usecases.redact_comment(
        actor=cast.moderator.actor, comment_id=comment_id, passages=["house 12"], guideline_code=code
    )
    escalate(comment_id, cast.moderator.actor, Danger.THREAT, guideline_code=code)
    assert db.session.query(Escalation).one().evidence == "I will burn house 12"


def test_it_is_closed_by_saying_who_was_told(town, cast):
    escalation_id = escalate(town.comment(), cast.moderator.actor)
    usecases.note_told(actor=cast.moderator.actor, escalation_id=escalation_id, line="Sheriff", close=False)
    usecases.note_told(actor=cast.moderator.actor, escalation_id=escalation_id, line="988\nby phone", close=True)
    item = queries.escalation_item(escalation_id)
    assert item.told == ["Sheriff", "988 by phone"]
    assert item.closed_by == cast.moderator.actor.name
    assert queries.lane_counts().escalations == 0
    with pytest.raises(WrongState):
        usecases.note_told(actor=cast.moderator.actor, escalation_id=escalation_id, line="Again", close=True)


def test_the_shipped_plan_stands_until_the_town_wrote_its_own(town, cast):
    comment_id = town.comment()
    assert queries.help_for(comment_id) is None
    escalate(comment_id, cast.moderator.actor)
    assert "988" in queries.help_for(comment_id)["es"]
    assert all(entry.shipped and entry.tell and set(entry.help) == {"en", "es"} for entry in queries.plan())
    usecases.save_plan(
        actor=cast.admin.actor,
        tell={Danger.SELF_HARM: "Dr. Ruiz, 555 0100"},
        help={Danger.SELF_HARM: Translated({"en": "Talk to us"})},
    )
    assert queries.plan_for(Danger.SELF_HARM).tell == "Dr. Ruiz, 555 0100"
    assert queries.help_for(comment_id) == {"en": "Talk to us"}
    usecases.save_plan(actor=cast.admin.actor, tell={Danger.SELF_HARM: ""}, help={Danger.SELF_HARM: Translated()})
    assert "911" in queries.plan_for(Danger.SELF_HARM).tell


def test_who_may_escalate_and_who_keeps_the_plan(town, cast):
    comment_id = town.comment()
    for name, actor in cast.everybody().items():
        assert can(actor, Permission.ESCALATION_PLAN) == (name in {"admin", "moderator"})
        if name != "moderator":
            with pytest.raises(Forbidden):
                escalate(comment_id, actor)
        if name not in {"admin", "moderator"}:
            with pytest.raises(Forbidden):
                usecases.save_plan(actor=actor, tell={}, help={})


@sqlite_only
def test_the_desk_shows_at_once_whom_to_tell_and_the_author_reads_words_of_help(client, town, cast):
    nonce = secrets.token_bytes(16)
    comment_id = town.comment(nonce=nonce)
    form = client.sign_in(cast.moderator).get("moderation.escalate", comment_id=comment_id)
    assert client.submit(form, "Keep it and show whom to tell", expect=422).errors == ["Choose what the danger is"]
    page = client.submit(form, "Keep it and show whom to tell", danger="self_harm")
    assert page.h1 == "Somebody may hurt themselves"
    assert "Nobody was told yet." in page.text
    assert "Call 911" in page.text
    assert client.submit(page, "Note it", whom="", expect=422).errors == ["Write who was told, or why nobody was"]
    page = client.submit(page, "Note it", whom=f"Sheriff {SCRIPT}", how="By phone")
    assert f"Sheriff {SCRIPT}, By phone" in page.text
    page = client.submit(page, "Note it and close", whom="988")
    assert "This escalation is closed." in page.text
    client.submit(page, "Sign out")
    receipt = client.submit(client.in_language("es").get("receipts.look_up"), code=code_for(nonce))
    assert "988" in receipt.text
    assert "Sheriff" not in receipt.text


@sqlite_only
def test_a_published_comment_asks_for_the_guideline_that_hides_it(client, town, cast):
    usecases.ensure_guidelines(actor=COMMAND_LINE)
    comment_id = town.published()
    form = client.sign_in(cast.moderator).get("moderation.escalate", comment_id=comment_id)
    client.submit(form, "Keep it and show whom to tell", danger="threat", guideline="threats-or-harassment")
    client.get("comments.show", comment_id=comment_id, expect=410)


@sqlite_only
def test_the_plan_is_kept_on_one_page(client, cast):
    page = client.sign_in(cast.admin).get("moderation.escalation_plan")
    assert "general words" in page.text
    page = client.submit(page, "Save the plan", tell_child=f"Ana {SCRIPT}", help_child_es="Llame")
    assert "The plan is saved." in page.text
    assert page.value("tell_child") == f"Ana {SCRIPT}"
    assert "general words" not in page.text
