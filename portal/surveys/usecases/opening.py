"""Opening a survey and closing it. Both are for good, and both stand in the public record."""

from __future__ import annotations

from flask import current_app
from flask_babel import gettext as _

from portal.core.clock import now
from portal.core.errors import NotFound, Refused
from portal.core.events import emit
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.record.models import Deed, append
from portal.surveys import queries
from portal.surveys.events import SurveyClosed
from portal.surveys.models import Survey, SurveyState
from portal.surveys.readiness import lacking, needs
from portal.surveys.usecases.settings import SurveyOvertaken
from portal.surveys.written import written_of


class SurveyNotReady(Refused):
    """The survey cannot be opened yet; `reasons` says why, in the reader's words."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@usecase
def open_survey(*, actor: Actor, slug: str, loaded: str | None = None) -> None:
    """Let people answer; its promise and its choices stand from now on.

    `loaded` is the fingerprint of what the clerk read. Raises `SurveyNotReady` with all that lacks.
    """
    authorize(actor, Permission.SURVEY_EDIT)
    survey = _survey(slug)
    written = written_of(survey)
    if loaded is not None and loaded != written.fingerprint:
        raise SurveyOvertaken(_("Somebody else saved this survey while you read it. Read it again, then open it."))
    languages = current_app.config["SETTINGS"].languages
    survey.open(_("This survey is open already."))
    _version, form = queries.newest_version(survey.id)
    if reasons := lacking(needs(written, form, queries.left_out_of(survey.id), languages, now())):
        raise SurveyNotReady(reasons)
    append(actor, _moved("survey.opened", survey, SurveyState.DRAFT, SurveyState.OPEN))


@usecase
def close_survey(*, actor: Actor, slug: str) -> None:
    """Take no more answers, at once and for good."""
    authorize(actor, Permission.SURVEY_EDIT)
    _close(actor, _survey(slug))


@usecase
def close_due_survey(*, actor: Actor, slug: str) -> None:
    """Close a survey whose time has come. Where somebody was first, or moved the time, nothing is done."""
    authorize(actor, Permission.SURVEY_EDIT)
    survey = _survey(slug)
    if survey.state == SurveyState.OPEN and survey.closes_at is not None and survey.closes_at <= now():
        _close(actor, survey)


def _close(actor: Actor, survey: Survey) -> None:
    survey.close(_("Only a survey that is open can be closed."))
    append(actor, _moved("survey.closed", survey, SurveyState.OPEN, SurveyState.CLOSED))
    emit(SurveyClosed(survey.id))


def _survey(slug: str) -> Survey:
    survey = queries.survey_row(slug)
    if survey is None:
        raise NotFound
    return survey


def _moved(action: str, survey: Survey, start: SurveyState, end: SurveyState) -> Deed:
    """The promise is said with it: whoever reads the record later can hold the site to it."""
    subject = f"survey:{survey.slug}"
    return Deed(action, subject, "clerk", reason=str(survey.promise), from_state=str(start), to_state=str(end))
