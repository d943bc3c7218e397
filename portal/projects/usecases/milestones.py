"""Milestones that move, and those that are reached: noted beside the sheet, for good."""

from __future__ import annotations

from datetime import date

from flask import current_app
from flask_babel import gettext as _

from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import NotFound, Refused
from portal.core.formats import local
from portal.core.permissions import Actor, Permission, authorize
from portal.core.translated import Translated
from portal.core.usecase import usecase
from portal.projects import queries
from portal.projects.models import MilestoneMove
from portal.projects.sheets.noted import MilestoneLine
from portal.projects.sheets.noted_texts import move_text
from portal.record.models import Deed, append


@usecase
def move_milestone(
    *,
    actor: Actor,
    slug: str,
    milestone: str,
    forecast_on: date | None = None,
    actual_on: date | None = None,
    reason: Translated,
    number: int | None = None,
) -> int:
    """Note a new forecast of a public milestone (without a day: none is known), or the day on which it was reached.

    Returns the number of the note; `number` is the one that the writer expects. A note is corrected by a later one.
    """
    authorize(actor, Permission.PROJECT_EDIT)
    project = queries.project_for_change(slug)
    line = queries.milestone_line(project.id, milestone) if project else None
    if project is None or line is None:
        raise NotFound
    text = move_text(milestone, forecast_on, actual_on, reason)
    moves = queries.noted_moves(project.id)
    since = [before for before in moves if number is not None and before.number >= number]
    for before in since:
        if before.text == text:
            return before.number
    if any(before.key == milestone for before in since):
        raise Refused(_("Somebody else noted something of this milestone while you wrote. Read it, then send yours."))
    _insist_on_sense(line, forecast_on, actual_on, reason)
    move = MilestoneMove(
        project_id=project.id,
        number=len(moves) + 1,
        milestone=milestone,
        forecast_on=forecast_on,
        actual_on=actual_on,
        reason=reason,
        posted_at=now(),
        author_id=actor.person_id,
    )
    action = "milestone.reached" if actual_on else "milestone.moved"
    deed = Deed(action, f"milestone:{project.slug}/{move.number}", "clerk", text=text)
    move.record_seq = append(actor, deed, at=move.posted_at)
    db.session.add(move)
    return move.number


def _insist_on_sense(line: MilestoneLine, forecast_on: date | None, actual_on: date | None, reason: Translated) -> None:
    if actual_on is not None and actual_on > local(now()).date():
        raise Refused(_("Enter a day that is not in the future"), "actual_on")
    expected = line.forecast_on if actual_on else forecast_on
    if (expected, actual_on) == (line.forecast_on, line.actual_on):
        field = "actual_on" if actual_on else "forecast_on"
        raise Refused(_("That is how it stands already. Enter another day."), field)
    is_first_reaching = actual_on is not None and line.actual_on is None
    if not reason and not is_first_reaching:
        first = current_app.config["SETTINGS"].default_language
        raise Refused(_("Say why the day changes, in one or two sentences"), f"reason_{first}")
