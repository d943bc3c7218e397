"""What a colleague sees of a draft: the pages of one section, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core import limits
from portal.core.failures import failure
from portal.core.permissions import VISITOR
from portal.core.routes import visitor_form
from portal.core.web import render
from portal.receipts import queries as receipts
from portal.surveys import queries, usecases
from portal.surveys.forms import PageForm
from portal.surveys.guessing import MISSES
from portal.surveys.interview import Page, Problem
from portal.surveys.interviews import interview_of
from portal.surveys.queries import DraftView, HandView, SurveyCard
from portal.surveys.sections import pages_within, within
from portal.surveys.views.answering import posted_answers, shown_page
from portal.surveys.views.devices import remember_hand, remembered_hand
from portal.surveys.views.door import blueprint, survey_at
from portal.surveys.views.invited import missed
from portal.surveys.views.stopped import not_open

Answer = Response | str | tuple[str, int]


@blueprint.get("/surveys/<slug:slug>/hand/<slug:token>")
@visitor_form(secret=True)
@limits.limiter.limit("30 per hour", deduct_when=missed)
def hand(slug: str, token: str) -> Answer:
    """What a colleague is asked for, and the button that begins."""
    survey = survey_at(slug)
    if MISSES.used_up() or MISSES.used_up_by_all():
        return failure(429)
    symbols = receipts.symbols_of(token)
    found = queries.hand(survey.id, symbols) if symbols else None
    return _closed(survey, found) or _cover(survey, token)


@blueprint.post("/surveys/<slug:slug>/hand/<slug:token>")
@visitor_form(secret=True)
def take_hand(slug: str, token: str) -> Answer:
    """Have this browser remember the section."""
    survey, form = survey_at(slug), PageForm(slug)
    if MISSES.used_up() or MISSES.used_up_by_all():
        return failure(429)
    symbols = receipts.symbols_of(token)
    found = queries.hand(survey.id, symbols) if symbols else None
    if symbols is None or found is None:
        MISSES.count()
        return _closed(survey, None) or ""
    if closed := _closed(survey, found):
        return closed
    if not form.validate_on_submit():
        return _cover(survey, token, form), 422
    return remember_hand(redirect(url_for("surveys.section", slug=slug), 303), survey, symbols)


@blueprint.get("/surveys/<slug:slug>/section")
@visitor_form("page")
def section(slug: str) -> Answer:
    """One page of the section; without `page` its first."""
    survey, found = survey_at(slug), _found(slug)
    if found is None or found.draft is None:
        return _closed(survey, found) or ""
    if closed := _closed(survey, found):
        return closed
    if found.done and "page" not in request.args:
        return render("surveys/section_done.html", survey=survey, done=True, form=PageForm(slug), back_href=None)
    pages = _pages(found)
    page = next((page for page in pages if page.key == request.args.get("page")), None)
    if page is None:
        return redirect(_place(slug, pages[0].key), 302) if pages else _end(survey, found)
    return _show(survey, found.draft, pages, page)


@blueprint.post("/surveys/<slug:slug>/section")
@visitor_form()
def save_section(slug: str) -> Answer:
    """Keep a page of the section, and go on within it; or tell the owner that it is done."""
    survey, found, form = survey_at(slug), _found(slug), PageForm(slug)
    if closed := _closed(survey, found):
        return closed
    symbols = remembered_hand(survey)
    if symbols is None:
        return redirect(url_for("surveys.section", slug=slug), 303)
    if not form.validate_on_submit():
        return _again(survey, form)
    try:
        return _keep(survey, symbols, request.form.get("page", ""))
    except usecases.AnswersClosed:
        return not_open(survey_at(slug)), 409
    except usecases.NoDraft:
        return _closed(survey, _found(slug)) or ""
    except usecases.NotYours:
        return failure(403)


def _keep(survey: SurveyCard, symbols: str, key: str) -> Answer:
    slug = survey.slug
    if "done" in request.form:
        usecases.finish_section(actor=VISITOR, slug=slug, code=symbols)
        return redirect(url_for("surveys.section", slug=slug), 303)
    dropped = request.form.get("drop", "")
    if "add" in request.form or re.fullmatch(r"[1-9][0-9]{0,3}", dropped):
        row = int(dropped) if dropped else None
        repeat = key.removeprefix("r/")
        key = usecases.change_section_rows(actor=VISITOR, slug=slug, code=symbols, repeat=repeat, row=row)
        return redirect(_place(slug, key), 303)
    saved = usecases.save_section_page(actor=VISITOR, slug=slug, code=symbols, key=key, posted=posted_answers())
    found = _found(slug)
    if found is None or found.draft is None:
        return _closed(survey, found) or ""
    pages = _pages(found)
    if "back" in request.form:
        return redirect(_before(slug, pages, key), 303)
    if saved.page is not None and (saved.problems or "update" in request.form):
        return _show(survey, found.draft, pages, saved.page, saved.problems), 422 if saved.problems else 200
    if saved.next_key in [page.key for page in pages]:
        return redirect(_place(slug, saved.next_key), 303)
    return _end(survey, found)


def _found(slug: str) -> HandView | None:
    survey = survey_at(slug)
    symbols = remembered_hand(survey)
    return queries.hand(survey.id, symbols) if symbols else None


def _again(survey: SurveyCard, form: PageForm) -> Answer:
    """The page as it was typed, with a fresh token: it was open for too long."""
    found, key = _found(survey.slug), request.form.get("page", "")
    if found is None or found.draft is None or not within(found.section, key):
        return redirect(url_for("surveys.section", slug=survey.slug), 303)
    interview = interview_of(queries.form_of(found.draft.version_id), found.draft)
    page = interview.page(key)
    if page is None:
        return redirect(url_for("surveys.section", slug=survey.slug), 303)
    after, _problems = interview.with_answers(page, posted_answers())
    said = tuple(map(str, form.form_errors))
    return _show(survey, found.draft, _pages(found), after.page(key) or page, said=said), 422


def _pages(found: HandView) -> list[Page]:
    assert found.draft
    return list(pages_within(found.section, interview_of(queries.form_of(found.draft.version_id), found.draft)))


def _place(slug: str, key: str) -> str:
    return url_for("surveys.section", slug=slug, page=key)


def _before(slug: str, pages: list[Page], key: str) -> str:
    keys = [page.key for page in pages]
    return _place(slug, keys[keys.index(key) - 1]) if key in keys[1:] else url_for("surveys.show", slug=slug)


def _closed(survey: SurveyCard, found: HandView | None) -> Answer | None:
    if found is None:
        return render("surveys/link_unknown.html", survey=survey), 404
    if found.draft is None:
        return render("surveys/hand_over.html", survey=survey, recalled=found.recalled_at is not None), 410
    return None if survey.takes_answers else (not_open(survey), 409)


def _cover(survey: SurveyCard, token: str, form: PageForm | None = None) -> str:
    form = form or PageForm(survey.slug, formdata=None)
    return render("surveys/hand.html", survey=survey, token=token, form=form)


def _end(survey: SurveyCard, found: HandView) -> str:
    pages = _pages(found)
    back = _place(survey.slug, pages[-1].key) if pages else None
    form = PageForm(survey.slug, formdata=None)
    return render("surveys/section_done.html", survey=survey, done=False, form=form, back_href=back)


def _show(
    survey: SurveyCard,
    draft: DraftView,
    pages: list[Page],
    page: Page,
    problems: tuple[Problem, ...] = (),
    said: tuple[str, ...] = (),
) -> str:
    keys = [one.key for one in pages]
    if page.key in keys:
        page = replace(page, number=keys.index(page.key) + 1, about=len(keys))
    return render("surveys/section.html", others=[], **shown_page(survey, draft, page, problems, said))
