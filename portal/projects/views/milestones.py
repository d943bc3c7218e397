"""News of a milestone at the desk: another day, no day, or the day on which it was reached."""

from __future__ import annotations

from datetime import date

from flask import redirect, url_for
from werkzeug.wrappers import Response

from portal.core.errors import NotFound, Refused
from portal.core.forms import translated
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.projects import queries, usecases
from portal.projects.forms import EXPECTED, REACHED, MoveForm
from portal.projects.views.door import blueprint, project_at


@blueprint.route("/staff/projects/<slug:slug>/milestones/<slug:key>", methods=["GET", "POST"])
@requires(Permission.PROJECT_EDIT)
def move_milestone(slug: str, key: str) -> str | Response | tuple[str, int]:
    """Note what is new of a milestone; what was noted before stays beside it."""
    project = project_at(slug)
    line = queries.milestone_line(project.id, key.upper())
    if line is None:
        raise NotFound
    upcoming = str(len(queries.noted_moves(project.id)) + 1)
    form = MoveForm(data={"number": upcoming})
    if form.validate_on_submit():
        try:
            usecases.move_milestone(
                actor=current_actor(),
                slug=slug,
                milestone=line.key,
                forecast_on=_day(form, EXPECTED),
                actual_on=_day(form, REACHED),
                reason=translated(form, "reason"),
                number=number_in(form.number.data),
            )
            return redirect(url_for("projects.desk_sheet", slug=slug, noted=key), 303)
        except Refused as refusal:
            form.show(refusal)
            form.number.data = upcoming
    return render("projects/move_milestone.html", form=form, project=project, line=line), form.http_status


def _day(form: MoveForm, news: str) -> date | None:
    """The day that was typed for these news, if they are the chosen ones."""
    if form.news.data != news:
        return None
    found: date | None = (form.forecast_on if news == EXPECTED else form.actual_on).data
    return found


def number_in(typed: str | None) -> int | None:
    """The number that a hidden field names."""
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 10 else None
