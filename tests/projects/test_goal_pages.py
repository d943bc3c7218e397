"""The vision and its goals, as a resident's browser sees them."""

from __future__ import annotations

import pytest

from portal.core.db import db
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.projects import queries
from portal.projects.models import Condition, Phase, Project, Vision
from portal.projects.sheets.shapes import Champion, Sheet
from tests.projects.agreed import agreed, goal
from tests.support.builders import SCRIPT, words
from tests.support.recorder import recorded


def goals(*slugs, **others):
    with transaction():
        for n, slug in enumerate(slugs):
            goal(slug, position=n, **others)


def serve(town, goal_slug, many=1):
    for _n in range(many):
        slug = town.project()
        with transaction():
            row = queries.project_by_slug(slug)
            row.goal_id = queries.goals_by_slug([goal_slug])[goal_slug].id
    return slug


def test_a_site_without_vision_and_goals_says_so(client):
    page = client.get("projects.goals")
    assert "No vision is written yet." in page.text
    assert "No goal is written yet." in page.text


def test_the_vision_and_every_goal_are_told_in_the_order_of_the_clerk(client, town):
    goals("safe-streets", "clean-air")
    goals("old", retired=True)
    serve(town, "clean-air", 2)
    with transaction():
        db.session.add(Vision(id=1, text=words("A town that listens")))
    page = client.get("projects.goals")
    assert "A town that listens" in page.text
    assert page.words("h3") == [f"Goal {slug} {SCRIPT}" for slug in ("safe-streets", "clean-air", "old")]
    for said in ("Walk home at night.", "How we tell: Falls", "2 projects serve it.", "It takes no new projects."):
        assert said in page.text
    assert page.text.count("No project serves it yet") == 2


def test_the_list_of_projects_leads_to_the_goals(client, town):
    assert client.get("projects.index").link("The vision and the goals these projects serve") == "/goals"


def test_a_goal_lists_its_projects_with_champions_and_where_they_stand(client, town):
    sheet = Sheet(goal="safe-streets", champions=(Champion("Ana <b>"), Champion("Bo")))
    town.update(agreed(town, "lamps", sheet), phase=Phase.PILOTING, condition=Condition.AT_RISK)
    serve(town, "safe-streets")
    agreed(town, "buses", Sheet(goal="quick-buses"))
    page = client.get("projects.goal", slug="safe-streets")
    assert "2 projects serve this goal" in page.words("h2")
    assert page.link(f"Pilot of lamps {SCRIPT}") == "/projects/lamps"
    assert "Champions: Ana <b>, Bo" in page.text
    assert page.words(".//strong") == ["Piloting", "At risk"]
    assert "No champion is named." in page.text
    assert "buses" not in page.text


def test_a_goal_without_projects_and_an_unknown_one(client):
    goals("safe-streets", retired=True, text=Translated(), indicator=Translated())
    page = client.get("projects.goal", slug="safe-streets")
    assert "No project serves this goal yet." in page.text
    assert "This goal takes no new projects." in page.text
    client.get("projects.goal", slug="nothing", expect=404)


def test_many_projects_are_paged(client, town, clock):
    goals("safe-streets")
    for _n in range(queries.GOAL_PAGE_SIZE + 1):
        clock.forward(minutes=1)
        serve(town, "safe-streets")
    first = client.get("projects.goal", slug="safe-streets")
    second = client.open(first.link("Older"))
    assert [len(page.words("h3")) for page in (first, second)] == [queries.GOAL_PAGE_SIZE, 1]
    assert second.link("Newer") == "/goals/safe-streets"
    assert "There are no more projects." in client.open("/goals/safe-streets?after=0-0").text


@pytest.mark.parametrize("path", ["/goals", "/goals/safe-streets"])
def test_what_is_made_up_or_others_data_is_said(client, town, path):
    goals("safe-streets", illustrative=True, attribution=Translated({"en": "Data by the bureau <b>"}))
    page = client.open(path)
    assert "This is an example town." in page.text
    assert "Data by the bureau <b>" in page.text


@pytest.mark.parametrize("many", [1, 12])
def test_pages_ask_the_database_little(app, client, town, many):
    goals(*(f"goal-{n}" for n in range(many)))
    serve(town, "goal-0", many)
    for path, budget in {"/goals": 2, "/goals/goal-0": 2}.items():
        with recorded(app) as asked:
            client.open(path)
        asked.within(budget)
    assert db.session.query(Project).count() == many
