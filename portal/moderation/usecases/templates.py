"""Keeping the words that moderators start from when they write to authors."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import NotFound, Refused
from portal.core.permissions import Actor, Permission, authorize
from portal.core.translated import Translated
from portal.core.usecase import usecase
from portal.moderation import queries
from portal.moderation.models import ReplyTemplate


@usecase
def save_template(
    *, actor: Actor, title: str, text: Translated, guideline_code: str = "", template_id: int | None = None
) -> int:
    """Add a reply template (for one guideline or, without a code, for any), or change one; returns its id."""
    authorize(actor, Permission.TEMPLATE_EDIT)
    row = ReplyTemplate() if template_id is None else queries.template_row(template_id)
    guideline = queries.guideline_by_code(guideline_code) if guideline_code else None
    if row is None:
        raise NotFound
    if guideline_code and guideline is None:
        raise Refused(_("Choose one from the list"), "guideline")
    row.guideline_id = guideline.id if guideline else None
    row.title, row.text, row.changed_at = title, text, now()
    db.session.add(row)
    db.session.flush()
    return row.id


@usecase
def delete_template(*, actor: Actor, template_id: int) -> None:
    """Remove a reply template. What was written with it stays; one that is gone already is no error."""
    authorize(actor, Permission.TEMPLATE_EDIT)
    row = queries.template_row(template_id)
    if row is not None:
        db.session.delete(row)
