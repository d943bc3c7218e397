"""Ruling on a family: once on what is shared, never on what somebody added."""

from __future__ import annotations

import pytest

from portal.comments.models import Comment, CommentPhoto, FeedbackState
from portal.core.db import db
from portal.core.errors import Forbidden, WrongState
from portal.core.usecase import transaction
from portal.moderation import queries, usecases
from portal.moderation.handlers.families import group_comments
from portal.moderation.models import FamilyMember, Ruling
from portal.record.models import RecordEntry
from tests.moderation.families.letters import LETTER, letter


def state(comment_id):
    db.session.rollback()
    return FeedbackState(db.session.get_one(Comment, comment_id).state)


def sheet_of(actor, comment_id):
    db.session.rollback()
    return queries.family_sheet(actor, db.session.get_one(FamilyMember, comment_id).family_id)


def shown(sheet):
    ids = [one.id for one in sheet.plain]
    return {"family_id": sheet.id, "letters": ids, "read": sheet.reading(ids)}


def test_publishing_what_is_shared_leaves_every_addition_waiting(send, cast):
    actor = cast.moderator.actor
    plain, photo, mine, emoji = [send(), send(LETTER.upper())], send(), send(letter("Mine.")), send(f"{LETTER} 🖕")
    with transaction():
        values = {"file_key": "k", "file_type": "image/webp", "alt": "A bus", "size": 1, "width": 1, "height": 1}
        db.session.add(CommentPhoto(comment_id=photo, **values))
    sheet = sheet_of(actor, mine)
    assert {one.id for one in sheet.adding} == {photo, mine, emoji}
    ruling = usecases.publish_family(actor=actor, **shown(sheet))
    assert [state(one) for one in (*plain, photo, mine, emoji)] == ["published"] * 2 + ["pending"] * 3
    assert db.session.query(RecordEntry).filter_by(action="feedback.published").count() == 2
    assert {row.family_id for row in db.session.query(Ruling)} == {sheet.id}
    usecases.undo_family_ruling(actor=actor, ruling_id=ruling)
    assert {state(one) for one in plain} == {"pending"}
    assert db.session.query(RecordEntry).filter_by(action="feedback.undone").count() == 2
    with pytest.raises(WrongState):
        usecases.undo_family_ruling(actor=actor, ruling_id=ruling)


def test_what_was_ruled_meanwhile_is_passed_over_and_what_changed_is_refused(send, cast, town):
    actor, code = cast.moderator.actor, town.guideline()
    one, two, three = send(), send(), send()
    seen = shown(sheet_of(actor, one))
    usecases.publish_comment(actor=actor, comment_id=one)
    usecases.decline_family(actor=actor, guideline_code=code, **seen)
    assert [state(comment) for comment in (one, two, three)] == ["published", "declined", "declined"]
    with pytest.raises(WrongState):
        usecases.publish_family(actor=actor, **seen)
    four = send()
    seen = shown(sheet_of(actor, four))
    with transaction():
        db.session.get_one(Comment, four).display_name = "Somebody else"
    with pytest.raises(WrongState):
        usecases.publish_family(actor=actor, **seen)
    assert state(four) == "pending"


def test_a_letter_that_came_after_the_page_is_not_ruled_on(send, cast):
    actor = cast.moderator.actor
    one, two = send(), send()
    seen = shown(sheet_of(actor, one))
    late = send()
    usecases.publish_family(actor=actor, **seen)
    assert [state(comment) for comment in (one, two, late)] == ["published", "published", "pending"]


def test_a_comment_that_was_taken_out_stays_by_itself(send, cast, worker):
    actor = cast.moderator.actor
    one, two, three = send(), send(), send()
    family = sheet_of(actor, one).id
    usecases.take_letter_out(actor=actor, comment_id=one)
    worker()
    group_comments([one])
    send(letter("Another."))
    assert sheet_of(actor, one) is None
    assert {letter.id for letter in sheet_of(actor, two).letters} >= {two, three}
    assert sheet_of(actor, two).id == family
    assert len(sheet_of(actor, two).letters) == 3
    assert db.session.query(RecordEntry).filter_by(action="feedback.ungrouped").count() == 1


def test_only_moderators_rule_on_families(send, cast, town):
    one, two = send(), send()
    seen = shown(sheet_of(cast.moderator.actor, one))
    for name in ("visitor", "clerk", "member", "admin"):
        actor = cast.actor(name)
        with pytest.raises(Forbidden):
            usecases.publish_family(actor=actor, **seen)
        with pytest.raises(Forbidden):
            usecases.decline_family(actor=actor, guideline_code=town.guideline(f"g-{name}"), **seen)
        with pytest.raises(Forbidden):
            usecases.take_letter_out(actor=actor, comment_id=two)
        with pytest.raises(Forbidden):
            usecases.undo_family_ruling(actor=actor, ruling_id=1)
