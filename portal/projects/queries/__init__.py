"""Reads of projects."""

from __future__ import annotations

from portal.projects.queries.agreed import (
    SheetBrief,
    sheet_brief,
    sheet_view,
)
from portal.projects.queries.facts import (
    GoalName,
    ProjectFacts,
    facts,
    project_by_slug,
    project_for_change,
    titles,
)
from portal.projects.queries.goals import (
    WrittenGoal,
    WrittenVision,
    goal_fingerprint,
    goals_by_slug,
    goals_for_change,
    goals_offered,
    vision_for_change,
    written_goals,
    written_vision,
)
from portal.projects.queries.lists import (
    PAGE_SIZE,
    ProjectLine,
    in_window,
    lines_page,
    project_lines,
)
from portal.projects.queries.moves import (
    milestone_line,
    timeline,
)
from portal.projects.queries.noted import (
    Note,
    criteria_texts,
    frozen_criteria,
    move_texts,
    noted_moves,
    noted_scores,
    score_texts,
)
from portal.projects.queries.partners import (
    partner_names,
    partners_by_slug,
    parts_of,
)
from portal.projects.queries.scores import (
    freezing,
    scores,
)
from portal.projects.queries.sheets import (
    SheetPage,
    VersionLine,
    newest_sheet,
    sheet_page,
    sheet_texts,
    sheet_version,
    sheet_versions,
    written_sheet,
)
from portal.projects.queries.sheets_written import (
    SheetDesk,
    sheet_desk,
)
from portal.projects.queries.updates import (
    UpdateCard,
    last_update_number,
    update,
    update_text,
    update_texts,
    updates,
)
from portal.projects.queries.vision import (
    GOAL_PAGE_SIZE,
    GoalLine,
    ServingLine,
    goal_line,
    goal_lines,
    serving,
    vision,
)

__all__ = [
    "GOAL_PAGE_SIZE",
    "PAGE_SIZE",
    "GoalLine",
    "GoalName",
    "Note",
    "ProjectFacts",
    "ProjectLine",
    "ServingLine",
    "SheetBrief",
    "SheetDesk",
    "SheetPage",
    "UpdateCard",
    "VersionLine",
    "WrittenGoal",
    "WrittenVision",
    "criteria_texts",
    "facts",
    "freezing",
    "frozen_criteria",
    "goal_fingerprint",
    "goal_line",
    "goal_lines",
    "goals_by_slug",
    "goals_for_change",
    "goals_offered",
    "in_window",
    "last_update_number",
    "lines_page",
    "milestone_line",
    "move_texts",
    "newest_sheet",
    "noted_moves",
    "noted_scores",
    "partner_names",
    "partners_by_slug",
    "parts_of",
    "project_by_slug",
    "project_for_change",
    "project_lines",
    "score_texts",
    "scores",
    "serving",
    "sheet_brief",
    "sheet_desk",
    "sheet_page",
    "sheet_texts",
    "sheet_version",
    "sheet_versions",
    "sheet_view",
    "timeline",
    "titles",
    "update",
    "update_text",
    "update_texts",
    "updates",
    "vision",
    "vision_for_change",
    "written_goals",
    "written_sheet",
    "written_vision",
]
