"""The vision and its goals at the desk: written by clerks, public at once, in an order, retired instead of deleted."""

from __future__ import annotations

import pytest

from portal.core.errors import Forbidden, NotFound
from portal.core.permissions import COMMAND_LINE, VISITOR
from portal.projects import queries
from portal.projects.usecases import add_goal, edit_goal, raise_goal, write_vision
from tests.projects.agreed import agreed
from tests.support.builders import SCRIPT, words

TYPED = {"title_en": "Safe streets", "text_en": "Everybody gets home.", "indicator_en": "Crashes with injuries"}


@pytest.fixture
def desk(client, cast):
    """The clerk's browser."""
    return client.sign_in(cast.clerk)


def goal(title="Safe streets", **others):
    texts = {"title": words(title), "text": words("Home safe"), "indicator": words("Crashes")}
    return add_goal(**({"actor": COMMAND_LINE} | texts | others))


def slugs():
    return [line.slug for line in queries.written_goals()]


def test_a_clerk_writes_the_vision_and_a_goal(desk, client):
    page = desk.get("projects.desk")
    page = desk.open(page.link("Vision and goals"))
    assert "No vision is written yet." in page.text
    page = desk.submit(desk.open(page.link("Write the vision")), "Save the vision", text_en="A **bright** town")
    assert "The vision is saved." in page.text
    page = desk.submit(desk.open(page.link("Add a goal")), title_es="Calles seguras", **TYPED)
    assert "The goal is saved." in page.text
    shown = client.get("projects.goals")
    assert "A bright town" in shown.text
    assert "Safe streets" in shown.text
    assert client.in_language("es").get("projects.goal", slug="safe-streets").h1.endswith("Calles seguras")


def test_the_vision_is_previewed_before_it_is_public(desk):
    page = desk.submit(desk.get("projects.edit_vision"), "Preview", text_en="A **bright** town")
    assert "Nothing is saved yet." in page.text
    assert not queries.written_vision().text


def test_empty_forms_say_what_to_write(desk):
    page = desk.submit(desk.get("projects.edit_vision"), "Save the vision", expect=422)
    assert page.errors == ["Write the vision"]
    page = desk.submit(desk.get("projects.new_goal"), expect=422)
    assert page.errors == [
        "Write a title",
        "Say in plain words what the goal means",
        "Say what shows that the goal comes nearer",
    ]
    page = desk.submit(
        page, expect=422, title_en="x" * 151, text_es="y" * 2001, **{"text_en": "T", "indicator_en": "I"}
    )
    assert page.errors == [
        "Shorten the title to 150 characters or fewer",
        "Shorten the text to 2,000 characters or fewer",
    ]
    assert page.value("title_en") == "x" * 151


def test_the_same_goal_sent_twice_is_one_and_another_gets_its_own_address(desk):
    page = desk.get("projects.new_goal")
    for _time in range(2):
        desk.submit(page, **TYPED)
    desk.submit(page, **(TYPED | {"text_en": "Something else"}))
    assert slugs() == ["safe-streets", "safe-streets-2"]


def test_a_retired_goal_takes_no_new_project_and_keeps_its_old_ones(desk, town):
    agreed(town)
    page = desk.get("projects.edit_goal", slug="safe-streets")
    assert page.value("title_en") == f"Goal safe-streets {SCRIPT}"
    page = desk.submit(page, retired=True)
    assert "Retired" in page.text
    old = desk.get("projects.edit_section", slug="lamps", section="purpose")
    assert old.value("goal") == "safe-streets"
    desk.submit(old, "Save this section", vision_en="Darker skies")
    town.project("posts")
    fresh = desk.get("projects.edit_section", slug="posts", section="purpose")
    assert "Goal safe-streets" not in fresh.text
    page = desk.submit(desk.get("projects.edit_goal", slug="safe-streets"), retired=False)
    assert not queries.written_goals()[0].retired


def test_goals_are_put_in_order(desk):
    for title in ("one", "two", "three"):
        goal(title)
    first = slugs()
    raise_goal(actor=COMMAND_LINE, slug=first[0])
    assert slugs() == first
    page = desk.get("projects.desk_goals")
    assert [form.buttons() for form in page.forms] == [["Move up"], ["Move up"]]
    page = desk.submit(page, 1)
    assert "The order is changed." in page.text
    assert slugs() == [first[0], first[2], first[1]]


def test_two_clerks_on_one_goal(desk):
    slug = goal()
    page = desk.get("projects.edit_goal", slug=slug)
    edit_goal(
        actor=COMMAND_LINE, slug=slug, title=words("Theirs"), text=words("t"), indicator=words("i"), retired=False
    )
    page = desk.submit(page, expect=409, title_en="Mine")
    assert page.errors == ["Somebody else saved this while you wrote. Compare, then save again."]
    assert (page.value("title_en"), "Theirs" in page.text) == ("Mine", True)
    desk.submit(page)
    assert queries.written_goals()[0].title["en"] == "Mine"


def test_two_clerks_on_the_vision(desk):
    page = desk.get("projects.edit_vision")
    write_vision(actor=COMMAND_LINE, text=words("Theirs"))
    page = desk.submit(page, "Save the vision", expect=409, text_en="Mine")
    assert (page.value("text_en"), "Theirs" in page.text) == ("Mine", True)
    desk.submit(page, "Save the vision")
    assert queries.written_vision().text["en"] == "Mine"


def test_the_same_form_sent_twice_is_no_quarrel(desk):
    slug = goal()
    page = desk.get("projects.edit_goal", slug=slug)
    vision = desk.get("projects.edit_vision")
    for _time in range(2):
        desk.submit(page, title_en="Mine")
        desk.submit(vision, "Save the vision", text_en="Bright")


def test_the_desk_counts_the_projects_of_a_goal(desk, town):
    agreed(town)
    agreed(town, "posts")
    assert queries.written_goals()[0].projects == 2


def test_a_goal_that_does_not_exist_has_no_forms(desk):
    desk.get("projects.edit_goal", slug="nothing", expect=404)
    with pytest.raises(NotFound):
        raise_goal(actor=COMMAND_LINE, slug="nothing")
    with pytest.raises(NotFound):
        edit_goal(
            actor=COMMAND_LINE, slug="nothing", title=words("a"), text=words("b"), indicator=words("c"), retired=False
        )


def test_only_clerks_write_goals(app):
    slug = goal()
    with pytest.raises(Forbidden):
        goal("Other", actor=VISITOR)
    with pytest.raises(Forbidden):
        write_vision(actor=VISITOR, text=words("Mine"))
    with pytest.raises(Forbidden):
        raise_goal(actor=VISITOR, slug=slug)
