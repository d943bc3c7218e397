"""Reports of readers: what they do, what they never do by themselves, and how they are closed."""

from __future__ import annotations

import secrets

import pytest

from portal.comments.models import Comment, FeedbackState
from portal.core.db import db
from portal.core.errors import Forbidden, NotFound, WrongState
from portal.core.permissions import VISITOR
from portal.moderation import queries, usecases
from portal.moderation.models import InternalNote, Report, ReportReason
from portal.record.models import RecordEntry
from tests.support.engines import site, sqlite_only

HOSTILE = '<script>alert("x")</script>\u202e moderator'


def report(comment_id, reason=ReportReason.SPAM, words="", nonce=None):
    return usecases.report_comment(
        actor=VISITOR,
        comment_id=comment_id,
        nonce=nonce or secrets.token_bytes(16),
        reason=reason,
        words=words,
    )


def opened(comment_id):
    db.session.rollback()
    return queries.open_reports([comment_id]).get(comment_id, 0)


def test_a_report_sent_twice_counts_once_and_hides_nothing(town):
    comment_id, nonce = town.published(), secrets.token_bytes(16)
    assert report(comment_id, nonce=nonce) == report(comment_id, nonce=nonce)
    for _one in range(5):
        report(comment_id)
    assert opened(comment_id) == 6
    assert db.session.get_one(Comment, comment_id).state == FeedbackState.PUBLISHED


@pytest.mark.parametrize("state", [s for s in FeedbackState if s is not FeedbackState.PUBLISHED])
@sqlite_only
def test_only_what_is_public_can_be_reported(town, state):
    with pytest.raises(WrongState):
        report(town.comment_in(state))
    with pytest.raises(NotFound):
        report(1)


def test_reports_are_grouped_by_comment_the_first_reported_first(clock, town, cast):
    late, early = town.published(), town.published()
    report(early, ReportReason.THREAT)
    clock.forward(hours=1)
    for reason in (ReportReason.SPAM, ReportReason.SPAM, ReportReason.NOT_MINE):
        report(late, reason)
    page = queries.reported(cast.moderator.actor)
    assert [(line.comment_id, line.count, line.flagged) for line in page.items] == [(early, 1, False), (late, 3, True)]
    assert page.items[1].reasons == ((ReportReason.SPAM, 2), (ReportReason.NOT_MINE, 1))
    assert page.total == queries.lane_counts().reports == 2
    assert queries.reported(cast.moderator.actor, after="1").items[0].comment_id == late


def test_keeping_it_public_closes_all_with_a_note_and_an_entry_without_words(town, cast):
    comment_id = town.published()
    report(comment_id, words="It is a lie")
    report(comment_id)
    with pytest.raises(Forbidden):
        usecases.close_reports(actor=cast.clerk.actor, comment_id=comment_id, note="No")
    assert usecases.close_reports(actor=cast.moderator.actor, comment_id=comment_id, note="An opinion") == 2
    entry = db.session.query(RecordEntry).one()
    assert (entry.action, entry.role, entry.commitment) == ("report.closed", "moderator", None)
    assert db.session.query(InternalNote).one().text == "An opinion"
    assert opened(comment_id) == 0
    with pytest.raises(WrongState, match="already looked"):
        usecases.close_reports(actor=cast.moderator.actor, comment_id=comment_id, note="Again")


def test_hiding_closes_the_reports_that_were_there_and_an_undo_opens_them_again(clock, town, cast, worker):
    comment_id, code = town.published(), town.guideline()
    report(comment_id)
    clock.forward(minutes=1)
    ruling_id = usecases.hide_comment(actor=cast.moderator.actor, comment_id=comment_id, guideline_code=code)
    assert worker() > 0
    assert opened(comment_id) == 0
    assert queries.month_lines()[0].reports_acted == 1
    clock.forward(minutes=1)
    usecases.undo_ruling(actor=cast.moderator.actor, ruling_id=ruling_id)
    worker()
    assert opened(comment_id) == 1
    assert queries.month_lines()[0].reports_acted == 0


@sqlite_only
def test_a_reader_reports_from_the_permalink_without_a_name(client, town, cast):
    comment_id = town.published()
    page = client.open(client.get("comments.show", comment_id=comment_id).link("Report this comment"))
    assert "name" not in page.form().names()
    refused = client.submit(page, expect=422)
    assert refused.errors == ["Choose what is wrong with the comment"]
    sent = client.submit(refused, reason="hate", words=HOSTILE)
    assert sent.h1 == "We have your report"
    assert "Reports alone hide nothing" in sent.text
    again = client.submit(refused, reason="hate", words=HOSTILE)
    assert again.h1 == "We have your report"
    assert db.session.query(Report).count() == 1
    other = client.submit(refused, reason="hate", words="Other words", expect=422)
    assert "Send again" in other.errors[0]
    client.submit(other)
    assert db.session.query(Report).count() == 2
    desk = client.sign_in(cast.moderator).get("moderation.close_reports", comment_id=comment_id)
    assert '<script>alert("x")</script>' in desk.text
    assert "2 reports wait." in desk.text
    kept = client.submit(desk, note="Keeps the guidelines")
    assert kept.h1 == "Moderation"
    client.get("moderation.close_reports", comment_id=comment_id, expect=409)


@sqlite_only
def test_past_the_day_s_limit_a_report_is_refused_with_its_words_kept(databases):
    from tests.support.builders import Town
    from tests.support.pages import Client

    with site(databases, "sqlite", reports_per_network=1) as app:
        comment_id, client = Town(app).published(), Client(app)
        for expect in (200, 429):
            page = client.get("moderation.report", comment_id=comment_id)
            answer = client.submit(page, reason="other", words="Look at the second line", expect=expect)
        assert "Look at the second line" in answer.text
        assert db.session.query(Report).count() == 1
