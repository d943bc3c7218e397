"""The desk's pages that ask partners to sign the newest version of a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import current_app, redirect, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.core.errors import NotFound, Refused
from portal.core.formats import day
from portal.core.languages import PageLanguage, in_languages
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.translated import Translated
from portal.core.web import render
from portal.projects import queries, usecases
from portal.projects.forms import AskForm
from portal.projects.partner_words import PARTNER_WORDS
from portal.projects.queries import AskedLine, AskingPage, ProjectFacts
from portal.projects.views.door import blueprint, project_at


@blueprint.get("/staff/projects/<slug:slug>/sign-off")
@requires(Permission.PARTNER_EDIT, "revoked")
def asking(slug: str) -> str:
    """Who was asked to sign the newest version, who answered, whose link expired."""
    project = project_at(slug)
    page = queries.asking_page(project.id)
    revoked = request.args.get("revoked", "")
    names = {line.signing.partner: line.signing.name for line in page.lines} if page else {}
    return render("projects/asking.html", project=project, page=page, revoked=names.get(revoked), words=PARTNER_WORDS)


@blueprint.get("/staff/projects/<slug:slug>/sign-off/<slug:partner>")
@requires(Permission.PARTNER_EDIT)
def ask(slug: str, partner: str) -> str:
    """The form that makes a link for one partner."""
    project = project_at(slug)
    page, line = _asked(project, partner)
    contact = line.link.contact if line.link else ""
    form = AskForm(slug, partner, data={"number": str(page.number), "contact": contact})
    return _form_page(project, page, line, form)


@blueprint.post("/staff/projects/<slug:slug>/sign-off/<slug:partner>")
@requires(Permission.PARTNER_EDIT)
def make_link(slug: str, partner: str) -> str | tuple[str, int]:
    """Make the link. It is answered on the page, once; the same form again makes the same link."""
    project = project_at(slug)
    page, line = _asked(project, partner)
    form = AskForm(slug, partner)
    if not form.validate_on_submit():
        return _form_page(project, page, line, form), 422
    assert form.read_nonce
    try:
        code = usecases.ask_partner(
            actor=current_actor(),
            slug=slug,
            partner=partner,
            number=form.version,
            contact=form.contact.data or "",
            nonce=form.read_nonce.random,
        )
    except Refused as refusal:
        form.show(refusal)
        page, line = _asked(project, partner)
        form.number.data = str(page.number)
        return _form_page(project, page, line, form), 422
    return _link_page(project, *_asked(project, partner), code)


@blueprint.post("/staff/projects/<slug:slug>/sign-off/<slug:partner>/revoke")
@requires(Permission.PARTNER_EDIT)
def revoke_link(slug: str, partner: str) -> Response:
    """Take a partner's link back."""
    usecases.revoke_links(actor=current_actor(), slug=slug, partner=partner)
    return redirect(url_for("projects.asking", slug=slug, revoked=partner), 303)


def _asked(project: ProjectFacts, partner: str) -> tuple[AskingPage, AskedLine]:
    page = queries.asking_page(project.id)
    line = next((line for line in page.lines if line.signing.partner == partner), None) if page else None
    if page is None or line is None:
        raise NotFound
    return page, line


def _form_page(project: ProjectFacts, page: AskingPage, line: AskedLine, form: AskForm) -> str:
    form.renew()
    days = current_app.config["SETTINGS"].sign_off_days
    return render("projects/ask.html", project=project, page=page, line=line, form=form, days=days, words=PARTNER_WORDS)


@dataclass(frozen=True)
class Letter:
    """What a clerk pastes into a mail, in one language."""

    language: PageLanguage
    subject: str
    text: str


def _link_page(project: ProjectFacts, page: AskingPage, line: AskedLine, code: str) -> str:
    assert line.link is not None
    path = url_for("projects.sign_off", code=code).removeprefix(request.script_root)
    name, until = line.signing.name, line.link.expires_at
    letters = [_letter(language, project.title, name, page.number, until) for language in in_languages(path)]
    return render("projects/link_made.html", project=project, page=page, line=line, letters=letters)


def _letter(language: PageLanguage, title: Translated, partner: str, number: int, until: datetime) -> Letter:
    project = title.best(language.tag).text
    with force_locale(language.tag):
        subject = _("Sign-off: %(project)s, version %(number)s", project=project, number=number)
        pieces = (
            _(
                "%(partner)s is a partner in the project “%(project)s”. Version %(number)s of its sheet is out.",
                partner=partner,
                project=project,
                number=number,
            ),
            _("Read it, and say whether your organization agrees:"),
            language.href,
            _("Opening the page changes nothing. The link is good until %(day)s.", day=day(until, language.tag)),
            _("It is for your organization alone. Do not share it."),
            _("Your answer will be public, with your name and your role."),
        )
    return Letter(language, subject, "\n\n".join(pieces))
