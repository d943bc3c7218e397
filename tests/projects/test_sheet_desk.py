"""The clerk writes a sheet section by section, reads what will be new, publishes it; nothing typed is ever lost."""

from __future__ import annotations

from datetime import date

import pytest

from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.projects import queries
from portal.projects.models import RequirementState
from portal.projects.sheets.sections import MOST_ROWS, Section
from portal.projects.sheets.shapes import Milestone, Requirement, Sheet
from portal.projects.usecases import publish_sheet, write_section, write_sheet
from tests.projects.agreed import WHOLE, agreed, lay_out
from tests.support.builders import SCRIPT, words
from tests.support.engines import sqlite_only
from tests.support.recorder import recorded

SAVE = "Save this section"


@pytest.fixture
def desk(client, cast):
    """The clerk's browser."""
    return client.sign_in(cast.clerk)


def written(slug):
    return queries.written_sheet(queries.project_by_slug(slug))


def edit(desk, section, slug="lamps"):
    return desk.get("projects.edit_section", slug=slug, section=section)


def test_a_sheet_is_written_and_published(desk, client, town):
    """The whole journey of a first version, up to what the public reads."""
    town.project("lamps")
    lay_out(WHOLE)
    page = desk.get("projects.desk")
    page = desk.open(page.link("Project sheet"))
    assert "No version is public yet." in page.text
    page = desk.open(page.link("Vision, goal and champions"))
    page = desk.submit(
        page,
        SAVE,
        vision_en="Dark skies over safe streets",
        goal="safe-streets",
        **{"rows-0-name": "Ana Ruiz", "rows-0-organisation": "Public works"},
    )
    assert "Saved. Nobody outside sees it before you publish it." in page.text
    page = desk.open(page.link("Requirements"))
    page = desk.submit(page, "Add a row", **{"rows-0-text_en": "Lamps dim", "rows-0-test_en": "Measure"})
    page = desk.submit(page, SAVE, **{"rows-1-text_en": "Lamps report faults", "rows-1-strength": "should"})
    page = desk.open(page.link("Preview and publish"))
    assert "Say who answers for it: R1, R2." in page.text
    assert "Lamps report faults" in page.text
    page = desk.submit(page, "Publish version 1")
    assert "The new version is public." in page.text
    shown = client.get("projects.sheet", slug="lamps")
    assert "Dark skies over safe streets" in shown.text
    assert "Lamps report faults" in shown.text


@pytest.mark.parametrize("section", list(Section))
def test_every_section_shows_again_what_was_written(desk, town, section):
    lay_out(WHOLE)
    town.project("lamps")
    write_sheet(actor=COMMAND_LINE, slug="lamps", sheet=WHOLE)
    desk.submit(edit(desk, section), SAVE)
    assert written("lamps") == WHOLE


@pytest.mark.parametrize("section", list(Section))
def test_an_empty_section_can_be_opened_and_saved(desk, town, section):
    town.project("lamps")
    desk.submit(edit(desk, section), SAVE)
    assert written("lamps") == Sheet()


def test_what_is_written_can_be_dropped(desk, town):
    agreed(town)
    desk.submit(edit(desk, "milestones"), SAVE, **{"rows-0-title_en": "First light"})
    page = desk.get("projects.desk_sheet", slug="lamps")
    page = desk.open(page.link("Discard what is written"))
    assert "M1 changed" in page.text
    page = desk.submit(page, "Discard it")
    assert "What was written is gone." in page.text
    assert written("lamps") == WHOLE


def test_nobody_drops_what_somebody_else_wrote_meanwhile(desk, town):
    agreed(town)
    desk.submit(edit(desk, "milestones"), SAVE, **{"rows-0-title_en": "First light"})
    page = desk.get("projects.discard_sheet", slug="lamps")
    write_section(actor=COMMAND_LINE, slug="lamps", section=Section.LINKS, sheet=Sheet())
    page = desk.submit(page, "Discard it", expect=409)
    assert page.errors == ["Somebody else saved this sheet while you wrote. Read it again, then save yours."]
    assert written("lamps").milestones[0].title["en"] == "First light"


