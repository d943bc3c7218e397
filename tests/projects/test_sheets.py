"""The form in which a sheet is kept, and the versions that are made of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from portal.core.errors import Forbidden, Refused
from portal.core.permissions import COMMAND_LINE, VISITOR
from portal.core.translated import Translated
from portal.projects import queries
from portal.projects.models import RequirementState, Strength
from portal.projects.sheets.contents import content_of, fingerprint, sheet_from
from portal.projects.sheets.shapes import BudgetLine, Criterion, Mandate, Maturity, Milestone, Requirement, Sheet
from portal.projects.usecases import Overtaken, publish_sheet, write_sheet
from portal.record.queries import newest_commitments
from tests.support.builders import words

SHEET = Sheet(
    vision=words("Dark skies"),
    mandate=Mandate(freedom=words("Try lamps"), starts_on=date(2026, 1, 2)),
    requirements=(
        Requirement(
            "R1", words("Dims"), "Ana", Strength.SHOULD, words("Measure"), words("No glare"), RequirementState.MET
        ),
    ),
    milestones=(Milestone("M1", words("First lamp"), date(2026, 5, 1)), Milestone("M2", words("Last lamp"))),
    maturity=Maturity(6, words("Ran one winter"), 8),
    budget=(BudgetLine("B1", words("Lamps"), Decimal("1250.50"), "USD"),),
    criteria=(Criterion("C1", words("Energy used"), words("40 % less")),),
)
NOTHING = Translated()


def publish(slug, sheet=SHEET, reason=NOTHING):
    write_sheet(actor=COMMAND_LINE, slug=slug, sheet=sheet)
    return publish_sheet(actor=COMMAND_LINE, slug=slug, reason=reason)


def test_a_sheet_comes_back_as_it_was_kept():
    assert sheet_from(content_of(SHEET)) == SHEET
    assert sheet_from({}) == Sheet()


def test_a_version_is_public_with_its_entry_in_the_record(town):
    slug = town.project()
    assert publish(slug) == 1
    page = queries.sheet_page(queries.facts(slug).id)
    assert (page.sheet, page.number, page.newest) == (SHEET, 1, 1)
    assert [held.subject for held in newest_commitments("sheet")] == [f"sheet:{slug}/1"]


def test_what_is_written_is_no_version_until_it_is_published(town):
    slug = town.project()
    write_sheet(actor=COMMAND_LINE, slug=slug, sheet=SHEET)
    assert queries.sheet_page(queries.facts(slug).id) is None


def test_the_next_version_says_why(town):
    slug = town.project()
    publish(slug)
    with pytest.raises(Refused, match="Say why"):
        publish(slug, Sheet())
    assert publish(slug, Sheet(), words("Began anew")) == 2
    assert [line.number for line in queries.sheet_versions(queries.facts(slug).id)] == [2, 1]


def test_the_same_sheet_is_no_new_version(town):
    slug = town.project()
    publish(slug)
    with pytest.raises(Refused, match="Nothing is changed"):
        publish(slug, reason=words("Again"))
    with pytest.raises(Refused, match="Nothing is written yet"):
        publish_sheet(actor=COMMAND_LINE, slug=town.project("other"), reason=NOTHING)


def test_nobody_saves_over_somebody_else(town):
    slug = town.project()
    began = fingerprint(Sheet())
    write_sheet(actor=COMMAND_LINE, slug=slug, sheet=SHEET, loaded=began)
    with pytest.raises(Overtaken):
        write_sheet(actor=COMMAND_LINE, slug=slug, sheet=Sheet(vision=words("Mine")), loaded=began)


def test_an_unknown_goal_is_refused(town):
    with pytest.raises(Refused, match="goal"):
        publish(town.project(), Sheet(goal="nowhere"))


def test_only_clerks_write_sheets(town):
    with pytest.raises(Forbidden):
        write_sheet(actor=VISITOR, slug=town.project(), sheet=SHEET)
