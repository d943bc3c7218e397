"""What a comment is about: one view of projects and agenda items, one foreign key, and when each takes comments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from portal.comments import queries
from portal.comments.models import Comment, Stance
from portal.comments.queries import Halt, TargetKey, TargetKind
from portal.core.clock import now
from portal.core.db import db
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.feedback import queries as feedback
from portal.feedback.queries import Filters
from portal.meetings import usecases as meetings
from portal.meetings.models import AgendaItem, Meeting
from portal.projects.models import CommentWindow, Project
from tests.support.builders import SCRIPT, Town
from tests.support.cast import Cast
from tests.support.clock import Clock


@pytest.mark.parametrize(
    ("key", "kind", "address", "text"),
    [
        (TargetKey("lamps"), TargetKind.PROJECT, {"slug": "lamps"}, "lamps"),
        (TargetKey("june", 3), TargetKind.ITEM, {"slug": "june", "number": 3}, "june/3"),
    ],
)
def test_a_key_tells_what_it_names_and_where(key: TargetKey, kind: TargetKind, address: dict, text: str) -> None:
    assert (key.kind, key.address, str(key)) == (kind, address, text)


def test_a_project_is_a_target(town: Town) -> None:
    credit = Translated({"en": "Data by the bureau"})
    town.project("lamps", illustrative=True, attribution=credit)
    found = queries.target(TargetKey("lamps"))
    assert found is not None
    assert (found.title["en"], found.meeting) == (f"Pilot of lamps {SCRIPT}", None)
    assert (found.illustrative, found.attribution, found.window) == (True, credit, CommentWindow.OPEN)
    assert found.pointer == {"project_id": db.session.query(Project).one().id}


def test_an_item_of_a_posted_meeting_is_a_target(town: Town, clock: Clock) -> None:
    town.committee(illustrative=True, attribution=Translated({"en": "Agenda by the clerk"}))
    meeting = town.posted(items=3)
    found = queries.target(TargetKey(meeting, 2))
    assert found is not None
    assert found.meeting is not None
    assert (found.title["en"], found.meeting.slug) == (f"Lamps {SCRIPT}", meeting)
    assert (found.illustrative, found.attribution["en"]) == (True, "Agenda by the clerk")
    assert (found.window, found.opens_at) == (CommentWindow.OPEN, clock.now)
    assert found.closes_at == found.meeting.starts_at
    assert found.pointer == {"agenda_item_id": db.session.query(AgendaItem).filter_by(number=2).one().id}


def test_what_is_not_there_or_only_drafted_is_no_target(app: Flask, town: Town) -> None:
    draft = town.meeting()
    town.item(draft)
    posted = town.posted()
    for key in (TargetKey("gone"), TargetKey(posted), TargetKey(draft, 1), TargetKey(posted, 2), TargetKey(posted, 0)):
        assert queries.target(key) is None


def test_comments_on_an_item_end_as_the_clerk_set_it_or_as_the_meeting_begins(town: Town, clock: Clock) -> None:
    set_, unset = town.posted(comments_close_at=now() + timedelta(days=1)), town.posted()

    def windows() -> list[CommentWindow]:
        db.session.expire_all()
        found = [queries.target(TargetKey(slug, 1)) for slug in (set_, unset)]
        return [each.window for each in found if each]

    assert windows() == [CommentWindow.OPEN, CommentWindow.OPEN]
    clock.forward(days=1)
    assert windows() == [CommentWindow.CLOSED, CommentWindow.OPEN]
    clock.forward(days=6)
    assert windows() == [CommentWindow.CLOSED, CommentWindow.CLOSED]


def test_an_item_that_was_taken_off_takes_nothing_and_its_neighbor_does(town: Town) -> None:
    meeting = town.posted(items=2)
    with transaction():
        db.session.execute(update(AgendaItem).where(AgendaItem.number == 1).values(withdrawn_at=now()))
    gone, stays = (queries.target(TargetKey(meeting, number)) for number in (1, 2))
    assert gone is not None
    assert stays is not None
    assert (gone.window, gone.halted) == (CommentWindow.CLOSED, Halt.WITHDRAWN)
    assert (stays.window, stays.halted) == (CommentWindow.OPEN, None)


def test_a_meeting_that_was_called_off_takes_nothing(town: Town) -> None:
    meeting = town.posted()
    meetings.cancel_meeting(actor=COMMAND_LINE, slug=meeting, reason=Translated({"en": "Ice"}))
    found = queries.target(TargetKey(meeting, 1))
    assert found is not None
    assert (found.window, found.halted) == (CommentWindow.CLOSED, Halt.CANCELLED)


@pytest.mark.parametrize(
    ("broken", "check"),
    [
        (lambda project, item: {"project_id": None}, "one_target"),
        (lambda project, item: {"agenda_item_id": item}, "one_target"),
        (lambda project, item: {"stance": Stance.SUPPORT}, "stance_on_item"),
    ],
)
def test_the_database_itself_holds_one_target_and_stances_on_items(
    app: Flask, town: Town, broken: Callable[[int, int], dict], check: str
) -> None:
    town.posted()
    comment_id = town.comment()
    values = broken(db.session.query(Project).one().id, db.session.query(AgendaItem).one().id)
    with pytest.raises(IntegrityError, match=check), transaction():
        db.session.execute(update(Comment).where(Comment.id == comment_id).values(values))


def test_filters_in_sql_agree_with_what_each_comment_says_it_is_about(cast: Cast, town: Town) -> None:
    projects = [town.project(), town.project()]
    held = [town.posted(items=2), town.posted(items=1)]
    for project in projects:
        town.published(project), town.comment(project)
    for meeting, number in ((held[0], 1), (held[0], 2), (held[1], 1)):
        town.published(item=(meeting, number)), town.comment(item=(meeting, number))
    moderator = cast.moderator.actor
    everything = feedback.newest(moderator, Filters(), None, 100)
    assert len(everything) == 10
    for slug in (*projects, *held, "gone"):
        on_project = [i.id for i in everything if i.target.kind is TargetKind.PROJECT and i.target.key.slug == slug]
        on_meeting = [i.id for i in everything if i.target.kind is TargetKind.ITEM and i.target.key.slug == slug]
        for filters, ids in ((Filters(project=slug), on_project), (Filters(meeting=slug), on_meeting)):
            assert [item.id for item in feedback.newest(moderator, filters, None, 100)] == ids
            assert feedback.count(moderator, filters) == len(ids)
    assert feedback.count(moderator, Filters(project=projects[0], meeting=held[0])) == 0


def test_a_meeting_is_offered_as_a_filter_to_those_who_see_something_said_about_it(cast: Cast, town: Town) -> None:
    pending, public, _silent = town.posted(), town.posted(), town.posted()
    town.comment(item=(pending, 1)), town.published(item=(public, 1))
    assert [line.slug for line in feedback.meetings(cast.member.actor)] == [public]
    assert {line.slug for line in feedback.meetings(cast.moderator.actor)} == {pending, public}


def test_published_comments_are_counted_by_item_and_by_project_apart(app: Flask, town: Town) -> None:
    project = town.project()
    meeting = town.meeting()
    town.item(meeting, project=project), town.item(meeting)
    meetings.post_meeting(actor=COMMAND_LINE, slug=meeting)
    for number, how_often in ((1, 2), (2, 1)):
        for _time in range(how_often):
            town.published(item=(meeting, number))
    town.comment(item=(meeting, 2)), town.declined(item=(meeting, 1)), town.published(project)
    found = db.session.query(Meeting).one(), db.session.query(Project).one()
    assert queries.counts_by_item(found[0].id) == {1: 2, 2: 1}
    assert queries.counts_on_items_about(found[1].id) == {(meeting, 1): 2}
    assert queries.counts_by_project() == {found[1].id: 1}


@pytest.mark.parametrize("key", [TargetKey("lamps"), TargetKey("june-session", 3), TargetKey("lamps", update=5)])
def test_a_key_is_read_as_it_is_written(key: TargetKey) -> None:
    assert TargetKey.read(str(key)) == key


@pytest.mark.parametrize("text", ["lamps/updates/", "lamps/x", "lamps/updates/9999999999", "a/b/c/4"])
def test_what_names_nothing_is_read_as_a_key_of_nothing(app: Flask, text: str) -> None:
    assert queries.target(TargetKey.read(text)) is None
