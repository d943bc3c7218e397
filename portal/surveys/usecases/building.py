"""Building a survey's form on screen: begun empty, then kept edit by edit."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.core.db import db
from portal.core.errors import NotFound, Refused, WrongState
from portal.core.permissions import Actor, Permission, authorize
from portal.core.translated import Translated
from portal.core.usecase import usecase
from portal.surveys import queries
from portal.surveys.definition import Form, Path, as_json
from portal.surveys.models import SurveyState, SurveyVersion
from portal.surveys.usecases.versions import (
    check_frozen,
    check_paths,
    forget_questions,
    new_survey,
    tell_questions,
)


class FormOvertaken(Refused):
    """Somebody else kept another form in between; nothing was overwritten."""


@usecase
def begin_survey(*, actor: Actor, title: Translated, form: Form) -> int:
    """A new draft with a form that asks nothing yet; returns the survey's id."""
    authorize(actor, Permission.SURVEY_EDIT)
    survey = new_survey(actor, form, title)
    db.session.add(SurveyVersion(survey_id=survey.id, number=1, form=as_json(form), made_by=actor.person_id))
    return survey.id


@usecase
def build_form(*, actor: Actor, slug: str, form: Form, began: Form, moved: tuple[Path, Path] | None = None) -> None:
    """Keep a form that was edited from `began`; `moved` tells where an element stood and where it stands now.

    A draft that nobody answers keeps one version; while people answer, each edit is a version under the rules of an
    import. Raises `NotFound`, `WrongState` and `Refused`.
    """
    authorize(actor, Permission.SURVEY_EDIT)
    survey = queries.survey_row(slug)
    if survey is None:
        raise NotFound
    version_id, newest = queries.newest_version(survey.id)
    if newest == form:
        return
    if newest != began:
        raise FormOvertaken(_("Somebody else changed this form while you wrote. Nothing was overwritten."))
    if survey.state == SurveyState.DRAFT:
        check_paths(form, empty=True)
        db.session.get_one(SurveyVersion, version_id).form = as_json(form)
        forget_questions(survey.id, form)
        if moved:
            survey.groupings = {name: _moved(path, *moved) for name, path in survey.groupings.items()}
    elif survey.state == SurveyState.OPEN:
        check_paths(form)
        check_frozen(newest, form)
        number = queries.last_number(survey.id) + 1
        left_out = db.session.get_one(SurveyVersion, version_id).left_out
        version = SurveyVersion(survey_id=survey.id, number=number, form=as_json(form), left_out=left_out)
        version.made_by = actor.person_id
        db.session.add(version)
    else:
        raise WrongState(_("This survey is closed. Its questions stay as they are."))
    tell_questions(survey.id, form)


def _moved(path: str, was: Path, now: Path) -> str:
    steps = tuple(path.split("/"))
    return "/".join((*now, *steps[len(was) :])) if steps[: len(was)] == was else path
