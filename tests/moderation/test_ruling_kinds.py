"""Every kind of ruling: where it may begin, what it leaves in the record, and how it is taken back."""

from __future__ import annotations

import threading

import pytest

from portal.comments.models import Comment, CommentPhoto, FeedbackState
from portal.comments.queries import MASK, TargetKey
from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import Refused, WrongState
from portal.core.permissions import Role
from portal.core.usecase import transaction
from portal.moderation import queries, usecases
from portal.moderation.models import Claim, Ruling, RulingKind, SealedOriginal, SecondLook
from portal.moderation.rulings import rule, rule_all
from portal.moderation.rulings.kinds import STARTS
from portal.record.commands import record
from portal.record.models import RecordEntry
from tests.support.cast import add_player
from tests.support.engines import sqlite_only

PENDING, PUBLISHED, DECLINED = FeedbackState.PENDING, FeedbackState.PUBLISHED, FeedbackState.DECLINED
SET_ASIDE, HIDDEN = FeedbackState.SET_ASIDE, FeedbackState.HIDDEN
BODY = "Lamps help. Call Ana at 270-555-0143. Thanks."

KINDS = {
    RulingKind.PUBLISH: ({PENDING, SET_ASIDE}, PUBLISHED, "feedback.published"),
    RulingKind.REDACT: ({PENDING, SET_ASIDE, PUBLISHED}, PUBLISHED, "feedback.redacted"),
    RulingKind.DECLINE: ({PENDING, SET_ASIDE}, DECLINED, "feedback.declined"),
    RulingKind.SET_ASIDE: ({PENDING}, SET_ASIDE, "feedback.set_aside"),
    RulingKind.HIDE: ({PUBLISHED}, HIDDEN, "feedback.hidden"),
    RulingKind.RESTORE: ({HIDDEN}, PUBLISHED, "feedback.restored"),
}


@pytest.fixture
def ruled(cast, town):
    """Calls the use case of a kind as the moderator, or as another; returns the ruling's id."""
    town.guideline("private-details")

    def call(kind, comment_id, actor=None, **others):
        verb, values = {
            RulingKind.PUBLISH: (usecases.publish_comment, {}),
            RulingKind.REDACT: (
                usecases.redact_comment,
                {"passages": ["270-555-0143"], "guideline_code": "private-details"},
            ),
            RulingKind.DECLINE: (usecases.decline_comment, {"guideline_code": "private-details"}),
            RulingKind.SET_ASIDE: (usecases.set_comment_aside, {"waits_for": "The city attorney"}),
            RulingKind.HIDE: (usecases.hide_comment, {"guideline_code": "private-details"}),
            RulingKind.RESTORE: (usecases.restore_comment, {}),
            RulingKind.MOVE: (usecases.move_comment, {}),
        }[kind]
        return verb(actor=actor or cast.moderator.actor, comment_id=comment_id, **(values | others))

    return call


@pytest.fixture
def undo(cast):
    return lambda ruling_id: usecases.undo_ruling(actor=cast.moderator.actor, ruling_id=ruling_id)


def comment(comment_id):
    db.session.rollback()
    return db.session.get_one(Comment, comment_id)


def whole(app):
    db.session.rollback()
    done = app.test_cli_runner().invoke(record, ["verify"])
    assert done.exit_code == 0, done.output


@sqlite_only
@pytest.mark.parametrize("kind", list(KINDS))
def test_a_kind_begins_where_it_may_is_recorded_and_returns(app, town, ruled, undo, kind):
    starts, end, action = KINDS[kind]
    assert starts == STARTS[kind]  # what pages offer
    for start in (PENDING, SET_ASIDE, PUBLISHED, HIDDEN, DECLINED, FeedbackState.WITHDRAWN, FeedbackState.ERASED):
        comment_id = town.comment_in(start, body=BODY)
        if start not in starts:
            before = comment(comment_id).body
            with pytest.raises(WrongState):
                ruled(kind, comment_id)
            assert (comment(comment_id).state, comment(comment_id).body) == (start, before)
            continue
        since = comment(comment_id).published_at
        ruling_id = ruled(kind, comment_id)
        row = db.session.get_one(Ruling, ruling_id)
        assert (row.kind, row.from_state, row.to_state, comment(comment_id).state) == (kind, start, end, end)
        entry = db.session.query(RecordEntry).order_by(RecordEntry.seq.desc()).first()
        assert (entry.action, entry.from_state, entry.to_state) == (action, start, end)
        assert queries.last_ruling_of(comment_id).kind is kind
        undo(ruling_id)
        back = comment(comment_id)
        assert (back.state, back.body, back.redacted, back.published_at) == (start, BODY, False, since)
    whole(app)


