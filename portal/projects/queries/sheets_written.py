"""A project's sheet as the desk sees it: what is written, what is public, and how far apart they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.core.clock import now
from portal.core.formats import local
from portal.core.translated import Translated
from portal.projects.models import Phase, Project
from portal.projects.queries.facts import project_by_slug
from portal.projects.queries.goals import goals_offered
from portal.projects.queries.noted import frozen_criteria
from portal.projects.queries.partners import partner_names
from portal.projects.queries.sheets import SheetPage, sheet_page, written_sheet
from portal.projects.queries.updates import updates
from portal.projects.sheets.contents import fingerprint
from portal.projects.sheets.shapes import Criterion, Sheet

NOT_BEGUN = frozenset({Phase.PROPOSED, Phase.AGREED, Phase.STOPPED})


@dataclass(frozen=True)
class SheetDesk:
    """What is written of a project's sheet, with `loaded`, its fingerprint, and the newest public version.

    `waits`: what is written is not public. `has_begun`: the mandate or an update says that work has. `goals` are the
    titles of those that may be chosen, `partners` the names of all, both by slug.
    """

    project_id: int
    slug: str
    title: Translated
    sheet: Sheet
    loaded: str
    waits: bool
    public: SheetPage | None
    frozen_in: int | None
    frozen_at: datetime | None
    frozen: dict[str, Criterion]
    has_begun: bool
    goals: dict[str, Translated]
    partners: dict[str, str]


def sheet_desk(slug: str) -> SheetDesk | None:
    """The sheet of a project as the desk sees it."""
    project = project_by_slug(slug)
    return _desk(project) if project else None


def _desk(project: Project) -> SheetDesk:
    sheet, public = written_sheet(project), sheet_page(project.id)
    return SheetDesk(
        project_id=project.id,
        slug=project.slug,
        title=project.title,
        sheet=sheet,
        loaded=fingerprint(sheet),
        waits=sheet != (public.sheet if public else Sheet()),
        public=public,
        frozen_in=project.criteria_frozen_in,
        frozen_at=project.criteria_frozen_at,
        frozen=frozen_criteria(project),
        has_begun=_has_begun(project, public),
        goals=goals_offered(sheet.goal),
        partners=partner_names(),
    )


def _has_begun(project: Project, public: SheetPage | None) -> bool:
    starts_on = public.sheet.mandate.starts_on if public else None
    if starts_on is not None and starts_on <= local(now()).date():
        return True
    return any(update.phase not in NOT_BEGUN for update in updates(project.id))
