"""Ruling by one button: publish, make public again, take a ruling back."""

from __future__ import annotations

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.core.errors import WrongState
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.moderation import usecases
from portal.moderation.views.asking import read_before
from portal.moderation.views.door import back_to_queue, blueprint, not_now


@blueprint.post("/staff/moderation/<key:comment_id>/publish")
@requires(Permission.FEEDBACK_RULE)
def publish(comment_id: int) -> Response | tuple[str, int]:
    """Make it public."""
    try:
        return back_to_queue(usecases.publish_comment(actor=current_actor(), comment_id=comment_id, read=read_before()))
    except WrongState as refusal:
        return not_now(_("Your ruling was not made"), refusal)


@blueprint.post("/staff/moderation/<key:comment_id>/restore")
@requires(Permission.FEEDBACK_RULE)
def restore(comment_id: int) -> Response | tuple[str, int]:
    """Make what was hidden public again."""
    try:
        return back_to_queue(usecases.restore_comment(actor=current_actor(), comment_id=comment_id, read=read_before()))
    except WrongState as refusal:
        return not_now(_("Your ruling was not made"), refusal)


@blueprint.post("/staff/moderation/rulings/<int:ruling_id>/undo")
@requires(Permission.RULING_UNDO)
def undo(ruling_id: int) -> Response | tuple[str, int]:
    """Take a ruling back."""
    try:
        return back_to_queue(usecases.undo_ruling(actor=current_actor(), ruling_id=ruling_id))
    except WrongState as refusal:
        return not_now(_("This cannot be undone"), refusal)
