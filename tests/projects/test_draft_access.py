"""What a partner account reaches: the rules, and their twins in SQL that say the same for everybody and every state."""

from __future__ import annotations

from itertools import combinations

import pytest

from portal.core.db import db
from portal.core.permissions import COMMAND_LINE, VISITOR, Actor, Permission, Role, can
from portal.core.usecase import transaction
from portal.projects import queries, usecases
from portal.projects.access import DraftStanding, may_read_draft, may_write_draft
from portal.projects.models import DraftState, PartnerDraft, Project
from tests.projects.partnering import draft, partner, sheet_of, spokesperson, update_words
from tests.support.cast import Cast
from tests.support.engines import sqlite_only

ALL_ROLES = [frozenset(chosen) for size in range(len(Role) + 1) for chosen in combinations(Role, size)]


@sqlite_only
@pytest.mark.parametrize(
    ("permission", "those"),
    [
        (Permission.DRAFT_PUBLISH, {"clerk"}),
        (Permission.DRAFT_READ, {"clerk", "partner"}),
        (Permission.DRAFT_WRITE, {"partner"}),
        (Permission.SPOKESPERSON_CONFIRM, {"clerk"}),
    ],
)
def test_who_may_at_all(cast: Cast, permission: Permission, those: set[str]):
    assert {name for name, actor in cast.everybody().items() if can(actor, permission)} == those


@pytest.fixture
def people(town):
    """Two partners with a project each, one that both share, one that nobody has; and who speaks for whom."""
    for slug in ("bright", "dark"):
        partner(slug)
        sheet_of(town.project(f"{slug}-lamps"), slug)
    sheet_of(town.project("shared"), "bright", "dark")
    sheet_of(town.project("former"), "bright")
    sheet_of("former")
    town.project("alone")
    return {
        "bright": spokesperson("ana", "bright"),
        "dark": spokesperson("ben", "dark"),
        "both": spokesperson("cleo", "bright", "dark"),
        "none": spokesperson("dan"),
    }


def actors(people):
    """Everybody in every set of roles, and those who are nobody."""
    yield from (VISITOR, COMMAND_LINE)
    for player in people.values():
        yield from (Actor(player.person_id, roles=roles) for roles in ALL_ROLES)


def speakers(project, ids):
    """Who may draft for a project, whatever the partner."""
    return frozenset().union(*(queries.speakers_on(project.id, key) for key in ids))


def test_projects_rule_and_sql_agree(people):
    ids = [queries.partner_facts(slug).id for slug in ("bright", "dark")]
    projects = db.session.query(Project).all()
    for actor in actors(people):
        may = {project.slug for project in projects if may_write_draft(actor, speakers(project, ids))}
        found = {row.slug for row in db.session.query(Project).filter(queries.own_projects_of(actor))}
        assert found == may == {project.slug for project in queries.own_projects(actor)}


def test_a_partner_has_the_projects_that_name_it_now_and_no_others(people):
    own = {name: {each.slug for each in queries.own_projects(player.actor)} for name, player in people.items()}
    assert own == {
        "bright": {"bright-lamps", "shared"},
        "dark": {"dark-lamps", "shared"},
        "both": {"bright-lamps", "dark-lamps", "shared"},
        "none": set(),
    }
    assert [each.slug for each in queries.own_project(people["bright"].actor, "shared").partners] == ["bright"]
    assert queries.own_project(people["bright"].actor, "dark-lamps") is None


def in_each_state(people):
    """A draft of each partner in each state."""
    ids = {}
    for name in ("bright", "dark"):
        for state in DraftState:
            key = draft(people[name], "shared", name, update_words(f"For {state}"))
            with transaction():
                db.session.get_one(PartnerDraft, key).state = state
            ids[key] = (name, state)
    return ids


def test_drafts_rule_and_sql_agree_for_every_state(people):
    ids = in_each_state(people)
    assert len(ids) == 2 * len(DraftState)
    standing = {
        draft_id: DraftStanding(state, queries.speakers_for(queries.partner_facts(name).id))
        for draft_id, (name, state) in ids.items()
    }
    for actor in actors(people):
        may = {draft_id for draft_id in ids if may_read_draft(actor, standing[draft_id])}
        found = {row.id for row in db.session.query(PartnerDraft).filter(queries.drafts_visible_to(actor))}
        assert found == may == {draft_id for draft_id in ids if queries.draft_page(actor, draft_id)}


def test_a_clerk_reads_what_was_sent_and_a_partner_its_own(people, cast):
    ids = in_each_state(people)
    seen = {ids[key] for key in ids if queries.draft_page(cast.clerk.actor, key)}
    assert seen == {(name, state) for name in ("bright", "dark") for state in (DraftState.SENT, DraftState.PUBLISHED)}
    assert {ids[line.id][0] for line in queries.own_drafts(people["bright"].actor)} == {"bright"}
    assert {ids[line.id][1] for line in queries.sent_drafts(cast.clerk.actor)} == {DraftState.SENT}
    assert queries.sent_drafts(cast.moderator.actor) == queries.own_drafts(cast.clerk.actor) == []


def test_whoever_left_reaches_nothing(people, cast):
    ids, ana = in_each_state(people), people["bright"]
    for line in queries.spokespeople(queries.partner_facts("bright").id):
        usecases.end_spokesperson(actor=cast.clerk.actor, partner_slug="bright", spokesperson_id=line.id)
    assert queries.own_projects(ana.actor) == queries.own_drafts(ana.actor) == []
    assert not any(queries.draft_page(ana.actor, key) for key in ids)
