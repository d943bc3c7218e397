"""Answering page by page: a draft is begun, saved, and thrown away. Its code is all that leads to it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import NotFound, Refused
from portal.core.permissions import Actor, Permission, can
from portal.core.usecase import usecase
from portal.receipts import queries as receipts
from portal.surveys import queries
from portal.surveys.interview import Interview, Page, Problem
from portal.surveys.interviews import CHECK, interview_of
from portal.surveys.models import Access, Draft, Survey, SurveyState


class AnswersClosed(Refused):
    """The survey takes no answers now; the page shows what was typed."""


class NoDraft(Refused):
    """No draft has this code: it was sent, or thrown away."""


class ByInvitation(Refused):
    """Only whoever holds the link of an invitation may begin."""


@dataclass(frozen=True)
class Saved:
    """What a page came to: the page with what was typed, what is wrong on it, and what lies behind and before it.

    `page` is None where that page is not asked any more, `before` where it is the first.
    """

    page: Page | None
    problems: tuple[Problem, ...]
    next_key: str
    before: str | None = None


@usecase
def start_draft(*, actor: Actor, slug: str, nonce: bytes, lang: str) -> int:
    """Begin a draft in a language of the form; returns its id. The same `nonce` again finds the same draft."""
    survey = opened_survey(slug)
    insist_open(can(actor, Permission.SURVEY_ANSWER, survey.takes_answers(now())))
    if survey.access == Access.INVITED:
        raise ByInvitation(_("This survey is by invitation."))
    symbols = receipts.symbols_of(receipts.code_by_nonce(nonce))
    assert symbols
    earlier = queries.draft_for_change(survey.id, symbols)
    if earlier is not None:
        return earlier.id
    return new_draft(survey.id, receipts.hash_of_code(symbols), lang).id


@usecase
def save_page(
    *,
    actor: Actor,
    slug: str,
    code: str,
    key: str,
    posted: Mapping[str, list[str]],
    lang: str = "",
    stays: bool = False,
) -> Saved:
    """Keep the answers of one page, also wrong ones, and nothing of other pages: another tab may have changed them.

    `lang` goes on in another language of the form. Whoever `stays` comes back to this page, be it answered or not. A
    page that is not asked any more changes nothing.
    """
    survey = opened_survey(slug)
    insist_open(can(actor, Permission.SURVEY_ANSWER, survey.takes_answers(now())))
    return kept_page(_draft(survey, code), key, posted, lang, stays)


def new_draft(survey_id: int, code_hash: str, lang: str) -> Draft:
    """An empty draft of the newest version, added to the transaction at hand."""
    version_id, form = queries.newest_version(survey_id)
    tags = [language.tag for language in form.languages]
    draft = Draft(
        survey_id=survey_id,
        version_id=version_id,
        code_hash=code_hash,
        lang=lang if lang in tags else form.default_language,
        answers={},
        seed=secrets.randbelow(1 << 31),
    )
    interview = interview_of(form, draft)
    draft.answers, draft.page = interview.answers, interview.first_key() or CHECK
    db.session.add(draft)
    db.session.flush()
    return draft


def kept_page(draft: Draft, key: str, posted: Mapping[str, list[str]], lang: str = "", stays: bool = False) -> Saved:
    """What `save_page` does to the row of a draft that is locked."""
    form = queries.form_of(draft.version_id)
    if lang in [language.tag for language in form.languages]:
        draft.lang = lang
    interview = interview_of(form, draft)
    page = interview.page(key)
    if page is None:
        return Saved(None, (), draft.page if interview.page(draft.page) else CHECK)
    interview, problems = interview.with_answers(page, posted)
    appeared = {field.address for field in interview.appeared(page)}  # nobody was asked yet what stands there
    problems = [problem for problem in problems if problem.address not in appeared]
    next_key = key if appeared else interview.next_key(key) or CHECK
    _keep(draft, interview, key if problems or stays else next_key)
    return Saved(interview.page(key), tuple(problems), next_key, interview.previous_key(key))


@usecase
def add_row(*, actor: Actor, slug: str, code: str, repeat: str) -> str:
    """One more of a repeat; returns the key of its first page."""
    survey = opened_survey(slug)
    insist_open(can(actor, Permission.SURVEY_ANSWER, survey.takes_answers(now())))
    return grown(_draft(survey, code), repeat)


def grown(draft: Draft, repeat: str) -> str:
    """What `add_row` does to the row of a draft that is locked."""
    interview = interview_of(queries.form_of(draft.version_id), draft).with_row(repeat)
    page = interview.page(f"r/{repeat}")
    if page is None:
        return draft.page
    key = (interview.row_key(repeat, len(page.rows)) if page.rows else None) or page.key
    _keep(draft, interview, key)
    return key


@usecase
def remove_row(*, actor: Actor, slug: str, code: str, repeat: str, row: int) -> str:
    """One less of a repeat; returns the key of the page that lists them."""
    survey = opened_survey(slug)
    insist_open(can(actor, Permission.SURVEY_ANSWER, survey.takes_answers(now())))
    return shrunk(_draft(survey, code), repeat, row)


def shrunk(draft: Draft, repeat: str, row: int) -> str:
    """What `remove_row` does to the row of a draft that is locked."""
    key = f"r/{repeat}"
    _keep(draft, interview_of(queries.form_of(draft.version_id), draft).without_row(repeat, row), key)
    return key


@usecase
def clear_draft(*, slug: str, code: str) -> None:
    """Throw a draft away for whoever holds its code, open or not; again does no harm."""
    survey = queries.survey_row(slug)
    draft = queries.draft_for_change(survey.id, code) if survey else None
    if draft is not None:
        queries.let_hands_go(draft.id)
        db.session.delete(draft)


def insist_open(open_to_actor: bool) -> None:
    """Raise `AnswersClosed` where the survey takes no answers from whoever acts."""
    if not open_to_actor:
        raise AnswersClosed(_("This survey takes no answers now."))


def opened_survey(slug: str) -> Survey:
    """The row of a survey that somebody opened. Raises `NotFound`."""
    survey = queries.survey_row(slug)
    if survey is None or survey.state == SurveyState.DRAFT:
        raise NotFound
    return survey


def _draft(survey: Survey, code: str) -> Draft:
    draft = queries.draft_for_change(survey.id, code)
    if draft is None:
        raise NoDraft(_("We do not have these answers any more. They were sent or deleted."))
    return draft


def _keep(draft: Draft, interview: Interview, page: str) -> None:
    draft.answers = interview.answers
    draft.page = page[:400]
    draft.revision += 1
    draft.saved_at = now()
