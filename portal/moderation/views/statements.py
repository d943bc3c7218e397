"""Statements of reasons for programs: each ruling, and the newest hundred. Their fields stand in docs/integrator.md."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, request, url_for

from portal.core.addresses import key_text, site_root
from portal.core.errors import NotFound
from portal.core.formats import iso
from portal.core.routes import public
from portal.moderation import queries
from portal.moderation.queries import Statement
from portal.moderation.views.door import blueprint


@blueprint.get("/moderation/rulings/<int:ruling_id>.json")
@public()
def statement(ruling_id: int) -> Response:
    """One ruling."""
    found = queries.statement(ruling_id)
    if found is None:
        raise NotFound
    return as_json(_told(found))


@blueprint.get("/moderation/rulings.json")
@public("before")
def statements() -> Response:
    """The newest rulings made here, newest first; `next` leads to older ones."""
    before = queries.after_number(request.args.get("before"))
    found = queries.statements(before)
    content: dict[str, Any] = {"rulings": [_told(one) for one in found]}
    if len(found) == queries.MOST_STATEMENTS:
        content["next"] = plain_address("moderation.statements", before=found[-1].id)
    return as_json(content)


def as_json(content: dict[str, Any]) -> Response:
    """An answer for programs."""
    return Response(json.dumps(content, ensure_ascii=False, indent=1) + "\n", mimetype="application/json")


def plain_address(endpoint: str, **values: Any) -> str:
    """A full address: the same from the pages of every language."""
    return site_root() + url_for(endpoint, **values).removeprefix(request.script_root)


def _told(one: Statement) -> dict[str, Any]:
    return {
        "id": plain_address("moderation.statement", ruling_id=one.id),
        "kind": one.kind,
        "ruled_at": iso(one.ruled_at),
        "from_state": one.from_state,
        "to_state": one.to_state,
        "ground": _ground(one),
        "guideline": _guideline(one),
        "automated_detection": False,
        "automated_decision": False,
        "made_elsewhere": one.imported,
        "redress": _redress(one),
        "undoes": plain_address("moderation.statement", ruling_id=one.undoes) if one.undoes else None,
        "undone_by": plain_address("moderation.statement", ruling_id=one.undone_by) if one.undone_by else None,
        "record_entry": one.record_seq,
        "comment": key_text(one.comment_id) if one.comment_id is not None else None,
    }


def _ground(one: Statement) -> str | None:
    """Why: a guideline, the words of an appeal, or what nobody handed over; None where nothing was held back."""
    if one.imported:
        return "not_handed_over"
    if one.guideline_code:
        return "guideline"
    return "appeal" if one.kind == "overturn" else None


def _guideline(one: Statement) -> dict[str, Any] | None:
    if not one.guideline_code:
        return None
    text = f"{plain_address('moderation.guideline', code=one.guideline_code)}#v{one.guideline_version}"
    return {"code": one.guideline_code, "version": one.guideline_version, "text": text}


def _redress(one: Statement) -> dict[str, Any] | None:
    if one.appeal_until is None:
        return None
    return {
        "kind": "appeal to another person",
        "address": plain_address("receipts.look_up"),
        "until": iso(one.appeal_until),
        "state": one.appeal_state,
    }
