"""What people wrote in a survey, as far as moderators published it."""

from __future__ import annotations

from flask import request

from portal.comments import queries
from portal.comments.forms import AUDIENCE_NAMES, STANCES_SAID
from portal.comments.views.door import blueprint
from portal.core.errors import NotFound
from portal.core.paging import Cursor
from portal.core.routes import public
from portal.core.web import render
from portal.moderation import queries as moderation
from portal.surveys import queries as surveys


@blueprint.get("/surveys/<slug:slug>/texts")
@public("after")
def survey_texts(slug: str) -> str:
    """Published texts with their questions, newest first, 20 a page."""
    survey = surveys.shown(slug)
    if survey is None:
        raise NotFound
    page = queries.published_texts(survey.id, Cursor.read(request.args.get("after")))
    return render(
        "comments/survey_texts.html",
        survey=survey,
        page=page,
        redactions=moderation.redactions_on([one.card for one in page.items]),
        audience_names=AUDIENCE_NAMES,
        stances_said=STANCES_SAID,
    )
