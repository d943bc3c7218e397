"""The public record as a page, and as a file that anybody can verify."""

from __future__ import annotations

import json
from collections.abc import Iterator

from flask import Blueprint, request, stream_with_context
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from portal.core.routes import public
from portal.core.web import render
from portal.moderation import queries as moderation
from portal.record import queries

blueprint = Blueprint("record", __name__)

ACTION_NAMES = {
    "appeal.made": _l("Ruling appealed"),
    "appeal.granted": _l("Appeal granted"),
    "appeal.refused": _l("Appeal refused"),
    "report.closed": _l("Reports read, comment stays public"),
    "meeting.posted": _l("Meeting posted"),
    "meeting.amended": _l("Agenda amended"),
    "meeting.moved": _l("Meeting moved"),
    "meeting.cancelled": _l("Meeting canceled"),
    "meeting.imported": _l("Meeting imported"),
    "minutes.posted": _l("Minutes posted"),
    "minutes.approved": _l("Minutes approved"),
    "charter.adopted": _l("Charter adopted"),
    "retention.run": _l("Old data deleted"),
    "sheet.published": _l("Project sheet published"),
    "sheet.signed": _l("Project sheet signed"),
    "criteria.frozen": _l("Success criteria frozen"),
    "criterion.scored": _l("Success criterion scored"),
    "milestone.moved": _l("Milestone moved"),
    "milestone.reached": _l("Milestone reached"),
    "survey.opened": _l("Survey opened"),
    "survey.closed": _l("Survey closed"),
    "survey.closing_moved": _l("Closing time of a survey moved"),
    "survey.published": _l("Results of a survey published"),
    "update.posted": _l("Status update posted"),
    "feedback.published": _l("Comment published"),
    "feedback.redacted": _l("Comment published with passages taken out"),
    "feedback.set_aside": _l("Comment set aside"),
    "feedback.hidden": _l("Comment hidden"),
    "feedback.restored": _l("Comment made public again"),
    "feedback.moved": _l("Comment moved to another page"),
    "feedback.overturned": _l("Comment published after an appeal"),
    "feedback.opened": _l("Sealed original opened"),
    "feedback.declined": _l("Comment not published"),
    "feedback.undone": _l("Ruling undone"),
    "feedback.changed": _l("Comment changed by its author"),
    "feedback.masked": _l("Words hidden by the author"),
    "feedback.withdrawn": _l("Comment withdrawn by its author"),
    "feedback.erased": _l("Comment erased"),
    "feedback.held": _l("Comment hidden, since the law forbids to erase it"),
    "feedback.imported": _l("Comment imported with its ruling"),
    "guideline.posted": _l("Guideline posted"),
    "guideline.retired": _l("Guideline retired"),
    "guideline.revived": _l("Guideline brought back"),
}


@blueprint.get("/record")
@public("after")
def index() -> str:
    """The record, newest first, with its head."""
    after = request.args.get("after", "")
    seq = int(after) if after.isascii() and after.isdigit() and len(after) <= 9 else None
    return render(
        "record/index.html",
        page=queries.entries_before(seq),
        head=queries.head(),
        action_names=ACTION_NAMES,
        guidelines={card.code: card.title for card in moderation.guidelines(retired=True)},
    )


@blueprint.get("/record.jsonl")
@public()
def entries() -> Response:
    """Every entry, one JSON object a line, in order: what the head is computed from."""

    def lines() -> Iterator[str]:
        for entry in queries.all_entries():
            yield json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n"

    return Response(stream_with_context(lines()), mimetype="application/jsonl")
