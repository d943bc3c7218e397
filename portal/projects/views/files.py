"""Files of projects on their way to readers: photos in place, papers to save."""

from __future__ import annotations

from flask import Response

from portal.core.errors import NotFound
from portal.core.files import serving
from portal.core.permissions import Permission
from portal.core.routes import current_actor, public, requires
from portal.projects import queries
from portal.projects.models import FileKind
from portal.projects.queries import StoredFile
from portal.projects.views.door import blueprint


@blueprint.get("/projects/<slug:slug>/files/<key:file_id>")
@public(immutable=True)
def file(slug: str, file_id: int) -> Response:
    """A file that a public page shows: a photo in place, a paper to save."""
    return _handed_out(queries.project_file(slug, file_id, posted=True))


@blueprint.get("/projects/<slug:slug>/files/<key:file_id>/small")
@public(immutable=True)
def small_file(slug: str, file_id: int) -> Response:
    """The same photo for phones."""
    return _handed_out(queries.project_file(slug, file_id, posted=True), small=True)


@blueprint.get("/staff/projects/<slug:slug>/files/<key:file_id>")
@requires(Permission.PROJECT_EDIT)
def desk_file(slug: str, file_id: int) -> Response:
    """A file at the desk, public or not; of a photo the small one."""
    found = queries.project_file(slug, file_id, posted=False)
    return _handed_out(found, small=found is not None and found.small_key is not None)


@blueprint.get("/staff/drafts/<key:draft_id>/files/<key:file_id>")
@requires(Permission.DRAFT_READ)
def draft_file(draft_id: int, file_id: int) -> Response:
    """A file of a partner's draft, for those who may read the draft; of a photo the small one."""
    found = queries.draft_file(current_actor(), draft_id, file_id)
    return _handed_out(found, small=found is not None and found.small_key is not None)


def _handed_out(found: StoredFile | None, *, small: bool = False) -> Response:
    if found is None or (small and found.small_key is None):
        raise NotFound
    card = found.card
    if card.kind != FileKind.PHOTO:
        return serving.attachment(found.file_key, card.type, found.filename, card.sha256)
    key = found.small_key if small and found.small_key else found.file_key
    return serving.picture(key, card.type, f"{card.sha256}-{'small' if small else 'large'}")
