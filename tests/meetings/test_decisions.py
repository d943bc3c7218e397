"""The register of decisions: found from the home page, filtered, paged, and never saying more than the minutes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from portal.core.clock import now
from portal.core.translated import Translated
from portal.meetings import queries
from portal.meetings.minuting.drafts import Conflict, FollowUp, ItemMinutes, Method, Tally
from portal.meetings.models import Outcome
from portal.meetings.queries import Filters
from tests.meetings.minuting import a_motion, held, minuted, record, roll, seat, seats
from tests.meetings.writing import an_item
from tests.support.builders import SCRIPT, words
from tests.support.recorder import recorded


@pytest.fixture(autouse=True)
def _committee(town, clock):
    town.committee()
    seats()


def decided(text: str, days_ago: int = 2, committee: str = "steering", projects: tuple[str, ...] = (), **others) -> str:
    """A posted decision of a meeting of its own; the meeting's slug."""
    slug = held(days_ago=days_ago, committee=committee, title=words(text), items=(an_item("Lamps", projects=projects),))
    people = {} if committee == "steering" else {"mover": None, "seconder": None}
    return minuted(slug, ItemMinutes(1, motions=(a_motion(text, **(people | others)),)))


def found(**filters) -> list[str]:
    return [line.card.text["en"].split(" <")[0] for line in queries.decisions(Filters(**filters)).items]


def test_an_empty_register_says_what_will_be_there(client):
    page = client.get("meetings.decisions")
    assert "No decision is posted yet." in page.text
    assert page.forms == []


def test_a_stranger_finds_who_voted_how_in_three_clicks(client, town):
    town.project("lamps")
    decided("Buy ten lamps", projects=("lamps",), **roll(yes=(1, 2), no=(3,), abstain=(4,), absent=(5,)))
    page = client.get("pages.home")
    page = client.open(page.link("Decisions"))
    assert "Yes Ana, Ben No Cleo Abstained Dan Absent Eve" in page.text
    page = client.submit(page, q="lamps")
    assert "Buy ten lamps" in page.text
    page = client.open(client.get("pages.home").link("What was decided"))
    assert page.link("Lamps").endswith("/minutes#decision-1")
    assert client.open(page.link("Pilot of lamps")).link("All decisions about this project") == (
        "/decisions?project=lamps"
    )


def test_the_newest_meeting_stands_first_and_its_last_decision_before_its_first():
    decided("Old", days_ago=30)
    minuted(held(days_ago=1), ItemMinutes(1, motions=(a_motion("First"), a_motion("Second"))))
    decided("Middle", days_ago=10)
    assert found() == ["Second", "First", "Middle", "Old"]


def test_what_is_written_and_not_posted_is_not_there(client):
    slug = held()
    record(slug, ItemMinutes(1, motions=(a_motion("Secret"),)))
    assert found() == []
    assert "Secret" not in client.get("meetings.decisions").text


def test_it_is_filtered_by_year_project_outcome_and_committee(town):
    town.committee("parks", name=words("Parks board"))
    for slug in ("lamps", "signs"):
        town.project(slug)
    decided("Lamps", projects=("lamps", "signs"))
    decided("Signs", days_ago=400, projects=("signs",), outcome=Outcome.FAILED)
    decided("Parks", days_ago=5, committee="parks", outcome=Outcome.POSTPONED)
    assert found(year=2026) == ["Lamps", "Parks"]
    assert found(year=2025) == ["Signs"]
    assert found(project="signs") == ["Lamps", "Signs"]
    assert found(project="lamps") == ["Lamps"]
    assert found(outcome=Outcome.FAILED) == ["Signs"]
    assert found(committee="parks") == ["Parks"]
    assert found(project="nothing") == found(year=1999) == found(committee="nobody") == []
    choices = queries.decision_choices()
    assert choices.years == (2026, 2025)
    assert {project.slug for project in choices.projects} == {"lamps", "signs"}
    assert {committee.slug for committee in choices.committees} == {"parks", "steering"}


def test_a_year_begins_at_midnight_of_the_site(clock):
    # 11 p.m. of 31 December in Chicago is 1 January in UTC
    slug = held(days_ago=0, starts_at=now() - timedelta(days=104, hours=12))
    minuted(slug)
    assert queries.decisions(Filters(year=2025)).total == 1
    assert queries.decisions(Filters(year=2026)).total == 0


