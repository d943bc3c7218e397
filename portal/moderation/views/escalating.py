"""A danger to somebody: escalating a comment, telling those who must know, and the plan for it."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.core.clock import now
from portal.core.desk_fields import zone_name
from portal.core.errors import NotFound, Refused, WrongState
from portal.core.formats import when
from portal.core.forms import translated
from portal.core.languages import page_language
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.feedback import queries as feedback
from portal.moderation import queries, usecases
from portal.moderation.forms import CLOSE, DANGERS, EscalateForm, PlanForm, ToldForm
from portal.moderation.models import Danger
from portal.moderation.views.door import PLACE, blueprint, not_now, the_place


@blueprint.route("/staff/moderation/<key:comment_id>/escalate", methods=["GET", "POST"])
@requires(Permission.FEEDBACK_RULE, *PLACE)
def escalate(comment_id: int) -> str | Response | tuple[str, int]:
    """Say what the danger is; then the page that says who must be told."""
    found = feedback.items(current_actor(), [comment_id])
    if not found:
        raise NotFound
    public = found[0].state == "published"
    cards = queries.guidelines() if public else []
    form = EscalateForm([(card.code, card.title.best(page_language()).text) for card in cards])
    if form.validate_on_submit():
        try:
            escalation_id = usecases.escalate_comment(
                actor=current_actor(),
                comment_id=comment_id,
                danger=form.chosen,
                note=form.note.data or "",
                guideline_code=form.guideline.data or "" if form.guideline else "",
                read=form.read.data or None,
            )
            return redirect(url_for("moderation.escalation", escalation_id=escalation_id, **the_place()), 303)
        except WrongState as refusal:
            return not_now(_("This comment cannot be escalated now"), refusal, form.note.data)
        except Refused as refusal:
            form.show(refusal)
    page = render(
        "moderation/escalate.html", form=form, item=found[0], public=public, plan=queries.plan(), place=the_place()
    )
    return page, form.http_status


@blueprint.route("/staff/moderation/escalations/<int:escalation_id>", methods=["GET", "POST"])
@requires(Permission.FEEDBACK_RULE, *PLACE)
def escalation(escalation_id: int) -> str | Response | tuple[str, int]:
    """Who must be told and how, and who was told so far."""
    form = ToldForm(data={"at": now()})
    if form.validate_on_submit():
        try:
            usecases.note_told(
                actor=current_actor(), escalation_id=escalation_id, line=_told(form), close=CLOSE in request.form
            )
            return redirect(url_for("moderation.escalation", escalation_id=escalation_id, **the_place()), 303)
        except WrongState as refusal:
            return not_now(_("Somebody else was faster"), refusal, _told(form))
    item = queries.escalation_item(escalation_id)
    if item is None:
        raise NotFound
    page = render(
        "moderation/escalation.html",
        form=form,
        item=item,
        plan=queries.plan_for(item.danger),
        dangers=DANGERS,
        close_name=CLOSE,
        zone=zone_name(),
        place=the_place(),
    )
    return page, form.http_status


def _told(form: ToldForm) -> str:
    """The line that stays: who, how, when, and by whom it was noted."""
    assert form.at.moment
    facts = {"whom": form.whom.data, "how": form.how.data, "when": when(form.at.moment), "name": current_actor().name}
    if form.how.data:
        return _("%(whom)s, %(how)s, %(when)s. Noted by %(name)s.", **facts)
    return _("%(whom)s, %(when)s. Noted by %(name)s.", **facts)


@blueprint.route("/staff/moderation/escalation-plan", methods=["GET", "POST"])
@requires(Permission.ESCALATION_PLAN, "saved")
def escalation_plan() -> str | Response | tuple[str, int]:
    """The plan for each danger."""
    plan = queries.plan()
    kept = {f"tell_{entry.danger}": entry.tell for entry in plan}
    kept |= {f"help_{entry.danger}_{tag}": words for entry in plan for tag, words in entry.help.items()}
    form = PlanForm(data=kept)
    if form.validate_on_submit():
        usecases.save_plan(
            actor=current_actor(),
            tell={danger: form[f"tell_{danger}"].data or "" for danger in Danger},
            help={danger: translated(form, f"help_{danger}") for danger in Danger},
        )
        return redirect(url_for("moderation.escalation_plan", saved="yes"), 303)
    page = render(
        "moderation/escalation_plan.html",
        form=form,
        plan=plan,
        dangers=DANGERS,
        saved=request.args.get("saved") == "yes",
    )
    return page, form.http_status
