"""The pages that ask before a comment is kept from the public: declined, hidden, or set aside for somebody."""

from __future__ import annotations

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.core.errors import Refused, WrongState
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.moderation import queries, usecases
from portal.moderation.forms import KeepBackForm, SetAsideForm
from portal.moderation.models import RulingKind
from portal.moderation.views.asking import ask, guideline_choices, read_before, ready_words, refuse_late, the_text
from portal.moderation.views.door import PLACE, back_to_queue, blueprint, not_now


@blueprint.route("/staff/moderation/<key:comment_id>/decline", methods=["GET", "POST"])
@requires(Permission.FEEDBACK_RULE, *PLACE)
def decline(comment_id: int) -> Response | tuple[str, int]:
    """Which guideline the comment does not meet, where, and what would help; then the ruling."""
    return _keep_back(comment_id, RulingKind.DECLINE)


@blueprint.route("/staff/moderation/<key:comment_id>/hide", methods=["GET", "POST"])
@requires(Permission.FEEDBACK_RULE, *PLACE)
def hide(comment_id: int) -> Response | tuple[str, int]:
    """The same for a comment that is public already."""
    return _keep_back(comment_id, RulingKind.HIDE)


def _keep_back(comment_id: int, kind: RulingKind) -> Response | tuple[str, int]:
    item, guidelines = the_text(comment_id), queries.guidelines()
    verb = usecases.hide_comment if kind is RulingKind.HIDE else usecases.decline_comment
    form = KeepBackForm(guideline_choices(guidelines), templates=ready_words(item))
    try:
        if form.validate_on_submit():
            return back_to_queue(
                verb(
                    actor=current_actor(),
                    comment_id=comment_id,
                    guideline_code=form.guideline.data or "",
                    passage=form.marked,
                    remedy=form.remedy.data or None,
                    note=form.note.data or "",
                    read=read_before(),
                )
            )
        refuse_late(item, kind)
    except WrongState as refusal:
        return not_now(_("Your ruling was not made"), refusal, form.note.data)
    except Refused as refusal:
        form.show(refusal)
    if form.using and not form.remedy.data:
        chosen = [card for card in guidelines if card.code == form.guideline.data]
        form.remedy.data = chosen[0].advice.best(item.body.lang).text if chosen else ""
    return ask("moderation/keep_back.html", form, item, guidelines=guidelines, hiding=kind is RulingKind.HIDE)


@blueprint.route("/staff/moderation/<key:comment_id>/set-aside", methods=["GET", "POST"])
@requires(Permission.FEEDBACK_RULE, *PLACE)
def set_aside(comment_id: int) -> Response | tuple[str, int]:
    """Whom the comment waits for; then the ruling."""
    item = the_text(comment_id)
    form = SetAsideForm(templates=ready_words(item))
    try:
        if form.validate_on_submit():
            return back_to_queue(
                usecases.set_comment_aside(
                    actor=current_actor(),
                    comment_id=comment_id,
                    waits_for=form.waits_for.data or "",
                    note=form.note.data or "",
                    read=read_before(),
                )
            )
        refuse_late(item, RulingKind.SET_ASIDE)
    except WrongState as refusal:
        return not_now(_("Your ruling was not made"), refusal, form.note.data)
    return ask("moderation/set_aside.html", form, item)
