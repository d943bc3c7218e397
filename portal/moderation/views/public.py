"""Moderation in the open: the guidelines, how review works, and what came of it in numbers."""

from __future__ import annotations

from flask import current_app

from portal.core.routes import public
from portal.core.web import render
from portal.moderation import queries
from portal.moderation.views.door import blueprint, undo_minutes


@blueprint.get("/moderation", endpoint="public")
@public()
def rules() -> str:
    """The guidelines, how review works, and what came of it in numbers."""
    return render(
        "moderation/public.html",
        guidelines=queries.guidelines(),
        figures=queries.figures(),
        review_days=current_app.config["SETTINGS"].review_days,
        undo_minutes=undo_minutes(),
    )
