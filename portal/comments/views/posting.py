"""Writing a comment: the form, its receipt, and what is said while comments are not open."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app
from flask_babel import gettext as _

from portal.comments import queries, usecases
from portal.comments.forms import AUDIENCE_NAMES, STANCES_SAID, CommentForm
from portal.comments.models import Audience, Signal
from portal.comments.photos import NewPhoto
from portal.comments.queries import Target
from portal.comments.signals import fold_of, signals_of
from portal.comments.views.answering import Place, place_of_reply
from portal.comments.views.door import blueprint, the_target
from portal.comments.views.looking import Look, look_before, look_of
from portal.comments.views.reading import said_of_missing
from portal.comments.views.sending_photos import photo_of
from portal.config import Settings
from portal.core import limits, mail
from portal.core.clock import now
from portal.core.errors import NotFound, Refused
from portal.core.failures import failure
from portal.core.formats import working_days_after
from portal.core.languages import page_language
from portal.core.permissions import VISITOR
from portal.core.routes import visitor_form
from portal.core.web import absolute_url, render
from portal.moderation import queries as moderation
from portal.projects.models import CommentWindow
from portal.receipts import queries as receipts

A_DAY = timedelta(days=1)
ROOM = 2  # a photo that is too large is then refused in words, and nothing of the text is lost
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
@visitor_form(files=ROOM)
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
@visitor_form(files=ROOM)
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
    if place.target.window is not CommentWindow.OPEN:
        return _not_open(place.target, form.body.data), 409
    photo, valid = photo_of(form) if not form.expired else None, valid and not form.photo.errors
    if not valid:
        return _ask_again(place, form)
    look = look_before(place, form, _in_a_flood)
    if look is not None:
        return _page(place, form, look)
    return _receive(place, form, photo)


def _receive(place: Place, form: CommentForm, photo: NewPhoto | None) -> Answer:
    assert form.read_nonce
    sent_today = limits.count_hit(name="comment", key=limits.network_key(), length=A_DAY)
    if sent_today > _settings().comments_per_network:
        return failure(429)
    many = sent_today > _settings().comments_fold_after
    address = form.address if form.address and mail.network_may_ask() else ""
    signals = signals_of(
        form.body.data or "",
        trap=form.homepage.data or "",
        form=form.read_nonce,
        looked=bool(form.looked.data),
    )
    try:
        usecases.post_comment(
            actor=VISITOR,
            target=place.target.key,
            nonce=form.read_nonce.random,
            body=form.said,
            lang=page_language(),
            display_name=form.open_to_all("display_name"),
            audience=Audience(form.audience.data) if form.audience.data else None,
            area=form.open_to_all("area"),
            stance=form.chosen_stance,
            reply_to=place.answered.id if place.answered else None,
            email=address,
            photo=photo,
            photo_alt=form.open_to_all("photo_alt"),
            signals=[*signals, *([Signal.MANY] if many else [])],
            fold=fold_of(limits.network_key()) if many else None,
        )
    except usecases.CommentsClosed:
        return _not_open(place.again().target, form.body.data), 409
    except Refused as refusal:
        form.kept_photo.data = ""
        form.show(refusal)
        return _ask_again(place, form)
    sent = queries.sent_with(form.read_nonce.random)
    return _receipt(place, form.read_nonce.random, sent, address_left_out=address != form.address)


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def _in_a_flood() -> bool:
    return limits.hits("comment", limits.network_key(), A_DAY) >= _settings().comments_fold_after


def _sent_again(place: Place, form: CommentForm, earlier: queries.Sent, nonce: bytes) -> Answer:
    """The form was sent before. With the same words it is a retry; with others they would be lost: ask."""
    if (form.said, form.chosen_stance) == (earlier.body, earlier.stance):
        return _receipt(place, nonce, earlier, again=True)
    words = _("You already sent a comment with this form. Send again to add this as a second comment.")
    form.show(Refused(words, "body"))
    return _ask_again(place, form)


def _ask_again(place: Place, form: CommentForm) -> Answer:
    """The form with its errors, what was typed, and a fresh token."""
    if place.target.window is not CommentWindow.OPEN:
        return _not_open(place.target, form.body.data), 409
    look = look_of(form) if form.mask.errors else None  # the ticks stand in the preview
    return _page(place, form, look), 422


def _page(place: Place, form: CommentForm, look: Look | None = None) -> str:
    return render(
        "comments/new.html",
        place=place,
        target=place.target,
        form=form,
        look=look,
        audience_names=AUDIENCE_NAMES,
        stances_said=STANCES_SAID,
        review_days=_settings().review_days,
        waiting=moderation.waiting_figures(),
    )


def _not_open(target: Target, kept_text: str | None) -> str:
    begun = target.meeting is not None and target.meeting.starts_at <= now()
    return render("comments/not_open.html", target=target, kept_text=kept_text, meeting_begun=begun)


def _receipt(
    place: Place, nonce: bytes, sent: queries.Sent | None, *, again: bool = False, address_left_out: bool = False
) -> str:
    assert sent is not None
    return render(
        "comments/receipt.html",
        place=place,
        target=place.target,
        body=sent.body,
        stance=STANCES_SAID[sent.stance] if sent.stance else None,
        sent_at=sent.received_at,
        read_by=working_days_after(sent.received_at, _settings().review_days),
        again=again,
        address_left_out=address_left_out,
        code=receipts.code_by_nonce(nonce),
        look_up_href=absolute_url("receipts.look_up"),
    )
