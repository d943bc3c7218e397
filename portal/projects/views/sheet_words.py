"""The values of a sheet that are no texts, as the reader of differences says them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from portal.core.formats import day, money
from portal.core.web import in_page_language
from portal.projects import queries
from portal.projects.models import RequirementState, Strength
from portal.projects.sheets.differences import Say
from portal.projects.sheets.shapes import Sheet
from portal.projects.sheets.words import REQUIREMENT_STATE_NAMES, STRENGTH_NAMES


def saying(*sheets: Sheet) -> Say:
    """How the values of these sheets are said in the language of the page: days, amounts, states, the goal."""
    goals = queries.goals_by_slug({sheet.goal for sheet in sheets if sheet.goal})
    titles = {slug: in_page_language(goal.title).text for slug, goal in goals.items()}

    def say(name: str, value: Any) -> str:
        if name == "goal":
            return titles.get(value, value)
        return _said(value)

    return say


def _said(value: Any) -> str:
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return money(value, "")
    if isinstance(value, Strength):
        return str(STRENGTH_NAMES[value])
    if isinstance(value, RequirementState):
        return str(REQUIREMENT_STATE_NAMES[value])
    return str(value)
