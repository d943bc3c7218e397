"""Single responses: for the clerk of a confidential survey, and nobody else; nothing in them is run."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from portal.core.usecase import transaction
from portal.surveys import queries
from portal.surveys.definition import Question
from portal.surveys.exporting import NO_ANSWER, NOT_ASKED, sheets
from portal.surveys.models import Promise, SurveyState
from tests.surveys.forms import survey_in
from tests.surveys.mixing.made import FORM


def test_each_sheet_says_what_was_not_asked_and_what_was_left_blank():
    said = {"who": "a", "age": "", "likes": "b", "trip": [{"to": "Lake", "km": "2"}, {"to": "Sea"}], "secret": "x"}
    main, trips, codebook = sheets(FORM, [said])
    row = dict(zip(main.header, main.rows[0], strict=True))
    assert (row["likes:a"], row["likes:b"]) == ("0", "1")
    assert (row["age"], row["order"]) == (NO_ANSWER, NOT_ASKED)
    assert "secret" not in row
    assert trips.rows == (("1", "Lake", "2"), ("1", "Sea", NOT_ASKED))
    assert any("Why?" in line for line in codebook.rows)


def test_a_formula_is_a_text(client, cast):
    slug = _closed(Promise.CONFIDENTIAL)
    answer = client.sign_in(cast.clerk).send("GET", client.url("surveys.responses_csv", slug=slug))
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert "'=1+1" in archive.read("responses.csv").decode()
    assert client.send("GET", client.url("surveys.responses_workbook", slug=slug)).data[:2] == b"PK"


def test_of_an_anonymous_survey_nobody_gets_rows(client, cast):
    slug = _closed(Promise.ANONYMOUS)
    client.sign_in(cast.clerk).get("surveys.responses_csv", slug=slug, expect=403)


def _closed(promise):
    form = replace(FORM, elements=tuple(one for one in FORM.elements if isinstance(one, Question)))
    slug = survey_in(SurveyState.CLOSED, form=form, promise=promise)
    survey = queries.survey_row(slug)
    version, _form = queries.newest_version(survey.id)
    row = {"id": 7, "survey_id": survey.id, "version_id": version, "lang": "en", "answers": {"age": "=1+1"}}
    with transaction():
        queries.put_responses([row])
    return slug
