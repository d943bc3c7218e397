"""What is held about a contribution: as a page in plain words, and as a file for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from flask import Response
from flask_babel import gettext as _

from portal.comments import queries as comments
from portal.comments.forms import AUDIENCE_NAMES, STANCES_SAID
from portal.comments.queries import Holding, OwnComment
from portal.core.errors import NotFound
from portal.core.formats import iso
from portal.core.routes import visitor_form
from portal.core.web import render
from portal.moderation import queries as moderation
from portal.moderation.queries import Outcome, Step
from portal.receipts import queries
from portal.receipts.forms import LookUpForm
from portal.receipts.views.door import blueprint
from portal.receipts.views.steps import said
from portal.retention import queries as retention


def _held() -> tuple[LookUpForm, OwnComment, Holding, Outcome]:
    form = LookUpForm()
    receipt_id = queries.held(form.proven())
    own, holding = comments.own_comment(receipt_id), comments.holding_of(receipt_id)
    outcome = moderation.outcome_of_comment(own.id) if own else None
    if own is None or holding is None or outcome is None:  # the receipt is for something else
        raise NotFound
    return form, own, holding, outcome


@blueprint.post("/receipt/export")
@visitor_form()
def export() -> str:
    """The page."""
    form, own, holding, outcome = _held()
    return render(
        "receipts/export.html",
        form=form,
        comment=own,
        holding=holding,
        steps=said(own, outcome),
        recorded=any(step.order for step in outcome.steps),
        held=bool(retention.held([own.id])),
        inner=moderation.inner_counts(own.id),
        audience_names=AUDIENCE_NAMES,
        stances_said=STANCES_SAID,
    )


@blueprint.post("/receipt/export-file")
@visitor_form()
def export_file() -> Response:
    """The file: JSON, never kept by any cache."""
    _form, own, holding, outcome = _held()
    content = {
        "about": own.target.key.kind.value,
        "page": str(own.target.key),
        "comment": dict(holding.comment),
        "photo": holding.photo,
        "contact": holding.contact,
        "legal_hold": bool(retention.held([own.id])),
        "steps": [_step(step) for step in outcome.steps],
        "held_by_moderation": asdict(moderation.inner_counts(own.id)),
    }
    text = json.dumps(content, ensure_ascii=False, indent=2)
    answer = Response(text, mimetype="application/json")
    answer.headers.set("Content-Disposition", "attachment", filename=_("my-comment.json"))
    return answer


def _step(step: Step) -> dict[str, Any]:
    """A step without what it does not have."""
    cited = step.guideline
    told = {
        "step": step.kind.value,
        "at": iso(step.at),
        "record_entry": step.order or None,
        "state": step.to_state.value if step.to_state else None,
        "guideline": f"{cited.code}, version {cited.version}" if cited else None,
        "passage": step.passage,
        "remedy": step.remedy,
        "note": step.note,
        "waits_for": step.waits_for,
        "words": step.words,
        "moved_from": dict(step.moved_from) if step.moved_from else None,
        "taken_back": step.undone or None,
        "ruled_elsewhere": step.imported or None,
    }
    return {name: value for name, value in told.items() if value not in {None, ""}}
