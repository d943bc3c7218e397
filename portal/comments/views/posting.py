"""Writing a comment: the form, its receipt, and what is said while comments are not open."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app
from flask_babel import gettext as _

from portal.comments import queries, usecases
from portal.comments.forms import STANCES_SAID, CommentForm
from portal.comments.models import Audience
from portal.comments.queries import Target
from portal.comments.views.answering import Place, place_of_reply
from portal.comments.views.door import blueprint, the_target
from portal.comments.views.reading import said_of_missing
from portal.core import limits
from portal.core.clock import now
from portal.core.errors import NotFound, Refused
from portal.core.failures import failure
from portal.core.formats import working_days_after
from portal.core.languages import page_language
from portal.core.permissions import VISITOR
from portal.core.routes import visitor_form
from portal.core.web import absolute_url, render
from portal.projects.models import CommentWindow
from portal.receipts import queries as receipts

A_DAY = timedelta(days=1)
Answer = str | tuple[str, int]


@blueprint.get("/projects/<slug:slug>/comment")
@blueprint.get("/projects/<slug:slug>/updates/<int:update>/comment")
@blueprint.get("/meetings/<slug:slug>/items/<int:number>/comment")
@visitor_form()
def new(slug: str, number: int | None = None, update: int | None = None) -> Answer:
    """The form, or, while comments are not open, a page that says when they are."""
    return _blank(Place(the_target(slug, number, update)))


@blueprint.post("/projects/<slug:slug>/comment")
@blueprint.post("/projects/<slug:slug>/updates/<int:update>/comment")
@blueprint.post("/meetings/<slug:slug>/items/<int:number>/comment")
@visitor_form()
def create(slug: str, number: int | None = None, update: int | None = None) -> Answer:
    """Receive a comment. Answered with its receipt on the page; the same form again gives the same receipt."""
    return _sent(Place(the_target(slug, number, update)))


@blueprint.get("/comments/<key:comment_id>/reply")
@visitor_form()
def reply(comment_id: int) -> Answer:
    """The form for a reply to a published comment."""
    try:
        return _blank(place_of_reply(comment_id))
    except NotFound:
        return said_of_missing(comment_id)


@blueprint.post("/comments/<key:comment_id>/reply")
@visitor_form()
def create_reply(comment_id: int) -> Answer:
    """Receive a reply, as a comment is received. What was typed is kept where the comment is gone meanwhile."""
    try:
        place = place_of_reply(comment_id)
    except NotFound:
        return said_of_missing(comment_id)
    return _sent(place)


def _blank(place: Place) -> Answer:
    if place.target.window is not CommentWindow.OPEN:
        return _not_open(place.target, None)
    return _page(place, place.form)


def _sent(place: Place) -> Answer:
    form = place.form
    valid = form.validate_on_submit()
    earlier = queries.sent_with(form.read_nonce.random) if form.read_nonce else None
    if earlier is not None and form.read_nonce:
        return _sent_again(place, form, earlier, form.read_nonce.random)
    if not valid:
        return _ask_again(place, form)
    if limits.count_hit(name="comment", key=limits.network_key(), length=A_DAY) > _most_comments():
        return failure(429)
    return _receive(place, form)


def _most_comments() -> int:
    most: int = current_app.config["SETTINGS"].comments_per_network
    return most


def _receive(place: Place, form: CommentForm) -> Answer:
    assert form.read_nonce
    try:
        usecases.post_comment(
            actor=VISITOR,
            target=place.target.key,
            nonce=form.read_nonce.random,
            body=form.body.data or "",
            lang=page_language(),
            display_name=form.display_name.data or "",
            audience=Audience(form.audience.data) if form.audience.data else None,
            area=form.area.data or "",
            stance=form.chosen_stance,
            reply_to=place.answered.id if place.answered else None,
        )
    except usecases.CommentsClosed:
        return _not_open(place.again().target, form.body.data), 409
    return _receipt(place, form.read_nonce.random, queries.sent_with(form.read_nonce.random), again=False)


def _sent_again(place: Place, form: CommentForm, earlier: queries.Sent, nonce: bytes) -> Answer:
    """The form was sent before. With the same words it is a retry; with others they would be lost: ask."""
    if (form.body.data, form.chosen_stance) == (earlier.body, earlier.stance):
        return _receipt(place, nonce, earlier, again=True)
    words = _("You already sent a comment with this form. Send again to add this as a second comment.")
    form.show(Refused(words, "body"))
    return _ask_again(place, form)


def _ask_again(place: Place, form: CommentForm) -> Answer:
    """The form with its errors, what was typed, and a fresh token."""
    if place.target.window is not CommentWindow.OPEN:
        return _not_open(place.target, form.body.data), 409
    return _page(place, form), 422


def _page(place: Place, form: CommentForm) -> str:
    return render(
        "comments/new.html",
        place=place,
        target=place.target,
        form=form,
        review_days=current_app.config["SETTINGS"].review_days,
    )


def _not_open(target: Target, kept_text: str | None) -> str:
    begun = target.meeting is not None and target.meeting.starts_at <= now()
    return render("comments/not_open.html", target=target, kept_text=kept_text, meeting_begun=begun)


def _receipt(place: Place, nonce: bytes, sent: queries.Sent | None, again: bool) -> str:
    assert sent is not None
    return render(
        "comments/receipt.html",
        place=place,
        target=place.target,
        body=sent.body,
        stance=STANCES_SAID[sent.stance] if sent.stance else None,
        sent_at=sent.received_at,
        read_by=working_days_after(sent.received_at, current_app.config["SETTINGS"].review_days),
        again=again,
        code=receipts.code_by_nonce(nonce),
        look_up_href=absolute_url("receipts.look_up"),
    )
