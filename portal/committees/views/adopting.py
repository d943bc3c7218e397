"""The desk's page that writes the next version of a charter: shown first, then adopted for good."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.committees import queries, usecases
from portal.committees.forms import CharterForm
from portal.committees.queries import CharterCard
from portal.committees.views.door import blueprint, committee_at
from portal.core.clock import now
from portal.core.differences import text_changes
from portal.core.errors import Refused
from portal.core.formats import local
from portal.core.forms import translated
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render


@blueprint.route("/staff/committees/<slug:slug>/charter", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_EDIT)
def adopt(slug: str) -> str | Response | tuple[str, int]:
    """The next version, begun with the words of the last. "Preview" shows it; nothing is kept before it is adopted."""
    committee = committee_at(slug)
    last = queries.charter(committee.id, queries.last_charter_number(committee.id))
    form = _form(last)
    wanted, upcoming = form.expected, last.number + 1 if last else 1
    sent = form.validate_on_submit()
    valid = sent or (form.previewing and form.validate())
    if sent and "adopt" in request.form:
        try:
            _adopt(slug, form)
            return redirect(url_for("committees.desk", adopted=slug), 303)
        except Refused as refusal:
            form.show(refusal)
    form.number.data = str(upcoming)
    page = render(
        "committees/adopt.html",
        form=form,
        committee=committee,
        last=last,
        upcoming=upcoming,
        shown=valid,
        changes=list(text_changes("text", last.text, translated(form, "text"))) if valid and last else [],
        overtaken=wanted not in {None, upcoming},
    )
    return page, 422 if form.errors else 200


def _form(last: CharterCard | None) -> CharterForm:
    begun = {f"text_{tag}": text for tag, text in last.text.items()} if last else {}
    return CharterForm(
        today=local(now()).date(),
        adopted_before=last.adopted_on if last else None,
        data=begun | {"number": str(last.number + 1 if last else 1)},
    )


def _adopt(slug: str, form: CharterForm) -> int:
    day = form.adopted_on.data
    assert day  # the form is valid
    return usecases.adopt_charter(
        actor=current_actor(),
        slug=slug,
        text=translated(form, "text"),
        adopted_on=day,
        reason=translated(form, "reason"),
        number=form.expected,
    )
