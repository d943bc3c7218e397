"""Results of a long form come in parts, each light enough for a phone."""

from __future__ import annotations

from portal.core.db import db
from portal.core.usecase import transaction
from portal.surveys import usecases
from portal.surveys.models import PublishedResults, SurveyState
from tests.surveys.mixing.made import send, survey


def test_long_forms_come_in_parts(client, cast, worker):
    survey_id, version_id = survey(state=SurveyState.CLOSED)
    send(survey_id, version_id, [{"who": "ab"[n % 2], "age": str(20 + n)} for n in range(30)])
    worker()
    usecases.publish_results(actor=cast.clerk.actor, slug="parks")
    with transaction():
        kept = db.session.get(PublishedResults, survey_id)
        kept.tables = [kept.tables[0], *(kept.tables[1:2] * 40)]
    page = client.get("surveys.results", slug="parks")
    assert len(page.all("section")) == 12
    assert page.link("More questions") == "/surveys/parks/results?from=13"
    last = client.get("surveys.results", slug="parks", **{"from": "99999"})
    assert last.link("Questions before")
    assert "More questions" not in last.text
