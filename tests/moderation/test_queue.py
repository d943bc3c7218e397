"""Lanes, filters, floods and orders of the queue; claims, assignments, notes and second looks."""

from __future__ import annotations

import threading

import pytest

from portal.comments.models import Channel, Comment, FeedbackState
from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import Forbidden, NotFound, Refused, WrongState
from portal.core.paging import Cursor
from portal.core.permissions import Role
from portal.core.usecase import transaction
from portal.moderation import queries, usecases
from portal.moderation.models import Appeal, Claim, Danger, Escalation, Report, ReportReason
from portal.moderation.queries import Chosen, Lane, Only
from tests.support.cast import add_player


def changed(comment_id, **values):
    """The comment, with these columns set."""
    with transaction():
        for name, value in values.items():
            setattr(db.session.get_one(Comment, comment_id), name, value)
    return comment_id


def ids(page):
    return [item.id for item in page.items]


@pytest.fixture
def second():
    return add_player("second", Role.MODERATOR).actor


def test_each_lane_shows_its_own_and_says_why(clock, town, cast):
    moderator, project = cast.moderator.actor, town.project()
    pending, aside = town.comment(project), town.comment_in(FeedbackState.SET_ASIDE, project)
    reported, declined, quiet = town.published(project), town.comment(project), town.published(project)
    ruling_id = usecases.decline_comment(actor=moderator, comment_id=declined, guideline_code=town.guideline())
    with transaction():
        for number, reason in enumerate((ReportReason.SPAM, ReportReason.SPAM, ReportReason.HATE)):
            db.session.add(Report(comment_id=reported, reason=reason, words=f"Look {number}", nonce_hash=f"{number}"))
        db.session.add(Report(comment_id=quiet, reason=ReportReason.SPAM, nonce_hash="closed", closed_at=now()))
        db.session.add(Appeal(comment_id=declined, ruling_id=ruling_id, words="It is no advert", record_seq=1))
        db.session.add(
            Escalation(comment_id=aside, danger=Danger.THREAT, evidence="x", escalated_by=cast.moderator.person_id)
        )
    shown = {lane: queries.queue(moderator, Chosen(lane)) for lane in Lane}
    assert {lane: ids(page) for lane, page in shown.items()} == {
        Lane.WAITING: [pending],
        Lane.ASIDE: [aside],
        Lane.REPORTS: [reported],
        Lane.APPEALS: [declined],
        Lane.ESCALATIONS: [aside],
    }
    assert queries.counts_by_lane(moderator) == dict.fromkeys(Lane, 1)
    spam, hate = shown[Lane.REPORTS].items[0].lane_words
    assert (spam.reason, spam.count, spam.words) == (ReportReason.SPAM, 2, ("Look 0", "Look 1"))
    assert (hate.reason, hate.count) == (ReportReason.HATE, 1)
    assert shown[Lane.APPEALS].items[0].lane_words[0].words == "It is no advert"
    assert shown[Lane.ESCALATIONS].items[0].lane_words[0].danger is Danger.THREAT


def test_filters_choose_and_their_counts_say_how_many(town, cast, second):
    moderator, project = cast.moderator.actor, town.project()
    plain = town.comment(project)
    spanish = town.comment(project, lang="es")
    paper = changed(town.comment(project), channel=Channel.PAPER)
    hinted = changed(town.comment(project), signals=["fast"])
    mine, looked = town.comment(project), town.comment(project)
    usecases.assign_item(actor=second, comment_id=mine, person_id=cast.moderator.person_id)
    usecases.assign_item(actor=second, comment_id=plain, person_id=second.person_id)
    usecases.ask_second_look(actor=second, comment_id=looked, question="Is this a threat?")
    facets = queries.facets(moderator, Lane.WAITING)
    assert (facets.langs, facets.channels) == ({"en": 5, "es": 1}, {Channel.WEB: 5, Channel.PAPER: 1})
    assert facets.only == {Only.HINTS: 1, Only.FOLDED: 0, Only.MINE: 1, Only.SECOND_LOOK: 1}
    for chosen, wanted in (
        (Chosen(lang="es"), spanish),
        (Chosen(channel=Channel.PAPER), paper),
        (Chosen(only=Only.HINTS), hinted),
        (Chosen(only=Only.MINE), mine),
        (Chosen(only=Only.SECOND_LOOK), looked),
    ):
        assert ids(queries.queue(moderator, chosen)) == [wanted]
    [item] = queries.queue(moderator, Chosen(only=Only.SECOND_LOOK)).items
    assert (item.asked_by.name, item.question) == ("Second Example", "Is this a threat?")


def test_a_flood_is_one_card_that_tells_how_many_and_opens_into_a_list(clock, town, cast):
    moderator, project = cast.moderator.actor, town.project()
    flood = []
    for number in range(4):
        clock.forward(minutes=1)
        flood.append(changed(town.comment(project, lang="es" if number == 1 else "en"), fold="a" * 32))
    clock.forward(minutes=1)
    other = town.comment(project)
    page = queries.queue(moderator, Chosen())
    assert ids(page) == [flood[0], other]
    assert ([item.folded for item in page.items], page.total) == ([3, 0], 5)
    assert ids(queries.queue(moderator, Chosen(fold="a" * 32))) == flood
    assert ids(queries.queue(moderator, Chosen(lang="es"))) == [flood[1]]  # folded among what is chosen alone
    usecases.publish_comment(actor=moderator, comment_id=flood[0])
    assert [item.folded for item in queries.queue(moderator, Chosen()).items] == [2, 0]


