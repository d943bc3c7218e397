"""The list of projects and its other shapes, as residents, feed readers and programs get them."""

from __future__ import annotations

import csv
import io
import json

import pytest

from portal.core.translated import Translated
from portal.projects.models import Condition, Phase
from portal.projects.views.chosen import MOST_CHOICES
from tests.core.test_atom import NS, check
from tests.projects.listing import SQUARE, STATION, goal, linked, partner
from tests.support.builders import SCRIPT
from tests.support.recorder import recorded

ODD = 'O\'Hare & "Söhne" <b>50%</b> +#?;'


@pytest.fixture
def three(town, clock):
    """Three projects that differ in everything."""
    goal("clean")
    partner("acme", name=f"Acme {SCRIPT}")
    town.update(town.project("lamps", area=ODD, geometry=STATION), phase=Phase.PILOTING, condition=Condition.AT_RISK)
    clock.forward(minutes=1)
    town.update(town.project("buses", open=False, area="Mill Hill"), phase=Phase.STOPPED)
    clock.forward(minutes=1)
    town.project("trees", geometry=SQUARE, address="By the oak")
    linked("lamps", goal="clean", topics=[ODD, "light"], partners=["acme"])
    linked("buses", topics=["light"])


def found(page):
    return [href.rpartition("/")[2] for words, href in page.links().items() if words.startswith("Pilot of ")]


@pytest.mark.parametrize(
    ("chosen", "slugs"),
    [
        ({"phase": "stopped"}, ["buses"]),
        ({"condition": "at_risk"}, ["lamps"]),
        ({"comments": "none"}, ["buses"]),
        ({"goal": "clean"}, ["lamps"]),
        ({"topic": "light"}, ["buses", "lamps"]),
        ({"topic": ODD}, ["lamps"]),
        ({"area": ODD}, ["lamps"]),
        ({"partner": "acme"}, ["lamps"]),
        ({"q": "PILOT of TREES"}, ["trees"]),
        ({"topic": "light", "area": "Mill Hill"}, ["buses"]),
    ],
)
def test_each_filter_narrows_the_list_and_is_said_with_a_way_back(client, three, chosen, slugs):
    page = client.get("projects.index", **chosen)
    assert found(page) == slugs
    assert page.words("h2")[0] == f"{len(slugs)} project{'s' if len(slugs) > 1 else ''}"
    for name, value in chosen.items():
        assert page.value(name) == value
    assert len(page.all(".//ul[@aria-label='Chosen filters']/li")) == len(chosen)
    assert found(client.open(page.link("Clear the filters"))) == ["trees", "buses", "lamps"]


def test_one_filter_is_taken_away_and_the_others_stay(client, three):
    page = client.get("projects.index", topic="light", area="Mill Hill")
    removing = [link.get("href") for link in page.all(".//ul[@aria-label='Chosen filters']/li/a")]
    assert removing == ["/projects?area=Mill+Hill", "/projects?topic=light"]


@pytest.mark.parametrize(
    "query",
    ["goal=no", "phase=agreed", "condition=on_hold", "topic=No", "partner=%27--", "area=%ff", "q=%20"],
)
def test_what_no_project_has_counts_as_not_given(client, three, query):
    page = client.open(f"/projects?{query}")
    assert len(found(page)) == 3
    assert not page.all(".//ul[@aria-label='Chosen filters']")


def test_the_form_offers_only_what_exists(client, three):
    page = client.get("projects.index")
    offered = [option.get("value") for option in page.all(".//select[@id='filter-phase']/option")]
    assert offered == ["", "piloting", "stopped"]
    assert not client.get("projects.index").all(".//select[@id='filter-nothing']")


def test_a_site_without_goals_and_partners_does_not_ask_for_them(client, town):
    town.project(area="")
    page = client.get("projects.index")
    assert not page.all(".//select[@id='filter-goal']")
    assert "More filters" not in page.text


def test_hundreds_of_choices_stay_light_and_the_chosen_one_is_among_them(client, town):
    town.project(area="Rare")
    for n in range(MOST_CHOICES + 5):
        town.project(area=f"Area {n} {'x' * 60}")
        town.project(area=f"Area {n} {'x' * 60}")
    page = client.get("projects.index", area="Rare")
    offered = page.all(".//select[@id='filter-area']/option")
    assert 30 < len(offered) <= MOST_CHOICES + 2
    assert page.value("area") == "Rare"
    assert len(page.body) < 60_000


