"""The clerk's pages: adding and editing projects, posting updates; nothing typed is ever lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from portal.core.clock import now
from portal.core.translated import Translated
from portal.projects import queries
from tests.projects.listing import STATION, goal, linked
from tests.support.builders import SCRIPT

TYPED = {
    "title_en": "Lamps that dim",
    "summary_en": "We dim 420 lamps.",
    "body_en": "## Why\n\nThey are old.",
    "area": "Mill Hill",
}


@pytest.fixture
def desk(client, cast):
    """The clerk's browser."""
    return client.sign_in(cast.clerk)


def test_a_project_is_added_in_both_languages(desk, client):
    page = desk.submit(desk.get("projects.new"), title_es="Lámparas", **TYPED)
    assert "Saved." in page.text
    assert page.link("View the project") == "/projects/lamps-that-dim"
    shown = client.get("projects.show", slug="lamps-that-dim")
    assert (shown.h1, "Why" in shown.words("h3")) == ("Lamps that dim", True)
    assert client.in_language("es").get("projects.show", slug="lamps-that-dim").h1 == "Lámparas"


def test_times_are_typed_in_the_zone_of_the_site(desk):
    page = desk.get("projects.new")
    assert "In Central Time." in page.text
    desk.submit(page, comments_open_at="2026-01-15T08:00", comments_close_at="2026-07-15T23:59", **TYPED)
    sheet = queries.facts("lamps-that-dim")
    assert sheet.comments_open_at == datetime(2026, 1, 15, 14, 0, tzinfo=UTC)
    assert sheet.comments_close_at == datetime(2026, 7, 16, 4, 59, tzinfo=UTC)


def test_an_empty_form_says_what_to_write_in_the_first_language_alone(desk):
    page = desk.submit(desk.get("projects.new"), expect=422)
    assert page.title.startswith("Error:")
    assert page.errors == ["Write a title", "Write a summary", "Write what the project is about"]
    assert queries.project_lines() == []


def test_what_was_typed_comes_back_with_the_errors(desk):
    typed = TYPED | {"title_en": "T" * 151, "summary_es": f"{SCRIPT} " + "palabra " * 60}
    page = desk.submit(desk.get("projects.new"), expect=422, comments_open_at="soon", **typed)
    assert page.errors == [
        "Shorten the title to 150 characters or fewer",
        "Shorten the summary to 60 words or fewer",
        "Enter a day and a time, for example 2026-04-15T18:30",
    ]
    kept = [page.value(name) for name in ("title_en", "body_en", "area", "comments_open_at")]
    assert kept == ["T" * 151, TYPED["body_en"].replace("\n", "\r\n"), "Mill Hill", "soon"]


@pytest.mark.parametrize(
    ("opens", "closes", "where"),
    [
        ("2026-04-16T09:00", "2026-04-16T09:00", "#comments_close_at"),
        ("2026-04-16T09:00", "2026-04-15T09:00", "#comments_close_at"),
        ("", "2026-04-16T09:00", "#comments_open_at"),
    ],
)
def test_a_window_that_cannot_be_is_refused_at_its_field(desk, opens, closes, where):
    fields = TYPED | {"comments_open_at": opens, "comments_close_at": closes}
    page = desk.submit(desk.get("projects.new"), expect=422, **fields)
    assert len(page.errors) == 1
    assert page.link(page.errors[0]) == where


def test_an_edit_shows_what_is_there_and_changes_it(desk, town, clock):
    slug = town.project("lamps", comments_close_at=now() + timedelta(days=1))
    page = desk.get("projects.edit", slug=slug)
    assert page.value("title_es") == f"Pilot of lamps (en español) {SCRIPT}"
    assert page.value("comments_close_at") == "2026-04-16T12:00"
    page = desk.submit(page, title_en="Brighter lamps", title_es="", comments_close_at="2026-04-15T11:00")
    assert "Saved." in page.text
    sheet = queries.facts("lamps")
    assert dict(sheet.title) == {"en": "Brighter lamps"}
    assert (sheet.window, sheet.summary["es"]) == ("closed", f"Lamps that dim. (en español) {SCRIPT}")


def test_emptying_the_times_ends_the_window(desk, town):
    page = desk.get("projects.edit", slug=town.project("lamps"))
    desk.submit(page, comments_open_at="", comments_close_at="")
    assert queries.facts("lamps").window == "none"


def test_an_update_is_posted_and_public(desk, client, town):
    page = desk.get("projects.new_update", slug=town.project("lamps"))
    assert "cannot be changed later" in page.text
    page = desk.submit(
        page, "Post the update", phase="piloting", condition="at_risk", text_en="Ten lamps are up.", text_es="Diez."
    )
    assert "The update is public." in page.text
    assert page.link("View the update") == "/projects/lamps#updates"
    shown = client.get("projects.update", slug="lamps", number=1)
    assert "Ten lamps are up." in shown.text
    assert "Diez." in client.in_language("es").get("projects.update", slug="lamps", number=1).text


