"""Success criteria: frozen once, on a day that stays known, and scored later beside their frozen text."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import NotFound, Refused
from portal.core.formats import local
from portal.core.permissions import Actor, Permission, authorize
from portal.core.translated import Translated
from portal.core.usecase import usecase
from portal.projects import queries
from portal.projects.models import CriterionScore, Project, Verdict
from portal.projects.sheets.contents import sheet_from
from portal.projects.sheets.noted_texts import criteria_text, score_text
from portal.record.models import Deed, append


@usecase
def freeze_criteria(*, actor: Actor, slug: str, version: int) -> None:
    """Freeze the success criteria of the newest published version, for good, and note it in the public record.

    `version` is the one that the actor read. The same again (a form sent twice) changes nothing.
    """
    authorize(actor, Permission.PROJECT_EDIT)
    project = _project(slug)
    if project.criteria_frozen_in is not None:
        if project.criteria_frozen_in == version:
            return
        raise Refused(_("The success criteria are frozen already."))
    newest = queries.newest_sheet(project.id)
    if newest is None:
        raise Refused(_("Publish the sheet first. Only public criteria can be frozen."))
    if newest.number != version:
        raise Refused(_("A newer version was published meanwhile. Read its criteria, then freeze them."))
    public = sheet_from(newest.content)
    if not public.criteria:
        raise Refused(_("The public version has no success criteria. Publish some first."))
    if queries.written_sheet(project).criteria != public.criteria:
        raise Refused(_("What is written has other criteria. Publish it or discard it first."))
    project.criteria_frozen_in, project.criteria_frozen_at = version, now()
    deed = Deed("criteria.frozen", f"criteria:{project.slug}", "clerk", text=criteria_text(newest.content))
    append(actor, deed, at=project.criteria_frozen_at)


@usecase
def score_criterion(
    *,
    actor: Actor,
    slug: str,
    criterion: str,
    verdict: Verdict,
    result: Translated,
    measured_on: date | None,
    number: int | None = None,
) -> int:
    """Say how a frozen criterion was found, for good, and note it in the public record; returns the score's number.

    `number` is the one that the writer expects. A later score stands beside the earlier ones.
    """
    authorize(actor, Permission.PROJECT_EDIT)
    project = _project(slug)
    if criterion not in queries.frozen_criteria(project):
        raise NotFound
    if measured_on is not None and measured_on > local(now()).date():
        raise Refused(_("Enter a day that is not in the future"), "measured_on")
    if measured_on is None and verdict is not Verdict.NOT_MEASURED:
        raise Refused(_("Enter the day on which it was measured"), "measured_on")
    text = score_text(criterion, verdict, result, measured_on)
    scores = queries.noted_scores(project.id)
    since = [before for before in scores if number is not None and before.number >= number]
    for before in since:
        if before.text == text:
            return before.number
    if any(before.key == criterion for before in since):
        raise Refused(_("Somebody else scored this criterion while you wrote. Read it, then send yours."))
    score = CriterionScore(
        project_id=project.id,
        number=len(scores) + 1,
        criterion=criterion,
        verdict=verdict,
        result=result,
        measured_on=measured_on,
        posted_at=now(),
        author_id=actor.person_id,
    )
    deed = Deed("criterion.scored", f"criterion:{project.slug}/{score.number}", "clerk", text=text)
    score.record_seq = append(actor, deed, at=score.posted_at)
    db.session.add(score)
    return score.number


def _project(slug: str) -> Project:
    project = queries.project_for_change(slug)
    if project is None:
        raise NotFound
    return project
