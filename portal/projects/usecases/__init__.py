"""What is done to projects: publishing them, agreeing their sheets with partners, telling how they stand."""

from __future__ import annotations

from portal.projects.usecases.files import (
    add_files,
)
from portal.projects.usecases.importing import import_projects, planned
from portal.projects.usecases.partners import (
    SameName,
    add_partner,
    edit_partner,
)
from portal.projects.usecases.sheets import (
    Overtaken,
    publish_sheet,
    write_sheet,
)
from portal.projects.usecases.signing import (
    AlreadySigned,
    LinkClosed,
    ask_partner,
    revoke_links,
    sign_sheet,
)
from portal.projects.usecases.updates import (
    post_update,
)
from portal.projects.usecases.writing import (
    add_project,
    edit_project,
)

__all__ = [
    "AlreadySigned",
    "LinkClosed",
    "Overtaken",
    "SameName",
    "add_files",
    "add_partner",
    "add_project",
    "ask_partner",
    "edit_partner",
    "edit_project",
    "import_projects",
    "planned",
    "post_update",
    "publish_sheet",
    "revoke_links",
    "sign_sheet",
    "write_sheet",
]
