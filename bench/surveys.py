"""What results cost: 100,000 responses counted, tables made and published, the page. Run `python -m bench.surveys`."""

from __future__ import annotations

from statistics import median, quantiles
from time import perf_counter

from bench.sites import bench_site, cpu_ms
from portal.core.db import db
from portal.core.permissions import COMMAND_LINE
from portal.core.usecase import transaction
from portal.surveys import mixing, queries, usecases
from portal.surveys.models import SurveyState
from tests.support.pages import Client
from tests.surveys.forms import survey_in
from tests.surveys.results.made import FORM, GROUPINGS, people

RESPONSES = 100_000
AT_ONCE = 1000


def main() -> None:
    """Print the figures."""
    with bench_site() as app:
        slug = survey_in(SurveyState.CLOSED, form=FORM, groupings=GROUPINGS)
        survey = queries.survey_row(slug)
        assert survey is not None
        version, _form = queries.newest_version(survey.id)
        some = people(1, AT_ONCE)
        for _start in range(0, RESPONSES, AT_ONCE):
            with transaction():
                queries.put_responses([mixing._mixed(survey.id, version, "en", answers) for answers in some])
        began = perf_counter()
        usecases.recount_survey(actor=COMMAND_LINE, slug=slug)
        print(f"{RESPONSES} responses counted afresh: {perf_counter() - began:.1f} s")
        began = perf_counter()
        usecases.publish_results(actor=COMMAND_LINE, slug=slug)
        print(f"tables made and published: {(perf_counter() - began) * 1000:.0f} ms")
        client = Client(app)
        with app.test_request_context():
            path = client.url("surveys.results", slug=slug, by="audience")
        db.session.rollback()
        client.send("GET", path)
        costs, walls = [], []
        for _time in range(40):
            began = perf_counter()
            costs.append(cpu_ms(lambda: client.send("GET", path))[1])
            walls.append((perf_counter() - began) * 1000)
        print(f"results page: median {median(walls):.1f} ms, p95 {quantiles(walls, n=20)[-1]:.1f} ms")
        print(f"of the processor: median {median(costs):.1f} ms")


if __name__ == "__main__":
    main()
