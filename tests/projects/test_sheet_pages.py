"""The public pages of a sheet, as a resident's browser sees them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from portal.core.clock import now
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.projects import queries
from portal.projects.models import Phase, Strength, Verdict
from portal.projects.models import RequirementState as State
from portal.projects.sheets.publishing import add_version
from portal.projects.sheets.shapes import BudgetLine, Champion, Criterion, Maturity, Part, Requirement, Sheet, SheetLink
from portal.projects.usecases import freeze_criteria, move_milestone
from tests.projects.agreed import NOTHING, WHOLE, agreed, freeze, lay_out, move, publish, score
from tests.support.builders import SCRIPT, words
from tests.support.recorder import recorded

HOSTILE = Translated({"en": f"{SCRIPT} {'W' * 3_000} مرحبا \u202eevil [x](javascript:alert(1)) <img src=x onerror=y>"})
MANY = tuple(
    Requirement(
        f"R{n}",
        Translated({"en": "The sensor on the pole reports the level of dust every ten minutes to the open data page."}),
        "Department of Public Works",
        Strength.MUST,
        Translated({"en": "Compare with the state's own station for one week in summer and one in winter."}),
        Translated({"en": "Not within 50 feet of a school door."}),
        State.AGREED,
    )
    for n in range(1, 101)
)


def sheet_of(client, slug, **address):
    return client.get("projects.sheet_version" if address else "projects.sheet", slug=slug, **address)


def test_every_section_is_there_with_what_was_agreed(client, town):
    page = sheet_of(client, agreed(town))
    assert page.words("h2")[:-1] == [
        *("Vision", "Mandate", "Requirements", "Milestones", "Technology maturity", "Budget", "Success criteria"),
        *("Partners", "Where public and private value meet", "Links", "Who signed this version"),
    ]
    for said in ("Dark skies over safe streets", "Ana Ruiz, Sponsor", "May 1, 2026 to May 1, 2027", "No cameras"):
        assert said in page.text
    assert page.link(f"Goal safe-streets {SCRIPT}") == "/goals/safe-streets"


def test_every_section_of_an_empty_sheet_says_that_it_is_empty(client, town):
    page = sheet_of(client, agreed(town, sheet=Sheet()))
    for said in (
        *("No vision is written.", "No goal is named yet.", "Nobody is named.", "No mandate is written."),
        *("No requirement is given.", "No milestone is given.", "No level is given.", "No budget line is given."),
        *("No success criterion is given.", "No partner is given.", "No link is given."),
    ):
        assert said in page.text


@pytest.mark.parametrize("endpoint", ["projects.sheet", "projects.sheet_changes"])
def test_a_project_without_a_sheet_says_so(client, town, endpoint):
    page = client.get(endpoint, slug=town.project("lamps"))
    assert "No project sheet is published yet." in page.text


def test_what_does_not_exist_is_not_found(client, town):
    slug = agreed(town)
    for number in (0, 2, 2**31, 10**30):
        client.get("projects.sheet_version", slug=slug, number=number, expect=404)
        client.get("projects.requirements", slug=slug, number=number, expect=404)
    for query in ("from=0", "to=2", "from=x", "to=1.0", "from=99999999999", "from=²"):
        client.open(f"/projects/{slug}/sheet/changes?{query}", expect=404)
    client.get("projects.sheet", slug="nothing", expect=404)


def test_an_old_version_stays_and_says_that_it_is_old(client, town):
    slug = agreed(town)
    publish(slug, replace(WHOLE, vision=words("Brighter skies")), words("We changed our mind"))
    old = sheet_of(client, slug, number=1)
    assert "This is version 1 of 2. It is no longer in force." in old.text
    assert "Dark skies" in old.text
    new = client.open(old.link("Read the newest version"))
    assert "no longer in force" not in new.text
    assert "Brighter skies" in new.text
    assert "We changed our mind" in new.text
    assert sheet_of(client, slug, number=2).words("h2") == new.words("h2")


def test_each_version_names_its_entry_in_the_record(client, town):
    slug = agreed(town)
    seq = queries.sheet_versions(queries.facts(slug).id)[0].record_seq
    link = sheet_of(client, slug).link(f"Entry {seq} in the public record")
    record = client.open(link)
    assert "Project sheet published" in record.text
    assert record.link(f"{slug}/1") == f"/projects/{slug}/sheet/1"


def test_the_record_leads_to_what_was_noted_beside_the_sheet(client, town):
    slug = agreed(town)
    freeze_criteria(actor=COMMAND_LINE, slug=slug, version=1)
    move_milestone(actor=COMMAND_LINE, slug=slug, milestone="M1", forecast_on=date(2026, 6, 1), reason=words("Frost"))
    record = client.get("record.index")
    assert {"Success criteria frozen", "Milestone moved"} <= set(record.words(".//tbody/tr/td[2]"))
    leads = {link.get("href") for link in record.all(".//tbody//a")}
    assert leads == {f"/projects/{slug}/{place}" for place in ("sheet/1", "sheet#criteria", "timeline")}


def test_a_requirement_has_its_anchor_and_the_one_that_replaced_it_is_linked(client, town):
    page = sheet_of(client, agreed(town))
    assert [item.get("id") for item in page.all(".//ol[@class='listing']/li")] == ["R1", "R2"]
    assert page.link("R1") == "#R1"
    assert "Replaced" in page.words(".//ol//strong")


def test_a_replacement_that_is_not_there_is_named_without_a_link(client, town):
    lost = replace(WHOLE, requirements=(replace(WHOLE.requirements[1], superseded_by="R9"),))
    slug = town.project()
    lay_out(lost)
    with transaction():  # a use case refuses to publish it
        add_version(COMMAND_LINE, queries.project_by_slug(slug), lost, NOTHING, now())
    page = sheet_of(client, slug)
    assert "Replaced by R9" in page.text
    assert "R9" not in page.links()


def test_a_long_register_has_a_page_of_its_own(client, town):
    slug = agreed(town, sheet=replace(WHOLE, requirements=MANY))
    page = sheet_of(client, slug)
    assert "R57: " not in page.text
    register = client.open(page.link("Read all 100 requirements"))
    assert register.path == f"/projects/{slug}/sheet/1/requirements"
    assert len(register.all(".//ol[@class='listing']/li")) == 100
    assert max(len(page.body), len(register.body)) <= 60_000


def test_the_register_of_an_old_version_says_that_it_is_old(client, town):
    slug = agreed(town)
    publish(slug, Sheet(), words("Anew"))
    assert "no longer in force" in client.get("projects.requirements", slug=slug, number=1).text
    assert "No requirement is given." in client.get("projects.requirements", slug=slug, number=2).text


def test_money_is_written_in_the_language_of_the_page_and_added_up_by_currency(client, town):
    slug = agreed(town)
    page = sheet_of(client, slug)
    for said in ("$1,250.50", "$1,000", "€900", "Not known", "Together in USD: $2,250.50."):
        assert said in page.text
    assert "Together in EUR" not in page.text
    assert "EUR900" in sheet_of(client.in_language("es"), slug).text.replace("\xa0", "")


def test_money_without_a_currency_is_a_number(client, town):
    page = sheet_of(client, agreed(town, sheet=Sheet(budget=(BudgetLine("B1", words("x"), Decimal("1234.5")),))))
    assert "1,234.5" in page.text


@pytest.mark.parametrize(
    ("level", "said", "unsaid"),
    [
        (6, "Level 6 of 9: A full trial model did the whole job", "No level"),
        (9, "Level 9 of 9: It has done its job", "To get to level"),
        (None, "No level is given.", "To get to level"),
        (12, "No level is given.", "To get to level"),
    ],
)
def test_maturity_is_said_in_a_sentence(client, town, level, said, unsaid):
    page = sheet_of(client, agreed(town, sheet=Sheet(maturity=Maturity(level))))
    assert said in page.text
    assert unsaid not in page.text
    assert page.text.count("Level ") >= 9


def test_the_way_up_stands_beside_the_level_and_the_target(client, town):
    page = sheet_of(client, agreed(town))
    assert "To get to level 7: It runs in the real place" in page.text
    assert "The project wants to reach level 8: It is finished" in page.text


def test_criteria_that_are_not_frozen_can_still_change(client, town):
    slug = agreed(town)
    score(slug, "C1")
    page = sheet_of(client, slug)
    assert "These can still change." in page.text
    assert "Result:" not in page.text


@pytest.mark.parametrize(
    ("frozen_on", "said"),
    [
        (datetime(2026, 4, 20, 17, tzinfo=UTC), "Frozen on April 20, 2026, before work began."),
        (datetime(2026, 5, 1, 17, tzinfo=UTC), "Frozen on May 1, 2026, the day work began."),
        (datetime(2026, 5, 2, 17, tzinfo=UTC), "Frozen on May 2, 2026, after work began on May 1, 2026."),
    ],
)
def test_frozen_criteria_say_whether_that_was_before_work_began(client, town, frozen_on, said):
    slug = agreed(town)  # its mandate begins on May 1
    freeze(slug, at=frozen_on)
    assert said in sheet_of(client, slug).text


def test_an_update_that_tells_of_work_counts_as_its_beginning(client, town, clock):
    slug = agreed(town, sheet=replace(WHOLE, mandate=Sheet().mandate))
    freeze(slug, at=datetime(2026, 4, 20, 17, tzinfo=UTC))
    assert "before work began" in sheet_of(client, slug).text
    town.update(slug, phase=Phase.AGREED, posted_at=datetime(2026, 4, 1, tzinfo=UTC))
    assert "before work began" in sheet_of(client, slug).text
    town.update(slug, phase=Phase.BUILDING, posted_at=datetime(2026, 4, 19, 17, tzinfo=UTC))
    assert "after work began on April 19, 2026" in sheet_of(client, slug).text


def test_each_score_stands_beside_the_frozen_text(client, town):
    slug = agreed(town)
    freeze(slug)
    assert "Not scored yet." in sheet_of(client, slug).text
    score(slug, "C1", Verdict.PARTLY_MET, "Half of it", date(2026, 11, 1))
    score(slug, "C1", Verdict.MET, "All of it")
    [item] = sheet_of(client, slug).words(".//li[@id='C1']")
    assert "40 % less" in item
    assert item.index("Result: Partly met") < item.index("Measured on November 1, 2026.") < item.index("Result: Met")


def test_a_version_before_the_freezing_is_not_called_frozen(client, town):
    slug = agreed(town)
    publish(slug, replace(WHOLE, vision=words("Other")), words("Why"))
    freeze(slug, version=2)
    assert "These can still change." in sheet_of(client, slug, number=1).text
    assert "Frozen on" in sheet_of(client, slug, number=2).text


def test_the_value_picture_says_who_states_what_and_who_lacks_it(client, town):
    page = sheet_of(client, agreed(town))
    columns = page.words(".//div[@class='triptych']/div")
    assert columns == [
        "Public value only Campus <i>",
        "Both meet here Works <i>",
        "Private value only Lumen <i>",
    ]
    assert "Has not stated any value yet: Friends <i>." in page.text
    rows = page.words(".//table[caption='What each partner states']/tbody/tr")
    assert f"Safe walks {SCRIPT} Lower bills {SCRIPT}" in rows[0]
    assert "Stated by the partner on April 2, 2026 Has not stated a public value." in rows[1]
    assert "Has not stated a private value." in rows[2]


def test_partners_keep_the_names_of_the_day(client, town):
    slug = agreed(town)
    page = sheet_of(client, slug)
    assert {"Works <i>", "Lumen <i>", "Campus <i>", "Friends <i>"} <= set(page.words("h3"))


def test_changes_are_told_by_section_and_key(client, town):
    slug = agreed(town)
    first, second = WHOLE.requirements
    newer = replace(
        WHOLE,
        goal="",
        requirements=(first, replace(second, text=words("Old lamps go")), Requirement("R3", words("Quiet"))),
        milestones=WHOLE.milestones[:2],
        partners=WHOLE.partners[:3],
        budget=(replace(WHOLE.budget[0], amount=Decimal(2000)), *WHOLE.budget[1:]),
    )
    publish(slug, newer, words("The neighbors asked"))
    page = client.get("projects.sheet_changes", slug=slug)
    for said in (
        *("R2 changed: Old lamps go", "R3 added", "M3 taken out", "Friends <i> taken out", "B1 changed: Lamps"),
        *("From version 1 to version 2", "The neighbors asked", "1,250.5", "Goal safe-streets"),
    ):
        assert said in page.text
    assert page.link("Version 1") == f"/projects/{slug}/sheet/1"
    assert "Version 2" in page.links()
    back = client.open(f"/projects/{slug}/sheet/changes?from=2&to=1")
    assert "R3 taken out" in back.text
    same = client.submit(page, **{"from": "2", "to": "2"})
    assert "Nothing differs." in same.text


def test_the_first_version_alone_has_a_list_without_a_comparison(client, town):
    page = client.get("projects.sheet_changes", slug=agreed(town))
    assert page.words("h2")[0] == "1 version"
    assert not page.forms


def test_hostile_and_long_texts_are_shown_as_text(client, town):
    long = "A" * 2000
    sheet = Sheet(
        vision=HOSTILE,
        champions=(Champion(f"<b>{long}", long, HOSTILE),),
        mandate=replace(WHOLE.mandate, freedom=HOSTILE, limits=HOSTILE, given_by=f"<b>{long}"),
        requirements=(Requirement("R1", HOSTILE, long, Strength.MUST, HOSTILE, HOSTILE),),
        milestones=(replace(WHOLE.milestones[0], title=HOSTILE),),
        maturity=Maturity(1, HOSTILE),
        budget=(BudgetLine("B1", HOSTILE, Decimal("9" * 30), "<b>", long),),
        criteria=(Criterion("C1", HOSTILE, HOSTILE, HOSTILE),),
        partners=(Part("works", *[HOSTILE] * 5),),
        links=(SheetLink(f"<b>{long}", "javascript:alert(1)"), SheetLink("x", 'https://example.org/"><b>')),
    )
    slug = agreed(town, sheet=sheet)
    publish(slug, replace(sheet, vision=words("x"), requirements=()), HOSTILE)
    for path in ("sheet", "sheet/1", "sheet/1/requirements", "sheet/changes", "timeline"):
        for prefix in ("", "/es"):
            page = client.open(f"{prefix}/projects/{slug}/{path}")  # the client finds scripts and handlers
            assert not page.all(".//main//img")
            assert "javascript:alert(1)" not in [link.get("href") for link in page.all("a")]


@pytest.mark.parametrize("many", [1, 30])
def test_pages_ask_the_database_little(app, client, town, many):
    sheet = replace(WHOLE, requirements=MANY[:many], partners=WHOLE.partners)
    slug = agreed(town, sheet=sheet)
    publish(slug, replace(sheet, vision=words("Other")), words("Why"))
    freeze(slug, version=1)
    for n in range(many):
        move(slug, "M1", forecast=date(2026, 6, 1) + timedelta(n))
        score(slug, "C1")
    budgets = {"sheet": 10, "sheet/1": 10, "sheet/1/requirements": 4, "sheet/changes": 7, "timeline": 3}
    for path, budget in budgets.items():
        with recorded(app) as asked:
            client.open(f"/projects/{slug}/{path}")
        asked.within(budget)
