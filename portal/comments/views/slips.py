"""Slips with receipt codes, to be laid out where people write on paper."""

from __future__ import annotations

from portal.comments import usecases
from portal.comments.forms import SlipsForm
from portal.comments.views.door import blueprint
from portal.core.keys import keyed_hash
from portal.core.permissions import Permission
from portal.core.qr import picture
from portal.core.routes import current_actor, requires
from portal.core.web import absolute_url, render
from portal.receipts import queries as receipts


@blueprint.get("/staff/comments/slips")
@requires(Permission.COMMENT_ENTER)
def slips() -> str:
    """The form."""
    form = SlipsForm(formdata=None)
    return _page(form)


@blueprint.post("/staff/comments/slips")
@requires(Permission.COMMENT_ENTER)
def print_slips() -> str | tuple[str, int]:
    """The slips on one page to print. Their codes are shown here and kept nowhere; a reload shows the same ones."""
    form = SlipsForm()
    if not form.validate_on_submit():
        return _page(form), 422
    assert form.read_nonce
    assert form.occasion.data
    nonces = [_nonce(form.read_nonce.random, number) for number in range(form.count.data or 0)]
    usecases.print_slips(actor=current_actor(), occasion=form.occasion.data, nonces=nonces)
    address = absolute_url("receipts.look_up")
    codes = [receipts.code_by_nonce(nonce) for nonce in nonces]
    return render(
        "comments/slips_printed.html",
        occasion=form.occasion.data,
        slips=[(code, picture(f"{address}#{code.replace('-', '')}")) for code in codes],
        look_up_href=address,
    )


def _nonce(random: bytes, number: int) -> bytes:
    return keyed_hash("slip", random + number.to_bytes(2, "big"))[:16]


def _page(form: SlipsForm) -> str:
    form.renew()
    return render("comments/slips.html", form=form)
