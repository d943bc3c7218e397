"""Sending a response: kept, acknowledged by a receipt, and its draft destroyed, in one transaction."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from portal.core.clock import now
from portal.core.db import db, new_id
from portal.core.errors import NotFound, Refused
from portal.core.events import emit
from portal.core.permissions import Actor, Permission, can
from portal.core.usecase import usecase
from portal.receipts import queries as receipts
from portal.receipts.models import Receipt
from portal.surveys import queries
from portal.surveys.events import AnonymousResponseSent, ConfidentialResponseSent
from portal.surveys.interviews import interview_of
from portal.surveys.models import (
    Access,
    BoxedResponse,
    Draft,
    Promise,
    Response,
    Survey,
    SurveyReceipt,
    SurveyState,
)
from portal.surveys.usecases.drafting import NoDraft, insist_open


class Unfinished(Refused):
    """Something still keeps the answers from being sent; the page says what."""


@usecase
def send_response(*, actor: Actor, slug: str, code: str, nonce: bytes) -> int:
    """Send the draft that `code` leads to; returns the id of the receipt. The same `nonce` again finds the same one.

    The survey is held meanwhile: whoever closes it comes before or after. Raises `AnswersClosed`, `NoDraft` and
    `Unfinished`.
    """
    earlier = receipts.id_by_nonce(nonce)
    if earlier is not None:
        return earlier
    survey = queries.survey_for_answering(slug)
    if survey is None or survey.state == SurveyState.DRAFT:
        raise NotFound
    insist_open(can(actor, Permission.SURVEY_ANSWER, survey.takes_answers(now())))
    draft = queries.draft_for_change(survey.id, code)
    if draft is None:
        raise NoDraft(_("We do not have these answers any more. They were sent or deleted."))
    invitation = queries.invitation_for_change(survey.id, draft.code_hash)
    if (survey.access == Access.INVITED and invitation is None) or (invitation is not None and invitation.used):
        raise NoDraft(_("We do not have these answers any more. They were sent or deleted."))
    interview = interview_of(queries.form_of(draft.version_id), draft)
    if interview.problems():
        raise Unfinished(_("Some answers need another look."))
    receipt = Receipt.issue(nonce)
    db.session.add(SurveyReceipt(receipt_id=receipt.id, survey_id=survey.id))
    # of an anonymous response nothing may tell when it was given
    response_id = _keep(survey, draft, interview.settled(times=survey.promise != Promise.ANONYMOUS), receipt.id)
    if invitation is not None:
        db.session.flush()
        invitation.used, invitation.response_id = True, response_id
    queries.let_hands_go(draft.id)
    db.session.delete(draft)
    return receipt.id


def _keep(survey: Survey, draft: Draft, answers: dict[str, Any], receipt_id: int) -> int | None:
    """The id of a confidential response; an anonymous one has none that anything may keep."""
    common = {"survey_id": survey.id, "version_id": draft.version_id, "lang": draft.lang}
    if survey.promise == Promise.ANONYMOUS:
        db.session.add(BoxedResponse(answers=answers, **common))
        emit(AnonymousResponseSent(survey.id))
        return None
    response = Response(id=new_id(), answers=answers, receipt_id=receipt_id, sent_at=now(), **common)
    db.session.add(response)
    emit(ConfidentialResponseSent(response.id))
    return response.id
