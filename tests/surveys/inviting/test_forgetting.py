"""Who was invited is known for a time after the survey closed; the response rate stays."""

from __future__ import annotations

from portal.core.clock import now
from portal.core.db import db
from portal.core.permissions import COMMAND_LINE
from portal.core.usecase import transaction
from portal.receipts.models import Receipt
from portal.retention import job
from portal.retention.job import Rule
from portal.surveys import queries
from portal.surveys.models import Access, Invitation, Promise, Response, SurveyState
from tests.support.engines import on_both
from tests.surveys.forms import survey_in
from tests.surveys.inviting.test_whole import invited


def answered(row_id):
    """Let an invitation have led to a response that is counted and read."""
    row = db.session.get_one(Invitation, row_id)
    version_id, _form = queries.newest_version(row.survey_id)
    common = {"survey_id": row.survey_id, "version_id": version_id, "lang": "en"}
    receipt = Receipt.issue(b"x" * 16)
    db.session.flush()
    response = Response(
        answers={"street": "Elm"}, receipt_id=receipt.id, sent_at=now(), counted=True, texts_taken=True, **common
    )
    db.session.add(response)
    db.session.flush()
    row.used, row.response_id = True, response.id


@on_both
def test_names_and_addresses_go_and_the_rate_stays(client, cast, clock):
    slug = survey_in(access=Access.INVITED, promise=Promise.CONFIDENTIAL)
    row = invited(client, cast, slug)
    survey_id = row.survey_id
    with transaction():
        answered(row.id)
        survey = queries.survey_row(slug)
        survey.state, survey.closed_at = SurveyState.CLOSED, now()
    before = queries.invited(survey_id)
    clock.forward(days=364)
    assert job.due()[Rule.INVITED] == 0
    clock.forward(days=2)
    done = job.run(COMMAND_LINE)
    assert (done[Rule.INVITED], done[Rule.RESPONSES]) == (2, 1)
    assert job.run(COMMAND_LINE)[Rule.INVITED] == 0
    db.session.rollback()
    kept = db.session.query(Invitation).all()
    assert {(one.name, one.email, one.branch_of, "@" in one.known_by) for one in kept} == {("", "", "", False)}
    assert {one.response_id for one in kept} == {None}
    assert queries.invited(survey_id) == before
    assert before.finished == 1
    client.sign_in(cast.clerk)
    assert "Name deleted" in client.get("surveys.invitations", slug=slug).text
