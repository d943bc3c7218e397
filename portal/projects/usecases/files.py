"""Files of a project: sent to the desk, before anything public shows them."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from portal.core.errors import NotFound, Refused
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.projects import queries
from portal.projects.filing import Upload, file_away

MOST_WAITING = 60


@usecase
def add_files(*, actor: Actor, project_slug: str, uploads: Sequence[Upload]) -> list[int]:
    """Give these kept files to a project; returns their ids. One that is there already (a form sent twice) is that."""
    authorize(actor, Permission.PROJECT_EDIT)
    project = queries.project_for_change(project_slug)
    if project is None:
        raise NotFound
    ids = []
    for upload in uploads:
        there = queries.same_file(project.id, upload.kind, upload.kept.sha256, None)
        ids.append((there or file_away(actor, project, upload)).id)
    if queries.waiting_count(project.id) > MOST_WAITING:
        raise Refused(_("At most %(most)s files may wait for an update. Post one first.", most=MOST_WAITING))
    return ids
