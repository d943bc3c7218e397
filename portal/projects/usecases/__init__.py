"""What is done to projects: publishing them, agreeing their sheets, telling how they stand."""

from __future__ import annotations

from portal.projects.usecases.drafts import edit_draft, send_draft, withdraw_draft, write_draft
from portal.projects.usecases.publishing import give_back_draft, publish_draft
from portal.projects.usecases.sheets import Overtaken, publish_sheet, write_sheet
from portal.projects.usecases.spokespeople import confirm_spokesperson, end_spokesperson
from portal.projects.usecases.updates import post_update
from portal.projects.usecases.writing import add_project, edit_project

__all__ = [
    "Overtaken",
    "add_project",
    "confirm_spokesperson",
    "edit_draft",
    "edit_project",
    "end_spokesperson",
    "give_back_draft",
    "post_update",
    "publish_draft",
    "publish_sheet",
    "send_draft",
    "withdraw_draft",
    "write_draft",
    "write_sheet",
]