def test_a_new_version_says_why_and_shows_what_is_new(desk, town):
    agreed(town)
    desk.submit(edit(desk, "requirements"), SAVE, **{"rows-0-text_en": "Dims before midnight"})
    page = desk.get("projects.publish_sheet", slug="lamps")
    assert "What is new since version 1" in page.text
    assert "Each of these partners has to sign it anew." in page.text
    page = desk.submit(page, "Publish version 2", expect=422)
    assert page.errors == ["Say why, in one or two sentences"]
    page = desk.submit(page, "Publish version 2", reason_en="The neighbors asked")
    assert [line.number for line in queries.sheet_versions(queries.facts("lamps").id)] == [2, 1]


def test_publishing_sent_twice_makes_one_version(desk, town):
    agreed(town)
    desk.submit(edit(desk, "links"), SAVE, **{"rows-0-label": "Plan"})
    page = desk.get("projects.publish_sheet", slug="lamps")
    for _time in range(2):
        assert "is public" in desk.submit(page, "Publish version 2", reason_en="Once").text
    assert len(queries.sheet_versions(queries.facts("lamps").id)) == 2


def test_what_changed_meanwhile_is_read_before_it_is_published(desk, town):
    agreed(town)
    desk.submit(edit(desk, "links"), SAVE, **{"rows-0-label": "Plan"})
    page = desk.get("projects.publish_sheet", slug="lamps")
    write_section(actor=COMMAND_LINE, slug="lamps", section=Section.MILESTONES, sheet=Sheet())
    page = desk.submit(page, "Publish version 2", expect=409, reason_en="My reason")
    assert page.errors == ["Somebody else saved this sheet while you wrote. Read it again, then save yours."]
    assert page.value("reason_en") == "My reason"
    desk.submit(page, "Publish version 2")
    assert len(queries.sheet_versions(queries.facts("lamps").id)) == 2


def test_nothing_to_publish_shows_no_button(desk, town):
    agreed(town)
    page = desk.get("projects.publish_sheet", slug="lamps")
    assert "Nothing is written that is not public already." in page.text
    assert page.forms == []
    assert desk.get("projects.discard_sheet", slug="lamps").forms == []


def test_an_old_first_publishing_is_refused_in_words(desk, town):
    town.project("lamps")
    desk.submit(edit(desk, "links"), SAVE, **{"rows-0-label": "Plan", "rows-0-url": "https://example.org/a"})
    page = desk.get("projects.publish_sheet", slug="lamps")
    desk.submit(desk.get("projects.discard_sheet", slug="lamps"), "Discard it")
    assert desk.submit(page, "Publish version 1", expect=422).errors == ["Nothing is written yet."]


def test_two_clerks_write_two_sections_at_once(desk, town):
    agreed(town)
    mine = edit(desk, "milestones")
    write_section(actor=COMMAND_LINE, slug="lamps", section=Section.LINKS, sheet=Sheet())
    desk.submit(mine, SAVE, **{"rows-0-title_en": "First light"})
    assert (written("lamps").links, written("lamps").milestones[0].title["en"]) == ((), "First light")


def test_two_clerks_in_one_section_see_both_versions(desk, town):
    agreed(town)
    mine = edit(desk, "milestones")
    theirs = Sheet(milestones=(Milestone("M1", words("Their lamp"), date(2026, 5, 1)),))
    write_section(actor=COMMAND_LINE, slug="lamps", section=Section.MILESTONES, sheet=theirs)
    page = desk.submit(mine, SAVE, expect=409, **{"rows-0-title_en": "My lamp"})
    assert page.errors == ["Somebody else saved this section while you wrote. Nothing was overwritten."]
    assert page.value("rows-0-title_en") == "My lamp"
    assert "Their lamp" in page.text
    desk.submit(page, SAVE)
    assert [row.key for row in written("lamps").milestones] == ["M1", "M2", "M3"]
    assert written("lamps").milestones[0].title["en"] == "My lamp"


def test_the_same_section_sent_twice_is_kept_once(desk, town):
    town.project("lamps")
    page = edit(desk, "milestones")
    for _time in range(2):
        desk.submit(page, SAVE, **{"rows-0-title_en": "First lamp"})
    assert [row.key for row in written("lamps").milestones] == ["M1"]


