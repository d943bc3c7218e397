"""Keeping the guidelines that rulings cite."""

from __future__ import annotations

from portal.core.db import db
from portal.core.permissions import Actor, Permission, authorize
from portal.core.translated import Translated
from portal.core.usecase import usecase
from portal.moderation import queries
from portal.moderation.defaults import default_guidelines
from portal.moderation.models import Guideline


@usecase
def define_guideline(
    *,
    actor: Actor,
    code: str,
    title: Translated,
    text: Translated,
    advice: Translated,
    position: int | None = None,
) -> int:
    """Add a guideline, or give the one with this code new words; returns its id. New ones go to the end."""
    authorize(actor, Permission.GUIDELINE_EDIT)
    guideline = queries.guideline_by_code(code)
    if guideline is None:
        guideline = Guideline(code=code, position=queries.last_guideline_position() + 1)
        db.session.add(guideline)
    guideline.title, guideline.text, guideline.advice = title, text, advice
    if position is not None:
        guideline.position = position
    db.session.flush()
    return guideline.id


@usecase
def ensure_guidelines(*, actor: Actor) -> int:
    """Add those of the shipped guidelines whose code is missing; returns how many were added."""
    authorize(actor, Permission.GUIDELINE_EDIT)
    taken, last = queries.guideline_codes(), queries.last_guideline_position()
    missing = [words for words in default_guidelines() if words.code not in taken]
    db.session.add_all(
        Guideline(code=words.code, position=last + place, title=words.title, text=words.text, advice=words.advice)
        for place, words in enumerate(missing, start=1)
    )
    return len(missing)
