"""The register of decisions, for everybody."""

from __future__ import annotations

from flask import request

from portal.core.paging import Cursor
from portal.core.routes import public
from portal.core.web import render
from portal.meetings import queries
from portal.meetings.forms import MINUTE_WORDS
from portal.meetings.models import Outcome
from portal.meetings.queries import Filters
from portal.meetings.views.door import blueprint

LONGEST_QUESTION = 200
NAMES = ("q", "year", "project", "outcome", "committee")


@blueprint.get("/decisions")
@public(*NAMES, "after")
def decisions() -> str:
    """What was decided, the newest first: by words, year, project, outcome and committee."""
    sent = {name: request.args.get(name, "").strip()[:LONGEST_QUESTION] for name in NAMES}
    year, outcome = sent["year"], sent["outcome"]
    filters = Filters(
        words=sent["q"],
        year=int(year) if year.isascii() and year.isdigit() and 1900 <= int(year[:5]) <= 2199 else None,
        project=sent["project"],
        outcome=Outcome(outcome) if outcome in set(Outcome) else None,
        committee=sent["committee"],
    )
    return render(
        "meetings/decisions.html",
        page=queries.decisions(filters, Cursor.read(request.args.get("after"))),
        choices=queries.decision_choices(),
        chosen={name: value for name, value in sent.items() if value},
        words=MINUTE_WORDS,
    )