def test_errors_name_the_row_and_nothing_typed_is_lost(desk, town):
    agreed(town)
    page = desk.submit(edit(desk, "budget"), "Add a row")
    typed = {
        "rows-0-amount": "lots",
        "rows-1-currency": "dollars",
        "rows-2-starts_on": "2026-12-01",
        "rows-2-ends_on": "2026-01-01",
        "rows-3-amount": "12",
        "rows-4-source": f"Council {SCRIPT}",
        "rows-4-starts_on": "soon",
    }
    page = desk.submit(page, SAVE, expect=422, **typed)
    assert page.errors == [
        "B1: Enter the amount in digits, such as 1250.50",
        "B2: Enter the currency in three letters, such as USD",
        "B3: Enter a last day that is not before the first day",
        "B4: Enter the currency, too, such as USD",
        "Row 5: Write what the money is for",
        "Row 5: Enter a day like 2026-04-15",
    ]
    assert {name: page.value(name) for name in typed} == typed


def test_every_field_has_an_end(desk, town):
    agreed(town)
    page = desk.submit(
        edit(desk, "mandate"), SAVE, expect=422, freedom_en="x" * 2001, given_by="x" * 151, given_on="1-1-1"
    )
    assert page.errors == [
        "Shorten the text to 2,000 characters or fewer",
        "Shorten the name to 150 characters or fewer",
        "Enter a day like 2026-04-15",
    ]
    page = desk.submit(edit(desk, "mandate"), SAVE, expect=422, starts_on="0026-05-01")
    assert page.errors == ["Enter a year between 1900 and 2199"]


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"rows-1-superseded_by": ""}, "R2: Enter the key of the requirement that took its place, such as R7."),
        ({"rows-1-superseded_by": "R9"}, "R2: Enter the key of a requirement in this list, such as R7."),
        ({"rows-1-superseded_by": "r2"}, "R2: A requirement cannot take its own place."),
        ({"rows-1-state": "agreed"}, "R2: Choose the state “Replaced”, or empty the field “Replaced by”"),
        (
            {"rows-0-state": "superseded", "rows-0-superseded_by": "R2"},
            "R1: These requirements replace each other in a circle.",
        ),
    ],
)
def test_a_replaced_requirement_names_another_of_the_list(desk, town, typed, error):
    agreed(town)
    page = desk.submit(edit(desk, "requirements"), SAVE, expect=422, **typed)
    assert page.errors[0].startswith(error)
    assert written("lamps") == WHOLE


def test_a_key_is_understood_however_it_is_typed(desk, town):
    agreed(town)
    typed = {"rows-1-superseded_by": " r1 ", "rows-1-owner": "Ana"}
    desk.submit(edit(desk, "requirements"), SAVE, **typed)
    assert written("lamps").requirements[1].superseded_by == "R1"


@pytest.mark.parametrize(
    "address",
    ["http://example.org/", "javascript:alert(1)", "https://", "example.org", "https://e x", "https://" + "x" * 500],
)
def test_only_secure_addresses_become_links(desk, town, address):
    town.project("lamps")
    page = desk.submit(edit(desk, "links"), SAVE, expect=422, **{"rows-0-label": "Plan", "rows-0-url": address})
    assert page.errors == ["Row 1: Enter an address that begins with https:// and has at most 500 characters"]
    page = desk.submit(page, SAVE, expect=422, **{"rows-0-label": "", "rows-0-url": "https://example.org/"})
    assert page.errors == ["Row 1: Write in a few words what is there"]


def test_rows_are_added_moved_and_removed_with_all_that_was_typed(desk, town):
    agreed(town)
    page = desk.submit(edit(desk, "milestones"), "Add a row", **{"rows-0-title_en": "First light"})
    assert "Nothing is saved yet." in page.text
    page = desk.submit(page, "Move up M3", **{"rows-3-title_en": "Handover"})
    page = desk.submit(page, "Remove M2")
    desk.submit(page, SAVE)
    found = [(row.key, row.title["en"]) for row in written("lamps").milestones]
    assert found == [("M1", "First light"), ("M3", f"Party {SCRIPT}"), ("M4", "Handover")]


def test_the_enter_key_saves(desk, town):
    town.project("lamps")
    for section in Section:
        form = edit(desk, section).form()
        assert form.buttons()[0] == SAVE
        assert form.element.find(".//button").get("name") is None


