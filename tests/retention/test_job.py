"""The retention job: each rule by its time, the law before all of them, and twice finds nothing."""

from __future__ import annotations

from click.testing import CliRunner
from flask import Flask

from portal.accounts.models import SignIn
from portal.comments.models import Comment, CommentContact
from portal.core.clock import now
from portal.core.db import db
from portal.core.models import Mail
from portal.core.permissions import COMMAND_LINE
from portal.core.usecase import transaction
from portal.moderation import usecases as moderation
from portal.moderation.models import Appeal, AppealState, Danger, Escalation, Ruling, SealedOriginal
from portal.projects.models import Project
from portal.record.models import RecordEntry, RecordSalt
from portal.retention import job, usecases
from portal.retention.commands import run
from portal.retention.job import Rule
from portal.retention.models import RequestReason
from tests.support.builders import Town
from tests.support.cast import Cast
from tests.support.clock import Clock
from tests.support.engines import sqlite_only


def decline(cast: Cast, comment_id: int) -> int:
    return moderation.decline_comment(
        actor=cast.moderator.actor, comment_id=comment_id, guideline_code="privacy", note="Your number"
    )


def state(comment_id: int) -> str:
    db.session.rollback()
    return str(db.session.get_one(Comment, comment_id).state)


def test_declined_texts_go_after_thirty_days_unless_somebody_still_needs_them(
    app: Flask, town: Town, cast: Cast, clock: Clock
) -> None:
    town.guideline()
    plain, held, dangerous, appealing, pending = (town.comment() for _n in range(5))
    rulings = {comment_id: decline(cast, comment_id) for comment_id in (plain, held, dangerous, appealing)}
    hold = usecases.set_hold(actor=cast.clerk.actor, comment_id=held, reason="file 7")
    with transaction():
        db.session.add(
            Escalation(comment_id=dangerous, danger=Danger.THREAT, evidence="x", escalated_by=cast.moderator.person_id)
        )
        db.session.add(Appeal(comment_id=appealing, ruling_id=rulings[appealing], words="No", record_seq=1))
    clock.forward(days=29)
    assert sum(job.run(COMMAND_LINE).values()) == 0
    clock.forward(days=2)
    assert job.due()[Rule.DECLINED] == 1
    assert state(plain) == "declined"
    assert job.run(COMMAND_LINE)[Rule.DECLINED] == 1
    assert [state(c) for c in (plain, held, dangerous, appealing, pending)] == [
        "erased",
        "declined",
        "declined",
        "declined",
        "pending",
    ]
    usecases.end_hold(actor=cast.clerk.actor, hold_id=hold)
    with transaction():
        appeal = db.session.query(Appeal).one()
        appeal.state, appeal.answered_at = AppealState.REFUSED, now()
    assert job.run(COMMAND_LINE)[Rule.DECLINED] == 1
    assert state(appealing) == "declined", "its author has not had the time to read the answer"
    entry = db.session.query(RecordEntry).filter_by(action="retention.run").order_by(RecordEntry.seq.desc()).first()
    assert entry is not None
    assert entry.reason == "d1"
    count = db.session.query(RecordEntry).count()
    assert sum(job.run(COMMAND_LINE).values()) == 0
    assert db.session.query(RecordEntry).count() == count, "a run that finds nothing leaves no entry"


def test_what_a_hold_kept_back_is_erased_when_it_ends(app: Flask, town: Town, cast: Cast, clock: Clock) -> None:
    asked, silent = town.published(), town.published()
    holds = [usecases.set_hold(actor=cast.admin.actor, comment_id=c, reason="file") for c in (asked, silent)]
    for _again in range(2):
        done = usecases.erase_on_request(actor=cast.moderator.actor, comment_id=asked, reason=RequestReason.LOST_CODE)
        assert not done
    assert state(asked) == "withdrawn"
    assert db.session.get_one(Comment, asked).body.startswith("Please add lamps")
    assert job.run(COMMAND_LINE)[Rule.HELD] == 0
    for hold in holds:
        usecases.end_hold(actor=cast.admin.actor, hold_id=hold)
    assert job.run(COMMAND_LINE)[Rule.HELD] == 1
    assert [state(asked), state(silent)] == ["erased", "published"]
    actions = db.session.query(RecordEntry.action, RecordEntry.role).order_by(RecordEntry.seq).all()
    assert [tuple(row) for row in actions][-3:] == [
        ("feedback.held", "request"),
        ("feedback.erased", "request"),
        ("retention.run", "retention"),
    ]


