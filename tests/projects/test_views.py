"""The public pages of projects, as a resident's browser sees them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.core.clock import now
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.meetings import queries as meetings
from portal.projects import queries
from portal.projects.models import Condition, Phase
from portal.projects.words import CONDITION_MEANINGS, PHASE_MEANINGS
from tests.support.builders import SCRIPT
from tests.support.recorder import recorded

HOSTILE = Translated({"en": f"{SCRIPT} {'W' * 10_000} مرحبا \u202eevil [x](javascript:alert(1)) <img src=x onerror=y>"})


def tags(page):
    return page.words(".//strong")


def test_the_list_says_where_each_project_stands_and_whether_it_takes_comments(client, town, clock):
    project = town.project("lamps", comments_close_at=now() + timedelta(days=3))
    town.update(project, phase=Phase.PILOTING, condition=Condition.AT_RISK)
    page = client.get("projects.index")
    assert page.link("Pilot of lamps") == "/projects/lamps"
    assert tags(page) == ["Open for comments", "Piloting", "At risk"]
    assert "Comments close April 18, 2026" in page.text


def test_the_list_can_be_filtered_and_cleared(client, town):
    town.update(town.project("lamps"), phase=Phase.STOPPED)
    town.update(town.project("signs", open=False), phase=Phase.STOPPED)
    town.project("buses")
    page = client.submit(client.get("projects.index"), phase="stopped", comments="open")
    assert page.path == "/projects?q=&area=&phase=stopped&comments=open"
    assert page.words("h2")[0] == "1 project"
    assert page.words("h3") == [f"Pilot of lamps {SCRIPT}"]
    assert (page.value("phase"), page.value("comments")) == ("stopped", "open")
    assert client.open(page.link("Clear the filters")).words("h2")[0] == "3 projects"


def test_a_filter_without_matches_says_so(client, town):
    town.update(town.project(), phase=Phase.COMPLETED)
    page = client.get("projects.index", phase="completed", q="trams")
    assert "No projects match." in page.text
    assert page.link("Clear the filters") == "/projects"


def test_an_empty_site_has_an_empty_list_without_filters(client):
    page = client.get("projects.index")
    assert "No project is published yet." in page.text
    assert not page.forms


@pytest.mark.parametrize("query", ["phase=nonsense", "after=nonsense", "phase=&comments="])
def test_a_filter_that_makes_no_sense_is_no_filter(client, town, query):
    town.project()
    assert client.open(f"/projects?{query}").words("h2")[0] == "1 project"


def test_parameters_of_others_are_dropped(client, town):
    assert client.open("/projects?phase=stopped&utm_source=x").path == "/projects?phase=stopped"


def test_a_long_list_is_paged_and_keeps_its_filter(client, town, clock):
    for _n in range(queries.PAGE_SIZE + 1):
        town.project()
        clock.forward(seconds=1)
    first = client.get("projects.index", comments="open")
    second = client.open(first.link("Older"))
    assert [len(page.words("h3")) for page in (first, second)] == [queries.PAGE_SIZE, 1]
    assert second.value("comments") == "open"
    assert second.link("Newer") == "/projects?comments=open"


def test_an_open_project_has_one_button_and_says_when_comments_close(client, town, clock):
    project = town.project(comments_close_at=now() + timedelta(days=1))
    page = client.get("projects.show", slug=project)
    assert page.link("Comment on this project") == f"/projects/{project}/comment"
    assert "You do not need an account." in page.text
    assert "Comments close: April 16, 2026, 12:00 PM Central Time." in page.text.replace("\u202f", " ")


@pytest.mark.parametrize(
    ("opens", "closes", "tag", "words"),
    [
        (1, None, "Comments open soon", "Comments open: April 16, 2026"),
        (-2, -1, "Comments closed", "Comments closed: April 14, 2026"),
        (None, None, "No comments taken", "This project takes no comments."),
    ],
)
def test_a_project_that_is_not_open_says_why_and_has_no_button(client, town, clock, opens, closes, tag, words):
    times = [None if days is None else now() + timedelta(days=days) for days in (opens, closes)]
    project = town.project(comments_open_at=times[0], comments_close_at=times[1])
    page = client.get("projects.show", slug=project)
    assert tag in tags(page)
    assert words in page.text
    assert "Comment on this project" not in page.text
    assert "You do not need an account." not in page.text


def test_a_project_open_without_an_end_says_so(client, town):
    project = town.project(comments_close_at=None)
    assert "No closing day is set." in client.get("projects.show", slug=project).text


def test_where_it_stands_is_explained(client, town):
    project = town.project()
    town.update(project, phase=Phase.SCALING, condition=Condition.DELAYED)
    page = client.get("projects.show", slug=project)
    assert str(PHASE_MEANINGS[Phase.SCALING]) in page.text
    assert str(CONDITION_MEANINGS[Condition.DELAYED]) in page.text


def test_every_phase_and_condition_has_its_meaning_on_the_page(client, town):
    project = town.project()
    town.update(project)
    page = client.get("projects.show", slug=project)
    for meaning in (*PHASE_MEANINGS.values(), *CONDITION_MEANINGS.values()):
        assert str(meaning) in page.text
    assert set(PHASE_MEANINGS) == set(Phase)
    assert set(CONDITION_MEANINGS) == set(Condition)


def test_a_project_that_has_ended_has_no_condition(client, town):
    project = town.project()
    town.update(project, phase=Phase.STOPPED, condition=Condition.ON_TRACK)
    assert "On track" not in tags(client.get("projects.show", slug=project))


def test_updates_stand_newest_first_with_permanent_addresses(client, town):
    project = town.project()
    for _n in range(3):
        town.update(project)
    page = client.get("projects.show", slug=project)
    assert [words for words in page.links() if words.startswith("Update ")] == ["Update 3", "Update 2", "Update 1"]
    assert page.link("Update 2") == f"/projects/{project}/updates/2"


def test_many_updates_are_shown_on_demand(client, town):
    project = town.project()
    for _n in range(12):
        town.update(project)
    page = client.get("projects.show", slug=project)
    assert "Update 3" in page.links()
    assert "Update 2" not in page.links()
    everything = client.open(page.link("Show all 12 updates").partition("#")[0])
    assert "Update 1" in everything.links()


def test_an_update_has_its_page_with_neighbours(client, town, clock):
    project = town.project()
    for _n in range(3):
        town.update(project)
    page = client.get("projects.update", slug=project, number=2)
    assert page.h1.startswith("Update 2")
    assert "Posted: April 15, 2026" in page.text
    assert page.link("Newer") == f"/projects/{project}/updates/3"
    assert page.link("Older") == f"/projects/{project}/updates/1"
    assert page.link("Back to the project") == f"/projects/{project}"


def test_what_does_not_exist_is_not_found(client, town):
    project = town.project()
    client.get("projects.show", slug="nothing", expect=404)
    for number in (0, 1, 2**31, 10**30):
        client.get("projects.update", slug=project, number=number, expect=404)
    client.get("projects.update", slug="nothing", number=1, expect=404)


def test_published_comments_are_shown_and_pending_ones_are_not(client, town):
    project = town.project()
    town.published(project, body="More lamps, please")
    town.comment(project, body="Not read by anyone")
    town.declined(project, body="Not for the public")
    page = client.get("projects.show", slug=project)
    assert "More lamps, please" in page.text
    assert "Not " not in page.text
    assert page.link("1 comment") == "#comments"


def test_older_comments_follow_on_the_page_of_comments(client, town, clock):
    project = town.project()
    for n in range(21):
        clock.forward(minutes=1)
        town.published(project, body=f"Voice number {n}.")
    page = client.get("projects.show", slug=project)
    assert "Voice number 20." in page.text
    assert "Voice number 0." not in page.text
    assert "Voice number 0." in client.open(page.link("Read older comments")).text


def test_an_open_project_without_comments_invites_the_first(client, town):
    page = client.get("projects.show", slug=town.project())
    assert page.link("Write the first one").endswith("/comment")


def test_agenda_items_about_the_project_are_linked_once_posted(client, town):
    project = town.project()
    meeting = town.meeting()
    number = town.item(meeting, project=project)
    assert "In meetings" not in client.get("projects.show", slug=project).words("h2")
    with transaction():
        meetings.meeting_by_slug(meeting).post("")
    page = client.get("projects.show", slug=project)
    assert "In meetings" in page.words("h2")
    assert page.link("Lamps") == f"/meetings/{meeting}/items/{number}"


@pytest.mark.parametrize(
    "path", ["/projects", "/projects/lamps", "/projects/lamps/updates/1", "/projects/lamps/comments"]
)
def test_the_credit_and_the_banner_stand_wherever_the_project_is_shown(client, town, path):
    credit = Translated({"en": "Data by the bureau, https://example.org/licence <b>"})
    town.update(town.project("lamps", illustrative=True, attribution=credit))
    page = client.open(path)
    assert "Data by the bureau, https://example.org/licence <b>" in page.text
    assert page.link("https://example.org/licence") == "https://example.org/licence"
    assert "This is an example town." in page.text


def test_a_real_project_has_no_banner(client, town):
    town.project("lamps")
    for path in ("/projects", "/projects/lamps"):
        assert "example town" not in client.open(path).text


def test_hostile_texts_are_shown_as_text(client, town):
    names = ("title", "summary", "body", "attribution")
    town.update(town.project("lamps", area="<b>" + "A" * 77, **dict.fromkeys(names, HOSTILE)), text=HOSTILE)
    for path in ("/projects", "/projects/lamps", "/projects/lamps/updates/1", "/es/projects/lamps"):
        page = client.open(path)  # the client finds scripts, handlers and javascript: addresses
        assert SCRIPT in page.text or "alert" in page.text
        assert not page.all(".//main//img")


def test_a_text_in_another_language_is_marked(client, town):
    town.project("lamps", title=Translated({"es": "Lámparas"}))
    page = client.get("projects.show", slug="lamps")
    assert [span.get("lang") for span in page.all(".//h1/span")] == ["es"]
    assert not client.in_language("es").get("projects.show", slug="lamps").all(".//h1/span")


def test_markdown_is_for_the_body_and_its_headings_fit_the_page(client, town):
    town.project("lamps", body=Translated({"en": "# Why\n\n- **bold** words"}))
    page = client.get("projects.show", slug="lamps")
    assert "Why" in page.words("h3")
    assert page.words(".//li/strong") == ["bold"]


@pytest.mark.parametrize("many", [1, 8])
def test_pages_ask_the_database_little(app, client, town, many):
    for _n in range(many):
        project = town.project()
        town.update(project)
        town.published(project)
    with recorded(app) as asked:
        client.get("projects.index")
    asked.within(10)
    with recorded(app) as asked:
        client.get("projects.show", slug=project)
    asked.within(11)
    assert asked.writes == []


def test_reading_sets_no_cookie(client, town):
    town.project("lamps")
    for path in ("/projects", "/projects/lamps"):
        assert "Set-Cookie" not in client.open(path).headers


def test_the_list_says_each_credit_once(client, town):
    for credit in ("Data by A", "Data by A", "Data by B"):
        town.project(attribution=Translated({"en": credit}))
    notices = client.get("projects.index").words(".//main//p[@class='notice']")
    assert sorted(notices) == ["Data by A", "Data by B"]
