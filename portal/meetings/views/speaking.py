"""Registering to speak: the form, its receipt, and taking the registration back."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar

from flask import current_app, request
from flask_babel import gettext as _

from portal.core import limits
from portal.core.errors import Refused
from portal.core.failures import failure
from portal.core.languages import page_language
from portal.core.permissions import VISITOR
from portal.core.routes import visitor_form
from portal.core.web import absolute_url, in_page_language, render
from portal.meetings import queries, usecases
from portal.meetings.forms import SpeakerFields, SpeakerForm
from portal.meetings.queries import MeetingSheet, Registration
from portal.meetings.speaking import NOT_SPOKEN_ABOUT
from portal.meetings.views.door import blueprint, meeting_at
from portal.projects.models import CommentWindow
from portal.receipts import queries as receipts
from portal.receipts.forms import LookUpForm

A_DAY = timedelta(days=1)
F = TypeVar("F", bound=SpeakerFields)


@blueprint.get("/meetings/<slug:slug>/speak")
@visitor_form("item")
def speak(slug: str) -> str:
    """The form, or, while nobody can register, a page that says what can be done instead."""
    meeting = meeting_at(slug)
    if meeting.speaker_window is not CommentWindow.OPEN:
        return _not_open(meeting)
    form = offering(meeting, SpeakerForm(slug, data={"item": request.args.get("item", "")}))
    return _form_page(meeting, form)


@blueprint.post("/meetings/<slug:slug>/speak")
@visitor_form()
def register(slug: str) -> str | tuple[str, int]:
    """Put somebody on the list. Answered with the receipt on the page; the same form again gives the same receipt."""
    meeting = meeting_at(slug)
    form = offering(meeting, SpeakerForm(slug))
    valid = form.validate_on_submit()
    earlier = queries.registered_with(form.read_nonce.random) if form.read_nonce else None
    if earlier is not None and form.read_nonce:
        return _sent_again(meeting, form, earlier, form.read_nonce.random)
    if not valid:
        return _ask_again(meeting, form)
    most: int = current_app.config["SETTINGS"].comments_per_network
    if limits.count_hit(name="speaker", key=limits.network_key(), length=A_DAY) > most:
        return failure(429)
    return _receive(meeting, form)


def offering(meeting: MeetingSheet, form: F) -> F:
    """`form` with the items of `meeting` that one can speak about."""
    items = [item for item in meeting.items if item.kind not in NOT_SPOKEN_ABOUT]
    words = [_("Item %(number)s: %(title)s", number=i.number, title=in_page_language(i.title).text) for i in items]
    form.offer(list(zip((item.number for item in items), words, strict=True)), online=bool(meeting.remote_link))
    return form


def _receive(meeting: MeetingSheet, form: SpeakerForm) -> str | tuple[str, int]:
    assert form.read_nonce
    nonce = form.read_nonce.random
    try:
        usecases.register_speaker(actor=VISITOR, slug=meeting.slug, nonce=nonce, draft=form.draft, lang=page_language())
    except usecases.SpeakingClosed:
        # looked up anew: the meeting may have been called off since this page began
        return _not_open(meeting_at(meeting.slug), form), 409
    except Refused as refusal:
        fresh = meeting_at(meeting.slug)
        form.show(refusal)
        return _ask_again(fresh, offering(fresh, form))
    return _receipt(meeting, nonce, queries.registered_with(nonce), again=False)


def _sent_again(meeting: MeetingSheet, form: SpeakerForm, earlier: Registration, nonce: bytes) -> str | tuple[str, int]:
    """The form was sent before. With the same words it is a retry; with others they would be lost: ask."""
    if form.draft == earlier.draft:
        return _receipt(meeting, nonce, earlier, again=True)
    words = _("You already registered with this form. Send again to register once more.")
    form.show(Refused(words, "name"))
    return _ask_again(meeting, form)


def _ask_again(meeting: MeetingSheet, form: SpeakerForm) -> tuple[str, int]:
    """The form with its errors, what was typed, and a fresh token."""
    if meeting.speaker_window is not CommentWindow.OPEN:
        return _not_open(meeting, form), 409
    return _form_page(meeting, form), 422


def _form_page(meeting: MeetingSheet, form: SpeakerForm) -> str:
    return render("meetings/speak.html", meeting=meeting, form=form, kept_days=_kept_days())


def _kept_days() -> int:
    days: int = current_app.config["SETTINGS"].speakers_kept_days
    return days


def _not_open(meeting: MeetingSheet, sent: SpeakerForm | None = None) -> str:
    kept = "\n\n".join(filter(None, (sent.name.data, sent.needs.data))) if sent else ""
    return render("meetings/not_speaking.html", meeting=meeting, kept_text=kept)


def _receipt(meeting: MeetingSheet, nonce: bytes, registration: Registration | None, again: bool) -> str:
    assert registration is not None
    return render(
        "meetings/registered.html",
        meeting=meeting,
        registration=registration,
        again=again,
        code=receipts.code_by_nonce(nonce),
        kept_days=_kept_days(),
        look_up_href=absolute_url("receipts.look_up"),
    )


@blueprint.post("/meetings/<slug:slug>/speak/withdraw")
@visitor_form()
def withdraw(slug: str) -> str:
    """Take a registration back, for whoever holds its code; the page of the receipt then says so."""
    form = LookUpForm()
    receipts.held(form.proven())
    receipt_id = usecases.withdraw_speaker(slug=slug, code=form.symbols)
    registration = queries.own_registration(receipt_id)
    return render("receipts/speaker.html", registration=registration, form=form, just_now=True)
