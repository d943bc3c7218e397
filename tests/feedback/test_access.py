"""Who sees which feedback: a table, and its twin in SQL that says the same for everybody and every state."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from flask import Flask
from sqlalchemy import select

from portal.comments.models import Comment, FeedbackState
from portal.core.db import db
from portal.core.errors import Forbidden
from portal.core.permissions import COMMAND_LINE, Actor, Permission, Role, can
from portal.feedback import queries
from portal.feedback.access import Standing, may_read_feedback
from portal.feedback.queries import Filters
from portal.moderation import usecases as moderation
from portal.projects import queries as project_queries
from portal.projects import usecases as projects
from portal.surveys.models import SurveyState
from tests.projects.partnering import partner, sheet_of
from tests.support.builders import Town
from tests.support.cast import NAMES, Cast, Player, add_player
from tests.support.engines import sqlite_only
from tests.surveys.mixing.made import send, survey

SEES = {
    FeedbackState.PENDING: {"moderator"},
    FeedbackState.DECLINED: {"moderator"},
    FeedbackState.PUBLISHED: set(NAMES),
    FeedbackState.SET_ASIDE: {"moderator"},
    FeedbackState.HIDDEN: {"moderator"},
    FeedbackState.WITHDRAWN: {"moderator"},
    FeedbackState.ERASED: set(),
}
ALL_ROLES = [frozenset(chosen) for size in range(len(Role) + 1) for chosen in combinations(Role, size)]


@pytest.fixture
def one_of_each(town: Town) -> dict[FeedbackState, int]:
    """A comment in each state."""
    project = town.project()
    return {state: town.comment_in(state, project) for state in FeedbackState}


@sqlite_only
@pytest.mark.parametrize("state", FeedbackState)
def test_who_may_read(cast: Cast, state: FeedbackState) -> None:
    may = {name for name, actor in cast.everybody().items() if can(actor, Permission.FEEDBACK_READ, Standing(state))}
    assert may == SEES[state]


@sqlite_only
def test_who_may_search(cast: Cast) -> None:
    may = {name for name, actor in cast.everybody().items() if can(actor, Permission.FEEDBACK_SEARCH)}
    assert may == {"clerk", "moderator", "member"}


def test_the_rule_and_its_sql_agree_for_every_set_of_roles_and_every_state(
    app: Flask, one_of_each: dict[FeedbackState, int]
) -> None:
    ids = list(one_of_each.values())
    for roles in ALL_ROLES:
        actor = Actor(1, "Somebody", "Staff 1", roles)
        may = {comment_id for state, comment_id in one_of_each.items() if may_read_feedback(actor, Standing(state))}
        assert {item.id for item in queries.newest(actor, Filters(), None, 10)} == may
        assert {item.id for item in queries.items(actor, ids)} == may
        assert {found for found, _at in queries.among(actor, Filters(), ids)} == may
        assert queries.count(actor, Filters()) == len(may)


def test_no_filter_opens_what_the_role_may_not_see(cast: Cast, one_of_each: dict[FeedbackState, int]) -> None:
    for name in NAMES:
        for state in FeedbackState:
            found = queries.newest(cast.actor(name), Filters(state=state), None, 10)
            assert bool(found) == (name in SEES[state])


def test_areas_of_hidden_feedback_are_not_offered(cast: Cast, town: Town) -> None:
    town.comment(area="Hidden place")
    town.published(area="Known place")
    assert queries.areas(cast.member.actor) == ["Known place"]
    assert queries.areas(cast.moderator.actor) == ["Hidden place", "Known place"]


@pytest.fixture
def bound(town: Town) -> Player:
    """A moderator who also speaks for a partner that takes part in the project "lamps"."""
    both = add_player("both", Role.MODERATOR, Role.PARTNER)
    sheet_of(town.project("lamps"), partner("bright"))
    projects.confirm_spokesperson(actor=COMMAND_LINE, partner_slug="bright", person_id=both.person_id)
    return both


def test_whoever_speaks_for_a_partner_sees_of_its_projects_what_everybody_sees(bound: Player, town: Town) -> None:
    meeting = town.posted()
    own = {state: town.comment_in(state, "lamps") for state in FeedbackState}
    others = {state: town.comment_in(state, town.project()) for state in FeedbackState}
    items = {state: town.comment_in(state, item=(meeting, 1)) for state in FeedbackState}
    for about in (own, others, items):
        may = {
            comment_id
            for state, comment_id in about.items()
            if may_read_feedback(bound.actor, Standing(state, queries.bound_people(comment_id)))
        }
        assert {item.id for item in queries.items(bound.actor, list(about.values()))} == may
        assert len(may) == (1 if about is own else len(FeedbackState) - 1)


def test_the_texts_of_a_survey_on_a_project_are_of_that_project(bound: Player, worker: Callable[[], int]) -> None:
    lamps = project_queries.facts("lamps").id
    for slug, project_id in (("own", lamps), ("other", None)):
        send(*survey(slug, project_id=project_id, state=SurveyState.CLOSED), [{"more": {"why": slug}}])
    worker()
    texts = dict(db.session.execute(select(Comment.body, Comment.id)).all())
    assert {item.body for item in queries.items(bound.actor, list(texts.values()))} == {"other"}
    assert {body: bound.person_id in queries.bound_people(key) for body, key in texts.items()} == {
        "own": True,
        "other": False,
    }


def test_whoever_speaks_for_a_partner_does_not_rule_there(bound: Player, cast: Cast, town: Town) -> None:
    comment_id, other_id = town.comment("lamps"), town.comment()
    ruling_id = moderation.publish_comment(actor=cast.moderator.actor, comment_id=comment_id)
    with pytest.raises(Forbidden):
        moderation.publish_comment(actor=bound.actor, comment_id=town.comment("lamps"))
    with pytest.raises(Forbidden):
        moderation.undo_ruling(actor=bound.actor, ruling_id=ruling_id)
    moderation.publish_comment(actor=bound.actor, comment_id=other_id)
    [speaks] = project_queries.spokespeople(project_queries.partner_facts("bright").id)
    projects.end_spokesperson(actor=COMMAND_LINE, partner_slug="bright", spokesperson_id=speaks.id)
    moderation.undo_ruling(actor=bound.actor, ruling_id=ruling_id)
