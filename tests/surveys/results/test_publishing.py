"""Results are published once, after the close, and are then the same for everybody."""

from __future__ import annotations

import pytest

from portal.core.errors import Forbidden, WrongState
from portal.core.permissions import VISITOR
from portal.surveys import queries, usecases
from portal.surveys.models import ResultsShown, SurveyState
from tests.surveys.forms import survey_in
from tests.surveys.mixing.made import send
from tests.surveys.results.made import FORM, GROUPINGS, people


def _answered(worker, number=60, **others):
    slug = survey_in(SurveyState.OPEN, form=FORM, groupings=GROUPINGS, **others)
    survey = queries.survey_row(slug)
    version, _form = queries.newest_version(survey.id)
    send(survey.id, version, people(3, number))
    worker()
    return slug


def test_the_tables_come_with_the_close_and_stay(client, cast, worker):
    slug = _answered(worker, number=60)
    survey = queries.survey_row(slug)
    send(survey.id, queries.newest_version(survey.id)[0], people(4, 3))
    assert "not closed yet" in client.get("surveys.results", slug=slug).text
    desk = client.sign_in(cast.clerk)
    assert "made once" in desk.get("surveys.desk_results", slug=slug).text
    usecases.close_survey(actor=cast.clerk.actor, slug=slug)
    with pytest.raises(WrongState):  # three wait in the box
        usecases.publish_results(actor=cast.clerk.actor, slug=slug)
    worker()
    page = desk.submit(desk.get("surveys.desk_results", slug=slug))
    assert "The results are published." in page.text
    with pytest.raises(WrongState):
        usecases.publish_results(actor=cast.clerk.actor, slug=slug)
    public = client.get("surveys.results", slug=slug, by="audience").text
    assert all(words in public for words in ("63 responses", "no margin of error", "Which one?", "Everybody together"))
    program = client.send("GET", client.url("surveys.results_json", slug=slug))
    assert program.get_json()["responses"] == 63
    assert "question,label" in client.get("surveys.results_csv", slug=slug).text


def test_results_for_the_committee_stay_there(client, cast, worker):
    slug = _answered(worker, results_shown=ResultsShown.NEVER)
    usecases.close_survey(actor=cast.clerk.actor, slug=slug)
    worker()
    usecases.publish_results(actor=cast.clerk.actor, slug=slug)
    assert "committee only" in client.get("surveys.results", slug=slug).text
    client.get("surveys.results_json", slug=slug, expect=404)
    member = client.sign_in(cast.member)
    listed = member.get("surveys.desk")
    assert "Import a survey" not in listed.text
    path = member.url("surveys.desk_results", slug=slug)
    assert path in [link.get("href") for link in listed.all("a")]
    assert "Which one?" in member.open(path).text


def test_few_answers_show_nothing_and_only_clerks_publish(client, cast, worker):
    slug = _answered(worker, number=3)
    usecases.close_survey(actor=cast.clerk.actor, slug=slug)
    worker()
    with pytest.raises(Forbidden):
        usecases.publish_results(actor=VISITOR, slug=slug)
    usecases.publish_results(actor=cast.clerk.actor, slug=slug)
    page = client.get("surveys.results", slug=slug).text
    assert "Too few people answered" in page
    assert "3 responses" not in page
