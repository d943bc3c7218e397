"""What the holder of a receipt does to a comment: change it, hide words of it, take it back.

Each page is a POST of the code to an address of its own: first it says what will happen, then its button does it.
"""

from __future__ import annotations

from flask import Response, current_app
from flask_babel import gettext as _

from portal.comments import queries, usecases
from portal.comments.forms import EditForm, MaskForm
from portal.comments.masking import masked_words
from portal.comments.models import Audience
from portal.comments.queries import OwnComment, TargetKind
from portal.comments.views.door import blueprint
from portal.comments.views.photos import handed_out
from portal.core.errors import NotFound
from portal.core.routes import visitor_form
from portal.core.translated import Text
from portal.core.web import render
from portal.receipts import queries as receipts
from portal.receipts.forms import HolderForm, LookUpForm


def _own(receipt_id: int) -> OwnComment:
    own = queries.own_comment(receipt_id)
    if own is None:  # the receipt is for something else
        raise NotFound
    return own


@blueprint.post("/receipt/withdraw")
@visitor_form()
def withdraw_own() -> str | tuple[str, int]:
    """Take a comment back."""
    form = HolderForm()
    receipt_id = receipts.held(form.proven())
    own = _own(receipt_id)
    if own.can_be_withdrawn and not form.ready():
        return render("comments/withdraw.html", form=form, comment=own), form.http_status
    if own.can_be_withdrawn:
        usecases.withdraw_comment(receipt_id=receipt_id)
    return render(
        "receipts/done.html",
        form=form,
        title=_("Your comment is withdrawn"),
        words=[
            _("Nobody can read it on this site any more, and no moderator rules on it."),
            _("We still keep your text. Your receipt shows it to you."),
        ],
    )


@blueprint.post("/receipt/edit")
@visitor_form()
def edit_own() -> str | tuple[str, int]:
    """Put other words in the place of what was sent, while nobody has ruled on it."""
    form = EditForm(takes_stance=True)
    receipt_id = receipts.held(form.proven())
    own = _own(receipt_id)
    takes_stance = own.target.kind is TargetKind.ITEM
    if not form.confirmed:
        shown = EditForm(takes_stance, formdata=None, data=_as_sent(own) | {"code": form.code.data})
        shown.symbols = form.symbols
        return _edit_page(shown, own) if own.can_be_edited else _too_late(form, own)
    form = EditForm(takes_stance)
    if not form.ready():
        return _edit_page(form, own)
    usecases.edit_comment(
        receipt_id=receipt_id,
        body=form.body.data or "",
        display_name=form.display_name.data or "",
        audience=Audience(form.audience.data) if form.audience.data else None,
        area=form.area.data or "",
        stance=form.chosen_stance,
    )
    words = [_("A moderator will read the new text. Your receipt and its code stay the same.")]
    return render("receipts/done.html", form=form, title=_("Your comment is changed"), words=words)


def _as_sent(own: OwnComment) -> dict[str, str | None]:
    return {name: getattr(own, name) for name in EditForm.CHANGEABLE}


def _edit_page(form: EditForm, own: OwnComment) -> tuple[str, int]:
    until = own.received_at + queries.edit_time()
    return render("comments/edit.html", form=form, comment=own, until=until), form.http_status


def _too_late(form: HolderForm, own: OwnComment) -> tuple[str, int]:
    minutes: int = current_app.config["SETTINGS"].edit_minutes
    return render("comments/edit_too_late.html", form=form, comment=own, minutes=minutes), 409


@blueprint.post("/receipt/photo")
@visitor_form()
def photo_own() -> Response:
    """The photo, whatever the public sees of it."""
    own = _own(receipts.held(LookUpForm().proven()))
    return handed_out(queries.photos_of([own.id]).get(own.id))


@blueprint.post("/receipt/mask")
@visitor_form()
def mask_own() -> str | tuple[str, int]:
    """Hide words of a comment: choose them, see the text without them, then do it."""
    form = MaskForm()
    receipt_id = receipts.held(form.proven())
    own = _own(receipt_id)
    form.offer(own.body)
    passages = form.chosen
    new_text = masked_words(own.body, passages)
    if form.ready():
        try:
            usecases.mask_comment(
                receipt_id=receipt_id, passages=passages, name=form.hide_name.data, area=form.hide_area.data
            )
            return _masked(form)
        except usecases.NothingToMask as refusal:
            form.show(refusal)
    elif form.showing and form.validate() and not form.changes(own.body, new_text):
        form.show(usecases.NothingToMask())
    page = render(
        "comments/mask.html",
        form=form,
        comment=own,
        new_text=Text(new_text, own.lang),
        sure=form.showing and not form.errors,
    )
    return page, 422 if form.errors else 200


def _masked(form: MaskForm) -> str:
    words = [_("The words are gone from your comment, on our pages and in what we keep of it.")]
    return render("receipts/done.html", form=form, title=_("The words are hidden"), words=words)
