"""The public numbers of moderation for programs."""

from __future__ import annotations

import dataclasses
from typing import Any

from flask import Response

from portal.core.formats import iso
from portal.core.routes import public
from portal.core.spreadsheets import as_csv
from portal.moderation import queries
from portal.moderation.views.door import blueprint
from portal.moderation.views.statements import as_json


@blueprint.get("/moderation/figures.json")
@public()
def figures_json() -> Response:
    """The same numbers for programs."""
    figures, hours = queries.figures(), queries.median_hours_recently()
    since = queries.median_waiting_since(figures.waiting)
    codes = {card.id: card.code for card in queries.guidelines(retired=True)}
    content: dict[str, Any] = {
        "now": {
            "waiting": figures.waiting,
            "oldest_waiting_since": iso(figures.oldest_waiting) if figures.oldest_waiting else None,
            "median_waiting_since": iso(since) if since else None,
            "set_aside": figures.set_aside,
            "published": figures.published,
            "declined": figures.declined,
            "hidden": figures.hidden,
        },
        "median_hours_to_ruling_90_days": round(hours, 1) if hours is not None else None,
        "months": [_month(line) for line in queries.month_lines()],
        "guidelines": [
            {"code": codes[line.guideline_id], "months": _dated(line.counts)}
            for line in queries.guideline_months()
            if line.guideline_id in codes
        ],
    }
    return as_json(content)


def _month(line: queries.MonthLine) -> dict[str, Any]:
    return {"month": f"{line.first:%Y-%m}", **{name: getattr(line, name) for name in _COUNTED}}


def _dated(counts: tuple[int, ...]) -> dict[str, int]:
    return {f"{first:%Y-%m}": count for first, count in zip(queries.months(), counts, strict=True)}


_COUNTED = [field.name for field in dataclasses.fields(queries.MonthLine) if field.name != "first"]


@blueprint.get("/moderation/figures.csv")
@public()
def figures_csv() -> Response:
    """The months as a table for spreadsheet programs."""
    rows = [[f"{line.first:%Y-%m}", *(getattr(line, name) for name in _COUNTED)] for line in queries.month_lines()]
    return Response(as_csv(["month", *_COUNTED], rows), mimetype="text/csv")
