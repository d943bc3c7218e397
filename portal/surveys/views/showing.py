"""All surveys, and the first page of one: who asks what, what is promised, and until when."""

from __future__ import annotations

from flask import request

from portal.core.paging import Cursor
from portal.core.routes import public
from portal.core.web import render
from portal.surveys import queries
from portal.surveys.definition import ASKED
from portal.surveys.mixing import FEWEST
from portal.surveys.views.door import blueprint, survey_at
from portal.surveys.views.wording import named


@blueprint.get("/surveys")
@public("after")
def index() -> str:
    """Those that can be answered first, then those that are over."""
    page = queries.ended(Cursor.read(request.args.get("after")))
    return render("surveys/index.html", running=queries.running() if page.first_page else [], page=page)


@blueprint.get("/surveys/<slug:slug>")
@public()
def show(slug: str) -> str:
    """What somebody wants to know before the first question."""
    survey = survey_at(slug)
    _version, form = queries.newest_version(survey.id)
    asked = sum(question.kind in ASKED for _path, question in form.questions())
    return render("surveys/show.html", survey=survey, asked_in=named(form.languages), asked=asked, k=FEWEST)
