"""The photos of comments on their way to readers: to everybody while the comment is public, else to moderators."""

from __future__ import annotations

from flask import Response

from portal.comments import queries
from portal.comments.queries import PhotoCard
from portal.comments.views.door import blueprint
from portal.core.errors import NotFound
from portal.core.files import serving
from portal.core.files.types import Kind
from portal.core.permissions import Permission
from portal.core.routes import public, requires


@blueprint.get("/comments/<key:comment_id>/photo")
@public()
def photo(comment_id: int) -> Response:
    """The photo of a published comment, unless a moderator took it out."""
    return handed_out(queries.photos_shown([comment_id]).get(comment_id))


@blueprint.get("/staff/moderation/<key:comment_id>/photo")
@requires(Permission.FEEDBACK_RULE)
def desk_photo(comment_id: int) -> Response:
    """The photo of any comment, for whoever rules on it."""
    return handed_out(queries.photos_of([comment_id]).get(comment_id))


def handed_out(found: PhotoCard | None) -> Response:
    """The picture in place; `NotFound` where there is none to see."""
    if found is None:
        raise NotFound
    return serving.picture(found.file_key, Kind(found.file_type), found.file_key)  # what is under a key never changes
