"""Appeals: once, in words, answered for good by another person than the one who ruled."""

from __future__ import annotations

import secrets

import pytest

from portal.comments.models import Comment, FeedbackState
from portal.core.db import db
from portal.core.errors import Forbidden, Refused, WrongState
from portal.core.permissions import Role
from portal.core.usecase import transaction
from portal.moderation import queries, usecases
from portal.moderation.models import Appeal, AppealState, Ruling, SealedOriginal
from portal.receipts.codes import code_for
from portal.record.chain import verify
from portal.record.models import RecordEntry
from portal.record.queries import all_entries
from tests.support.cast import add_player
from tests.support.engines import sqlite_only

BODY = "Lamps help. Call Ana at 270-555-0143."


@pytest.fixture
def second(app):
    """Another moderator."""
    return add_player("second", Role.MODERATOR)


def kept_back(town, cast, how="decline"):
    """A comment that the moderator ruled against; its id."""
    code, comment_id = town.guideline(), town.comment(body=BODY)
    if how == "redact":
        usecases.redact_comment(
            actor=cast.moderator.actor, comment_id=comment_id, passages=["270-555-0143"], guideline_code=code
        )
    elif how == "hide":
        usecases.publish_comment(actor=cast.moderator.actor, comment_id=comment_id)
        usecases.hide_comment(actor=cast.moderator.actor, comment_id=comment_id, guideline_code=code)
    else:
        usecases.decline_comment(actor=cast.moderator.actor, comment_id=comment_id, guideline_code=code)
    return comment_id


def receipt_of(comment_id):
    return db.session.get_one(Comment, comment_id).receipt_id


def appeal(comment_id, words="It is my own number."):
    return usecases.make_appeal(receipt_id=receipt_of(comment_id), words=words)


@pytest.mark.parametrize("how", ["decline", "hide", "redact"])
def test_a_granted_appeal_takes_back_what_the_ruling_did(town, cast, second, how):
    comment_id = kept_back(town, cast, how)
    appeal_id = appeal(comment_id)
    usecases.answer_appeal(actor=second.actor, appeal_id=appeal_id, grant=True, answer="You are right.")
    comment = db.session.get_one(Comment, comment_id)
    assert (comment.state, comment.body, comment.redacted) == (FeedbackState.PUBLISHED, BODY, False)
    assert comment.published_at is not None
    assert db.session.query(SealedOriginal).count() == 0
    actions = [entry.action for entry in db.session.query(RecordEntry).order_by(RecordEntry.seq)]
    assert actions[-3:] == ["appeal.made", "feedback.overturned", "appeal.granted"]
    assert verify(all_entries()).finish() == []
    own = queries.appeal_of(comment_id)
    assert (own.state, own.answer, own.moot) == (AppealState.GRANTED, "You are right.", False)


def test_a_refused_appeal_changes_nothing_and_is_final(town, cast, second):
    comment_id = kept_back(town, cast)
    appeal_id = appeal(comment_id)
    with pytest.raises(Refused):
        usecases.answer_appeal(actor=second.actor, appeal_id=appeal_id, grant=False, answer=" ")
    usecases.answer_appeal(actor=second.actor, appeal_id=appeal_id, grant=False, answer="Leave the number out.")
    assert db.session.get_one(Comment, comment_id).state == FeedbackState.DECLINED
    with pytest.raises(WrongState, match="final"):
        usecases.answer_appeal(actor=second.actor, appeal_id=appeal_id, grant=True, answer="Or not")
    with pytest.raises(WrongState, match="once"):
        appeal(comment_id, "Again")
    assert queries.may_appeal(comment_id) is None


def test_an_appeal_is_made_once_and_the_same_words_twice_are_one(town, cast):
    comment_id = kept_back(town, cast)
    assert appeal(comment_id) == appeal(comment_id)
    with pytest.raises(WrongState):
        appeal(comment_id, "Other words")
    assert db.session.query(RecordEntry).filter_by(action="appeal.made").one().role == "author"


def test_whoever_ruled_sees_the_appeal_but_cannot_answer_it(town, cast, second):
    appeal_id = appeal(kept_back(town, cast))
    with pytest.raises(Forbidden):
        usecases.answer_appeal(actor=cast.moderator.actor, appeal_id=appeal_id, grant=False, answer="No")
    assert [line.mine for line in queries.waiting_appeals(cast.moderator.actor).items] == [True]
    assert [line.mine for line in queries.waiting_appeals(second.actor).items] == [False]
    assert (queries.appeals_to_answer(cast.moderator.actor), queries.appeals_to_answer(second.actor)) == (0, 1)


