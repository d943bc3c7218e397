"""What is done to projects: publishing them, agreeing their sheets, telling how they stand; and to goals."""

from __future__ import annotations

from portal.projects.usecases.criteria import freeze_criteria, score_criterion
from portal.projects.usecases.goals import add_goal, edit_goal, raise_goal, write_vision
from portal.projects.usecases.milestones import move_milestone
from portal.projects.usecases.sheets import Overtaken, discard_sheet, publish_sheet, write_section, write_sheet
from portal.projects.usecases.updates import post_update
from portal.projects.usecases.writing import add_project, edit_project

__all__ = [
    "Overtaken",
    "add_goal",
    "add_project",
    "discard_sheet",
    "edit_goal",
    "edit_project",
    "freeze_criteria",
    "move_milestone",
    "post_update",
    "publish_sheet",
    "raise_goal",
    "score_criterion",
    "write_section",
    "write_sheet",
    "write_vision",
]