# ---- feeds --------------------------------------------------------------------------------------------


def feed_of(client, path):
    page = client.open(path)
    assert page.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert page.headers["ETag"]
    return check(page.body)


def test_the_feed_is_the_list_with_the_newest_status_in_words(client, three):
    page = client.get("projects.index", topic="light")
    assert page.all(".//head/link[@type='application/atom+xml']")[0].get("href") == "/projects.atom?topic=light"
    root = feed_of(client, page.link("Feed (Atom)"))
    assert [e.text for e in root.findall("a:entry/a:id", NS)] == [
        "tag:feedback.example.org,2026:/projects/buses",
        "tag:feedback.example.org,2026:/projects/lamps",
    ]
    assert root.findtext("a:title", "", NS) == "Projects, filtered by Topic: light"
    assert [e.text for e in root.findall("a:entry/a:updated", NS)] == ["2026-04-15T17:01:00Z", "2026-04-15T17:00:00Z"]
    assert root.findtext("a:updated", "", NS) == "2026-04-15T17:01:00Z"
    told = root.findall("a:entry/a:summary", NS)[1].text
    assert told.startswith("Piloting: A small test runs with real users. At risk: ")
    assert "Ten lamps are up." in root.findall("a:entry/a:content", NS)[1].text
    assert root.find("a:link[@rel='self']", NS).get("href") == "https://feedback.example.org/projects.atom?topic=light"


def test_a_feed_speaks_the_language_of_its_address(client, three):
    root = feed_of(client, "/es/projects.atom")
    links = {e.get("hreflang"): e.get("href") for e in root.findall("a:link[@rel='alternate']", NS)}
    assert links["en"] == "https://feedback.example.org/projects.atom"
    assert root.find("a:link[@rel='self']", NS).get("href") == "https://feedback.example.org/es/projects.atom"
    assert root.findtext("a:entry/a:title", "", NS).startswith("Pilot of trees") is True
    assert "(en español)" in root.findtext("a:entry/a:title", "", NS)


def test_a_long_feed_goes_on(client, town, clock):
    for _n in range(51):
        town.project()
        clock.forward(seconds=1)
    first = feed_of(client, "/projects.atom?comments=open")
    further = first.find("a:link[@rel='next']", NS).get("href").removeprefix("https://feedback.example.org")
    second = feed_of(client, further)
    assert [len(root.findall("a:entry", NS)) for root in (first, second)] == [50, 1]
    assert "comments=open" in further


def test_updates_are_followed_one_project_at_a_time_corrections_too(client, town):
    partner("acme", name="Acme")
    project = town.project("lamps")
    town.update(project)
    town.update(project, phase=Phase.STOPPED, corrects=1, text=Translated({"es": "Era **otra** cosa."}))
    page = client.get("projects.show", slug=project)
    root = feed_of(client, page.all(".//head/link[@type='application/atom+xml']")[0].get("href"))
    first, second = root.findall("a:entry", NS)
    assert first.findtext("a:id", "", NS) == "tag:feedback.example.org,2026:/projects/lamps/updates/2"
    assert first.findtext("a:summary", "", NS).startswith("Correction of update 1. Stopped: ")
    assert first.find("a:content", NS).get("{http://www.w3.org/XML/1998/namespace}lang") == "es"
    assert second.find("a:link", NS).get("href") == "https://feedback.example.org/projects/lamps/updates/1"
    client.get("projects.updates_atom", slug="nothing", expect=404)


# ---- tables and map data -------------------------------------------------------------------------------


def rows_of(page):
    text = page.body.decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_the_table_is_the_list_whole_with_everything_about_each(client, town, three):
    town.published("lamps")
    page = client.get("projects.index", topic="light")
    table = client.open(page.link("Spreadsheet (CSV)"))
    assert table.headers["Content-Type"] == "text/csv; charset=utf-8"
    buses, lamps = rows_of(table)
    assert lamps["url"] == "https://feedback.example.org/projects/lamps"
    assert lamps["title_es"] == f"Pilot of lamps (en español) {SCRIPT}"
    assert (lamps["phase"], lamps["condition"], lamps["last_update_number"]) == ("piloting", "at_risk", "1")
    assert lamps["last_update_at"] == "2026-04-15T17:00:00Z"
    assert (lamps["latitude"], lamps["longitude"], lamps["geometry"]) == ("41.85", "-87.65", "Point")
    assert (lamps["topics"], lamps["partners"], lamps["area"]) == (f"{ODD}; light", f"Acme {SCRIPT}", ODD)
    assert (lamps["comment_window"], lamps["comments_published"], lamps["goal_en"]) == (
        "open",
        "1",
        f"Goal clean {SCRIPT}",
    )
    assert (buses["latitude"], buses["comments_published"], buses["sheet_version"]) == ("", "0", "")