@pytest.mark.parametrize(
    ("question", "hits"),
    [
        ("lamps", 1),
        ("LAMPS buy", 1),
        ("estacion", 1),
        ("ESTACIÓN", 1),
        ("warm light", 1),
        ("order them", 1),
        ("pilot", 1),
        ("lamps nothing", 0),
        ("%", 0),
        ("_", 0),
        ("\\", 0),
        ("<script>", 1),
        ("   ", 1),
    ],
)
def test_words_find_motions_conditions_follow_up_items_and_projects(town, question, hits):
    town.project("lamps")
    text = Translated({"en": "Buy ten lamps", "es": "Comprar para la Estación"})
    slug = held(items=(an_item("Talk", projects=("lamps",)),))
    motion = a_motion(conditions=words("Warm light"), follow_up=FollowUp(words("Order them")))
    minuted(slug, ItemMinutes(1, motions=(replace(motion, text=text),)))
    assert len(found(words=question)) == hits


def test_addresses_that_ask_for_nonsense_are_answered(client):
    decided("Lamps")
    for query in (
        "year=abc",
        "year=99999999999",
        "outcome=loud",
        "q=" + "x" * 5000,
        "after=zzz",
        "project=%3Cb%3E",
    ):
        page = client.open(f"/decisions?{query}")
        assert page.h1 == "Decisions"
    page = client.open("/decisions?project=nothing")
    assert "No decision fits these filters." in page.text
    assert page.link("Show all decisions") == "/decisions"


def test_a_long_register_is_read_page_by_page(client):
    for number in range(3):
        motions = tuple(a_motion(f"Motion {number}-{n}") for n in range(15))
        minuted(held(days_ago=number + 1, title=words(f"M{number}")), ItemMinutes(1, motions=motions))
    page = client.open("/decisions?outcome=passed")
    assert "45 decisions" in page.text
    seen = []
    for _page in range(3):
        seen += [said for said in page.words(".//main//li//div[@class='flow']/div") if "Motion" in said]
        older = page.links().get("Older")
        if older is None:
            break
        assert parse_qs(urlsplit(older).query)["outcome"] == ["passed"]
        page = client.open(older)
    assert len(seen) == len(set(seen)) == 45


def test_a_line_says_all_that_was_decided(client):
    follow_up = FollowUp(words("Order them"), f"Public Works {SCRIPT}", date(2026, 4, 15))
    motion = a_motion(method=Method.VOICE, typed=Tally(3, 1, 0), conditions=words("Warm light"), follow_up=follow_up)
    conflict = Conflict(5, "Vendor")
    slug = minuted(None, ItemMinutes(1, conflicts=(conflict,), motions=(motion,)))
    page = client.get("meetings.decisions")
    for said in (
        "Passed From draft minutes",
        "Moved by Ana",
        "Seconded by Ben",
        "Voice vote: 3 yes, 1 no, 0 abstained",
        "Recused Eve",
        f"Conditions Warm light {SCRIPT}",
        f"Who does it: Public Works {SCRIPT}",
        "Due April 15, 2026",
    ):
        assert said in page.text
    assert "that day has passed" not in page.text
    assert page.link("Item 1") == f"/meetings/{slug}/items/1"


def test_a_follow_up_whose_day_has_passed_says_so(client, clock):
    decided("Lamps", follow_up=FollowUp(words("Order them"), "", date(2026, 4, 15)))
    clock.forward(days=1)
    assert "Due April 15, 2026 (that day has passed)" in client.get("meetings.decisions").text


def test_many_names_are_folded_away(client):
    for number in range(10):
        seat(f"Member {number}")
    decided("Lamps", **roll(yes=tuple(range(1, 16))))
    page = client.get("meetings.decisions")
    assert page.words(".//main//details/summary") == ["Who voted how (15 names)"]


def test_a_projects_page_lists_what_was_decided_about_it(app, client, town):
    town.project("lamps")
    town.project("signs")
    decided("Buy ten lamps", projects=("lamps",))
    assert "Buy ten lamps" in client.get("projects.show", slug="lamps").text
    assert "Decisions" not in client.get("projects.show", slug="signs").words(".//main//h2")


def test_spanish_readers_get_spanish_words(client):
    decided("Lamps")
    page = client.in_language("es").get("meetings.decisions")
    assert page.h1 == "Decisiones"
    assert "Lamps (en español)" in page.text


def test_the_register_asks_the_database_little(app, client, town):
    for number in range(6):
        decided(f"Lamps {number}", days_ago=number + 1, projects=(town.project(), town.project()))
    with recorded(app) as statements:
        client.open("/decisions?q=lamps&year=2026&outcome=passed")
    statements.within(6)