@pytest.mark.parametrize("name", ["clerk", "member"])
def test_where_no_other_moderator_is_there_a_clerk_or_member_answers_in_the_open(town, cast, name):
    appeal_id = appeal(kept_back(town, cast))
    stand_in = cast.actor(name)
    assert queries.appeals_to_answer(stand_in) == 1
    usecases.answer_appeal(actor=stand_in, appeal_id=appeal_id, grant=True, answer="You are right.")
    entry = db.session.query(RecordEntry).filter_by(action="appeal.granted").one()
    assert (entry.role, entry.pseudonym) == (name, stand_in.pseudonym)


def test_with_another_moderator_nobody_stands_in(town, cast, second):
    appeal_id = appeal(kept_back(town, cast))
    for name in ("visitor", "nobody", "clerk", "member", "admin", "partner"):
        assert queries.waiting_appeals(cast.actor(name)).total == 0
        with pytest.raises(Forbidden):
            usecases.answer_appeal(actor=cast.actor(name), appeal_id=appeal_id, grant=True, answer="Yes")


def test_a_ruling_that_was_undone_leaves_the_one_appeal_to_its_author(town, cast, second):
    comment_id = kept_back(town, cast)
    appeal_id = appeal(comment_id)
    usecases.undo_ruling(actor=cast.moderator.actor, ruling_id=db.session.query(Ruling).one().id)
    assert queries.appeal_of(comment_id).moot
    assert queries.waiting_appeals(second.actor).total == queries.lane_counts().appeals == 0
    with pytest.raises(WrongState, match="taken back"):
        usecases.answer_appeal(actor=second.actor, appeal_id=appeal_id, grant=True, answer="Yes")
    usecases.decline_comment(actor=cast.moderator.actor, comment_id=comment_id, guideline_code="privacy")
    appeal(comment_id, "Once more")
    assert queries.waiting_appeals(second.actor).items[0].excerpt.text == "Once more"


def test_after_the_time_there_is_nothing_to_appeal(clock, town, cast):
    comment_id = kept_back(town, cast)
    assert queries.may_appeal(comment_id) is not None
    clock.forward(days=30)
    assert queries.may_appeal(comment_id) is None
    with pytest.raises(WrongState, match="no ruling"):
        appeal(comment_id)


@pytest.mark.parametrize("state", [s for s in FeedbackState if s not in {"declined", "hidden"}])
@sqlite_only
def test_other_states_cannot_be_appealed(town, state):
    assert queries.may_appeal(town.comment_in(state)) is None


@sqlite_only
def test_without_the_original_a_redaction_cannot_be_taken_back(town, cast, second):
    comment_id = kept_back(town, cast, "redact")
    with transaction():
        db.session.delete(db.session.get_one(SealedOriginal, comment_id))
    appeal_id = appeal(comment_id)
    with pytest.raises(Refused, match="destroyed"):
        usecases.answer_appeal(actor=second.actor, appeal_id=appeal_id, grant=True, answer="Yes")
    assert db.session.get_one(Appeal, appeal_id).state == AppealState.WAITING


@sqlite_only
def test_the_holder_of_the_code_appeals_and_reads_the_answer_with_the_receipt(client, town, cast, second):
    nonce = secrets.token_bytes(16)
    code, comment_id = town.guideline(), town.comment(nonce=nonce)
    usecases.decline_comment(actor=cast.moderator.actor, comment_id=comment_id, guideline_code=code)
    receipt = client.submit(client.get("receipts.look_up"), code=code_for(nonce))
    form = client.submit(receipt, "Appeal the ruling")
    assert "You can appeal once." in form.text
    assert code_for(nonce) not in form.path
    refused = client.submit(form, "Send your appeal", expect=422)
    assert refused.errors == ["Write why the ruling is wrong"]
    made = client.submit(refused, "Send your appeal", words="<b>Wrong</b> guideline")
    assert made.h1 == "We have your appeal"
    assert "April 29, 2026" in made.text or "by " in made.text
    own = client.sign_in(cast.moderator).get("moderation.appeals")
    assert "Somebody else answers" in own.text
    seen = client.open(own.link("Read the appeal"))
    assert "You made this ruling" in seen.text
    assert seen.forms == []
    client.submit(seen, "Sign out")
    desk = client.sign_in(second).get("moderation.appeals")
    page = client.open(desk.link("Answer the appeal"))
    assert "<b>Wrong</b> guideline" in page.text
    client.submit(page, outcome="refuse", answer="The number is private.")
    receipt = client.submit(client.get("receipts.look_up"), code=code_for(nonce))
    assert "The number is private." in receipt.text
    assert "Appeal the ruling" not in receipt.text


@sqlite_only
def test_a_clerk_finds_the_appeal_on_the_desk_and_others_find_nothing(client, town, cast):
    appeal_id = appeal(kept_back(town, cast))
    client.sign_in(cast.clerk)
    page = client.open(client.get("pages.desk").link("Read the appeals"))
    page = client.open(page.link("Answer the appeal"))
    assert "No other moderator is there" in page.text
    client.submit(page, "Sign out")
    client.sign_in(cast.admin).get("moderation.answer_appeal", appeal_id=appeal_id, expect=403)
