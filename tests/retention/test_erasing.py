"""Erasing: nothing of the text stays anywhere, the record stays whole, and what others said stays."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from portal.comments.models import Comment, FeedbackState, Support
from portal.core.addresses import key_text
from portal.core.db import db
from portal.core.errors import Forbidden
from portal.core.usecase import transaction
from portal.feedback import queries as feedback
from portal.moderation.models import Family, FamilyMember, Ruling
from portal.receipts import queries as receipts
from portal.record.commands import verify_command
from portal.record.models import RecordEntry, RecordSalt
from portal.retention import tombstones, usecases
from portal.retention.models import RequestReason, Tombstone
from portal.search import index
from tests.retention.canary import full_comment, hits
from tests.support.builders import Town
from tests.support.cast import Cast
from tests.support.engines import sqlite_only


def verified(app: Flask) -> str:
    db.session.rollback()
    result = CliRunner().invoke(verify_command)
    assert result.exit_code == 0, result.output
    return result.output


@sqlite_only
def test_no_byte_of_it_is_left_in_any_file(app: Flask, town: Town, cast: Cast, worker: Callable[[], int]) -> None:
    nonce = secrets.token_bytes(16)
    comment_id = full_comment(town, cast.moderator.person_id, nonce)
    town.published(body="Somebody else wants a bench.")
    worker()
    assert len(hits(app)) >= 3, "the database, the photo and the index hold it before"
    receipt_id = receipts.id_by_nonce(nonce)
    assert receipt_id is not None
    assert usecases.erase_comment(receipt_id=receipt_id)
    assert usecases.erase_comment(receipt_id=receipt_id), "again does no harm"
    worker()
    assert hits(app) == []
    assert "is whole" in verified(app)
    assert db.session.query(Comment).filter_by(id=comment_id).one().state == FeedbackState.ERASED
    assert index.count() == feedback.count_all() == 1


def test_what_was_done_and_counted_stays(app: Flask, town: Town, cast: Cast) -> None:
    comment_id = full_comment(town, cast.moderator.person_id)
    usecases.erase_on_request(actor=cast.moderator.actor, comment_id=comment_id, reason=RequestReason.COURT)
    comment = db.session.get_one(Comment, comment_id)
    assert (comment.supports, comment.body, comment.text_hash, comment.signals) == (1, "", "", [])
    assert db.session.query(Support).count() == 0
    ruling = db.session.query(Ruling).one()
    assert (ruling.kind, ruling.note, ruling.family_id) == ("decline", "", None)
    assert db.session.query(Family).count() == 0
    subject = f"comment:{key_text(comment_id)}"
    entry = db.session.query(RecordEntry).filter_by(subject=subject).order_by(RecordEntry.seq.desc()).first()
    assert entry is not None
    said = (entry.action, entry.role, entry.reason, entry.from_state, entry.to_state, entry.commitment)
    assert said == ("feedback.erased", "request", "court", "declined", "erased", None)
    seqs = [row.seq for row in db.session.query(RecordEntry).filter_by(subject=subject)]
    assert db.session.query(RecordSalt).filter(RecordSalt.seq.in_(seqs)).count() == 0
    assert db.session.query(Tombstone).one().subject == subject
    (line,) = [json.loads(line) for line in tombstones.path().read_text().splitlines()]
    assert (line["subject"], line["asked_by"]) == (subject, "request")


def test_replies_stay_and_another_stands_for_the_family(app: Flask, town: Town, cast: Cast) -> None:
    project = town.project()
    first, second, third = (town.published(project, body=f"Our letter {n}") for n in range(3))
    reply = town.published(project, body="A reply")
    with transaction():
        family = Family(representative_id=first)
        db.session.add(family)
        db.session.flush()
        for member in (first, second, third):
            db.session.add(FamilyMember(comment_id=member, family_id=family.id, overlap=1.0))
        for member in (second, third):
            db.session.get_one(Comment, member).represented_by_id = first
        db.session.get_one(Comment, reply).reply_to_id = first
    usecases.erase_on_request(actor=cast.admin.actor, comment_id=first, reason=RequestReason.LOST_CODE)
    db.session.rollback()
    assert db.session.query(Family).one().representative_id == second
    assert db.session.get_one(Comment, second).represented_by_id is None
    assert db.session.get_one(Comment, third).represented_by_id == second
    assert db.session.get_one(Comment, reply).state == FeedbackState.PUBLISHED


@sqlite_only
@pytest.mark.parametrize("name", ["clerk", "member", "partner", "nobody"])
def test_staff_of_other_trades_erase_nothing(town: Town, cast: Cast, name: str) -> None:
    comment_id = town.published()
    with pytest.raises(Forbidden):
        usecases.erase_on_request(actor=cast.actor(name), comment_id=comment_id, reason=RequestReason.COURT)


@sqlite_only
def test_a_failed_erasure_leaves_a_line_that_is_replayed(
    app: Flask, town: Town, cast: Cast, worker: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    comment_id, admin = town.published(body="Please forget me"), cast.admin.actor
    worker()

    def power_cut(_self: object) -> None:
        raise OSError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr("sqlalchemy.orm.Session.commit", power_cut)
        with pytest.raises(OSError, match="power"):
            usecases.erase_on_request(actor=admin, comment_id=comment_id, reason=RequestReason.COURT)
    assert db.session.get_one(Comment, comment_id).body == "Please forget me"
    assert key_text(comment_id) in tombstones.path().read_text()
    worker()
    db.session.rollback()
    assert db.session.get_one(Comment, comment_id).state == FeedbackState.ERASED
    assert "is whole" in verified(app)


@sqlite_only
def test_a_torn_line_costs_no_other_line(app: Flask, town: Town, cast: Cast) -> None:
    one, two = town.published(), town.published()
    usecases.erase_on_request(actor=cast.admin.actor, comment_id=one, reason=RequestReason.COURT)
    with Path(tombstones.path()).open("a") as file:
        file.write('{"subject":"comm')
    usecases.erase_on_request(actor=cast.admin.actor, comment_id=two, reason=RequestReason.COURT)
    lines, _end = tombstones.read()
    assert [line.subject for line in lines] == [f"comment:{key_text(one)}", f"comment:{key_text(two)}"]
