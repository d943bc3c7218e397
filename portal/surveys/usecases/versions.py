"""Keeping a form: as a new survey, or as the next version of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask_babel import gettext as _

from portal.core.addresses import slugify, slugs_from
from portal.core.db import db
from portal.core.errors import NotFound, Refused, WrongState
from portal.core.permissions import Actor, Permission, authorize
from portal.core.translated import Translated
from portal.core.usecase import usecase
from portal.surveys import queries
from portal.surveys.definition import ASKED, Form, Question, as_json
from portal.surveys.models import LONGEST_PATH, Survey, SurveyQuestion, SurveyState, SurveyVersion

NOTHING = Translated()
_RESERVED = {"import", "new"}


@usecase
def keep_form(
    *,
    actor: Actor,
    form: Form,
    survey_slug: str | None = None,
    left_out: Iterable[Mapping[str, Any]] = (),
    source_name: str = "",
    title: Translated | None = None,
    slug: str = "",
    attribution: Translated = NOTHING,
    illustrative: bool = False,
) -> int:
    """Keep `form` as a new survey's, or as the next version of the one at `survey_slug`; returns the survey's id.

    A new survey has the address `slug`, else one made from its title.
    While a survey is open, its questions with choices stay, each with the choices it has; closed, it stays whole.
    Raises `NotFound` and `Refused`.
    """
    authorize(actor, Permission.SURVEY_EDIT)
    check_paths(form)
    survey = _there(survey_slug, form) if survey_slug else new_survey(actor, form, title, slug)
    if survey_slug and title:
        survey.title = title
    if not survey_slug:
        survey.attribution, survey.illustrative = attribution, illustrative
    version = SurveyVersion(
        survey_id=survey.id,
        number=queries.last_number(survey.id) + 1,
        form=as_json(form),
        left_out=[dict(one) for one in left_out],
        source_name=source_name[-200:],
        made_by=actor.person_id,
    )
    db.session.add(version)
    tell_questions(survey.id, form)
    return survey.id


def _there(slug: str, form: Form) -> Survey:
    survey = queries.survey_row(slug)
    if survey is None:
        raise NotFound
    if survey.state not in {SurveyState.DRAFT, SurveyState.OPEN}:
        raise WrongState(_("This survey is closed. Make a new survey for this form."))
    if survey.state == SurveyState.OPEN:
        check_frozen(queries.newest_version(survey.id)[1], form)
    return survey


def new_survey(actor: Actor, form: Form, title: Translated | None, slug: str = "") -> Survey:
    """A draft at an address of its own: the one wished for, else one made from its title."""
    named = title or Translated({form.default_language: form.title})
    wanted = slug or slugify(next(iter(named.values()), ""))
    survey = Survey(title=named, intro=NOTHING, open_records=NOTHING, attribution=NOTHING, created_by=actor.person_id)
    survey.slug = next(
        free for free in slugs_from(wanted) if free not in _RESERVED and queries.survey_row(free) is None
    )
    db.session.add(survey)
    db.session.flush()  # the new row gets its key
    return survey


def check_paths(form: Form, empty: bool = False) -> None:
    """Refuse a form that asks nothing (unless it may be `empty`), or whose paths are too long to be kept."""
    longest = max((path for path, _label in _answered(form)), key=len, default="")
    if not longest and not empty:
        raise Refused(_("This form asks nothing. Add a question."))
    if len(longest) > LONGEST_PATH:
        raise Refused(_("Shorten the names of the groups around “%(name)s”.", name=longest.rsplit("/", 1)[-1]))


def check_frozen(old: Form, new: Form) -> None:
    """Answers that were given to a choice must keep their sense. Its label may be corrected."""
    there = dict(new.questions())
    for path, question in old.questions():
        if question.choices and _choices(old, question) != _choices(new, there.get(path)):
            raise Refused(
                _(
                    "People are answering this survey. Keep the question “%(name)s” and its choices as they are.",
                    name="/".join(path),
                )
            )


def _choices(form: Form, question: Question | None) -> tuple[Any, ...]:
    if question is None:
        return ()
    names = sorted(choice.name for choice in form.choices.get(question.choices, ()))
    return question.kind, question.other, *names


def _answered(form: Form) -> Iterator[tuple[str, Translated]]:
    """Every path that holds what somebody answered, with the label of its question."""
    for path, question in form.questions():
        if question.kind in ASKED:
            yield "/".join(path), question.label
            if question.other:
                yield "/".join(path) + "_other", question.label


def tell_questions(survey_id: int, form: Form) -> None:
    """Keep the questions of a form by their paths, as they are put now."""
    known = queries.question_rows(survey_id)
    for path, label in _answered(form):
        if path in known:
            known[path].label = label
        else:
            db.session.add(SurveyQuestion(survey_id=survey_id, path=path, label=label))


def forget_questions(survey_id: int, form: Form) -> None:
    """Let go of the questions that the form of a draft asks no more. Nobody has answered them."""
    asked = {path for path, _label in _answered(form)}
    for path, row in queries.question_rows(survey_id).items():
        if path not in asked:
            db.session.delete(row)