def test_an_update_begins_where_the_last_one_stood(desk, town):
    town.update(town.project("lamps"), phase="building", condition="delayed")
    page = desk.get("projects.new_update", slug="lamps")
    assert (page.value("phase"), page.value("condition")) == ("building", "delayed")


def test_an_empty_update_says_what_is_missing(desk, town):
    page = desk.submit(desk.get("projects.new_update", slug=town.project()), "Post the update", expect=422)
    assert page.errors == ["Choose a phase", "Choose a condition", "Write what happened"]


def test_the_same_update_form_sent_twice_posts_once(desk, town):
    page = desk.get("projects.new_update", slug=town.project("lamps"))
    for _time in range(2):
        desk.submit(page, "Post the update", phase="piloting", condition="at_risk", text_en="Once.")
    assert len(queries.updates(queries.facts("lamps").id)) == 1


def test_an_old_update_form_keeps_its_text_and_can_be_sent_again(desk, town):
    page = desk.get("projects.new_update", slug=town.project("lamps"))
    town.update("lamps")
    page = desk.submit(page, "Post the update", expect=422, phase="piloting", condition="at_risk", text_en="Mine.")
    assert page.errors == ["Another update was posted while you wrote. Read it, then post yours."]
    assert page.value("text_en") == "Mine."
    desk.submit(page, "Post the update")
    assert queries.updates(queries.facts("lamps").id)[0].text["en"] == "Mine."


def test_an_update_cannot_be_changed_by_any_address(app):
    rules = [rule.rule for rule in app.url_map.iter_rules() if "updates" in rule.rule and "POST" in rule.methods]
    comment_on_it = "/projects/<slug:slug>/updates/<int:update>/comment"
    assert sorted(rules) == [comment_on_it, "/staff/projects/<slug:slug>/updates/new"]


def test_the_list_leads_to_every_task(desk, town):
    town.project("lamps")
    page = desk.get("projects.desk")
    assert page.link("Add a project") == "/staff/projects/new"
    assert page.link("Post an update") == "/staff/projects/lamps/updates/new"
    assert page.link("Edit") == "/staff/projects/lamps/edit"


@pytest.mark.parametrize("query", ["saved=nothing", "posted=nothing", "posted="])
def test_the_status_is_not_made_up_by_the_address(desk, town, query):
    town.project()
    assert not desk.open(f"/staff/projects?{query}").all(".//div[@role='status']")


@pytest.mark.parametrize("name", ["nobody", "moderator", "member", "admin"])
def test_the_desk_of_projects_is_for_clerks(client, cast, town, name):
    town.project("lamps")
    browser = client.sign_in(getattr(cast, name))
    for endpoint in ("projects.desk", "projects.new"):
        browser.get(endpoint, expect=403)
    for endpoint in ("projects.edit", "projects.new_update"):
        browser.get(endpoint, slug="lamps", expect=403)


def test_a_project_that_does_not_exist_has_no_forms(desk):
    desk.get("projects.edit", slug="nothing", expect=404)
    desk.get("projects.new_update", slug="nothing", expect=404)


HARD = "Notwithstanding administrative considerations, intergovernmental coordination necessitates deliberation. " * 9


def test_a_preview_shows_the_page_to_be_and_stores_nothing(desk):
    typed = TYPED | {"body_en": f"## Why\n\nThey are **old**. {SCRIPT}", "body_es": HARD, "comments_open_at": "soon"}
    page = desk.submit(desk.get("projects.new"), "Preview", **typed)
    assert (page.words("h2")[0], page.errors) == ("Preview", [])
    assert "They are old." in page.text
    assert page.words(".//section[@id='preview']//h3") == ["Why"]
    assert "This text is hard to read" in page.text
    assert (page.value("title_en"), page.value("comments_open_at")) == (TYPED["title_en"], "soon")
    assert queries.project_lines() == []
    assert "Saved." in desk.submit(page, comments_open_at="").text


def test_a_preview_of_nothing_is_a_page(desk, town):
    page = desk.submit(desk.get("projects.new_update", slug=town.project("lamps")), "Preview")
    assert "Nothing is saved yet." in page.text
    assert queries.updates(queries.facts("lamps").id) == []


def test_a_text_that_is_hard_to_read_is_told_and_taken(desk, town):
    page = desk.get("projects.edit", slug=town.project("lamps"))
    assert "grade" not in page.text
    desk.submit(page, body_en=HARD)
    assert "This text reads like grade 16." in desk.get("projects.edit", slug="lamps").text


def test_a_markdown_field_says_what_to_type_and_what_comes_of_it(desk):
    page = desk.get("projects.new")
    assert page.words("summary") == ["How to format this text"]
    assert page.words(".//details//strong") == ["important"]


# ---- topics and places --------------------------------------------------------------------------------

PLACED = TYPED | {"topics": " Light,  safe  streets, LIGHT ,", "address": "1 Main St", "place": "41.85, -87.65"}


