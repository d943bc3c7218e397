"""Rulings: what they change, what they write down, who comes second, and how they are taken back."""

from __future__ import annotations

import threading

import pytest

from portal.comments.models import Comment, FeedbackState
from portal.core.addresses import key_text
from portal.core.db import db
from portal.core.errors import Forbidden, NotFound, Refused, WrongState
from portal.core.permissions import Role
from portal.moderation import queries, usecases
from portal.moderation.models import Ruling
from portal.record.chain import commitment, verify
from portal.record.models import RecordEntry, RecordSalt
from portal.record.queries import all_entries
from tests.support.cast import add_player


def entries():
    return db.session.query(RecordEntry).order_by(RecordEntry.seq).all()


def state(comment_id):
    db.session.rollback()
    return FeedbackState(db.session.get_one(Comment, comment_id).state)


def test_publishing_makes_a_comment_public_and_records_it_at_the_same_moment(clock, town, cast):
    comment_id = town.comment(body="More lamps")
    clock.forward(hours=3)
    ruling_id = usecases.publish_comment(actor=cast.moderator.actor, comment_id=comment_id)
    comment, ruling = db.session.get_one(Comment, comment_id), db.session.get_one(Ruling, ruling_id)
    assert (comment.state, comment.published_at) == ("published", clock.now)
    assert (ruling.moderator_id, ruling.ruled_at, ruling.imported) == (cast.moderator.person_id, clock.now, False)
    (entry,) = entries()
    assert (entry.action, entry.subject) == ("feedback.published", f"comment:{key_text(comment_id)}")
    assert (entry.role, entry.pseudonym) == ("moderator", cast.moderator.actor.pseudonym)
    assert (entry.from_state, entry.to_state, entry.guideline) == ("pending", "published", None)
    assert (entry.seq, entry.at) == (ruling.record_seq, "2026-04-15T20:00:00Z")
    salt = db.session.get_one(RecordSalt, entry.seq).salt
    assert entry.commitment == commitment(salt, "More lamps")


def test_declining_cites_a_guideline_and_keeps_the_note_for_the_author(town, cast):
    comment_id, code = town.comment(), town.guideline("off-topic")
    usecases.decline_comment(
        actor=cast.moderator.actor, comment_id=comment_id, guideline_code=code, note="Send it to the bus page."
    )
    assert state(comment_id) is FeedbackState.DECLINED
    (entry,) = entries()
    assert (entry.action, entry.guideline, entry.to_state) == ("feedback.declined", "off-topic", "declined")
    outcome = queries.outcome_of_comment(comment_id)
    assert outcome.state is FeedbackState.DECLINED
    assert outcome.guideline.code == "off-topic"
    assert outcome.note == "Send it to the bus page."
    assert outcome.ruled_at is not None
    assert not outcome.imported


@pytest.mark.parametrize(
    ("code", "note", "field"), [("unheard-of", "", "guideline"), ("off-topic", "x" * 1001, "note")]
)
def test_a_decline_without_a_known_guideline_or_with_a_long_note_is_refused(town, cast, code, note, field):
    comment_id = town.comment()
    town.guideline("off-topic")
    with pytest.raises(Refused) as refusal:
        usecases.decline_comment(actor=cast.moderator.actor, comment_id=comment_id, guideline_code=code, note=note)
    assert refusal.value.field == field
    assert state(comment_id) is FeedbackState.PENDING
    assert entries() == []


@pytest.mark.parametrize("name", ["visitor", "nobody", "clerk", "member", "admin"])
def test_only_moderators_rule_and_undo(town, cast, name):
    comment_id, code = town.comment(), town.guideline()
    ruling_id = usecases.publish_comment(actor=cast.moderator.actor, comment_id=comment_id)
    other = town.comment()
    with pytest.raises(Forbidden):
        usecases.publish_comment(actor=cast.actor(name), comment_id=other)
    with pytest.raises(Forbidden):
        usecases.decline_comment(actor=cast.actor(name), comment_id=other, guideline_code=code)
    with pytest.raises(Forbidden):
        usecases.undo_ruling(actor=cast.actor(name), ruling_id=ruling_id)


