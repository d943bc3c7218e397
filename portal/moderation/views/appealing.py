"""Appealing a ruling with the receipt of a comment."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.comments import queries as comments
from portal.core.clock import now
from portal.core.errors import NotFound, Refused, WrongState
from portal.core.formats import day, working_days_after
from portal.core.routes import visitor_form
from portal.core.web import render
from portal.moderation import queries, usecases
from portal.moderation.forms import AppealForm
from portal.moderation.views.door import blueprint
from portal.moderation.words import RULING_NAMES
from portal.receipts import queries as receipts


@blueprint.post("/receipt/appeal")
@visitor_form()
def appeal() -> str | tuple[str, int]:
    """The form for whoever holds the code, and the appeal. The same words sent again change nothing."""
    form = AppealForm()
    receipt_id = receipts.held(form.proven())
    comment = comments.own_comment(receipt_id)
    if comment is None:
        raise NotFound
    if form.ready():
        try:
            usecases.make_appeal(receipt_id=receipt_id, words=form.words.data or "")
            return _made(form)
        except WrongState:
            raise
        except Refused as refusal:
            form.show(refusal)
    ruling = queries.may_appeal(comment.id)
    if ruling is None:
        raise WrongState(_("There is no ruling on this comment that can be appealed now."))
    page = render(
        "moderation/appeal.html",
        form=form,
        comment=comment,
        ruling=ruling,
        ruling_names=RULING_NAMES,
        answer_by=working_days_after(now(), queries.appeal_days()),
    )
    return page, form.http_status


def _made(form: AppealForm) -> str:
    last = day(working_days_after(now(), queries.appeal_days()))
    words = [
        _("Somebody other than the moderator who ruled answers it, in words."),
        _("You find the answer with this receipt by %(day)s.", day=last),
    ]
    return render("receipts/done.html", form=form, title=_("We have your appeal"), words=words)
