"""The desk's page that posts status updates, with the files that they show."""

from __future__ import annotations

from functools import partial

from flask import redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.core.addresses import key_text
from portal.core.errors import Refused
from portal.core.formats import day
from portal.core.forms import translated
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import in_page_language, render
from portal.meetings import queries as meetings
from portal.meetings.queries import DecisionLine
from portal.projects import queries, usecases
from portal.projects.filing import Upload
from portal.projects.forms import Offer, UpdateForm
from portal.projects.models import Condition, Phase
from portal.projects.queries import ProjectFacts, UpdateCard
from portal.projects.views.door import blueprint, project_at
from portal.projects.views.sending import keep_files, tell
from portal.projects.words import WORDS

UPDATES_OFFERED = 50
LONGEST_CHOICE = 80


@blueprint.route("/staff/projects/<slug:slug>/updates/new", methods=["GET", "POST"])
@requires(Permission.PROJECT_EDIT, files=4)
def new_update(slug: str) -> str | Response | tuple[str, int]:
    """A status update: public at once, never changed later. What is sent with it is kept, whatever lacks else."""
    project = project_at(slug)
    updates = queries.updates(project.id)
    form = _form(project, updates)
    problems = keep_files(form, partial(_keep, slug))
    form.papers.choices = _paper_choices(project.id)
    if form.validate_on_submit() and not any(problems.values()):
        try:
            _post(slug, form)
            return redirect(url_for("projects.desk", posted=slug), 303)
        except Refused as refusal:
            form.show(refusal)
            form.number.data = str(len(updates) + 1)
    wrong = tell(form, problems)
    if form.adding == "link":
        form.add_link()
    return _page(project, form, updates), 422 if wrong else form.http_status


def _form(project: ProjectFacts, updates: list[UpdateCard]) -> UpdateForm:
    latest = updates[0] if updates else None
    offer = Offer(
        papers=_paper_choices(project.id),
        decisions=[(line.key, _decision(line)) for line in meetings.decisions_about(project.id)],
        updates=[
            (str(card.number), _("Yes, update %(number)s of %(day)s", number=card.number, day=day(card.posted_at)))
            for card in updates[:UPDATES_OFFERED]
        ],
    )
    standing = {"phase": latest.phase, "condition": latest.condition} if latest else {}
    photos = [{"key": key_text(photo.id)} for photo in queries.waiting_photos(project.id)]
    return UpdateForm(offer, data={"number": str(len(updates) + 1), "photos": photos, **standing})


def _decision(line: DecisionLine) -> str:
    return _("%(day)s: %(decision)s", day=day(line.starts_at), decision=_short(in_page_language(line.card.text).text))


def _paper_choices(project_id: int) -> list[tuple[str, str]]:
    papers = queries.papers_offered(project_id)
    return [(key_text(paper.id), _short(in_page_language(paper.title).text)) for paper in papers]


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_CHOICE else words[:LONGEST_CHOICE].rstrip() + "…"


def _page(project: ProjectFacts, form: UpdateForm, updates: list[UpdateCard]) -> str:
    given = form.evidence
    keys = [row.form.key.data or "" for row in form.photos]
    files = {key_text(card.id): card for card in queries.waiting_photos(project.id)}
    return render(
        "projects/new_update.html",
        form=form,
        project=project,
        latest=updates[0] if updates else None,
        photos={key: files.get(key) for key in keys},
        shown=queries.shown_by(given) if form.previewing else None,
        decisions=meetings.decisions_by_key(given.decisions) if form.previewing else {},
        words=WORDS,
    )


def _keep(slug: str, uploads: list[Upload]) -> list[int]:
    return usecases.add_files(actor=current_actor(), project_slug=slug, uploads=uploads)


def _post(slug: str, form: UpdateForm) -> int:
    number = form.number.data or ""
    return usecases.post_update(
        actor=current_actor(),
        project_slug=slug,
        phase=Phase(form.phase.data),
        condition=Condition(form.condition.data),
        text=translated(form, "text"),
        number=int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else None,
        evidence=form.evidence,
        corrects=form.corrected,
    )
