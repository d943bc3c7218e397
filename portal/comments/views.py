"""The comment form, its receipt, the list of a project's comments, permalinks."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, current_app, request
from flask_babel import gettext as _

from portal.comments import queries, usecases
from portal.comments.forms import AUDIENCE_NAMES, CommentForm
from portal.comments.models import Audience
from portal.core import limits
from portal.core.errors import NotFound, Refused
from portal.core.failures import failure
from portal.core.formats import working_days_after
from portal.core.languages import page_language
from portal.core.paging import Cursor
from portal.core.permissions import VISITOR
from portal.core.routes import public, visitor_form
from portal.core.web import absolute_url, render
from portal.projects import queries as projects
from portal.projects.models import CommentWindow
from portal.projects.queries import ProjectSheet
from portal.receipts import queries as receipts

blueprint = Blueprint("comments", __name__)
A_DAY = timedelta(days=1)


def _project(slug: str) -> ProjectSheet:
    project = projects.sheet(slug)
    if project is None:
        raise NotFound
    return project


@blueprint.get("/projects/<slug:slug>/comments")
@public("after")
def of_project(slug: str) -> str:
    """All published comments of a project, newest first, 20 a page."""
    project = _project(slug)
    page = queries.published_of_project(project.id, Cursor.read(request.args.get("after")))
    return render("comments/of_project.html", project=project, page=page, audience_names=AUDIENCE_NAMES)


@blueprint.get("/comments/<key:comment_id>")
@public()
def show(comment_id: int) -> str:
    """The permalink of one published comment."""
    found = queries.published_comment(comment_id)
    if found is None:
        raise NotFound
    card, project_id = found
    project = projects.sheet_by_id(project_id)
    return render("comments/show.html", comment=card, project=project, audience_names=AUDIENCE_NAMES)


@blueprint.get("/projects/<slug:slug>/comment")
@visitor_form()
def new(slug: str) -> str:
    """The form, or, while comments are not open, a page that says when they are."""
    project = _project(slug)
    if project.window is not CommentWindow.OPEN:
        return render("comments/not_open.html", project=project, kept_text=None)
    return render("comments/new.html", project=project, form=CommentForm(slug))


@blueprint.post("/projects/<slug:slug>/comment")
@visitor_form()
def create(slug: str) -> str | tuple[str, int]:
    """Receive a comment. Answered with its receipt on the page; the same form again gives the same receipt."""
    project = _project(slug)
    form = CommentForm(slug)
    valid = form.validate_on_submit()
    earlier = queries.sent_with(form.read_nonce.random) if form.read_nonce else None
    if earlier is not None and form.read_nonce:
        return _sent_again(project, form, earlier, form.read_nonce.random)
    if not valid:
        return _ask_again(project, form)
    if limits.count_hit(name="comment", key=limits.network_key(), length=A_DAY) > _most_comments():
        return failure(429)
    return _receive(project, form)


def _most_comments() -> int:
    most: int = current_app.config["SETTINGS"].comments_per_network
    return most


def _receive(project: ProjectSheet, form: CommentForm) -> str | tuple[str, int]:
    assert form.read_nonce
    try:
        usecases.post_comment(
            actor=VISITOR,
            project_slug=project.slug,
            nonce=form.read_nonce.random,
            body=form.body.data or "",
            lang=page_language(),
            display_name=form.display_name.data or "",
            audience=Audience(form.audience.data) if form.audience.data else None,
            area=form.area.data or "",
        )
    except usecases.CommentsClosed:
        kept = form.body.data
        return render("comments/not_open.html", project=project, kept_text=kept), 409
    return _receipt(project, form.read_nonce.random, queries.sent_with(form.read_nonce.random), again=False)


def _sent_again(project: ProjectSheet, form: CommentForm, earlier: queries.Sent, nonce: bytes) -> str | tuple[str, int]:
    """The form was sent before. With the same text it is a retry; with another it would be lost: ask."""
    if form.body.data == earlier.body:
        return _receipt(project, nonce, earlier, again=True)
    words = _("You already sent a comment with this form. Send again to add this as a second comment.")
    form.show(Refused(words, "body"))
    return _ask_again(project, form)


def _ask_again(project: ProjectSheet, form: CommentForm) -> tuple[str, int]:
    """The form with its errors, what was typed, and a fresh token."""
    if project.window is not CommentWindow.OPEN:
        return render("comments/not_open.html", project=project, kept_text=form.body.data), 409
    return render("comments/new.html", project=project, form=form), 422


def _receipt(project: ProjectSheet, nonce: bytes, sent: queries.Sent | None, again: bool) -> str:
    assert sent is not None
    return render(
        "comments/receipt.html",
        project=project,
        body=sent.body,
        sent_at=sent.received_at,
        read_by=working_days_after(sent.received_at, current_app.config["SETTINGS"].review_days),
        again=again,
        code=receipts.code_by_nonce(nonce),
        look_up_href=absolute_url("receipts.look_up"),
    )
