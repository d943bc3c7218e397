"""The desk's page that posts status updates."""

from __future__ import annotations

from flask import redirect, url_for
from werkzeug.wrappers import Response

from portal.core.errors import Refused
from portal.core.forms import translated
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.projects import queries, usecases
from portal.projects.forms import UpdateForm
from portal.projects.models import Condition, Phase
from portal.projects.views.door import blueprint, project_at
from portal.projects.words import WORDS


@blueprint.route("/staff/projects/<slug:slug>/updates/new", methods=["GET", "POST"])
@requires(Permission.PROJECT_EDIT)
def new_update(slug: str) -> str | Response | tuple[str, int]:
    """A status update: public at once, never changed later."""
    project = project_at(slug)
    latest = next(iter(queries.updates(project.id)), None)
    upcoming = str(latest.number + 1 if latest else 1)
    standing = {"phase": latest.phase, "condition": latest.condition} if latest else {}
    form = UpdateForm(data={"number": upcoming, **standing})
    if form.validate_on_submit():
        try:
            _post(slug, form)
            return redirect(url_for("projects.desk", posted=slug), 303)
        except Refused as refusal:
            form.show(refusal)
            form.number.data = upcoming
    page = render("projects/new_update.html", form=form, project=project, latest=latest, words=WORDS)
    return page, form.http_status


def _post(slug: str, form: UpdateForm) -> int:
    number = form.number.data or ""
    return usecases.post_update(
        actor=current_actor(),
        project_slug=slug,
        phase=Phase(form.phase.data),
        condition=Condition(form.condition.data),
        text=translated(form, "text"),
        number=int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else None,
    )
