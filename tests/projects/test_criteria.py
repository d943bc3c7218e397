"""Success criteria: frozen once, scored beside their frozen text, all of it in the public record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portal.core.errors import Forbidden, NotFound, Refused
from portal.core.permissions import COMMAND_LINE, VISITOR
from portal.core.translated import Translated
from portal.projects import queries
from portal.projects.models import Phase, Verdict
from portal.projects.sheets.sections import Section
from portal.projects.sheets.shapes import Criterion, Mandate, Sheet
from portal.projects.usecases import freeze_criteria, publish_sheet, score_criterion, write_section
from portal.record.commands import record as record_commands
from portal.record.queries import newest_commitments
from tests.projects.agreed import WHOLE, agreed
from tests.support.builders import SCRIPT, words

OTHER = Sheet(criteria=(Criterion("C1", words("Something easier")),))
EARLY = replace(WHOLE, mandate=Mandate(starts_on=date(2026, 5, 1)))


@pytest.fixture(autouse=True)
def _day(clock):
    """It is 15 April 2026."""


@pytest.fixture
def desk(client, cast):
    """The clerk's browser."""
    return client.sign_in(cast.clerk)


def freeze(slug="lamps", version=1):
    freeze_criteria(actor=COMMAND_LINE, slug=slug, version=version)


def score(**others):
    values = {
        "slug": "lamps",
        "criterion": "C1",
        "verdict": Verdict.MET,
        "result": words("42 % less"),
        "measured_on": date(2026, 4, 1),
    }
    return score_criterion(**({"actor": COMMAND_LINE} | values | others))


def record_of(kind):
    return [held.subject for held in newest_commitments(kind)]


def test_a_clerk_freezes_and_scores(desk, client, town):
    """The whole journey, up to what the public reads."""
    agreed(town, sheet=EARLY)
    page = desk.get("projects.desk_sheet", slug="lamps")
    page = desk.open(page.link("Freeze the success criteria"))
    assert "From then on nobody can change these words." in page.text
    assert "Work has begun already." not in page.text
    page = desk.submit(page, "Freeze these criteria")
    assert "Frozen in version 1 on April 15, 2026." in page.text
    page = desk.open(page.link("Score it"))
    page = desk.submit(
        page, verdict="partly_met", result_en="Half of it", result_es="La mitad", measured_on="2026-04-14"
    )
    assert "Partly met, April 15, 2026" in page.text
    shown = client.get("projects.sheet", slug="lamps")
    for said in ("Frozen on April 15, 2026, before work began.", "Partly met", "Half of it", "April 14, 2026"):
        assert said in shown.text
    assert record_of("criteria") == ["criteria:lamps"]
    assert record_of("criterion") == ["criterion:lamps/1"]


def test_freezing_after_work_began_is_said_before_and_after(desk, client, town):
    agreed(town, sheet=EARLY)
    town.update("lamps", phase=Phase.BUILDING)
    page = desk.get("projects.freeze_criteria", slug="lamps")
    assert "Work has begun already." in page.text
    desk.submit(page, "Freeze these criteria")
    assert queries.sheet_desk("lamps").has_begun


@pytest.mark.parametrize("phase", [Phase.PROPOSED, Phase.AGREED])
def test_a_project_that_is_not_begun_is_not_said_to_be(desk, town, phase):
    agreed(town, sheet=EARLY)
    town.update("lamps", phase=phase)
    assert "Work has begun already." not in desk.get("projects.freeze_criteria", slug="lamps").text


def test_what_is_frozen_is_written_no_more(desk, town):
    agreed(town)
    old = desk.get("projects.edit_section", slug="lamps", section="criteria")
    freeze()
    page = desk.get("projects.edit_section", slug="lamps", section="criteria")
    assert "Nobody can change these words any more." in page.text
    assert page.forms == []
    assert "any more" in desk.submit(old, "Save this section", **{"rows-0-measure_en": "Easier"}).text
    with pytest.raises(Refused, match="frozen"):
        write_section(actor=COMMAND_LINE, slug="lamps", section=Section.CRITERIA, sheet=OTHER)


def test_the_rest_of_a_sheet_goes_on_after_freezing(town):
    agreed(town)
    freeze()
    write_section(actor=COMMAND_LINE, slug="lamps", section=Section.LINKS, sheet=Sheet())
    assert publish_sheet(actor=COMMAND_LINE, slug="lamps", reason=words("No links")) == 2
    assert score() == 1


def test_freezing_twice_is_freezing_once(town):
    agreed(town)
    freeze()
    freeze()
    assert record_of("criteria") == ["criteria:lamps"]
    with pytest.raises(Refused, match="frozen already"):
        freeze(version=2)


