"""Opening a survey and closing it. Both are for good, and both stand in the public record."""

from __future__ import annotations

from flask import current_app
from flask_babel import gettext as _

from portal.core.clock import now
from portal.core.errors import NotFound, Refused
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.surveys import queries
from portal.surveys.models import Survey, SurveyState
from portal.surveys.readiness import lacking, needs
from portal.surveys.standing import close, note_move
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
    note_move(actor, "survey.opened", survey, SurveyState.DRAFT, SurveyState.OPEN)


@usecase
def close_survey(*, actor: Actor, slug: str) -> None:
    """Take no more answers, at once and for good."""
    authorize(actor, Permission.SURVEY_EDIT)
    close(actor, _survey(slug))


def _survey(slug: str) -> Survey:
    survey = queries.survey_row(slug)
    if survey is None:
        raise NotFound
    return survey
