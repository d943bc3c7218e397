"""What results cost: responses counted, tables made and published, exports, the page.

Run `python -m bench.surveys` for 5,000 responses, `python -m bench.surveys 100000` for more. All figures are
milliseconds of computing, which a busy machine does not stretch.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from statistics import median
from typing import Any

from bench.sites import bench_site, cpu_ms
from portal.core.db import db, new_id
from portal.core.permissions import COMMAND_LINE
from portal.core.usecase import transaction
from portal.surveys import queries, usecases
from portal.surveys.exporting import as_sav, sheets
from portal.surveys.models import SurveyState
from tests.support.pages import Client
from tests.surveys.forms import survey_in
from tests.surveys.results.made import FORM, GROUPINGS, people

FIRST = 5_000
AT_ONCE = 1000
TIMES = 20


def main() -> None:
    """Print the figures, each as soon as it is known."""
    responses = int(sys.argv[1]) if len(sys.argv) > 1 else FIRST
    with bench_site() as app:
        slug = survey_in(SurveyState.CLOSED, form=FORM, groupings=GROUPINGS)
        survey = queries.survey_row(slug)
        assert survey is not None
        survey_id = survey.id
        version, _form = queries.newest_version(survey_id)
        _told(f"{responses} responses written", lambda: _write(survey_id, version, responses))
        _told("all counted afresh", lambda: usecases.recount_survey(actor=COMMAND_LINE, slug=slug))
        _told("tables made and published", lambda: usecases.publish_results(actor=COMMAND_LINE, slug=slug))
        form = queries.answered_form(survey_id)
        answers = [one for _version, one in queries.answers_of(survey_id)]
        _told("sheets for a workbook or CSV", lambda: sheets(form, answers))
        _told("SPSS file", lambda: as_sav(form, answers))
        client = Client(app)
        with app.test_request_context():
            path = client.url("surveys.results", slug=slug, by="audience")
        db.session.rollback()
        client.send("GET", path)
        costs = [cpu_ms(lambda: client.send("GET", path))[1] for _time in range(TIMES)]
        print(f"results page: median {median(costs):.1f} ms of {TIMES}")


def _write(survey_id: int, version: int, number: int) -> None:
    some = people(1, AT_ONCE)
    for start in range(0, number, AT_ONCE):
        same = {"survey_id": survey_id, "version_id": version, "lang": "en", "counted": True, "texts_taken": True}
        rows = [same | {"id": new_id(), "answers": answers} for answers in some[: number - start]]
        with transaction():
            queries.put_responses(rows)


def _told(what: str, work: Callable[[], Any]) -> None:
    print(f"{what} … ", end="", flush=True)
    print(f"{cpu_ms(work)[1]:,.0f} ms", flush=True)


if __name__ == "__main__":
    main()
