"""Answers that are not sent yet, for whoever holds their code; and what a receipt of a survey is for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from portal.core.db import db
from portal.receipts import queries as receipts
from portal.receipts.models import Receipt
from portal.surveys.models import Draft, Response, Survey, SurveyReceipt, SurveyState


@dataclass(frozen=True)
class DraftView:
    """A draft as pages read it."""

    version_id: int
    lang: str
    answers: dict[str, Any]
    seed: int
    page: str
    revision: int
    started_at: datetime


@dataclass(frozen=True)
class OwnResponse:
    """What the receipt of a survey leads to; answers, and the version of their form, where it is confidential."""

    survey_id: int
    received_at: datetime
    answers: dict[str, Any]
    version_id: int | None
    lang: str
    seed: int = 0  # nothing is shuffled any more


def draft(survey_id: int, symbols: str) -> DraftView | None:
    """The draft of a survey whose code is these symbols."""
    row = db.session.scalar(_draft(survey_id, symbols))
    if row is None:
        return None
    return DraftView(row.version_id, row.lang, row.answers, row.seed, row.page, row.revision, row.started_at)


def draft_for_change(survey_id: int, symbols: str) -> Draft | None:
    """The row itself, locked: two tabs are saved one behind the other."""
    return db.session.scalar(_draft(survey_id, symbols).with_for_update())


def survey_for_answering(slug: str) -> Survey | None:
    """The survey's row, held so that it cannot be closed while a response to it is written."""
    return db.session.scalar(select(Survey).where(Survey.slug == slug).with_for_update(read=True))


def own_response(receipt_id: int) -> OwnResponse | None:
    """What a receipt is for, where it is one of a survey."""
    found = db.session.execute(
        select(SurveyReceipt.survey_id, Receipt.created_at, Response)
        .join(Receipt, Receipt.id == SurveyReceipt.receipt_id)
        .outerjoin(Response, Response.receipt_id == SurveyReceipt.receipt_id)
        .where(SurveyReceipt.receipt_id == receipt_id)
    ).one_or_none()
    if found is None:
        return None
    survey_id, received_at, response = found
    if not response:
        return OwnResponse(survey_id, received_at, {}, None, "")
    return OwnResponse(survey_id, received_at, response.answers, response.version_id, response.lang)


def drop_drafts_of_closed(before: datetime) -> None:
    """Delete the drafts of surveys that closed before a moment."""
    over = select(Survey.id).where(Survey.state.in_((SurveyState.CLOSED, SurveyState.PUBLISHED)))
    db.session.execute(delete(Draft).where(Draft.survey_id.in_(over.where(Survey.closed_at < before))))


def any_draft_of_closed(before: datetime) -> bool:
    """Whether there is one to delete: asked often, so it only reads."""
    over = select(Draft.id).join(Survey, Survey.id == Draft.survey_id).where(Survey.closed_at < before)
    return db.session.scalar(over.limit(1)) is not None


def _draft(survey_id: int, symbols: str) -> Any:
    return select(Draft).where(Draft.survey_id == survey_id, Draft.code_hash == receipts.hash_of_code(symbols))
