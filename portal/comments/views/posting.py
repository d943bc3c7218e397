"""Writing a comment: the form, its receipt, and what is said while comments are not open."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app
from flask_babel import gettext as _

from portal.comments import queries, usecases
from portal.comments.forms import STANCES_SAID, CommentForm, ItemCommentForm
from portal.comments.models import Audience
from portal.comments.queries import Target, TargetKind
from portal.comments.views.door import blueprint, the_target
from portal.core import limits
from portal.core.clock import now
from portal.core.errors import Refused
from portal.core.failures import failure
from portal.core.formats import working_days_after
from portal.core.languages import page_language
from portal.core.permissions import VISITOR
from portal.core.routes import visitor_form
from portal.core.web import absolute_url, render
from portal.projects.models import CommentWindow
from portal.receipts import queries as receipts

A_DAY = timedelta(days=1)


def _form(target: Target) -> CommentForm:
    about = str(target.key)
    return ItemCommentForm(about) if target.kind is TargetKind.ITEM else CommentForm(about)


@blueprint.get("/projects/<slug:slug>/comment")
@blueprint.get("/meetings/<slug:slug>/items/<int:number>/comment")
@visitor_form()
def new(slug: str, number: int | None = None) -> str:
    """The form, or, while comments are not open, a page that says when they are."""
    target = the_target(slug, number)
    if target.window is not CommentWindow.OPEN:
        return _not_open(target, None)
    return render("comments/new.html", target=target, form=_form(target))


@blueprint.post("/projects/<slug:slug>/comment")
@blueprint.post("/meetings/<slug:slug>/items/<int:number>/comment")
@visitor_form()
def create(slug: str, number: int | None = None) -> str | tuple[str, int]:
    """Receive a comment. Answered with its receipt on the page; the same form again gives the same receipt."""
    target = the_target(slug, number)
    form = _form(target)
    valid = form.validate_on_submit()
    earlier = queries.sent_with(form.read_nonce.random) if form.read_nonce else None
    if earlier is not None and form.read_nonce:
        return _sent_again(target, form, earlier, form.read_nonce.random)
    if not valid:
        return _ask_again(target, form)
    if limits.count_hit(name="comment", key=limits.network_key(), length=A_DAY) > _most_comments():
        return failure(429)
    return _receive(target, form)


def _most_comments() -> int:
    most: int = current_app.config["SETTINGS"].comments_per_network
    return most


def _receive(target: Target, form: CommentForm) -> str | tuple[str, int]:
    assert form.read_nonce
    try:
        usecases.post_comment(
            actor=VISITOR,
            target=target.key,
            nonce=form.read_nonce.random,
            body=form.body.data or "",
            lang=page_language(),
            display_name=form.display_name.data or "",
            audience=Audience(form.audience.data) if form.audience.data else None,
            area=form.area.data or "",
            stance=form.chosen_stance,
        )
    except usecases.CommentsClosed:
        # looked up anew: the meeting may have been changed since this page began
        return _not_open(the_target(target.key.slug, target.key.number), form.body.data), 409
    return _receipt(target, form.read_nonce.random, queries.sent_with(form.read_nonce.random), again=False)


def _sent_again(target: Target, form: CommentForm, earlier: queries.Sent, nonce: bytes) -> str | tuple[str, int]:
    """The form was sent before. With the same words it is a retry; with others they would be lost: ask."""
    if (form.body.data, form.chosen_stance) == (earlier.body, earlier.stance):
        return _receipt(target, nonce, earlier, again=True)
    words = _("You already sent a comment with this form. Send again to add this as a second comment.")
    form.show(Refused(words, "body"))
    return _ask_again(target, form)


def _ask_again(target: Target, form: CommentForm) -> tuple[str, int]:
    """The form with its errors, what was typed, and a fresh token."""
    if target.window is not CommentWindow.OPEN:
        return _not_open(target, form.body.data), 409
    return render("comments/new.html", target=target, form=form), 422


def _not_open(target: Target, kept_text: str | None) -> str:
    begun = target.meeting is not None and target.meeting.starts_at <= now()
    return render("comments/not_open.html", target=target, kept_text=kept_text, meeting_begun=begun)


def _receipt(target: Target, nonce: bytes, sent: queries.Sent | None, again: bool) -> str:
    assert sent is not None
    return render(
        "comments/receipt.html",
        target=target,
        body=sent.body,
        stance=STANCES_SAID[sent.stance] if sent.stance else None,
        sent_at=sent.received_at,
        read_by=working_days_after(sent.received_at, current_app.config["SETTINGS"].review_days),
        again=again,
        code=receipts.code_by_nonce(nonce),
        look_up_href=absolute_url("receipts.look_up"),
    )
