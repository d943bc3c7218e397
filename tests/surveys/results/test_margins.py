"""Margins of error of invited samples, against figures worked by hand."""

from __future__ import annotations

import pytest
from sqlalchemy import insert

from portal.core.db import db
from portal.core.usecase import transaction
from portal.surveys import queries, usecases
from portal.surveys.models import Access, Invitation, SurveyState
from portal.surveys.results.margins import margin_of_error
from tests.surveys.forms import survey_in
from tests.surveys.mixing.made import send
from tests.surveys.results.made import FORM, GROUPINGS, people


@pytest.mark.parametrize(
    ("responses", "population", "points"),
    [(120, 403, 7.5), (300, 2031, 5.2), (403, 403, 0.0), (0, 9, None), (9, 3, None)],
)
def test_the_margin_shrinks_with_the_share_of_all_that_answered(responses, population, points):
    assert margin_of_error(responses, population) == points


def _published(cast, worker):
    slug = survey_in(SurveyState.OPEN, form=FORM, groupings=GROUPINGS, access=Access.INVITED)
    survey = queries.survey_row(slug)
    rows = [
        {"token_hash": f"{number:064}", "known_by": str(number), "name": f"Shop {number}", "undeliverable": number == 0}
        for number in range(101)
    ]
    with transaction():
        blank = {"survey_id": survey.id, "email": "", "size_class": "", "sector": "", "branch_of": "", "lang": "en"}
        db.session.execute(insert(Invitation), [blank | row for row in rows])
    send(survey.id, queries.newest_version(survey.id)[0], people(3, 40))
    usecases.close_survey(actor=cast.clerk.actor, slug=slug)
    worker()
    usecases.publish_results(actor=cast.clerk.actor, slug=slug)
    return slug


def test_of_the_invited_the_page_tells_rate_and_margin(client, cast, worker):
    slug = _published(cast, worker)
    page = client.get("surveys.results", slug=slug).text
    assert "Of 100 who were reached by an invitation, 40 answered: a response rate of 40%." in page
    assert "plus or minus 12.1 points at most, if those who answered are like those who did not" in page
    assert "Self-selected" not in page
    program = client.send("GET", client.url("surveys.results_json", slug=slug)).get_json()
    assert (program["self_selected"], program["reached"], program["margin_of_error"]) == (False, 100, 12.1)
    with transaction():  # what is published stays
        db.session.query(Invitation).update({"undeliverable": True})
    assert "Of 100 who were reached" in client.sign_in(cast.clerk).get("surveys.desk_results", slug=slug).text
