"""What the desk and the public are told about waiting and ruled-on feedback."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.core.paging import Cursor
from portal.core.permissions import Role
from portal.moderation import queries, usecases
from portal.moderation.hints import Hint, noticed
from portal.moderation.queries import About, Lane, Subject
from tests.support.cast import add_player


def test_the_oldest_waits_first_and_pages_follow_one_another(clock, town, cast):
    project = town.project()
    ids = []
    for _ in range(25):
        clock.forward(minutes=1)
        ids.append(town.comment(project))
    first = queries.waiting(cast.moderator.actor)
    second = queries.waiting(cast.moderator.actor, after=Cursor.read(first.next_cursor))
    assert [item.id for item in (*first.items, *second.items)] == ids
    assert (len(first.items), first.total, second.next_cursor) == (20, 25, None)


def test_a_newer_ruling_shifts_nothing_on_the_next_page(clock, town, cast):
    project = town.project()
    ids = []
    for _ in range(21):
        clock.forward(minutes=1)
        ids.append(town.comment(project))
    first = queries.waiting(cast.moderator.actor)
    usecases.publish_comment(actor=cast.moderator.actor, comment_id=ids[3])
    second = queries.waiting(cast.moderator.actor, after=Cursor.read(first.next_cursor))
    assert [item.id for item in second.items] == ids[20:]


def test_what_waits_is_counted_by_project_and_meeting_and_filtered_by_them(town, cast):
    busy, quiet = town.project(), town.project()
    for project in (busy, busy, quiet):
        town.comment(project)
    town.published(quiet)
    meeting = town.posted(items=2)
    for number in (1, 2, 2, 2):
        town.comment(item=(meeting, number))
    moderator = cast.moderator.actor
    counts = [(str(line.about), line.count) for line in queries.facets(moderator, Lane.WAITING).abouts]
    assert counts == [(f"meeting:{meeting}", 4), (f"project:{busy}", 2), (f"project:{quiet}", 1)]
    assert queries.waiting(moderator, About(Subject.PROJECT, quiet)).total == 1
    assert queries.waiting(moderator, About(Subject.MEETING, meeting)).total == 4
    assert queries.waiting(moderator, About(Subject.MEETING, busy)).total == 0
    assert queries.waiting(moderator, About(Subject.PROJECT, "nowhere")).total == 0
    assert queries.waiting_count() == 7


@pytest.mark.parametrize("name", ["visitor", "nobody", "clerk", "member", "admin"])
def test_nobody_but_a_moderator_sees_what_waits(town, cast, name):
    comment_id = town.comment()
    assert queries.waiting(cast.actor(name)).total == 0
    assert queries.facets(cast.actor(name), Lane.WAITING).abouts == ()
    assert set(queries.counts_by_lane(cast.actor(name)).values()) == {0}
    assert queries.waiting_item(cast.actor(name), comment_id) is None


def test_a_text_that_came_before_is_hinted_at_and_the_first_one_is_not(clock, town, cast):
    project = town.project()
    town.comment(project, body="Stop the tower")
    clock.forward(minutes=1)
    town.comment(project, body="Stop the tower")
    first, second = queries.waiting(cast.moderator.actor).items
    assert first.hints == ()
    assert second.hints == (Hint.SENT_BEFORE,)


@pytest.mark.parametrize(
    ("body", "hints"),
    [
        ("See https://example.org/x", (Hint.LINK,)),
        ("www.example.org has it", (Hint.LINK,)),
        ("Write to jo@example.com", (Hint.EMAIL,)),
        ("Call (270) 555-0143", (Hint.PHONE,)),
        ("Call +34 912 345 678 now", (Hint.PHONE,)),
        ("Call 270.555.0143.", (Hint.PHONE,)),
        ("It cost 1,250,000 dollars in 2018 and 2024-2026 on 2026-04-15", ()),
        ("From 10 to 12 on Route 31 at 5 PM, 20 buses", ()),
        ("Meet @ noon, e.g. at the park", ()),
    ],
)
def test_hints_come_from_the_text_alone(body, hints):
    assert noticed(body) == hints


def test_the_oldest_age_is_that_of_what_still_waits(clock, town, cast):
    first = town.comment()
    clock.forward(days=1)
    town.comment()
    assert queries.oldest_waiting() == clock.now - timedelta(days=1)
    usecases.publish_comment(actor=cast.moderator.actor, comment_id=first)
    assert queries.oldest_waiting() == clock.now


def test_figures_count_rulings_that_stand(town, cast):
    moderator, code = cast.moderator.actor, town.guideline("off-topic")
    town.guideline("advertising")
    one, two, three = town.comment(), town.comment(), town.comment()
    usecases.decline_comment(actor=moderator, comment_id=one, guideline_code=code)
    slip = usecases.decline_comment(actor=moderator, comment_id=two, guideline_code=code)
    usecases.undo_ruling(actor=moderator, ruling_id=slip)
    usecases.publish_comment(actor=moderator, comment_id=three)
    told = queries.figures()
    assert (told.waiting, told.published, told.declined) == (1, 1, 1)
    cited = {card.code: told.declined_by.get(card.id, 0) for card in queries.guidelines()}
    assert cited == {"off-topic": 1, "advertising": 0}


def test_rulings_are_listed_newest_first_for_all_and_for_one(clock, town, cast):
    other = add_player("second", Role.MODERATOR)
    mine = usecases.publish_comment(actor=cast.moderator.actor, comment_id=town.comment())
    theirs = usecases.publish_comment(actor=other.actor, comment_id=town.comment())
    assert [line.id for line in queries.rulings_before(cast.moderator.actor, None).items] == [theirs, mine]
    assert [line.id for line in queries.rulings_before(cast.moderator.actor, theirs).items] == [mine]
    only = queries.rulings_before(cast.moderator.actor, None, cast.moderator.person_id)
    assert ([line.id for line in only.items], only.total) == ([mine], 1)
    assert [line.moderator for line in queries.last_rulings(1)] == ["Second Example"]


def test_a_comment_nobody_knows_has_no_outcome(app):
    assert queries.outcome_of_comment(1) is None
