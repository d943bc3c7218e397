"""The page that a sign-off link opens. Reading it changes nothing: mail programs open links before people do."""

from __future__ import annotations

from contextlib import suppress

from flask import Response

from portal.core import limits
from portal.core.failures import failure
from portal.core.languages import page_language
from portal.core.permissions import VISITOR
from portal.core.routes import visitor_form
from portal.core.web import render
from portal.projects import queries, usecases
from portal.projects.forms import LINK_MISSES, SignForm
from portal.projects.models import LinkStanding
from portal.projects.partner_words import ANSWER_MEANINGS, PARTNER_WORDS
from portal.projects.queries import LinkPage, SigningLine
from portal.projects.sheets.differences import differences
from portal.projects.sheets.words import SHEET_WORDS
from portal.projects.signing import SignDraft
from portal.projects.views.door import blueprint
from portal.projects.views.sheet_words import saying


def _missed(response: Response) -> bool:
    return response.status_code == 404


@blueprint.get("/sign-off/<slug:code>")
@visitor_form(secret=True)
@limits.limiter.limit("30 per hour", deduct_when=_missed)  # in memory: a page that is read writes nothing
def sign_off(code: str) -> str | tuple[str, int]:
    """The sheet's version and the choice; or why the link takes no answer."""
    if LINK_MISSES.used_up():
        return failure(429)
    page = queries.link_page(code)
    if page is None:
        return _unknown()
    if page.standing is LinkStanding.OPEN:
        return _form_page(code, page, SignForm(page.link_id))
    return _signed(page) if page.standing is LinkStanding.ANSWERED else _closed(page)


@blueprint.post("/sign-off/<slug:code>")
@visitor_form(secret=True)
def sign(code: str) -> str | tuple[str, int]:
    """Keep the answer. It is confirmed on the page; the same answer again gets the same confirmation."""
    if LINK_MISSES.used_up():
        return failure(429)
    page = queries.link_page(code)
    if page is None:
        LINK_MISSES.count()
        return _unknown()
    form = SignForm(page.link_id)
    valid, draft = form.validate_on_submit(), form.draft
    if page.standing is LinkStanding.OPEN:
        if not valid or draft is None:
            return _form_page(code, page, form), 422
        page = _keep(code, draft) or page
    if page.answer is None:
        return _closed(page, form.words.data or "")
    if draft is not None and _says(page.answer, draft):
        return _signed(page)
    return _signed(page, form.words.data or "", again=True), 409


def _keep(code: str, draft: SignDraft) -> LinkPage | None:
    """The link's page after the answer was kept, or after somebody else was faster."""
    with suppress(usecases.AlreadySigned, usecases.LinkClosed):
        usecases.sign_sheet(actor=VISITOR, code=code, draft=draft, lang=page_language())
    return queries.link_page(code)


def _says(line: SigningLine, draft: SignDraft) -> bool:
    said = (line.state.value, line.signed_by, line.role, line.words)
    return said == (draft.answer.value, draft.signed_by, draft.role, draft.words)


def _unknown() -> tuple[str, int]:
    return render("projects/sign_off_unknown.html"), 404


def _closed(page: LinkPage, kept_text: str = "") -> tuple[str, int]:
    return render("projects/sign_off_closed.html", page=page, kept_text=kept_text), 410


def _signed(page: LinkPage, kept_text: str = "", again: bool = False) -> str:
    return render("projects/signed_off.html", page=page, kept_text=kept_text, again=again, words=PARTNER_WORDS)


def _form_page(code: str, page: LinkPage, form: SignForm) -> str:
    before = page.before
    return render(
        "projects/sign_off.html",
        code=code,
        page=page,
        form=form,
        meanings=ANSWER_MEANINGS,
        words=PARTNER_WORDS,
        found=differences(before, page.sheet, saying(before, page.sheet)) if before else None,
        sheet_words=SHEET_WORDS,
    )
