"""Several hands on one draft: its owner gives a section to a colleague, who fills in that one alone."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from portal.core.clock import now
from portal.core.db import db, new_id
from portal.core.errors import NotFound, Refused
from portal.core.permissions import Actor, Permission, can
from portal.core.usecase import usecase
from portal.surveys import queries
from portal.surveys.interviews import interview_of
from portal.surveys.models import Draft, Hand, Survey
from portal.surveys.sections import sections, within
from portal.surveys.tokens import hand_code, hash_of
from portal.surveys.usecases.drafting import (
    NoDraft,
    Saved,
    grown,
    insist_open,
    kept_page,
    opened_survey,
    shrunk,
)


class NotYours(Refused):
    """The page does not belong to the section that was handed over."""


@usecase
def hand_section(*, actor: Actor, slug: str, code: str, section: str, label: str) -> int:
    """Make the link to one section of the draft with this code; returns its id, the one there is if there is one."""
    survey = opened_survey(slug)
    insist_open(can(actor, Permission.SURVEY_ANSWER, survey.takes_answers(now())))
    draft = _owned(survey, code)
    form = queries.form_of(draft.version_id)
    if section not in {one.key for one in sections(form, interview_of(form, draft))}:
        raise NotFound
    earlier = queries.hand_of_draft(draft.id, section)
    if earlier is not None:
        return earlier.id
    hand_id = new_id()
    hand = Hand(id=hand_id, survey_id=draft.survey_id, draft_id=draft.id, section=section, label=label[:80])
    hand.token_hash = hash_of(hand_code(hand_id))
    db.session.add(hand)
    return hand_id


@usecase
def recall_section(*, actor: Actor, slug: str, code: str, section: str) -> None:
    """Take the link to a section back; again does no harm."""
    survey = opened_survey(slug)
    insist_open(can(actor, Permission.SURVEY_ANSWER, survey.takes_answers(now())))
    hand = queries.hand_of_draft(_owned(survey, code).id, section)
    if hand is not None:
        hand.recalled_at = now()


@usecase
def save_section_page(*, actor: Actor, slug: str, code: str, key: str, posted: Mapping[str, list[str]]) -> Saved:
    """Keep the answers of one page for a colleague; where the owner was stays. Raises `NotYours`."""
    survey = opened_survey(slug)
    insist_open(can(actor, Permission.SURVEY_ANSWER, survey.takes_answers(now())))
    hand, draft = _handed(survey, code, key)
    place = draft.page
    saved = kept_page(draft, key, posted)
    draft.page, hand.done = place, False
    return saved


@usecase
def change_section_rows(*, actor: Actor, slug: str, code: str, repeat: str, row: int | None) -> str:
    """One more of a repeat within the section, or without `row`; returns the page to go on with."""
    survey = opened_survey(slug)
    insist_open(can(actor, Permission.SURVEY_ANSWER, survey.takes_answers(now())))
    hand, draft = _handed(survey, code, f"r/{repeat}")
    place = draft.page
    key = grown(draft, repeat) if row is None else shrunk(draft, repeat, row)
    draft.page, hand.done = place, False
    return key


@usecase
def finish_section(*, actor: Actor, slug: str, code: str) -> None:
    """Tell the owner that the section is done."""
    survey = opened_survey(slug)
    insist_open(can(actor, Permission.SURVEY_ANSWER, survey.takes_answers(now())))
    hand, _draft = _handed(survey, code, None)
    hand.done = True


def _owned(survey: Survey, code: str) -> Draft:
    draft = queries.draft_for_change(survey.id, code)
    if draft is None:
        raise _gone()
    return draft


def _handed(survey: Survey, code: str, key: str | None) -> tuple[Hand, Draft]:
    found = queries.hand_for_change(survey.id, code)
    if found is None:
        raise _gone()
    if key is not None and not within(found[0].section, key):
        raise NotYours(_("This page does not belong to your section."))
    return found


def _gone() -> NoDraft:
    return NoDraft(_("We do not have these answers any more. They were sent or deleted."))
