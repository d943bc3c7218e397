"""The steps that the author of a comment reads: every kind, in order, with what was taken back told as taken back."""

from __future__ import annotations

from datetime import timedelta

from portal.comments.models import Comment, FeedbackState
from portal.core.clock import now
from portal.core.db import db
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.moderation import queries, usecases
from portal.moderation.models import (
    Appeal,
    AppealState,
    Danger,
    Escalation,
    EscalationPlan,
    Guideline,
    GuidelineVersion,
    Ruling,
    RulingKind,
)
from portal.projects.models import Project
from tests.support.builders import Town, words
from tests.support.cast import Cast
from tests.support.clock import Clock


def rule(comment_id: int, cast: Cast, kind: RulingKind, to: FeedbackState, **others) -> int:
    """A ruling as other use cases write it; the comment is in `to` afterwards."""
    moderator = cast.moderator.person_id
    with transaction():
        comment = db.session.get_one(Comment, comment_id)
        before, comment.state = comment.state, to
        if to == FeedbackState.PUBLISHED:
            comment.published_at = now()
        facts = {"from_state": before, "to_state": to, "moderator_id": moderator, "record_seq": 7}
        ruling = Ruling(comment_id=comment_id, kind=kind, **(facts | others))
        db.session.add(ruling)
        db.session.flush()
        return ruling.id


def outcome(comment_id: int) -> queries.Outcome:
    """What its author may know."""
    db.session.rollback()
    found = queries.outcome_of_comment(comment_id)
    assert found is not None
    return found


def test_every_ruling_is_a_step_and_what_stands_is_the_last_that_was_not_undone(
    town: Town, cast: Cast, clock: Clock
) -> None:
    comment_id, other = town.comment(), town.project()
    town.guideline("privacy")
    with transaction():
        guideline = db.session.query(Guideline).one().id
        project = db.session.query(Project).filter_by(slug=other).one().id
    state = FeedbackState
    cited = {"guideline_id": guideline}
    steps = [
        (RulingKind.SET_ASIDE, state.SET_ASIDE, {"waits_for": "the county"}),
        (RulingKind.REDACT, state.PUBLISHED, cited | {"passage": "555 0100"}),
        (RulingKind.MOVE, state.PUBLISHED, {"moved_from": {"project_id": project, "agenda_item_id": None}}),
        (RulingKind.HIDE, state.HIDDEN, cited | {"note": "Sorry"}),
        (RulingKind.RESTORE, state.PUBLISHED, {}),
    ]
    for kind, to, others in steps:
        clock.forward(minutes=1)
        last = rule(comment_id, cast, kind, to, **others)
        assert outcome(comment_id).steps[-1].kind is kind
    with transaction():
        db.session.get_one(Comment, comment_id).redacted = True
    seen = outcome(comment_id)
    assert [step.kind for step in seen.steps] == ["received", *(kind for kind, _to, _others in steps)]
    assert seen.standing is not None
    assert seen.standing.kind is RulingKind.RESTORE
    assert seen.redaction is not None
    assert seen.redaction.passage == "555 0100"
    moved = seen.steps[3].moved_from
    assert moved is not None
    assert other in moved["en"]
    clock.forward(minutes=1)
    rule(comment_id, cast, RulingKind.UNDO, state.HIDDEN, undoes_id=last)
    seen = outcome(comment_id)
    assert (seen.steps[-2].undone, seen.steps[-1].kind) == (True, RulingKind.UNDO)
    assert seen.standing is not None
    assert (seen.standing.kind, seen.note) == (RulingKind.HIDE, "Sorry")


def test_a_ruling_that_was_taken_back_tells_nothing_of_what_it_said(town: Town, cast: Cast) -> None:
    comment_id, actor = town.comment(), cast.moderator.actor
    ruling = usecases.decline_comment(
        actor=actor, comment_id=comment_id, guideline_code=town.guideline(), note="A mistake"
    )
    usecases.undo_ruling(actor=actor, ruling_id=ruling)
    seen = outcome(comment_id)
    assert [(step.kind, step.undone) for step in seen.steps] == [
        ("received", False),
        ("decline", True),
        ("undo", False),
    ]
    assert seen.steps[1].note == ""
    assert seen.steps[1].guideline is None
    assert seen.standing is None


def test_a_guideline_is_quoted_in_the_words_that_stood_that_day(town: Town, cast: Cast) -> None:
    comment_id, code = town.comment(), town.guideline()
    with transaction():
        guideline = db.session.query(Guideline).filter_by(code=code).one()
        db.session.get_one(GuidelineVersion, (guideline.id, 1)).title = words("Old title")
        guideline.version, key = 2, guideline.id
    rule(comment_id, cast, RulingKind.DECLINE, FeedbackState.DECLINED, guideline_id=key, guideline_version=1)
    cited = outcome(comment_id).guideline
    assert cited is not None
    assert (cited.version, "Old title" in cited.title["en"]) == (1, True)


def test_an_appeal_and_its_answer_are_steps(town: Town, cast: Cast, clock: Clock) -> None:
    comment_id = town.comment()
    ruling = rule(
        comment_id, cast, RulingKind.HIDE, FeedbackState.HIDDEN, guideline_id=None, imported=True, moderator_id=None
    )
    appeal = {"comment_id": comment_id, "ruling_id": ruling, "words": "It is true", "record_seq": 8}
    with transaction():
        db.session.add(Appeal(**appeal, made_at=now() + timedelta(minutes=1)))
    assert [step.words for step in outcome(comment_id).steps if step.kind == "appealed"] == ["It is true"]
    moderator = cast.moderator.person_id
    with transaction():
        row = db.session.query(Appeal).one()
        row.state, row.answer, row.answered_at = AppealState.REFUSED, "It stands", now() + timedelta(minutes=2)
        row.answered_by = moderator
    last = outcome(comment_id).steps[-1]
    assert (last.kind, last.words) == ("appeal_refused", "It stands")


def test_words_of_help_stay_after_an_escalation_is_closed(town: Town, cast: Cast) -> None:
    comment_id = town.comment()
    moderator = cast.moderator.person_id
    assert outcome(comment_id).help is None
    with transaction():
        db.session.query(EscalationPlan).filter_by(danger=Danger.SELF_HARM).delete()
        db.session.add(EscalationPlan(danger=Danger.SELF_HARM, help=Translated({"en": "Call 988"})))
        row = Escalation(comment_id=comment_id, danger=Danger.SELF_HARM, evidence="x", escalated_by=moderator)
        db.session.add(row)
    assert outcome(comment_id).help == {"en": "Call 988"}
    with transaction():
        db.session.query(Escalation).one().closed_at = now()
    assert outcome(comment_id).help == {"en": "Call 988"}
