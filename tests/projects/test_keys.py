"""Keys for life: given when first saved, never given twice, not even when their row is long gone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.projects import queries
from portal.projects.models import RequirementState
from portal.projects.sheets.keys import farthest, highest, with_keys
from portal.projects.sheets.sections import Section
from portal.projects.sheets.shapes import BudgetLine, Criterion, Milestone, Requirement, Sheet
from portal.projects.sheets.superseding import Fault, superseding_faults
from portal.projects.usecases import discard_sheet, publish_sheet, write_section, write_sheet
from tests.support.builders import words

KEYS = st.sampled_from(["", "R1", "R2", "R3", "R9", "R0", "M1", "r1", "R01", "R-1", "R٣", "nonsense"])


def requirements(*keys):
    return Sheet(requirements=tuple(Requirement(key, words("Dims")) for key in keys))


def keys(sheet):
    return [row.key for row in sheet.requirements]


def write(slug, *wanted):
    write_section(actor=COMMAND_LINE, slug=slug, section=Section.REQUIREMENTS, sheet=requirements(*wanted))
    return keys(queries.written_sheet(queries.project_by_slug(slug)))


def test_each_kind_of_row_is_counted_by_itself():
    sheet = Sheet(
        requirements=(Requirement("", words("Dims")),) * 2,
        milestones=(Milestone("", words("Lamp")),),
        budget=(BudgetLine("", words("Lamps")),),
        criteria=(Criterion("", words("Energy")),),
    )
    keyed = with_keys(sheet, {"M": 4})
    rows = (*keyed.requirements, *keyed.milestones, *keyed.budget, *keyed.criteria)
    assert [row.key for row in rows] == ["R1", "R2", "M5", "B1", "C1"]
    assert highest(keyed) == {"R": 2, "M": 5, "B": 1, "C": 1}


@given(st.lists(KEYS, max_size=12), st.integers(0, 4))
def test_whatever_is_sent_every_row_has_one_key_that_was_given_or_is_new(sent, given_so_far):
    found = keys(with_keys(requirements(*sent), {"R": given_so_far}))
    assert len(set(found)) == len(found) == len(sent)
    known = {f"R{number}" for number in range(1, given_so_far + 1)}
    for was, now in zip(sent, found, strict=True):
        assert now == was if was in known and sent.count(was) == 1 else now.startswith("R")
    fresh = [key for key in found if key not in known]
    assert fresh == [f"R{given_so_far + at}" for at in range(1, len(fresh) + 1)]


def test_the_farthest_count_stands():
    assert farthest({"R": 3}, {"R": 1, "C": 2}) == {"R": 3, "M": 0, "B": 0, "C": 2}


def test_a_removed_row_takes_its_key_with_it(town):
    slug = town.project()
    assert write(slug, "", "") == ["R1", "R2"]
    assert write(slug, "R1") == ["R1"]
    assert write(slug, "R1", "") == ["R1", "R3"]


def test_keys_of_discarded_rows_are_not_given_again(town):
    slug = town.project()
    write(slug, "", "")
    discard_sheet(actor=COMMAND_LINE, slug=slug)
    assert write(slug, "") == ["R3"]


def test_keys_of_published_and_removed_rows_are_not_given_again(town):
    slug = town.project()
    write_sheet(actor=COMMAND_LINE, slug=slug, sheet=requirements("R1", "R7"))
    publish_sheet(actor=COMMAND_LINE, slug=slug, reason=Translated())
    assert write(slug, "R1") == ["R1"]
    publish_sheet(actor=COMMAND_LINE, slug=slug, reason=words("Less"))
    assert write(slug, "R1", "", "R99") == ["R1", "R8", "R9"]


def test_a_row_that_a_colleague_removed_comes_back_with_its_key(town):
    slug = town.project()
    write(slug, "", "")
    write(slug, "R1")
    assert write(slug, "R1", "R2") == ["R1", "R2"]


def test_two_projects_count_for_themselves(town):
    assert write(town.project("one"), "") == write(town.project("two"), "") == ["R1"]


def replaced(key, by):
    return Requirement(key, words("Dims"), state=RequirementState.SUPERSEDED, superseded_by=by)


def test_chains_may_be_long_and_never_circles():
    chain = [*(replaced(f"R{n}", f"R{n + 1}") for n in range(1, 100)), Requirement("R100", words("Last"))]
    assert superseding_faults(chain) == {}
    chain[-1] = replaced("R100", "R50")
    assert set(superseding_faults(chain).values()) == {Fault.RUNS_IN_A_CIRCLE}
