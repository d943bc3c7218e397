"""Posting status updates."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.core.errors import NotFound, Refused
from portal.core.permissions import Actor, Permission, authorize
from portal.core.translated import Translated
from portal.core.usecase import usecase
from portal.projects import queries
from portal.projects.models import Condition, Phase, Project
from portal.projects.posting import add_update


@usecase
def post_update(
    *,
    actor: Actor,
    project_slug: str,
    phase: Phase,
    condition: Condition,
    text: Translated,
    number: int | None = None,
) -> int:
    """Post a status update, for good, and note it in the public record; returns its number.

    `number` is the one that the writer expects it to have. Where the very same update already has it (a form
    sent twice), it is returned; where another was posted in between, this one is refused.
    """
    authorize(actor, Permission.PROJECT_EDIT)
    project = queries.project_for_change(project_slug)
    if project is None:
        raise NotFound
    upcoming = queries.last_update_number(project.id) + 1
    if number is not None and number != upcoming:
        return _posted_before(project, number, queries.update_text(phase, condition, text))
    return add_update(actor, project, phase, condition, text)


def _posted_before(project: Project, number: int, wanted: str) -> int:
    there = queries.update(project.id, number)
    if there is not None and queries.update_text(there.phase, there.condition, there.text) == wanted:
        return number
    raise Refused(_("Another update was posted while you wrote. Read it, then post yours."))
