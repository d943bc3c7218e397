"""Cutting the links between responses and people, when they were kept long enough: receipts, and who was invited."""

from __future__ import annotations

import random
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from portal.core.addresses import key_text
from portal.core.db import db, new_id
from portal.surveys.interview import worded
from portal.surveys.models import Invitation, Response, Survey, SurveyState
from portal.surveys.queries.versions import form_of
from portal.surveys.texts import kept_words, without_texts

_dice = random.SystemRandom()


def linked_responses(closed_before: datetime) -> list[int]:
    """Responses with a receipt, of surveys that closed before then; what is still to be counted or read waits."""
    over = Survey.state.in_((SurveyState.CLOSED, SurveyState.PUBLISHED)), Survey.closed_at <= closed_before
    linked = Response.receipt_id.is_not(None), Response.counted, Response.texts_taken
    chosen = select(Response.id).join(Survey, Survey.id == Response.survey_id).where(*over, *linked)
    return list(db.session.scalars(chosen.order_by(Response.id)))


def cut_links(ids: Collection[int]) -> None:
    """Let these responses be as if they had been anonymous: under new keys, in random order, without words or time."""
    columns = Response.survey_id, Response.version_id, Response.answers, Survey.groupings
    wanted = select(*columns).join(Survey, Survey.id == Response.survey_id).where(Response.id.in_(ids))
    cut = [_unlinked(*row) for row in db.session.execute(wanted.with_for_update(of=Response))]
    _dice.shuffle(cut)
    db.session.execute(update(Invitation).where(Invitation.response_id.in_(ids)).values(response_id=None))
    db.session.execute(delete(Response).where(Response.id.in_(ids)))
    if cut:
        db.session.execute(insert(Response), cut)


def named_invitations(closed_before: datetime) -> list[int]:
    """Invitations that still say who was invited, of surveys that closed before then."""
    over = Survey.state.in_((SurveyState.CLOSED, SurveyState.PUBLISHED)), Survey.closed_at <= closed_before
    chosen = select(Invitation.id).join(Survey, Survey.id == Invitation.survey_id)
    return list(db.session.scalars(chosen.where(*over, Invitation.name != "").order_by(Invitation.id)))


def forget_invited(ids: Collection[int]) -> None:
    """Let these invitations name nobody; size class, sector and whether they were used stay, for the response rate."""
    for row in db.session.scalars(select(Invitation).where(Invitation.id.in_(ids)).with_for_update()):
        row.name = row.email = row.branch_of = ""
        row.known_by = key_text(row.id)  # each its own, as the table wants it


def _unlinked(survey_id: int, version_id: int, answers: dict[str, Any], groupings: dict[str, str]) -> dict[str, Any]:
    form = form_of(version_id)
    return {
        "id": new_id(),
        "survey_id": survey_id,
        "version_id": version_id,
        "lang": form.default_language,
        "answers": without_texts(answers, worded(form, kept_words(groupings))),
        "receipt_id": None,
        "sent_at": None,
        "counted": True,
        "texts_taken": True,
    }
