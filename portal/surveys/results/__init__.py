"""From tallies to tables: what is counted, what of it is hidden, and the shapes in which it is kept and shown. Pure."""

from __future__ import annotations

from portal.surveys.results.counts import Count
from portal.surveys.results.groups import LEAST_BASE
from portal.surveys.results.hiding import K
from portal.surveys.results.margins import margin_of_error
from portal.surveys.results.shapes import Cross, CrossRow, Line, Quartiles, Results, Table, as_json, from_json
from portal.surveys.results.tables import results_of

__all__ = [
    "LEAST_BASE",
    "Count",
    "Cross",
    "CrossRow",
    "K",
    "Line",
    "Quartiles",
    "Results",
    "Table",
    "as_json",
    "from_json",
    "margin_of_error",
    "results_of",
]