def test_addresses_go_unconfirmed_after_two_days_and_confirmed_some_time_after_the_end(
    app: Flask, town: Town, cast: Cast, clock: Clock
) -> None:
    open_now, ended = town.project(), town.project()
    never, ruled, waiting, closed = town.comment(), town.comment(open_now), town.comment(ended), town.comment(ended)
    with transaction():
        for comment_id in (never, ruled, waiting, closed):
            confirmed = None if comment_id == never else now()
            db.session.add(
                CommentContact(
                    comment_id=comment_id,
                    email="a@example.org",
                    lang="en",
                    token_hash=f"{comment_id}",
                    confirmed_at=confirmed,
                )
            )
        db.session.query(Project).filter_by(slug=open_now).one().comments_close_at = None
        db.session.query(Project).filter_by(slug=ended).one().comments_close_at = clock.now
        db.session.add(Mail(key="comment:x:confirm", address="", subject="", text=""))
    moderation.publish_comment(actor=cast.moderator.actor, comment_id=ruled)
    moderation.publish_comment(actor=cast.moderator.actor, comment_id=closed)

    def left() -> set[int]:
        db.session.rollback()
        return {row.comment_id for row in db.session.query(CommentContact)}

    clock.forward(hours=47)
    assert sum(job.run(COMMAND_LINE).values()) == 0
    clock.forward(hours=2)
    assert job.run(COMMAND_LINE)[Rule.UNCONFIRMED] == 1
    assert left() == {ruled, waiting, closed}
    clock.forward(days=15)
    assert job.run(COMMAND_LINE)[Rule.MAILS] == 1
    clock.forward(days=80)
    assert job.run(COMMAND_LINE)[Rule.CONTACTS] == 2
    assert left() == {waiting}, "whoever still waits for a ruling is told of it"


def test_sealed_originals_go_with_the_salts_of_what_they_said(app: Flask, town: Town, cast: Cast, clock: Clock) -> None:
    comment_id = town.comment()
    first = moderation.publish_comment(actor=cast.moderator.actor, comment_id=comment_id)
    with transaction():
        older = db.session.get_one(Ruling, first)
        redaction = Ruling(
            comment_id=comment_id,
            kind="redact",
            from_state="published",
            to_state="published",
            imported=True,
            passage="lamps",
            record_seq=older.record_seq + 1,
        )
        db.session.add(redaction)
        db.session.flush()
        db.session.add(SealedOriginal(comment_id=comment_id, ruling_id=redaction.id, body="lamps", passages=[]))
    clock.forward(days=31)
    assert job.run(COMMAND_LINE)[Rule.ORIGINALS] == 1
    assert db.session.query(SealedOriginal).count() == 0
    assert db.session.get(RecordSalt, older.record_seq) is None
    assert {row.passage for row in db.session.query(Ruling)} == {""}
    assert state(comment_id) == "published"


@sqlite_only
def test_the_command_says_what_it_would_do_and_what_it_did(app: Flask, town: Town, cast: Cast, clock: Clock) -> None:
    clerk = cast.clerk.person_id
    with transaction():
        db.session.add(SignIn(token_hash="t", person_id=clerk, csrf_token="c", ended_at=now()))
    clock.forward(days=31)
    would = CliRunner().invoke(run, ["--dry-run"]).output.splitlines()
    assert "ended sign-ins: 1" in would
    assert would[-1] == "would delete 1"
    assert CliRunner().invoke(run).output.splitlines()[-1] == "deleted 1"
    assert CliRunner().invoke(run).output.splitlines()[-1] == "deleted 0"
