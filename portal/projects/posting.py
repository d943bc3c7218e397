"""One more status update, for good, with its entry in the public record: the one road of clerks and partners."""

from __future__ import annotations

from portal.core.clock import now
from portal.core.db import db
from portal.core.permissions import Actor
from portal.core.translated import Translated
from portal.projects import queries
from portal.projects.models import Condition, Phase, Project, ProjectUpdate
from portal.record.models import Deed, append


def add_update(
    actor: Actor,
    project: Project,
    phase: Phase,
    condition: Condition,
    text: Translated,
    partner_id: int | None = None,
) -> int:
    """Post the next update of `project`, which is locked; returns its number. `partner_id`: whose draft it was."""
    update = ProjectUpdate(
        project_id=project.id,
        number=queries.last_update_number(project.id) + 1,
        phase=phase,
        condition=condition,
        text=text,
        posted_at=now(),
        author_id=actor.person_id,
        partner_id=partner_id,
    )
    db.session.add(update)
    deed = Deed(
        action="update.posted",
        subject=f"update:{project.slug}/{update.number}",
        role="clerk",
        text=queries.update_text(phase, condition, text),
    )
    append(actor, deed, at=update.posted_at)
    return update.number