def test_topics_and_the_place_are_typed_and_shown_again(desk, client):
    desk.submit(desk.get("projects.new"), **PLACED)
    page = desk.get("projects.edit", slug="lamps-that-dim")
    typed = [page.value(name) for name in ("topics", "address", "place")]
    assert typed == ["Light, safe streets", "1 Main St", "41.85, -87.65"]
    assert queries.facts("lamps-that-dim").geometry == {"type": "Point", "coordinates": [-87.65, 41.85]}
    shown = client.get("projects.show", slug="lamps-that-dim")
    assert shown.link("safe streets") == "/projects?topic=safe+streets"
    assert "1 Main St" in shown.text


def test_a_topic_in_use_keeps_its_spelling_and_one_that_is_left_out_goes(desk, town):
    desk.submit(desk.get("projects.new"), **PLACED)
    page = desk.get("projects.edit", slug=town.project("trams"))
    assert "Light" in [option.text for option in page.all(".//datalist[@id='topics-offers']/option")]
    desk.submit(page, topics="LÍGHT, trams")
    assert queries.topics_of(queries.facts("trams").id) == ("Light", "trams")
    desk.submit(desk.get("projects.edit", slug="trams"), topics="trams")
    assert queries.topics_of(queries.facts("trams").id) == ("trams",)
    desk.submit(desk.get("projects.edit", slug="trams"), topics="", place="", address="")
    assert queries.topics_in_use() == ("Light", "safe streets")


@pytest.mark.parametrize(
    ("field", "typed", "problem"),
    [
        ("place", "city hall", "Line 1: Write a latitude and a longitude, for example 40.7128, -74.0060"),
        ("place", "-87.65, 41.85", "Line 1: This looks like longitude before latitude. Write the latitude first."),
        ("place", '{"type": "Point"}', "Each position in GeoJSON is a pair of numbers: [longitude, latitude]"),
        ("topics", ",".join(f"t{n}" for n in range(11)), "Name 10 topics or fewer"),
        ("topics", "x" * 81, "Shorten each topic to 80 characters or fewer"),
        ("address", "x" * 301, "Shorten the address to 300 characters or fewer"),
    ],
)
def test_what_cannot_be_a_place_or_a_topic_comes_back_with_words(desk, field, typed, problem):
    page = desk.submit(desk.get("projects.new"), expect=422, **(PLACED | {field: typed}))
    assert page.errors == [problem]
    assert page.value(field) == typed


def test_numbers_swapped_are_found_by_the_other_projects(desk, town):
    town.project(geometry={"type": "Point", "coordinates": [2.35, 48.85]})
    page = desk.submit(desk.get("projects.new"), expect=422, **(PLACED | {"place": "2.36, 48.86"}))
    assert page.errors[0].startswith("Far from all other projects")
    desk.submit(page, place="48.86, 2.36")


def test_a_project_called_map_gets_another_address(desk):
    desk.submit(desk.get("projects.new"), **(TYPED | {"title_en": "Map"}))
    assert queries.facts("map") is None
    assert queries.facts("map-2") is not None


def test_two_clerks_at_once_do_not_overwrite_each_other(desk, town):
    first = desk.get("projects.edit", slug=town.project("lamps"))
    desk.submit(desk.get("projects.edit", slug="lamps"), title_en="Theirs", topics="new")
    page = desk.submit(first, expect=409, title_en="Mine")
    assert page.errors == ["Somebody else saved this project while you wrote. Nothing was overwritten."]
    assert queries.facts("lamps").title["en"] == "Theirs"
    assert page.value("title_en") == "Mine"
    assert "Theirs" in page.text
    assert "What differs" in page.words("h2")
    desk.submit(page)  # with open eyes
    assert queries.facts("lamps").title["en"] == "Mine"


def test_the_same_edit_sent_twice_is_no_conflict(desk, town):
    page = desk.get("projects.edit", slug=town.project("lamps"))
    for _time in range(2):
        assert "Saved." in desk.submit(page, title_en="Mine", topics="b, a").text


# ---- the list at the desk -----------------------------------------------------------------------------


def test_the_desk_finds_what_lacks_something(desk, town, clock):
    linked(town.project("lamps", geometry=STATION), goal=goal("clean"))
    town.update("lamps")
    clock.forward(days=91)
    town.update(town.project("trams", title=Translated({"en": "Trams"})))
    for lacks, slugs in (("goal", ["trams"]), ("place", ["trams"]), ("news", ["lamps"]), ("sheet", ["trams", "lamps"])):
        page = desk.get("projects.desk", lacks=lacks)
        edited = [link.get("href").split("/")[3] for link in page.all(".//td/a") if link.text == "Edit"]
        assert edited == slugs, lacks
    assert page.value("lacks") == "sheet"
    page = desk.get("projects.desk", q="TRAM", lacks="nonsense")
    assert page.words("h2") == ["1 project"]
    assert "No goal" in page.text


def test_the_desk_is_paged(desk, town, clock):
    for _n in range(queries.PAGE_SIZE + 1):
        town.project()
        clock.forward(seconds=1)
    page = desk.get("projects.desk", lacks="goal")
    further = desk.open(page.link("Older"))
    assert [len(p.words("th[@scope='row']")) for p in (page, further)] == [queries.PAGE_SIZE, 1]
    assert further.link("Newer") == "/staff/projects?lacks=goal"