@sqlite_only
def test_an_overturned_comment_is_public_for_good(app, town, cast, ruled, undo):
    comment_id = town.comment(body=BODY)
    ruled(RulingKind.DECLINE, comment_id)
    clerk = cast.clerk.actor
    with transaction():
        ruling_id = rule(clerk, db.session.get_one(Comment, comment_id), RulingKind.OVERTURN).id
    assert comment(comment_id).state == PUBLISHED
    with pytest.raises(WrongState, match="final"):
        undo(ruling_id)
    with pytest.raises(WrongState, match="published this comment after an appeal"):
        ruled(RulingKind.DECLINE, comment_id)
    whole(app)


@sqlite_only
def test_what_a_kind_lacks_is_refused_at_its_field(town, ruled):
    waiting, public = town.comment(body=BODY), town.published(body=BODY)
    for kind, comment_id, others, field in (
        (RulingKind.HIDE, public, {"guideline_code": ""}, "guideline"),
        (RulingKind.REDACT, waiting, {"guideline_code": ""}, "guideline"),
        (RulingKind.REDACT, waiting, {"passages": []}, "passages"),
        (RulingKind.REDACT, waiting, {"passages": ["Thanks", "not in it"]}, "passages"),
        (RulingKind.DECLINE, waiting, {"passage": "not in it"}, "passage"),
        (RulingKind.DECLINE, waiting, {"remedy": "x" * 1001}, "note"),
        (RulingKind.SET_ASIDE, waiting, {"waits_for": ""}, "waits_for"),
        (RulingKind.MOVE, waiting, {"target": TargetKey("unheard-of")}, "to"),
    ):
        with pytest.raises(Refused) as refusal:
            ruled(kind, comment_id, **others)
        assert refusal.value.field == field
    assert (comment(waiting).state, comment(public).state, comment(waiting).body) == (PENDING, PUBLISHED, BODY)


@sqlite_only
def test_a_retired_guideline_is_cited_no_more(town, cast, ruled):
    usecases.retire_guideline(actor=cast.clerk.actor, code="private-details", retired=True)
    with pytest.raises(Refused):
        ruled(RulingKind.DECLINE, town.comment())


@sqlite_only
def test_a_ruling_tells_passage_remedy_and_the_words_of_the_version_that_was_cited(town, cast, ruled):
    comment_id = town.comment(body=BODY)
    ruled(RulingKind.DECLINE, comment_id, passage="Call Ana  at\n270-555-0143.")
    old = queries.guideline_by_code("private-details").title
    usecases.define_guideline(
        actor=cast.clerk.actor,
        code="private-details",
        **dict.fromkeys(("title", "text", "advice"), type(old)({"en": "New"})),
    )
    line = queries.last_ruling_of(comment_id)
    assert (line.guideline, line.guideline_version) == (old, 1)
    assert "270" in line.passage
    assert line.remedy.startswith("Leave it out.")


@sqlite_only
def test_a_redaction_masks_every_occurrence_by_the_same_length_and_seals_the_original(app, town, ruled):
    body = "Ann lives at 12 Elm. Yes, 12 Elm! Ann is loud."
    comment_id = town.comment(body=body)
    ruled(RulingKind.REDACT, comment_id, passages=["12 Elm", "Ann is loud."])
    assert comment(comment_id).body == f"Ann lives at {MASK}. Yes, {MASK}! {MASK}"
    assert queries.sealed_text(comment_id) == body
    assert queries.redactions([comment_id])[comment_id].guideline_code == "private-details"
    assert queries.redactions([town.published()]) == {}
    whole(app)


@sqlite_only
def test_a_second_redaction_keeps_the_first_original_and_each_is_undone_by_itself(app, town, ruled, undo):
    comment_id = town.comment(body="One two three four five. six")
    first = ruled(RulingKind.REDACT, comment_id, passages=["two"])
    second = ruled(RulingKind.REDACT, comment_id, passages=[f"{MASK[0]} three", "six"])
    assert comment(comment_id).body == f"One {MASK} four five. {MASK}"
    assert queries.sealed_text(comment_id) == "One two three four five. six"
    with pytest.raises(WrongState, match="moved on"):
        undo(first)
    undo(second)
    assert comment(comment_id).body == f"One {MASK} three four five. six"
    undo(first)
    assert (comment(comment_id).body, comment(comment_id).state) == ("One two three four five. six", PENDING)
    assert db.session.query(SealedOriginal).count() == 0
    whole(app)


@sqlite_only
def test_a_photo_is_hidden_with_the_passages_or_alone_and_shown_again(town, ruled, undo):
    comment_id = town.comment(body=BODY)
    with transaction():
        db.session.add(
            CommentPhoto(
                comment_id=comment_id, file_key="k", file_type="image/webp", alt="A door", size=1, width=1, height=1
            )
        )
    ruling_id = ruled(RulingKind.REDACT, comment_id, passages=[], hide_photo=True)
    assert (comment(comment_id).body, comment(comment_id).redacted) == (BODY, True)
    assert queries.photo_of(comment_id).hidden
    undo(ruling_id)
    db.session.rollback()
    assert not queries.photo_of(comment_id).hidden


