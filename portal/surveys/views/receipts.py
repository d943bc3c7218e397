"""What the receipt of a confidential response shows on request: its own answers."""

from __future__ import annotations

from portal.core.errors import NotFound
from portal.core.routes import visitor_form
from portal.core.web import render
from portal.receipts import queries as receipts
from portal.receipts.forms import LookUpForm
from portal.surveys import queries
from portal.surveys.interviews import interview_of
from portal.surveys.views.door import blueprint
from portal.surveys.views.wording import direction


@blueprint.post("/receipt/survey-answers")
@visitor_form()
def own_answers() -> str:
    """The answers, for whoever holds the code."""
    form = LookUpForm()
    own = queries.own_response(receipts.held(form.proven()))
    survey = queries.shown_of(own.survey_id) if own else None
    if survey is None or own is None or own.version_id is None:
        raise NotFound
    summary = interview_of(queries.form_of(own.version_id), own).summary()
    return render(
        "surveys/own_answers.html",
        survey=survey,
        own=own,
        form=form,
        summary=summary,
        spoken=own.lang,
        dir=direction(own.lang),
    )
