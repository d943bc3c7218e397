"""The desk's pages of invitations: the list with its response rate, adding, letters, mails, and one invitation."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import Any

from flask import current_app, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.core import mail
from portal.core.clock import now
from portal.core.errors import Forbidden, NotFound, Refused
from portal.core.imports import LARGEST_FILE, UnreadableFile
from portal.core.permissions import Permission, can
from portal.core.qr import picture
from portal.core.routes import current_actor, requires
from portal.core.spreadsheets import as_csv
from portal.core.web import render
from portal.surveys import queries, usecases
from portal.surveys.forms import InviteeForm, InviteesForm, LoadedForm
from portal.surveys.invitees import InviteeReading, read_invitees
from portal.surveys.letters import invitation_href, letter
from portal.surveys.models import Promise, Survey
from portal.surveys.queries import InvitationLine, Wanted
from portal.surveys.tokens import invitation_code
from portal.surveys.views.door import blueprint

K = 5  # smaller groups of an anonymous survey get no rate
LETTERS = 100
A_DAY = timedelta(days=1)
Answer = Response | str | tuple[str, int]


@blueprint.get("/staff/surveys/<slug:slug>/invitations")
@requires(Permission.SURVEY_INVITE, "state", "size", "sector", "q", "after")
def invitations(slug: str) -> str:
    """Who is invited, how far they are, and the response rate."""
    survey = _survey(slug)
    asked = request.args
    wanted = Wanted(asked.get("state", ""), asked.get("size", ""), asked.get("sector", ""), asked.get("q", ""))
    after = asked.get("after", "")
    place = int(after) if after.isascii() and after.isdecimal() and len(after) < 17 else None
    sizes, sectors = queries.groups_of(survey.id)
    promise = Promise(survey.promise)
    return render(
        "surveys/invitations.html",
        survey=survey_words(survey),
        page=queries.invitations(survey.id, promise, wanted, place),
        wanted=wanted,
        size_choices=[("", _("All")), *((one, one) for one in sizes)],
        sector_choices=[("", _("All")), *((one, one) for one in sectors)],
        counts=queries.invited(survey.id),
        k=K if promise == Promise.ANONYMOUS else 1,
        anonymous=promise == Promise.ANONYMOUS,
    )


@blueprint.route("/staff/surveys/<slug:slug>/invitations/import", methods=["GET", "POST"])
@requires(Permission.SURVEY_INVITE, files=1)
def import_invitations(slug: str) -> Answer:
    """A list of businesses from a file, looked at first."""
    survey, form = _survey(slug), InviteesForm()
    reading: InviteeReading | None = None
    if form.validate_on_submit():
        try:
            reading = read_invitees(form.file.data.stream.read(LARGEST_FILE + 1), _languages())
            if "keep" in request.form and not reading.wrong:
                usecases.add_invitations(actor=current_actor(), slug=slug, invitees=reading.invitees)
                return redirect(url_for("surveys.invitations", slug=slug), 303)
        except UnreadableFile as error:
            form.show(Refused(str(error), "file"))
        except Refused as refusal:
            form.show(refusal)
    known = queries.known_businesses(survey.id, [one.known_by for one in reading.invitees]) if reading else set()
    page = render(
        "surveys/import_invitations.html", survey=survey_words(survey), form=form, reading=reading, known=known
    )
    return page, 422 if form.errors or form.form_errors or (reading and reading.wrong) else 200


@blueprint.route("/staff/surveys/<slug:slug>/invitations/new", methods=["GET", "POST"])
@requires(Permission.SURVEY_INVITE)
def add_invitation(slug: str) -> Answer:
    """One business by hand."""
    survey, form = _survey(slug), InviteeForm(_languages())
    if form.validate_on_submit():
        try:
            if usecases.add_invitations(actor=current_actor(), slug=slug, invitees=[form.typed]):
                return redirect(url_for("surveys.invitations", slug=slug), 303)
            form.show(_known())
        except Refused as refusal:
            form.show(refusal)
    return render("surveys/add_invitation.html", survey=survey_words(survey), form=form), form.http_status


@blueprint.route("/staff/surveys/<slug:slug>/invitations/<key:invitation_id>", methods=["GET", "POST"])
@requires(Permission.SURVEY_INVITE)
def one_invitation(slug: str, invitation_id: int) -> Answer:
    """One invitation: a new link, or that it came back."""
    survey, form = _survey(slug), LoadedForm()
    if form.validate_on_submit():
        try:
            _change(slug, invitation_id)
            return redirect(url_for("surveys.one_invitation", slug=slug, invitation_id=invitation_id), 303)
        except Refused as refusal:
            form.show(refusal)
    line = queries.invitation_line(survey.id, Promise(survey.promise), invitation_id)
    if line is None:
        raise NotFound
    page = render("surveys/one_invitation.html", survey=survey_words(survey), line=line, form=form)
    return page, form.http_status


@blueprint.route("/staff/surveys/<slug:slug>/invitations/mail", methods=["GET", "POST"])
@requires(Permission.SURVEY_INVITE)
def mail_invitations(slug: str) -> Answer:
    """What will be written, in each language, and the buttons that have it written."""
    survey, form = _survey(slug), LoadedForm()
    if form.validate_on_submit():
        try:
            usecases.order_mails(actor=current_actor(), slug=slug, remind="remind" in request.form)
            return redirect(url_for("surveys.invitations", slug=slug), 303)
        except Refused as refusal:
            form.show(refusal)
    card = queries.shown(slug)
    letters = []
    for lang in _languages() if card else ():
        with mail.speaking(lang):
            name = _("Name of the business")
            letters += [(lang, letter(card, name, "", remind=remind)) for remind in (False, True) if card]
    first, again = queries.count_mailable(survey.id, now() - A_DAY)
    page = render(
        "surveys/mail_invitations.html",
        survey=survey_words(survey),
        form=form,
        letters=letters,
        first=first,
        again=again,
        mails=mail.enabled(),
    )
    return page, form.http_status


@blueprint.post("/staff/surveys/<slug:slug>/invitations/letters")
@requires(Permission.SURVEY_INVITE)
def print_letters(slug: str) -> Answer:
    """Letters with the links as QR codes, a hundred at a time; the links are shown here and kept nowhere."""
    survey, card = _survey(slug), queries.shown(slug)
    if card is None:
        raise NotFound
    typed = request.form.get("start", "")
    start = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 7 else 0
    lines = list(islice(queries.to_write_to(survey.id, Promise(survey.promise)), start, start + LETTERS))
    letters = []
    for line in lines:
        with mail.speaking(line.lang):
            said = letter(card, line.name, invitation_code(line.id, line.issue))
        letters.append((line.lang, said, picture(said.href)))
    more = start + LETTERS if len(lines) == LETTERS else None
    return render("surveys/letters.html", survey=survey_words(survey), letters=letters, more=more)


@blueprint.post("/staff/surveys/<slug:slug>/invitations/links.csv")
@requires(Permission.SURVEY_INVITE)
def links_csv(slug: str) -> Response:
    """The links of all who have not finished, for a mail merge elsewhere."""
    survey = _survey(slug)
    header = ("name", "email", "size class", "sector", "language", "branch of", "link")
    rows = [_merged(slug, line) for line in queries.to_write_to(survey.id, Promise(survey.promise))]
    answer = Response(as_csv(header, rows), content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{slug}-links.csv")
    return answer


def survey_words(survey: Survey) -> Any:
    """The survey as the desk's pages read it."""
    return queries.survey_at_desk(survey.slug)


def _merged(slug: str, line: InvitationLine) -> tuple[str, ...]:
    href = invitation_href(slug, invitation_code(line.id, line.issue))
    return line.name, line.email, line.size_class, line.sector, line.lang, line.branch_of, href


def _change(slug: str, invitation_id: int) -> None:
    if "again" in request.form:
        usecases.issue_again(actor=current_actor(), slug=slug, invitation_id=invitation_id)
        return
    back = "undeliverable" in request.form
    usecases.mark_undeliverable(actor=current_actor(), slug=slug, invitation_id=invitation_id, undeliverable=back)


def _survey(slug: str) -> Survey:
    survey = queries.survey_row(slug)
    if survey is None:
        raise NotFound
    if not can(current_actor(), Permission.SURVEY_INVITE, survey.created_by):
        raise Forbidden(Permission.SURVEY_INVITE)
    return survey


def _languages() -> list[str]:
    return list(current_app.config["SETTINGS"].languages)


def _known() -> Refused:
    return Refused(_("This business is invited already."), "email")
