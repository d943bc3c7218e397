"""Weights against figures worked by hand, and who may look at weighted shares."""

from __future__ import annotations

import pytest

from portal.core.permissions import COMMAND_LINE
from portal.core.usecase import transaction
from portal.surveys import queries, usecases
from portal.surveys.models import Promise, SurveyState
from portal.surveys.results.raking import MOST, rake
from tests.surveys.forms import survey_in
from tests.surveys.results.made import FORM, GROUPINGS

FOUR = {("small", "north"): 25, ("small", "south"): 25, ("big", "north"): 25, ("big", "south"): 25}


def test_two_margins_that_do_not_hang_together_multiply():
    # 60 % small and 70 % north: small and north are 42 % of all instead of 25 %
    raked = rake(FOUR, [{"small": 600, "big": 400}, {"north": 70, "south": 30}])
    assert {cell: round(weight, 2) for cell, weight in raked.weights.items()} == {
        ("small", "north"): 1.68,
        ("small", "south"): 0.72,
        ("big", "north"): 1.12,
        ("big", "south"): 0.48,
    }
    assert raked.effective == pytest.approx(100**2 / (25 * (1.68**2 + 0.72**2 + 1.12**2 + 0.48**2)), abs=0.01)
    assert (raked.fits, raked.capped) == (True, 0)


def test_margins_that_hang_together_take_several_rounds():
    counts = {("small", "north"): 30, ("small", "south"): 10, ("big", "north"): 20, ("big", "south"): 40}
    raked = rake(counts, [{"small": 50, "big": 50}, {"north": 40, "south": 60}])
    north = sum(raked.weights[cell] * n for cell, n in counts.items() if cell[1] == "north")
    small = sum(raked.weights[cell] * n for cell, n in counts.items() if cell[0] == "small")
    assert (north, small) == (pytest.approx(40, abs=0.1), pytest.approx(50, abs=0.1))
    assert raked.fits


def test_two_answers_do_not_speak_for_half_the_town():
    raked = rake({("small",): 2, ("big",): 98}, [{"small": 1, "big": 1}])
    assert raked.weights["small",] == MOST
    assert not raked.fits
    assert raked.farthest > 0.3
    assert raked.capped == 2


def test_a_group_without_answers_is_told_and_whoever_told_none_keeps_their_weight():
    raked = rake({("small",): 10, ("big",): 10, ("",): 5}, [{"small": 1, "big": 1, "huge": 8}])
    assert raked.empty == ((0, "huge"),)
    assert set(raked.weights.values()) == {1.0}
    assert not raked.fits
    assert rake({}, [{"small": 1}]).effective == 0


def _survey(promise):
    slug = survey_in(SurveyState.CLOSED, form=FORM, groupings=GROUPINGS, promise=promise)
    survey = queries.survey_row(slug)
    version, _form = queries.newest_version(survey.id)
    said = [{"who": "a", "one": "a", "many": "b"}] * 30 + [{"who": "b", "one": "b", "many": "b c"}] * 10
    rows = [
        {"id": at, "survey_id": survey.id, "version_id": version, "lang": "en", "answers": one, "counted": True}
        for at, one in enumerate(said, 1)
    ]
    with transaction():
        queries.put_responses(rows)
    usecases.recount_survey(actor=COMMAND_LINE, slug=slug)
    return slug


def test_its_clerk_sees_weighted_beside_unweighted_shares(client, cast):
    slug = _survey(Promise.CONFIDENTIAL)
    desk = client.sign_in(cast.clerk)
    page = desk.get("surveys.weights", slug=slug)
    assert "25%" not in page.text
    refused = desk.submit(page, "Show the weighted shares", **{"audience-0": "50"}, expect=422)
    assert "some of this group answered" in refused.text
    empty = desk.submit(page, "Show the weighted shares", expect=422)
    assert "one question at least" in empty.text
    told = desk.submit(page, "Show the weighted shares", **{"audience-0": "50", "audience-1": "50", "audience-2": "9"})
    assert "Nobody answered for: C" in told.text
    rows = ["".join(row.itertext()) for row in told.all("tr")]
    quarters = [row for row in rows if "25%" in row]  # ten of forty, who are half of all
    assert len(quarters) == 3
    assert all("50%" in row for row in quarters)
    assert "Worth as many as" in told.text


@pytest.mark.parametrize(("promise", "who"), [(Promise.CONFIDENTIAL, "member"), (Promise.ANONYMOUS, "clerk")])
def test_nobody_else_weighs_and_nobody_an_anonymous_survey(client, cast, promise, who):
    slug = survey_in(SurveyState.CLOSED, form=FORM, groupings=GROUPINGS, promise=promise)
    client.sign_in(getattr(cast, who)).get("surveys.weights", slug=slug, expect=403)
