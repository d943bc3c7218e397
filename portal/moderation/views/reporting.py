"""Reporting a published comment, and the desk's page of what was reported about one."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.comments import queries as comments
from portal.comments.forms import AUDIENCE_NAMES, STANCES_SAID
from portal.core import limits
from portal.core.errors import NotFound, Refused, WrongState
from portal.core.failures import failure
from portal.core.formats import working_days_after
from portal.core.permissions import VISITOR, Permission
from portal.core.routes import current_actor, requires, visitor_form
from portal.core.web import render
from portal.moderation import queries, usecases
from portal.moderation.forms import REASONS, KeepForm, ReportForm
from portal.moderation.views.door import blueprint, not_now, the_place

A_DAY = timedelta(days=1)


@blueprint.get("/comments/<key:comment_id>/report", endpoint="report")
@visitor_form()
def report_form(comment_id: int) -> str:
    """The form."""
    return _ask(comment_id, ReportForm(comment_id))


@blueprint.post("/comments/<key:comment_id>/report")
@visitor_form()
def send_report(comment_id: int) -> str | tuple[str, int]:
    """Receive a report. The same form again is the same report; with other words it asks."""
    form = ReportForm(comment_id)
    valid = form.validate_on_submit()
    earlier = queries.report_with(form.read_nonce.random) if form.read_nonce else None
    if earlier is not None:
        return _sent_again(comment_id, form, earlier)
    if not valid:
        return _ask(comment_id, form), 422
    most: int = current_app.config["SETTINGS"].reports_per_network
    if limits.count_hit(name="report", key=limits.network_key(), length=A_DAY) > most:
        return failure(429)
    assert form.read_nonce
    usecases.report_comment(
        actor=VISITOR,
        comment_id=comment_id,
        nonce=form.read_nonce.random,
        reason=form.chosen,
        words=form.words.data or "",
    )
    earlier = queries.report_with(form.read_nonce.random)
    assert earlier
    return _thanks(comment_id, earlier)


def _ask(comment_id: int, form: ReportForm) -> str:
    found = comments.published_comment(comment_id)
    if found is None:
        raise NotFound
    card, target = found
    return render(
        "moderation/report.html",
        comment=card,
        target=target,
        form=form,
        audience_names=AUDIENCE_NAMES,
        stances_said=STANCES_SAID,
    )


def _sent_again(comment_id: int, form: ReportForm, earlier: queries.ReportWords) -> str | tuple[str, int]:
    if (form.chosen, form.words.data or "") == (earlier.reason, earlier.words):
        return _thanks(comment_id, earlier)
    words = _("You already sent a report with this form. Send again to add this as a second report.")
    form.show(Refused(words, "words"))
    return _ask(comment_id, form), 422


def _thanks(comment_id: int, report: queries.ReportWords) -> str:
    return render(
        "moderation/report_sent.html",
        comment_id=comment_id,
        report=report,
        reasons=REASONS,
        read_by=working_days_after(report.made_at, current_app.config["SETTINGS"].review_days),
    )


@blueprint.route("/staff/moderation/<key:comment_id>/reports", methods=["GET", "POST"])
@requires(Permission.FEEDBACK_RULE)
def close_reports(comment_id: int) -> str | Response | tuple[str, int]:
    """What readers said about one comment, and the button that lets it stand."""
    form = KeepForm()
    if form.validate_on_submit():
        try:
            usecases.close_reports(actor=current_actor(), comment_id=comment_id, note=form.note.data or "")
            return redirect(url_for("moderation.queue", lane="reports"), 303)
        except WrongState as refusal:
            return not_now(_("Somebody else was faster"), refusal, form.note.data)
    item = queries.reported_item(current_actor(), comment_id)
    if item is None:
        if queries.desk_item(current_actor(), comment_id) is None:
            raise NotFound
        words = _("No report on this comment waits any more.")
        return not_now(_("Nothing to look at"), WrongState(words), form.note.data)
    page = render("moderation/reports.html", form=form, item=item, reasons=REASONS, place=the_place())
    return page, form.http_status
