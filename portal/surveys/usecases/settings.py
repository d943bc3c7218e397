"""Writing what stands around a survey's form."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.core.clock import now
from portal.core.errors import NotFound, Refused
from portal.core.formats import iso
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.record.models import Deed, append
from portal.surveys import queries
from portal.surveys.models import Survey, SurveyState
from portal.surveys.written import WrittenSurvey, written_of


class SurveyOvertaken(Refused):
    """Somebody else saved the survey in between; nothing was overwritten."""


@usecase
def edit_survey(*, actor: Actor, slug: str, written: WrittenSurvey, loaded: str | None = None) -> None:
    """Keep the settings of a survey. While it is open its promise and its groupings stand; closed, nothing changes.

    A closing time that is moved while people answer is noted in the public record. `loaded` is the fingerprint of
    what the writer began from.
    """
    authorize(actor, Permission.SURVEY_EDIT)
    survey = queries.survey_row(slug)
    if survey is None:
        raise NotFound
    before = written_of(survey)
    if before == written:
        return
    if loaded is not None and loaded != before.fingerprint:
        raise SurveyOvertaken(_("Somebody else saved this survey while you wrote. Nothing was overwritten."))
    _check_times(written)
    if survey.state != SurveyState.DRAFT:
        _check_frozen(survey, before, written)
        _note_closing(actor, survey, written)
    survey.title, survey.intro, survey.open_records = written.title, written.intro, written.open_records
    survey.project_id, survey.promise, survey.results_shown = written.project, written.promise, written.results_shown
    survey.access = written.access
    survey.groupings, survey.minutes = dict(written.groupings), written.minutes
    survey.opens_at, survey.closes_at = written.opens_at, written.closes_at


def _check_times(written: WrittenSurvey) -> None:
    if written.opens_at and written.closes_at and written.closes_at <= written.opens_at:
        raise Refused(_("Enter a closing time after the opening time"), "closes_at")


def _check_frozen(survey: Survey, before: WrittenSurvey, written: WrittenSurvey) -> None:
    if survey.state != SurveyState.OPEN:
        raise Refused(_("This survey is closed. Its settings stay as they are."))
    if written.promise != before.promise:
        raise Refused(_("People are answering under this promise. It stays as it is."), "promise")
    if written.access != before.access:
        raise Refused(_("People are answering. Who may answer stays as it is."), "access")
    if written.open_records != before.open_records:
        raise Refused(_("People are answering under these words. They stay as they are."))
    if (written.groupings, written.results_shown) != (before.groupings, before.results_shown):
        raise Refused(_("People are answering. Who sees the results, and by what groups, stays as it is."))
    if written.closes_at is None or (written.closes_at != before.closes_at and written.closes_at <= now()):
        raise Refused(_("Enter a closing time that is still to come. To close now, use the button."), "closes_at")


def _note_closing(actor: Actor, survey: Survey, written: WrittenSurvey) -> None:
    if survey.closes_at == written.closes_at or written.closes_at is None:
        return
    said = [iso(moment) if moment else "" for moment in (survey.closes_at, written.closes_at)]
    append(actor, Deed("survey.closing_moved", f"survey:{survey.slug}", "clerk", reason=" → ".join(said)))