def test_whoever_comes_second_learns_who_ruled_what_and_when(clock, town, cast):
    comment_id, code = town.comment(), town.guideline()
    second = add_player("second", Role.MODERATOR).actor
    usecases.publish_comment(actor=cast.moderator.actor, comment_id=comment_id)
    clock.forward(minutes=1)
    with pytest.raises(WrongState) as refusal:
        usecases.decline_comment(actor=second, comment_id=comment_id, guideline_code=code)
    assert refusal.value.message == (
        "Moderator Example published this comment on April 15, 2026, 12:00\u202fPM Central Time."
    )
    assert state(comment_id) is FeedbackState.PUBLISHED
    assert len(entries()) == 1


def test_an_unknown_comment_and_an_unknown_ruling_are_not_found(town, cast):
    with pytest.raises(NotFound):
        usecases.publish_comment(actor=cast.moderator.actor, comment_id=1)
    with pytest.raises(NotFound):
        usecases.undo_ruling(actor=cast.moderator.actor, ruling_id=1)


def test_an_undo_is_a_ruling_of_its_own_and_the_comment_waits_again(clock, town, cast):
    comment_id, code = town.comment(), town.guideline()
    ruling_id = usecases.decline_comment(actor=cast.moderator.actor, comment_id=comment_id, guideline_code=code)
    clock.forward(minutes=9, seconds=59)
    undo_id = usecases.undo_ruling(actor=cast.moderator.actor, ruling_id=ruling_id)
    assert db.session.get_one(Ruling, undo_id).undoes_id == ruling_id
    assert state(comment_id) is FeedbackState.PENDING
    assert [e.action for e in entries()] == ["feedback.declined", "feedback.undone"]
    assert (entries()[1].from_state, entries()[1].to_state) == ("declined", "pending")
    outcome = queries.outcome_of_comment(comment_id)
    assert (outcome.ruled_at, outcome.guideline, outcome.note) == (None, None, "")
    usecases.publish_comment(actor=cast.moderator.actor, comment_id=comment_id)
    assert queries.outcome_of_comment(comment_id).state is FeedbackState.PUBLISHED
    assert verify(all_entries()).finish() == []


def test_an_undone_publication_is_no_longer_public(town, cast):
    comment_id = town.comment()
    ruling_id = usecases.publish_comment(actor=cast.moderator.actor, comment_id=comment_id)
    usecases.undo_ruling(actor=cast.moderator.actor, ruling_id=ruling_id)
    assert db.session.get_one(Comment, comment_id).published_at is None


def test_after_the_undo_time_a_ruling_stands(clock, town, cast):
    comment_id = town.comment()
    ruling_id = usecases.publish_comment(actor=cast.moderator.actor, comment_id=comment_id)
    clock.forward(minutes=10)
    assert not queries.ruling_line(ruling_id).undoable
    with pytest.raises(WrongState, match="time to undo"):
        usecases.undo_ruling(actor=cast.moderator.actor, ruling_id=ruling_id)
    assert state(comment_id) is FeedbackState.PUBLISHED


def test_a_ruling_is_undone_once_and_an_undo_never(town, cast):
    moderator, comment_id = cast.moderator.actor, town.comment()
    ruling_id = usecases.publish_comment(actor=moderator, comment_id=comment_id)
    undo_id = usecases.undo_ruling(actor=moderator, ruling_id=ruling_id)
    again = usecases.publish_comment(actor=moderator, comment_id=comment_id)
    with pytest.raises(WrongState, match="already undone"):
        usecases.undo_ruling(actor=moderator, ruling_id=ruling_id)
    with pytest.raises(WrongState, match="undo cannot be undone"):
        usecases.undo_ruling(actor=moderator, ruling_id=undo_id)
    assert queries.ruling_line(again).undoable
    assert state(comment_id) is FeedbackState.PUBLISHED


def test_of_two_moderators_at_the_same_moment_one_rules_and_one_is_told(app, town, cast):
    comment_id, code = town.comment(), town.guideline()
    actors = (cast.moderator.actor, add_player("second", Role.MODERATOR).actor)
    db.session.rollback()
    together, told = threading.Barrier(2), []

    def rule(actor):
        with app.app_context():
            together.wait()
            try:
                usecases.decline_comment(actor=actor, comment_id=comment_id, guideline_code=code)
                told.append("ruled")
            except WrongState as refusal:
                told.append(refusal.message)

    threads = [threading.Thread(target=rule, args=(actor,)) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(word if word == "ruled" else "told" for word in told) == ["ruled", "told"]
    assert any("Example declined this comment" in word for word in told)
    assert len(entries()) == 1
