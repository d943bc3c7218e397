"""The timeline as a page, as a file, and on the project's own page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest

from portal.core.translated import Translated
from portal.projects.sheets.shapes import Milestone, Sheet
from tests.projects.agreed import WHOLE, agreed, freeze, move, publish
from tests.support.builders import SCRIPT, words
from tests.support.recorder import recorded

PLAN = date(2026, 5, 1)
SVG = "{http://www.w3.org/2000/svg}"


def sheet(*milestones):
    return Sheet(milestones=milestones)


def one(town, planned=PLAN, slug="lamps"):
    return agreed(town, slug, sheet(Milestone("M1", words("First lamp"), planned)))


def in_short(client, slug):
    page = client.get("projects.timeline", slug=slug)
    return page.words(".//td[@data-label='In short']")[0]


@pytest.mark.parametrize(
    ("moves", "said"),
    [
        ([], "As planned."),
        ([{"forecast": 10, "reason": "Permits."}], f"Moved once, +10 days, because: Permits. {SCRIPT}."),
        ([{"forecast": 1}], "Moved once, +1 day."),
        ([{"forecast": -3}], "Moved once, −3 days."),
        ([{"forecast": 9}, {"forecast": 0}], "Moved twice, back to the planned day."),
        ([{"forecast": n} for n in (1, 2, 3)], "Moved 3 times, +3 days."),
        ([{}], "Moved once, new day not known."),
        ([{"actual": 0}], "Reached on the planned day."),
        ([{"actual": 1}], "Reached 1 day late."),
        ([{"forecast": 30}, {"actual": 41}], "Reached 41 days late. Moved once."),
        ([{"actual": -2}], "Reached 2 days early."),
    ],
)
def test_how_a_milestone_stands_is_one_sentence(client, town, moves, said):
    slug = one(town)
    for each in moves:
        days = {name: PLAN + timedelta(n) for name, n in each.items() if name != "reason"}
        move(slug, "M1", reason=each.get("reason", ""), **days)
    assert in_short(client, slug) == said


def test_every_reason_is_told_the_oldest_first(client, town):
    slug = one(town)
    for n, reason in enumerate(["Permits", "Frost"], start=1):
        move(slug, "M1", forecast=PLAN + timedelta(20 * n + n // 2), reason=reason)
    said = in_short(client, slug).replace(f" {SCRIPT}", "")
    assert said == "Moved twice, +41 days, because: Permits; Frost."


def test_a_milestone_without_a_planned_day_says_so(client, town):
    slug = one(town, planned=None)
    assert in_short(client, slug) == "No day is set."
    move(slug, "M1", forecast=PLAN)
    assert in_short(client, slug) == "No day was planned."
    move(slug, "M1", actual=PLAN)
    assert in_short(client, slug) == "Reached."


def test_the_three_days_are_kept_apart(client, town):
    slug = one(town)
    move(slug, "M1", forecast=PLAN + timedelta(41))
    cells = client.get("projects.timeline", slug=slug).words(".//tbody/tr/td")
    assert cells[:3] == ["May 1, 2026", "June 11, 2026", "Not yet"]
    move(slug, "M1", actual=PLAN + timedelta(42))
    cells = client.get("projects.timeline", slug=slug).words(".//tbody/tr/td")
    assert cells[:3] == ["May 1, 2026", "–", "June 12, 2026"]


def test_every_move_is_listed_with_its_day_and_entry(client, town):
    slug = one(town)
    move(slug, "M1", forecast=PLAN, reason="Permits", posted_at=datetime(2026, 4, 2, 17, tzinfo=UTC))
    move(slug, "M1", reason="Frost", posted_at=datetime(2026, 4, 3, 17, tzinfo=UTC))
    items = client.get("projects.timeline", slug=slug).words(".//main//ul/li")
    assert [item.replace(f" {SCRIPT}", "") for item in items] == [
        "Expected on May 1, 2026. Permits Said on April 2, 2026. Entry 1 in the public record",
        "The new day is not known. Frost Said on April 3, 2026. Entry 1 in the public record",
    ]


def test_a_plan_that_a_later_version_changed_keeps_the_first_day_in_sight(client, town):
    slug = one(town)
    publish(slug, sheet(Milestone("M1", words("First lamp"), PLAN + timedelta(31))), words("Slower"))
    assert "June 1, 2026 (at first: May 1, 2026)" in client.get("projects.timeline", slug=slug).text


def test_a_milestone_that_left_the_sheet_keeps_what_was_said_of_it(client, town):
    slug = agreed(town, sheet=WHOLE)
    move(slug, "M2", forecast=date(2027, 1, 1), reason="Frost")
    publish(slug, replace(WHOLE, milestones=WHOLE.milestones[:1]), words("Less"))
    text = client.get("projects.timeline", slug=slug).text
    assert "Not in the sheet since version 2." in text
    assert "M3" not in text


def test_a_timeline_without_milestones_or_without_days(client, town):
    nothing = client.get("projects.timeline", slug=town.project("empty"))
    assert "No milestone is given." in nothing.text
    client.get("projects.timeline_picture", slug="empty", expect=404)
    page = client.get("projects.timeline", slug=one(town, planned=None))
    assert not list(page.tree.iter(f"{SVG}svg"))
    assert "First lamp" in page.text


def picture(client, slug):
    page = client.get("projects.timeline_picture", slug=slug)
    assert page.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    return ElementTree.fromstring(page.body)


def test_the_picture_is_a_file_with_a_title_and_shapes_that_differ(client, town):
    slug = one(town)
    move(slug, "M1", forecast=PLAN + timedelta(41))
    drawn = picture(client, slug)
    assert drawn.get("role") == "img"
    assert drawn.findtext(f"{SVG}title").startswith("Timeline of Pilot of lamps")
    shapes = [use.get("href") for use in drawn.iter(f"{SVG}use")]
    assert shapes == ["#pic-p", "#pic-e", "#pic-r", "#pic-p", "#pic-e"]  # the first three explain them
    assert len({path.get("d") for path in drawn.iter(f"{SVG}path")}) == 3
    said = [text.text for text in drawn.iter(f"{SVG}text")]
    assert "May 1, 2026 → Jun 11, 2026 (+41 days)" in said
    move(slug, "M1", actual=PLAN + timedelta(42))
    assert [use.get("href") for use in picture(client, slug).iter(f"{SVG}use")][3:] == ["#pic-p", "#pic-r"]


def test_the_picture_speaks_the_language_of_the_page(client, town):
    slug = one(town)
    said = {text.text for text in picture(client.in_language("es"), slug).iter(f"{SVG}text")}
    assert "1 may 2026" in said
    assert not {"Planned", "Reached"} & said


def test_the_picture_holds_no_style_script_or_handler(client, town):
    hostile = Translated({"en": f"{SCRIPT} ]]> & \u202e مرحبا \x0b"})
    slug = agreed(town, sheet=sheet(Milestone("M1", hostile, PLAN), Milestone("M2", Translated({"ar": "مرحبا"}), PLAN)))
    move(slug, "M1", forecast=PLAN + timedelta(1))
    drawn = picture(client, slug)
    attributes = {name for element in drawn.iter() for name in element.attrib}
    assert "style" not in attributes
    assert not [name for name in attributes if name.startswith("on")]
    assert {element.tag.removeprefix(SVG) for element in drawn.iter()} <= {
        *("svg", "title", "desc", "rect", "defs", "path", "g", "line", "use", "text"),
    }
    assert "ar" in {text.get("lang") for text in drawn.iter(f"{SVG}text")}


def test_sixty_milestones_stay_within_the_weight_of_a_page(client, town):
    title = Translated({"en": "New posts stand on one more street of the old town"})
    milestones = [Milestone(f"M{n}", title, PLAN + timedelta(20 * n)) for n in range(1, 61)]
    slug = agreed(town, sheet=sheet(*milestones))
    for n in range(1, 61, 3):
        move(slug, f"M{n}", forecast=PLAN + timedelta(21 * n), reason="Frost")
    page = client.get("projects.timeline", slug=slug)
    assert len(list(page.tree.iter(f"{SVG}svg"))) == 10
    assert len(page.body) <= 60_000
    assert len(list(picture(client, slug).iter(f"{SVG}use"))) == 3 + 60 + 20


def test_the_projects_page_tells_what_was_agreed_in_short(client, town):
    slug = agreed(town)
    move(slug, "M1", forecast=date(2026, 6, 11), reason="Permits")
    page = client.get("projects.show", slug=slug)
    assert "What was agreed" in page.words("h2")
    for said in ("Ana Ruiz, Public works", "Level 6 of 9:", "June 11, 2026 Moved once, +41 days", "can still change"):
        assert re.sub(r"\s+", " ", said) in page.text
    assert page.link("Read the project sheet, version 1") == f"/projects/{slug}/sheet"
    assert page.link("See the timeline") == f"/projects/{slug}/timeline"
    assert page.link(f"Goal safe-streets {SCRIPT}") == "/goals/safe-streets"
    freeze(slug)
    assert "Frozen. They cannot change any more." in client.get("projects.show", slug=slug).text


def test_the_projects_page_asks_the_database_little(app, client, town):
    slug = agreed(town)
    for n in range(20):
        move(slug, "M1", forecast=PLAN + timedelta(n))
    with recorded(app) as asked:
        client.get("projects.show", slug=slug)
    asked.within(14)


def test_the_projects_page_of_an_empty_sheet_and_of_none(client, town):
    page = client.get("projects.show", slug=agreed(town, sheet=Sheet()))
    assert page.text.count("None is given.") == 2
    assert "See the timeline" not in page.links()
    assert "What was agreed" not in client.get("projects.show", slug=town.project()).text


def test_the_projects_page_says_when_every_milestone_is_reached(client, town):
    slug = one(town)
    move(slug, "M1", actual=PLAN)
    assert "All are reached." in client.get("projects.show", slug=slug).text
