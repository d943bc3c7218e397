"""Changing, hiding and withdrawing on both databases: with the record, and while a moderator rules."""

from __future__ import annotations

import secrets
from contextlib import suppress

import pytest
from flask import Flask
from sqlalchemy import select

from portal.comments import usecases
from portal.comments.masking import masked_words, passages_of
from portal.comments.models import Comment
from portal.core.addresses import key_text
from portal.core.db import db
from portal.core.errors import WrongState
from portal.moderation import usecases as moderation
from portal.receipts import queries as receipts
from portal.record.models import RecordEntry
from tests.comments.test_parallel import together
from tests.record.test_commands import verify
from tests.support.builders import Town
from tests.support.cast import Cast


def received(town: Town, **others) -> tuple[int, int]:
    """A pending comment and its receipt."""
    nonce = secrets.token_bytes(16)
    comment_id = town.comment(nonce=nonce, **others)
    receipt_id = receipts.id_by_nonce(nonce)
    assert receipt_id is not None
    db.session.rollback()
    return comment_id, receipt_id


def recorded(comment_id: int) -> list[tuple[str, str, str | None]]:
    """What the public record tells of a comment: action, role, state."""
    found = select(RecordEntry).where(RecordEntry.subject == f"comment:{key_text(comment_id)}")
    return [(entry.action, entry.role, entry.to_state) for entry in db.session.scalars(found.order_by(RecordEntry.seq))]


def test_what_an_author_does_is_recorded_and_the_record_stays_whole(app: Flask, town: Town, cast: Cast) -> None:
    comment_id, receipt_id = received(town, body="Call 555 0100")
    moderation.publish_comment(actor=cast.moderator.actor, comment_id=comment_id)
    usecases.mask_comment(receipt_id=receipt_id, passages=["555 0100"])
    assert db.session.get_one(Comment, comment_id).body == "Call █████"
    usecases.withdraw_comment(receipt_id=receipt_id)
    with pytest.raises(WrongState):
        usecases.withdraw_comment(receipt_id=receipt_id)
    assert recorded(comment_id) == [
        ("feedback.published", "moderator", "published"),
        ("feedback.masked", "author", "published"),
        ("feedback.withdrawn", "author", "withdrawn"),
    ]
    assert set(db.session.scalars(select(RecordEntry.pseudonym).where(RecordEntry.role == "author"))) == {""}
    assert verify(app)[0] == 0


def test_a_text_changed_after_a_ruling_was_taken_back_is_what_the_record_holds(
    app: Flask, town: Town, cast: Cast
) -> None:
    comment_id, receipt_id = received(town, body="First")
    ruling = moderation.publish_comment(actor=cast.moderator.actor, comment_id=comment_id)
    moderation.undo_ruling(actor=cast.moderator.actor, ruling_id=ruling)
    usecases.edit_comment(receipt_id=receipt_id, body="Second")
    usecases.mask_comment(receipt_id=receipt_id, passages=["second"])
    assert [action for action, _role, _state in recorded(comment_id)][2:] == ["feedback.changed", "feedback.masked"]
    assert verify(app)[0] == 0


def test_what_nobody_has_seen_is_changed_without_a_trace_in_the_record(town: Town) -> None:
    comment_id, receipt_id = received(town, body="First")
    usecases.edit_comment(receipt_id=receipt_id, body="Second")
    usecases.mask_comment(receipt_id=receipt_id, passages=["second"])
    assert recorded(comment_id) == []
    assert db.session.get_one(Comment, comment_id).edited_at is not None


@pytest.mark.parametrize("round_", range(3))
def test_a_change_and_a_ruling_at_once_never_publish_what_was_not_in_the_row(
    app: Flask, town: Town, cast: Cast, round_: int
) -> None:
    comment_id, receipt_id = received(town, body="Read")
    actor, done = cast.moderator.actor, []

    def edit() -> None:
        with app.app_context(), suppress(WrongState):
            usecases.edit_comment(receipt_id=receipt_id, body="Unread")
            done.append("edited")

    def publish() -> None:
        with app.app_context():
            moderation.publish_comment(actor=actor, comment_id=comment_id)

    together([edit, publish])
    db.session.rollback()
    assert db.session.get_one(Comment, comment_id).body == ("Unread" if done else "Read")
    assert verify(app)[0] == 0


@pytest.mark.parametrize("round_", range(3))
def test_withdrawing_while_a_moderator_rules_always_withdraws(app: Flask, town: Town, cast: Cast, round_: int) -> None:
    comment_id, receipt_id = received(town)
    actor = cast.moderator.actor

    def withdraw() -> None:
        with app.app_context():
            usecases.withdraw_comment(receipt_id=receipt_id)

    def publish() -> None:
        with app.app_context(), suppress(WrongState):
            moderation.publish_comment(actor=actor, comment_id=comment_id)

    together([withdraw, publish])
    db.session.rollback()
    assert db.session.get_one(Comment, comment_id).state == "withdrawn"


def _reading(comment_id: int) -> str:
    db.session.rollback()
    return db.session.get_one(Comment, comment_id).reading


def test_the_reading_knows_every_change(town: Town) -> None:
    comment_id, receipt_id = received(town, body="Nice, lamps", display_name="Ana", area="Süd")
    seen = {_reading(comment_id)}
    for change in (
        {"body": "Nice lamps!", "display_name": "Ana", "area": "Süd"},
        {"body": "Nice lamps!", "display_name": "Moderator", "area": "Süd"},
        {"body": "Nice lamps!", "display_name": "Moderator", "area": ""},
    ):
        usecases.edit_comment(receipt_id=receipt_id, **change)
        seen.add(_reading(comment_id))
    assert len(seen) == 4


@pytest.mark.parametrize(
    ("text", "typed", "wanted"),
    [
        ("Ana has bananas", "ana", "█████ has bananas"),
        ("Ana Maria and Ana", "Ana\nAna Maria", "█████ and █████"),
        ("12 High\nStreet", "12  high street", "█████"),
        ("電話は田中です", "田中", "電話は█████です"),
        ("a.b (c) [d]", "(c)\n.b", "a█████ █████ [d]"),
        ("Nothing here", "\n \n", "Nothing here"),
    ],
)
def test_words_are_hidden_wherever_they_stand(text: str, typed: str, wanted: str) -> None:
    assert masked_words(text, passages_of(typed)) == wanted
