"""The one evaluator of a form being answered: what to ask next, what is wrong, what is sent. Without database or app.

answers ──answered──▶ what counts ──outline──▶ pages ──showing──▶ fields      inputs ──taking, reading──▶ answers
"""

from portal.surveys.interview.interview import Interview
from portal.surveys.interview.shapes import (
    MOST_BYTES,
    MOST_LETTERS,
    MOST_ROWS,
    OTHER,
    Fault,
    Field,
    Page,
    Part,
    Problem,
    Row,
    ShownChoice,
    SummaryLine,
    SummaryPart,
    Words,
)
from portal.surveys.interview.telling import worded

__all__ = [
    "MOST_BYTES",
    "MOST_LETTERS",
    "MOST_ROWS",
    "OTHER",
    "Fault",
    "Field",
    "Interview",
    "Page",
    "Part",
    "Problem",
    "Row",
    "ShownChoice",
    "SummaryLine",
    "SummaryPart",
    "Words",
    "worded",
]
