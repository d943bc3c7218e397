"""Statements of reasons: why, by which guideline, what can be done about it; never a text, never a person."""

from __future__ import annotations

import json

from portal.core.addresses import key_text
from portal.core.db import db
from portal.core.usecase import transaction
from portal.moderation import usecases
from portal.moderation.models import Ruling, RulingKind
from tests.support.engines import sqlite_only

pytestmark = sqlite_only


def told(client, ruling_id):
    return json.loads(client.get("moderation.statement", ruling_id=ruling_id).body)


def test_a_decline_is_told_with_its_guideline_and_redress_but_without_text_key_or_person(clock, client, town, cast):
    comment_id, code = town.comment(body="Secret words"), town.guideline("advertising")
    ruling_id = usecases.decline_comment(
        actor=cast.moderator.actor, comment_id=comment_id, guideline_code=code, note="A note"
    )
    answer = client.get("moderation.statement", ruling_id=ruling_id)
    one = json.loads(answer.body)
    assert (one["kind"], one["ground"], one["to_state"]) == ("decline", "guideline", "declined")
    assert (one["guideline"]["code"], one["guideline"]["version"]) == ("advertising", 1)
    assert (one["automated_detection"], one["automated_decision"], one["comment"]) == (False, False, None)
    assert one["redress"]["until"] == "2026-05-15T17:00:00Z"
    assert one["record_entry"] == db.session.get_one(Ruling, ruling_id).record_seq
    secrets = (
        "Secret words",
        "A note",
        cast.moderator.actor.name,
        cast.moderator.actor.pseudonym,
        key_text(comment_id),
    )
    assert not [word for word in secrets if word in answer.text]
    assert json.loads(client.in_language("es").get("moderation.statement", ruling_id=ruling_id).body) == one


def test_what_was_public_has_its_key_and_an_undo_names_what_it_undoes(client, town, cast):
    comment_id, code = town.published(), town.guideline()
    ruling_id = usecases.hide_comment(actor=cast.moderator.actor, comment_id=comment_id, guideline_code=code)
    assert told(client, ruling_id)["comment"] == key_text(comment_id)
    undo_id = usecases.undo_ruling(actor=cast.moderator.actor, ruling_id=ruling_id)
    assert told(client, ruling_id)["undone_by"] == told(client, undo_id)["id"]
    assert told(client, undo_id)["undoes"] == told(client, ruling_id)["id"]
    client.get("moderation.statement", ruling_id=undo_id + 1, expect=404)


def test_the_newest_hundred_are_listed_and_lead_to_the_older_ones(client, town, cast):
    comment_id = town.published()
    moved = {"kind": RulingKind.MOVE, "from_state": "published", "to_state": "published", "record_seq": 1}
    moderator_id = cast.moderator.person_id
    with transaction():
        for _one in range(101):
            db.session.add(Ruling(comment_id=comment_id, moderator_id=moderator_id, **moved))
    first = json.loads(client.get("moderation.statements").body)
    ids = [int(one["id"].rpartition("/")[2].removesuffix(".json")) for one in first["rulings"]]
    assert (len(ids), ids) == (100, sorted(ids, reverse=True))
    rest = json.loads(client.open(first["next"].partition("example.org")[2]).body)
    assert len(rest["rulings"]) == 1
    assert "next" not in rest
