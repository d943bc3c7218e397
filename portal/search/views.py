"""The committee's search over all feedback that the reader's role may see."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from flask import Blueprint, request, url_for
from flask_babel import gettext as _

from portal.comments.forms import AUDIENCE_NAMES, STANCES_SAID
from portal.comments.models import Audience, FeedbackState
from portal.core.errors import Refused
from portal.core.formats import day, from_local
from portal.core.forms import choices
from portal.core.languages import page_language
from portal.core.permissions import Actor, Permission, can
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.feedback import queries as feedback
from portal.feedback.access import Standing
from portal.feedback.queries import Filters
from portal.projects import queries as projects
from portal.search import queries
from portal.search.forms import PARAMETERS, REASON_WORDS, STATE_NAMES, FeedbackSearchForm
from portal.search.language import Query, QueryRefused, parse

blueprint = Blueprint("search", __name__)
A_DAY = timedelta(days=1)
MOST_PROJECTS = 100  # in the list to choose from


@blueprint.get("/staff/feedback", endpoint="feedback")
@requires(Permission.FEEDBACK_SEARCH, *PARAMETERS)
def feedback_search() -> str | tuple[str, int]:
    """Words, filters, order; all of it in the address."""
    actor = current_actor()
    form = _form(actor)
    query = _query(form) if form.validate() else None
    if query is None:
        return render("search/feedback.html", form=form, page=None, ignored=[], **_names(actor)), 422
    page = queries.results(
        actor, query, _filters(form), newest_first=form.sort.data == "newest", after=request.args.get("after")
    )
    ignored = [(part.part, REASON_WORDS[part.reason]) for part in query.ignored]
    older = _address(after=page.next_cursor) if page.next_cursor else None
    newer = None if page.first_page else _address(after=None)
    return render(
        "search/feedback.html",
        form=form,
        page=page,
        ignored=ignored,
        newer=newer,
        older=older,
        **_names(actor),
    )


def _names(actor: Actor) -> dict[str, Any]:
    return {
        "state_names": STATE_NAMES,
        "audience_names": AUDIENCE_NAMES,
        "stances_said": STANCES_SAID,
        "sees_all_states": can(actor, Permission.FEEDBACK_READ, Standing(FeedbackState.PENDING)),
    }


def _form(actor: Actor) -> FeedbackSearchForm:
    form = FeedbackSearchForm(request.args)
    lang = page_language()
    # the one that was asked for is there, however many are spoken of more
    spoken_of = feedback.projects(actor, MOST_PROJECTS) | projects.titles([request.args.get("project", "")])
    titles = {slug: title.best(lang).text for slug, title in spoken_of.items()}
    form.project.choices = choices({"": _("All projects")} | titles)
    held = {line.slug: f"{line.title.best(lang)}, {day(line.starts_at)}" for line in feedback.meetings(actor)}
    form.meeting.choices = choices({"": _("All meetings")} | held)
    form.area.choices = choices({"": _("All")} | {area: area for area in feedback.areas(actor)})
    return form


def _query(form: FeedbackSearchForm) -> Query | None:
    try:
        return parse(form.q.data or "")
    except QueryRefused as refused:
        form.show(Refused(str(REASON_WORDS[refused.reason]), "q"))
        return None


def _filters(form: FeedbackSearchForm) -> Filters:
    first, last = form.received_from.data, form.received_to.data
    return Filters(
        project=form.project.data or None,
        meeting=form.meeting.data or None,
        state=FeedbackState(form.state.data) if form.state.data else None,
        audience=Audience(form.audience.data) if form.audience.data else None,
        area=form.area.data or None,
        received_from=from_local(datetime.combine(first, time())) if first else None,
        received_to=from_local(datetime.combine(last + A_DAY, time())) if last else None,
    )


def _address(after: str | None) -> str:
    """This search's own address, at another place of its list."""
    values: dict[str, Any] = {name: value for name, value in request.args.items() if value and name != "after"}
    if after:
        values["after"] = after
    return url_for("search.feedback", **values)
