"""Taking down what was said elsewhere, one comment after another."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _

from portal.comments import queries, usecases
from portal.comments.forms import EntryForm
from portal.comments.queries import Taker, TargetKey
from portal.comments.views.door import blueprint
from portal.core.addresses import key_text
from portal.core.clock import now
from portal.core.errors import Refused
from portal.core.formats import local
from portal.core.languages import page_language
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import in_page_language, render
from portal.receipts import queries as receipts

HEARD = ("target", "channel", "occasion", "said_on", "lang")


@blueprint.get("/staff/comments/new")
@requires(Permission.COMMENT_ENTER, *HEARD)
def enter() -> str:
    """An empty form; the address remembers what is the same for the next one."""
    form = EntryForm(formdata=None, data=asked_for())
    offer_targets(form)
    return _page(form)


@blueprint.post("/staff/comments/new")
@requires(Permission.COMMENT_ENTER)
def take_down() -> str | tuple[str, int]:
    """Enter it; the form comes back empty, with the code to hand out. A retry gives the same code."""
    form = EntryForm()
    offer_targets(form)
    if form.validate_on_submit():
        assert form.read_nonce
        nonce = form.read_nonce.random
        try:
            comment_id = usecases.enter_comment(actor=current_actor(), target=form.key, nonce=nonce, entry=form.written)
            return _entered(form, comment_id, nonce)
        except Refused as refusal:
            form.show(refusal)
    return _page(form), 422


def _entered(form: EntryForm, comment_id: int, nonce: bytes) -> str:
    kept: dict[str, Any] = {name: form[name].data for name in HEARD}
    fresh = EntryForm(formdata=None, data=kept)
    offer_targets(fresh)
    code = None if form.written.slip else receipts.code_by_nonce(nonce)
    return _page(fresh, saved=key_text(comment_id), code=code, kept={k: str(v) for k, v in kept.items()})


def _page(form: EntryForm, saved: str | None = None, code: str | None = None, kept: Any = None) -> str:
    form.renew()
    return render("comments/taken_down_new.html", form=form, saved=saved, code=code, kept=kept or {})


def asked_for() -> dict[str, Any]:
    """What the address says of where and when; for the rest, today and the page's language."""
    given = {name: request.args[name] for name in HEARD if request.args.get(name)}
    day = request.args.get("said_on", local(now()).date(), type=date.fromisoformat)
    return {"lang": page_language()} | given | {"said_on": day}


def offer_targets(form: Any) -> None:
    """Let the form choose among what takes comments or did so lately, and what the address or the form names."""
    found = queries.takers()
    lines = [(_group(taker), str(taker.key), _words(taker)) for taker in found]
    wanted = form.target.data or ""
    named = queries.target(TargetKey.read(wanted)) if wanted and wanted not in {line[1] for line in lines} else None
    if named is not None:
        lines.append((_("Closed"), str(named.key), in_page_language(named.title).text))
    form.offer(lines)


def _group(taker: Taker) -> str:
    return _("Open now") if taker.is_open else _("Closed in the last 60 days")


def _words(taker: Taker) -> str:
    title = in_page_language(taker.title).text
    if taker.key.update is not None:
        return _("Update %(number)s of %(title)s", number=taker.key.update, title=title)
    if taker.meeting is None:
        return title
    meeting = in_page_language(taker.meeting).text
    return _("Item %(number)s: %(title)s (%(meeting)s)", number=taker.key.number, title=title, meeting=meeting)