def test_a_partner_has_one_row_and_is_chosen_from_the_list(desk, town):
    agreed(town)
    page = desk.submit(edit(desk, "partners"), "Add a row")
    page = desk.submit(page, SAVE, expect=422, **{"rows-4-partner": "works", "rows-4-role_en": "Twice"})
    assert page.errors == ["Row 5: This partner has a row already"]
    page = desk.submit(page, SAVE, expect=422, **{"rows-4-partner": "nobody"})
    assert page.errors == ["Row 5: Choose a partner from the list"]
    page = desk.submit(page, SAVE, expect=422, **{"rows-4-partner": ""})
    assert page.errors == ["Row 5: Choose the partner"]


def test_a_goal_is_chosen_from_the_list(desk, town):
    agreed(town)
    page = edit(desk, "purpose")
    assert desk.submit(page, SAVE, expect=422, goal="nowhere").errors == ["Choose one from the list"]


@sqlite_only
def test_a_hundred_requirements_and_no_more(desk, town, app):
    many = tuple(
        Requirement(f"R{n}", words(f"Need {n}"), f"Owner {n}", test=words("Measure"), constraint=words("Law"))
        for n in range(1, 101)
    )
    town.project("lamps")
    write_sheet(actor=COMMAND_LINE, slug="lamps", sheet=Sheet(requirements=many))
    with recorded(app) as statements:
        page = edit(desk, "requirements")
    statements.within(14)
    assert "There are at most 100 rows." in page.text
    desk.submit(page, SAVE, **{"rows-99-owner": "Ana"})
    assert written("lamps").requirements[99].owner == "Ana"
    full = {f"rows-{n}-text_en": "x" for n in range(MOST_ROWS["requirements"] + 1)}
    token = page.value("csrf_token")
    answer = desk.post(
        "projects.edit_section", slug="lamps", section="requirements", data=full | {"csrf_token": token}, expect=409
    )
    assert answer.value("rows-100-text_en") == "x"


def test_more_rows_than_may_be_added_stay_where_they_were_imported(desk, town):
    town.project("lamps")
    many = tuple(Milestone(f"M{n}", words(f"Step {n}")) for n in range(1, 91))
    write_sheet(actor=COMMAND_LINE, slug="lamps", sheet=Sheet(milestones=many))
    desk.submit(edit(desk, "milestones"), SAVE, **{"rows-89-title_en": "The last"})
    assert written("lamps").milestones[89].title["en"] == "The last"


@pytest.mark.parametrize("name", ["nobody", "moderator", "member", "admin"])
def test_the_sheet_is_written_by_clerks(client, cast, town, name):
    agreed(town)
    browser = client.sign_in(getattr(cast, name))
    for endpoint in (
        "projects.desk_sheet",
        "projects.publish_sheet",
        "projects.discard_sheet",
        "projects.freeze_criteria",
    ):
        browser.get(endpoint, slug="lamps", expect=403)
    browser.get("projects.edit_section", slug="lamps", section="links", expect=403)
    browser.get("projects.move_milestone", slug="lamps", key="m1", expect=403)
    browser.get("projects.score_criterion", slug="lamps", key="c1", expect=403)
    browser.get("projects.desk_goals", expect=403)


def test_what_is_not_there_has_no_page(desk, town):
    town.project("lamps")
    desk.get("projects.desk_sheet", slug="nothing", expect=404)
    desk.get("projects.edit_section", slug="lamps", section="nothing", expect=404)
    desk.get("projects.move_milestone", slug="lamps", key="m1", expect=404)
    desk.get("projects.score_criterion", slug="lamps", key="c1", expect=404)


def test_a_public_sheet_names_what_lacks(desk, town):
    town.project("lamps")
    write_sheet(actor=COMMAND_LINE, slug="lamps", sheet=Sheet(requirements=(Requirement("R1", words("Dims")),)))
    publish_sheet(actor=COMMAND_LINE, slug="lamps", reason=Translated())
    page = desk.get("projects.desk_sheet", slug="lamps")
    for said in (
        "Write the vision of the project.",
        "Say how it is tested: R1.",
        "Add at least one success criterion.",
    ):
        assert said in page.text


def test_a_replaced_requirement_needs_no_test(desk, town):
    town.project("lamps")
    rows = (
        Requirement("R1", words("New"), "Ana", test=words("Look")),
        Requirement("R2", words("Old"), state=RequirementState.SUPERSEDED, superseded_by="R1"),
    )
    write_sheet(actor=COMMAND_LINE, slug="lamps", sheet=Sheet(requirements=rows))
    assert "Say how it is tested" not in desk.get("projects.desk_sheet", slug="lamps").text