@sqlite_only
def test_a_moved_comment_takes_its_replies_along_drops_its_stance_and_comes_back(app, town, cast, ruled, undo):
    meeting, project = town.posted(items=2), town.project("lamps")
    comment_id = town.comment_in(PUBLISHED, item=(meeting, 1), stance="oppose")
    reply = town.comment_in(PUBLISHED, item=(meeting, 1))
    with transaction():
        db.session.get_one(Comment, reply).reply_to_id = comment_id
    ruling_id = ruled(RulingKind.MOVE, comment_id, target=TargetKey(project), note="It is about the lamps.")
    for one in (comment_id, reply):
        assert (comment(one).agenda_item_id, comment(one).project_id is None, comment(one).stance) == (
            None,
            False,
            None,
        )
    assert comment(comment_id).state == PUBLISHED
    with pytest.raises(Refused):
        ruled(RulingKind.MOVE, reply, target=TargetKey(meeting, 2))
    with pytest.raises(Refused):
        ruled(RulingKind.MOVE, comment_id, target=TargetKey(project))
    undo(ruling_id)
    assert (comment(comment_id).stance, comment(reply).project_id) == ("oppose", None)
    whole(app)


@sqlite_only
def test_words_that_changed_since_they_were_read_are_not_ruled_on(town, cast, ruled):
    comment_id = town.comment(body=BODY)
    read = comment(comment_id).reading
    with transaction():
        db.session.get_one(Comment, comment_id).display_name = "The mayor"
    for kind in (RulingKind.PUBLISH, RulingKind.DECLINE, RulingKind.REDACT, RulingKind.SET_ASIDE):
        with pytest.raises(WrongState, match="author changed the text meanwhile"):
            ruled(kind, comment_id, read=read)
    ruled(RulingKind.PUBLISH, comment_id, read=comment(comment_id).reading)


@sqlite_only
def test_whoever_asked_for_a_second_look_does_not_rule_and_another_s_ruling_closes_it(town, cast, ruled, undo):
    comment_id, second = town.comment(body=BODY), add_player("second", Role.MODERATOR)
    asker = cast.moderator.person_id
    with transaction():
        db.session.add(SecondLook(comment_id=comment_id, asked_by=asker))
        db.session.add(Claim(comment_id=comment_id, person_id=second.person_id, expires_at=now()))
    with pytest.raises(WrongState, match="You asked for a second look"):
        ruled(RulingKind.PUBLISH, comment_id)
    ruling_id = ruled(RulingKind.PUBLISH, comment_id, actor=second.actor)
    (look,) = db.session.query(SecondLook).all()
    assert look.closed_by == second.person_id
    look_id = look.id
    assert db.session.query(Claim).count() == 0
    undo(ruling_id)
    db.session.rollback()
    assert db.session.get_one(SecondLook, look_id).closed_at is None
    ruled(RulingKind.SET_ASIDE, comment_id)  # a danger waits for nobody


@sqlite_only
def test_many_get_one_ruling_whole_or_not_at_all(app, town, cast, ruled):
    project, moderator = town.project(), cast.moderator.actor
    ids = [town.comment(project, body=f"Dear board, save the trees. {number}") for number in range(30)]
    with transaction():
        rows = [db.session.get_one(Comment, comment_id) for comment_id in ids]
        rulings = rule_all(moderator, rows, RulingKind.PUBLISH)
        assert len({ruling.record_seq for ruling in rulings}) == 30
    assert {comment(comment_id).state for comment_id in ids} == {PUBLISHED}
    waiting = [town.comment(project), ids[0]]
    with pytest.raises(WrongState), transaction():
        rule_all(moderator, [db.session.get_one(Comment, i) for i in waiting], RulingKind.PUBLISH)
    assert comment(waiting[0]).state == PENDING
    whole(app)


@pytest.mark.parametrize("kind", [RulingKind.REDACT, RulingKind.HIDE])
def test_of_two_at_the_same_moment_on_a_published_comment_each_word_stands_once(app, town, cast, ruled, kind):
    comment_id = town.comment(body=BODY)
    ruled(RulingKind.PUBLISH, comment_id)
    actors = (cast.moderator.actor, add_player("second", Role.MODERATOR).actor)
    db.session.rollback()
    together, told = threading.Barrier(2), []

    def act(actor):
        with app.app_context():
            together.wait()
            try:
                ruled(kind, comment_id, actor=actor)
                told.append("ruled")
            except Refused as refusal:
                told.append(refusal.message)

    threads = [threading.Thread(target=act, args=(actor,)) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(word == "ruled" for word in told) == [False, True]
    assert len(queries.rulings_of(comment_id)) == 2
    whole(app)
