"""What is done to projects: publishing them, agreeing their sheets with partners, telling how they stand."""

from __future__ import annotations

from portal.projects.usecases.criteria import freeze_criteria, score_criterion
from portal.projects.usecases.files import add_files
from portal.projects.usecases.goals import add_goal, edit_goal, raise_goal, write_vision
from portal.projects.usecases.importing import import_projects, planned
from portal.projects.usecases.milestones import move_milestone
from portal.projects.usecases.partners import SameName, add_partner, edit_partner
from portal.projects.usecases.sheets import Overtaken, discard_sheet, publish_sheet, write_section, write_sheet
from portal.projects.usecases.signing import AlreadySigned, LinkClosed, ask_partner, revoke_links, sign_sheet
from portal.projects.usecases.updates import post_update
from portal.projects.usecases.writing import add_project, edit_project

__all__ = [
    "AlreadySigned",
    "LinkClosed",
    "Overtaken",
    "SameName",
    "add_files",
    "add_goal",
    "add_partner",
    "add_project",
    "ask_partner",
    "discard_sheet",
    "edit_goal",
    "edit_partner",
    "edit_project",
    "freeze_criteria",
    "import_projects",
    "move_milestone",
    "planned",
    "post_update",
    "publish_sheet",
    "raise_goal",
    "revoke_links",
    "score_criterion",
    "sign_sheet",
    "write_section",
    "write_sheet",
    "write_vision",
]