def test_nothing_in_the_table_is_taken_for_a_formula(client, town):
    town.project(title=Translated({"en": "=1+1"}), area="@SUM(A1)", address="+1", comments_open_at=None)
    row = rows_of(client.get("projects.table"))[0]
    assert (row["title_en"], row["area"], row["address"]) == ("'=1+1", "'@SUM(A1)", "'+1")


def test_map_data_hold_every_project_with_or_without_a_place(client, three):
    page = client.get("projects.features")
    assert page.headers["Content-Type"] == "application/geo+json"
    collection = json.loads(page.body)
    assert collection["type"] == "FeatureCollection"
    by_slug = {feature["id"]: feature for feature in collection["features"]}
    assert {slug: feature["geometry"] for slug, feature in by_slug.items()} == {
        "lamps": STATION,
        "trees": SQUARE,
        "buses": None,
    }
    assert by_slug["lamps"]["properties"]["url"] == "https://feedback.example.org/projects/lamps"
    assert by_slug["lamps"]["properties"]["area"] == ODD


# ---- the map ------------------------------------------------------------------------------------------


def test_the_map_and_its_list_have_the_same_numbers(client, three):
    page = client.get("projects.project_map")
    assert page.words("h3") == [ODD, "Station", "Without a known place"]
    assert [item.get("id") for item in page.all(".//main//li[@id]")] == ["mark-1", "mark-2"]
    assert "The place of 1 project is not known." in page.text
    assert found(page) == ["lamps", "trees", "buses"]


def test_the_map_of_a_filter_shows_that_alone(client, three):
    page = client.open(client.get("projects.index", topic="light").link("Map"))
    assert page.path == "/projects/map?topic=light"
    assert found(page) == ["lamps", "buses"]
    assert found(client.open(page.link("List"))) == ["buses", "lamps"]


def test_a_map_without_places_is_a_list(client, town):
    town.project("lamps", area="")
    page = client.get("projects.project_map")
    assert "None of these projects has a known place." in page.text
    assert not page.all(".//{http://www.w3.org/2000/svg}svg[@class='map']")
    assert found(page) == ["lamps"]


def test_a_map_of_hundreds_is_small_and_its_list_is_paged(app, client, town):
    for n in range(230):
        place = {"type": "Point", "coordinates": [-87 + n % 17 / 50, 41 + n % 23 / 50]}
        town.project(area=f"Area {n % 9}", geometry=place)
    with recorded(app) as asked:
        page = client.get("projects.project_map")
    asked.within(6)
    seen = []
    for _page in range(4):
        assert len(page.body) < 60_000
        seen += found(page)
        if "Older" in page.links():
            page = client.open(page.link("Older"))
    assert len(set(seen)) == len(seen) == 230
    assert len(found(client.open(page.link("Newer")))) == 60
    assert found(client.get("projects.project_map", after="nothing")) == seen[:60]


def test_hostile_places_and_names_are_shown_as_text(client, town):
    area = {"type": "Polygon", "coordinates": [[["<b>", 0], [0, 0]]]}
    town.project("lamps", geometry=area, area=f"<i>{SCRIPT}"[:80], address=SCRIPT)
    town.project("trams", geometry=STATION, area='"><script>')
    for path in ("/projects/map", "/projects.geojson", "/projects.csv", "/projects/lamps", "/projects/trams"):
        client.open(path)  # the client finds scripts and broken HTML


def test_a_project_page_says_where_it_is_and_leads_to_its_neighbors(client, three):
    page = client.get("projects.show", slug="lamps")
    assert page.link("Open in your map app") == "geo:41.85,-87.65"
    assert "41.85, -87.65" in page.text
    assert found(client.open(page.link(ODD))) == ["lamps"]
    assert "By the oak" in client.get("projects.show", slug="trees").text
    assert "Middle of the area" in client.get("projects.show", slug="trees").text
    assert "Coordinates" not in client.get("projects.show", slug="buses").text