def test_hints_first_leaves_every_fifth_place_to_chance(clock, town, cast):
    moderator, project = cast.moderator.actor, town.project()
    hinted, plain = [], []
    for number in range(24):
        clock.forward(minutes=1)
        (plain if number % 4 == 0 else hinted).append(town.comment(project))
    with transaction():
        for comment_id in hinted:
            db.session.get_one(Comment, comment_id).signals = ["links"]
    first = queries.queue(moderator, Chosen(), hints_first=True)
    assert [place for place, found in enumerate(ids(first), 1) if found in plain] == [5, 10, 15, 20]
    assert [found for found in ids(first) if found in hinted] == hinted[:16]
    following = queries.queue(moderator, Chosen(), Cursor.read(first.next_cursor), hints_first=True)
    assert [found for found in ids(following) if found in hinted] == hinted[16:]


def test_other_comments_in_the_same_words_are_counted_however_they_were_typed(town, cast):
    project = town.project()
    town.published(project, body="Stop the tower!")
    comment_id = town.comment(project, body="STOP  the tower")
    item = queries.desk_item(cast.moderator.actor, comment_id)
    assert item.similar == 1
    assert [state for _id, state, _at in queries.similar_to(cast.moderator.actor, item)] == [FeedbackState.PUBLISHED]


def test_a_claim_tells_expires_and_moves_along(clock, town, cast, second):
    moderator, first, other = cast.moderator.actor, town.comment(), town.comment()
    assert usecases.claim_item(actor=moderator, comment_id=first) == moderator.person_id
    assert usecases.claim_item(actor=second, comment_id=first) == moderator.person_id
    assert queries.desk_item(second, first).reader.name == "Moderator Example"
    usecases.publish_comment(actor=second, comment_id=first)  # it locks nothing
    usecases.claim_item(actor=moderator, comment_id=other)
    assert queries.desk_item(second, first).reader is None
    clock.forward(minutes=10)
    assert queries.desk_item(second, other).reader is None
    assert usecases.claim_item(actor=second, comment_id=other) == second.person_id


def test_two_who_claim_at_the_same_moment_learn_of_one_another(app, town, cast, second):
    comment_id, together, told = town.comment(), threading.Barrier(2), []
    actors = (cast.moderator.actor, second)
    db.session.rollback()

    def claim(actor):
        with app.app_context():
            together.wait()
            told.append(usecases.claim_item(actor=actor, comment_id=comment_id))

    threads = [threading.Thread(target=claim, args=(actor,)) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(told)) == 1
    assert told[0] == db.session.get_one(Claim, comment_id).person_id


def test_notes_and_questions_have_their_limits(town, cast, second):
    moderator, comment_id = cast.moderator.actor, town.comment()
    for text in (" ", "x" * 2001):
        with pytest.raises(Refused):
            usecases.add_note(actor=moderator, comment_id=comment_id, text=text)
    usecases.add_note(actor=moderator, comment_id=comment_id, text="Ask the clerk.")
    assert [(note.name, note.text) for note in queries.notes_on(comment_id)] == [
        ("Moderator Example", "Ask the clerk.")
    ]
    usecases.ask_second_look(actor=moderator, comment_id=comment_id)
    with pytest.raises(WrongState):
        usecases.ask_second_look(actor=second, comment_id=comment_id)
    usecases.close_second_look(actor=moderator, comment_id=comment_id)
    with pytest.raises(WrongState):
        usecases.close_second_look(actor=second, comment_id=comment_id)


def test_an_item_is_assigned_to_moderators_alone_and_may_be_given_back(town, cast):
    moderator, comment_id = cast.moderator.actor, town.comment()
    with pytest.raises(Refused):
        usecases.assign_item(actor=moderator, comment_id=comment_id, person_id=cast.clerk.person_id)
    for person_id in (moderator.person_id, moderator.person_id, None, None):
        usecases.assign_item(actor=moderator, comment_id=comment_id, person_id=person_id)
        assignee = queries.desk_item(moderator, comment_id).assignee
        assert (assignee.id if assignee else None) == person_id


def test_what_is_said_at_the_desk_is_for_moderators_and_real_comments(town, cast):
    comment_id, moderator = town.comment(), cast.moderator.actor
    acts = {
        usecases.claim_item: {},
        usecases.add_note: {"text": "x"},
        usecases.assign_item: {"person_id": None},
        usecases.ask_second_look: {},
        usecases.close_second_look: {},
    }
    for act, values in acts.items():
        with pytest.raises(Forbidden):
            act(actor=cast.clerk.actor, comment_id=comment_id, **values)
        with pytest.raises(NotFound):
            act(actor=moderator, comment_id=1, **values)