def test_only_what_everybody_can_read_is_frozen(town):
    town.project("empty")
    with pytest.raises(Refused, match="Publish the sheet first"):
        freeze("empty")
    agreed(town, "bare", sheet=Sheet(vision=words("Dark skies")))
    with pytest.raises(Refused, match="no success criteria"):
        freeze("bare")
    agreed(town)
    with pytest.raises(Refused, match="newer version"):
        freeze(version=7)
    write_section(actor=COMMAND_LINE, slug="lamps", section=Section.CRITERIA, sheet=OTHER)
    with pytest.raises(Refused, match="What is written has other criteria"):
        freeze()


def test_a_refusal_to_freeze_is_said_on_the_page(desk, town):
    agreed(town)
    page = desk.get("projects.freeze_criteria", slug="lamps")
    write_section(actor=COMMAND_LINE, slug="lamps", section=Section.CRITERIA, sheet=OTHER)
    page = desk.submit(page, "Freeze these criteria", expect=422)
    assert page.errors == ["What is written has other criteria. Publish it or discard it first."]
    assert desk.submit(page, "Freeze these criteria", expect=422, version="x" * 9).errors


def test_a_project_without_criteria_has_no_button_to_freeze(desk, town):
    town.project("lamps")
    assert desk.get("projects.freeze_criteria", slug="lamps").forms == []
    agreed(town, "posts")
    freeze("posts")
    assert desk.get("projects.freeze_criteria", slug="posts").forms == []


def test_a_criterion_that_is_not_frozen_has_no_score(town):
    agreed(town)
    with pytest.raises(NotFound):
        score()
    freeze()
    with pytest.raises(NotFound):
        score(criterion="C2")


def test_later_scores_stand_beside_the_earlier_ones(town):
    agreed(town)
    freeze()
    assert [score(), score(verdict=Verdict.NOT_MET)] == [1, 2]
    found = queries.scores(queries.facts("lamps").id)["C1"]
    assert [each.verdict for each in found] == [Verdict.MET, Verdict.NOT_MET]


def test_a_score_sent_twice_is_one(desk, town):
    agreed(town)
    freeze()
    page = desk.get("projects.score_criterion", slug="lamps", key="c1")
    for _time in range(2):
        desk.submit(page, verdict="met", result_en="Half of it", measured_on="2026-04-14")
    assert len(queries.noted_scores(queries.facts("lamps").id)) == 1


def test_a_score_that_came_between_is_read_first(desk, town):
    agreed(town)
    freeze()
    page = desk.get("projects.score_criterion", slug="lamps", key="c1")
    score()
    page = desk.submit(page, expect=422, verdict="not_met", result_en="Mine", measured_on="2026-04-14")
    assert page.errors == ["Somebody else scored this criterion while you wrote. Read it, then send yours."]
    assert page.value("result_en") == "Mine"
    desk.submit(page)
    assert len(queries.noted_scores(queries.facts("lamps").id)) == 2


def test_scores_of_other_criteria_do_not_stand_in_the_way(town):
    agreed(town, sheet=replace(WHOLE, criteria=(Criterion("C1", words("One")), Criterion("C2", words("Two")))))
    freeze()
    assert [score(number=1), score(criterion="C2", number=1)] == [1, 2]


def test_a_score_says_what_is_missing(desk, town):
    agreed(town)
    freeze()
    page = desk.get("projects.score_criterion", slug="lamps", key="c1")
    assert f"Energy used {SCRIPT}" in page.text
    page = desk.submit(page, expect=422)
    assert page.errors == ["Choose a verdict", "Write the result"]
    page = desk.submit(page, expect=422, verdict="met", result_en="x" * 2001, measured_on="soon")
    assert page.errors == ["Shorten the result to 2,000 characters or fewer", "Enter a day like 2026-04-15"]
    page = desk.submit(page, expect=422, result_en="Good", measured_on="")
    assert page.errors == ["Enter the day on which it was measured"]
    page = desk.submit(page, expect=422, measured_on="2026-04-16")
    assert page.errors == ["Enter a day that is not in the future"]
    assert page.value("result_en") == "Good"
    desk.submit(page, verdict="not_measured", measured_on="")
    assert queries.scores(queries.facts("lamps").id)["C1"][0].measured_on is None


def test_only_clerks_freeze_and_score(town):
    agreed(town)
    with pytest.raises(Forbidden):
        freeze_criteria(actor=VISITOR, slug="lamps", version=1)
    freeze()
    with pytest.raises(Forbidden):
        score(actor=VISITOR)


def test_the_record_fits_what_was_frozen_and_scored(app, town):
    agreed(town)
    freeze()
    score(result=Translated({"es": "Medio"}))
    result = app.test_cli_runner().invoke(record_commands, ["verify"])
    assert "The record is whole" in result.output
