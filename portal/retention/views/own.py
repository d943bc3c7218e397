"""Erasing one's own comment, for whoever holds its receipt."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.comments import queries as comments
from portal.core.errors import NotFound
from portal.core.routes import visitor_form
from portal.core.web import render
from portal.receipts import queries as receipts
from portal.receipts.forms import HolderForm
from portal.retention import queries, usecases
from portal.retention.views.door import blueprint


@blueprint.post("/receipt/erase")
@visitor_form()
def erase() -> str | tuple[str, int]:
    """First what would go and what would stay; the button of that page does it. Sent again it does no harm."""
    form = HolderForm()
    receipt_id = receipts.held(form.proven())
    own = comments.own_comment(receipt_id)
    facts = queries.erasable(own.id) if own is not None else None
    if own is None or facts is None:
        raise NotFound
    if not own.erased and not form.ready():
        return render("retention/erase.html", form=form, comment=own, facts=facts), form.http_status
    if usecases.erase_comment(receipt_id=receipt_id):
        return render("receipts/done.html", form=form, title=_("Your comment is erased"), words=_erased())
    return render("receipts/done.html", form=form, title=_("Your comment is hidden"), words=_hidden())


def _erased() -> list[str]:
    return [
        _("Your text and everything you told us with it are gone from this site."),
        _("Copies in backups are gone after 35 days at the latest. If one is put back, your comment is erased again."),
        _("The public record still tells that there was a comment. It cannot tell what it said."),
    ]


def _hidden() -> list[str]:
    return [
        _("Nobody can read it on this site any more."),
        _("The law forbids us to erase it now, so we keep the text where only moderators can read it."),
        _("When the law allows it, it is erased by itself. You do not need to ask again."),
    ]
