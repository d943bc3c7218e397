"""Words that moderators keep ready."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from portal.core.db import db
from portal.core.translated import Translated
from portal.moderation.models import Guideline, ReplyTemplate


@dataclass(frozen=True)
class TemplateCard:
    """One reply template: for one guideline, or (without code) for any."""

    id: int
    title: str
    text: Translated
    guideline_code: str
    guideline: Translated | None


def templates() -> list[TemplateCard]:
    """All reply templates: those for any guideline first, then by the order of the guidelines."""
    return _cards()


def templates_in(lang: str) -> list[TemplateCard]:
    """The reply templates that have words in a language."""
    return [card for card in _cards() if lang in card.text]


def _cards() -> list[TemplateCard]:
    rows = db.session.execute(
        select(ReplyTemplate, Guideline)
        .outerjoin(Guideline, Guideline.id == ReplyTemplate.guideline_id)
        .order_by(Guideline.position.nulls_first(), ReplyTemplate.title, ReplyTemplate.id)
    )
    return [_card(*row) for row in rows]


def _card(row: ReplyTemplate, guideline: Guideline | None) -> TemplateCard:
    code, title = (guideline.code, guideline.title) if guideline else ("", None)
    return TemplateCard(row.id, row.title, row.text, code, title)


def template_card(template_id: int) -> TemplateCard | None:
    """One reply template."""
    return next((card for card in _cards() if card.id == template_id), None)


def template_row(template_id: int) -> ReplyTemplate | None:
    """The row itself, for use cases."""
    return db.session.get(ReplyTemplate, template_id)
