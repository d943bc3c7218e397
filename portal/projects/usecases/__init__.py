"""What is done to projects: publishing them, agreeing their sheets with partners, telling how they stand."""

from __future__ import annotations

from portal.projects.usecases.criteria import freeze_criteria, score_criterion
from portal.projects.usecases.drafts import add_draft_files, edit_draft, send_draft, withdraw_draft, write_draft
from portal.projects.usecases.files import add_files
from portal.projects.usecases.goals import add_goal, edit_goal, raise_goal, write_vision
from portal.projects.usecases.importing import import_projects, planned
from portal.projects.usecases.milestones import move_milestone
from portal.projects.usecases.partners import SameName, add_partner, edit_partner
from portal.projects.usecases.publishing import give_back_draft, publish_draft
from portal.projects.usecases.sheets import Overtaken, discard_sheet, publish_sheet, write_section, write_sheet
from portal.projects.usecases.signing import AlreadySigned, LinkClosed, ask_partner, revoke_links, sign_sheet
from portal.projects.usecases.spokespeople import confirm_spokesperson, end_spokesperson
from portal.projects.usecases.updates import post_update
from portal.projects.usecases.writing import add_project, edit_project

__all__ = [
    "AlreadySigned",
    "LinkClosed",
    "Overtaken",
    "SameName",
    "add_draft_files",
    "add_files",
    "add_goal",
    "add_partner",
    "add_project",
    "ask_partner",
    "confirm_spokesperson",
    "discard_sheet",
    "edit_draft",
    "edit_goal",
    "edit_partner",
    "edit_project",
    "end_spokesperson",
    "freeze_criteria",
    "give_back_draft",
    "import_projects",
    "move_milestone",
    "planned",
    "post_update",
    "publish_draft",
    "publish_sheet",
    "raise_goal",
    "revoke_links",
    "score_criterion",
    "send_draft",
    "sign_sheet",
    "withdraw_draft",
    "write_draft",
    "write_section",
    "write_sheet",
    "write_vision",
]
