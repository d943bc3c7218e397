"""Opening a sealed original: a button with a reason, and the text in the answer to it alone."""

from __future__ import annotations

from portal.core.errors import NotFound, Refused
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.translated import Text
from portal.core.web import render
from portal.moderation import queries, usecases
from portal.moderation.forms import OpenSealForm
from portal.moderation.views.asking import the_text
from portal.moderation.views.door import PLACE, blueprint, the_place


@blueprint.route("/staff/moderation/<key:comment_id>/original", methods=["GET", "POST"])
@requires(Permission.SEAL_OPEN, *PLACE)
def sealed(comment_id: int) -> tuple[str, int]:
    """Who opened it so far, and the form. Each sending of the form is an opening, and is written down."""
    item, form, original = the_text(comment_id), OpenSealForm(), None
    if queries.seal_card(comment_id) is None:
        raise NotFound
    if form.validate_on_submit():
        try:
            usecases.open_sealed(actor=current_actor(), comment_id=comment_id, reason=form.reason.data or "")
            original = Text(queries.sealed_text(comment_id) or "", item.body.lang)
        except Refused as refusal:
            form.show(refusal)
    page = render(
        "moderation/sealed.html",
        item=item,
        form=form,
        seal=queries.seal_card(comment_id),
        original=original,
        place=the_place(),
    )
    return page, 200 if original else form.http_status
