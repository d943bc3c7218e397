"""The pages for a code that opens nothing, whatever address it was sent to. A wrong guess is counted here."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.core.failures import failure
from portal.core.formats import when
from portal.core.web import render
from portal.receipts.forms import LookUpForm
from portal.receipts.guessing import MISSES, NoCode, TooManyMisses, UnknownCode
from portal.receipts.views.door import blueprint


@blueprint.app_errorhandler(NoCode)
def ask_again(_refusal: NoCode) -> tuple[str, int]:
    """What is wrong with the code, beside what was typed. Not a guess."""
    form = LookUpForm()
    form.validate()
    return render("receipts/look_up.html", form=form), 422


@blueprint.app_errorhandler(UnknownCode)
def unknown(_refusal: UnknownCode) -> tuple[str, int]:
    """No receipt has this code: one miss more."""
    MISSES.count()
    form = LookUpForm()
    form.show_unknown()
    return render("receipts/look_up.html", form=form), 404


@blueprint.app_errorhandler(TooManyMisses)
def wait(_refusal: TooManyMisses) -> tuple[str, int]:
    """Whose fault it is and until when one waits; told alike for right and wrong codes."""
    until = when(MISSES.over_at())
    if MISSES.used_up():
        words = _(
            "Too many wrong codes came from your network. You can look up a receipt again after %(when)s.", when=until
        )
    else:
        words = _(
            "Somebody is trying many wrong codes on this site. To protect all receipts, none can be looked up now."
            " Try again after %(when)s.",
            when=until,
        )
    return failure(429, _("Receipts have to wait"), words)
