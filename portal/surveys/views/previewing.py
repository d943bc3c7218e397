"""A form as its clerk may look through it: all that is asked, in one language after another. Nothing is saved."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from portal.core.permissions import Permission
from portal.core.routes import requires
from portal.core.translated import Text
from portal.core.web import render
from portal.surveys import queries
from portal.surveys.definition import Form, Placed, Question, Repeat
from portal.surveys.trying import page_keys
from portal.surveys.views.door import blueprint


@dataclass(frozen=True)
class ShownElement:
    """An element of a form in one language. Rules stand as their author wrote them."""

    label: Text
    hint: Text | None
    repeated: bool
    choices: tuple[Text, ...]
    relevant: str
    required: str
    constraint: str
    page: str


@blueprint.get("/staff/surveys/<slug:slug>/preview")
@requires(Permission.SURVEY_EDIT, "in")
def preview_survey(slug: str) -> str:
    """Everything that the newest version may ask, with the rule under which it does."""
    survey = queries.survey_at_desk(slug)
    _version, form = queries.newest_version(survey.id)
    tags = [language.tag for language in form.languages] or [form.default_language]
    wanted = request.args.get("in", "")
    tag = wanted if wanted in tags else form.default_language
    starts = page_keys(form)
    shown = [_shown(form, placed, tag, starts.get(placed.path, "")) for placed in form.placed()]
    return render("surveys/preview.html", survey=survey, languages_of_form=form.languages, tag=tag, elements=shown)


def _shown(form: Form, placed: Placed, tag: str, page: str) -> ShownElement:
    element = placed.element
    question = element if isinstance(element, Question) else None
    listed = form.choices.get(question.choices, ()) if question else ()
    return ShownElement(
        label=element.label.best(tag) or Text(element.name, tag),
        hint=question.hint.best(tag) if question and question.hint else None,
        repeated=isinstance(element, Repeat),
        choices=tuple(choice.label.best(tag) or Text(choice.name, tag) for choice in listed),
        relevant=element.relevant,
        required=question.required if question else "",
        constraint=question.constraint if question else "",
        page=page,
    )
