"""The builder's page of one question or section: a new one, or one that is there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import current_app, redirect, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.core.errors import NotFound, Refused
from portal.core.forms import translated
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.rows import Rows
from portal.core.translated import Translated
from portal.core.web import in_page_language, render
from portal.surveys import building, queries, usecases
from portal.surveys.building import Limits, Line, Rule, SpokenOf, Test, Type, TypedChoice
from portal.surveys.building.skipping import NUMBERS
from portal.surveys.definition import Element, Form, Group, Path, Question, Repeat
from portal.surveys.forms import Asked, ElementForm
from portal.surveys.queries import SurveyAtDesk
from portal.surveys.views.building import (
    TYPE_HINTS,
    TYPE_NAMES,
    check_loaded,
    label_of,
    number_of,
    placed_at,
    spoken_of,
)
from portal.surveys.views.door import blueprint

CHOICES = Rows("choices", first="label_en", most=200)
YES_NO = (("Yes", "Sí"), ("No", "No"))


@blueprint.route("/staff/surveys/<slug:slug>/build/add", methods=["GET", "POST"])
@requires(Permission.SURVEY_EDIT, "kind", "into")
def add_element(slug: str) -> Response | tuple[str, int]:
    """First the choice of a type, then its page. `into` is the number of a section."""
    survey = queries.survey_at_desk(slug)
    _version, definition = queries.newest_version(survey.id)
    wanted, into = request.args.get("kind", ""), request.args.get("into", "")
    holder = placed_at(definition, int(into)) if into.isdecimal() and len(into) < 6 else None
    section: Path = holder.path if holder else ()
    try:
        building.siblings_of(definition, section)
    except KeyError:
        raise NotFound from None
    if wanted not in set(Type):
        inside = label_of(holder.element) if holder else None
        page = render(
            "surveys/build_add.html", survey=survey, types=TYPE_NAMES, hints=TYPE_HINTS, into=into, inside=inside
        )
        return page, 200
    kind = Type(wanted)
    return _element_page(survey, definition, building.begun(kind, ""), kind, section, None)


@blueprint.route("/staff/surveys/<slug:slug>/build/<int:number>", methods=["GET", "POST"])
@requires(Permission.SURVEY_EDIT)
def edit_element(slug: str, number: int) -> Response | tuple[str, int]:
    """Edit a question or a section."""
    survey = queries.survey_at_desk(slug)
    _version, definition = queries.newest_version(survey.id)
    placed = placed_at(definition, number)
    kind = building.type_of(placed.element)
    return _element_page(survey, definition, placed.element, kind, placed.path[:-1], placed.path)


def _element_page(
    survey: SurveyAtDesk, definition: Form, element: Element, kind: Type | None, section: Path, path: Path | None
) -> Response | tuple[str, int]:
    earlier = building.earlier(definition, path)
    asked = {question.name: _asked(definition, question) for question in earlier}
    change = request.form.get("change")
    sent = {"formdata": CHOICES.rearranged(request.form, change)} if change else {}
    form = ElementForm(asked, data=_shown(definition, element, kind), **sent)
    status = 422
    if not change and form.validate_on_submit():
        try:
            check_loaded(form.loaded.data, definition)
            made, there = _made(form, definition, element, kind, section, path)
            moved = (path or there, there)
            usecases.build_form(actor=current_actor(), slug=survey.slug, form=made, began=definition, moved=moved)
            anchor = f"e{number_of(made, there)}"
            return redirect(url_for("surveys.outline", slug=survey.slug, _anchor=anchor), 303)
        except SpokenOf as refusal:
            form.show(spoken_of(refusal))
        except usecases.FormOvertaken as refusal:  # its number may be another question's now: never save over that
            form.show(refusal)
            form.form_errors.append(_("Copy what you wrote, then open the question again."))
            status = 409
        except Refused as refusal:
            form.show(refusal)
    page = render(
        "surveys/build_element.html",
        survey=survey,
        form=form,
        kind=kind,
        type_name=TYPE_NAMES.get(kind, getattr(element, "kind", "")) if kind else getattr(element, "kind", ""),
        new=path is None,
        number=number_of(definition, path) if path else 0,
        changed=change or "",
        here=request.full_path,
        shared=isinstance(element, Question) and building.is_shared(definition, element),
        by_lists=building.read(element.relevant) is not None,
        by_limits=not isinstance(element, Question) or building.read_limits(element.constraint) is not None,
    )
    return page, status if form.errors or form.form_errors else 200


def _shown(form: Form, element: Element, kind: Type | None) -> dict[str, Any]:
    said: dict[str, Any] = {"loaded": building.fingerprint(form), "name": element.name, "relevant": element.relevant}
    texts = ("label", "hint", "required_message")
    said |= {f"{name}_{tag}": text for name in texts for tag, text in getattr(element, name, {}).items()}
    rule = building.read(element.relevant) or Rule(())
    rows = [
        {"question": one.name, "test": one.test.value, "choice": one.value, "value": one.value} for one in rule.lines
    ]
    said |= {"any_of": "any" if rule.any_of else "", "rules": rows}
    if isinstance(element, Question):
        said |= {name: getattr(element, name) for name in ("constraint", "other", "randomize", "aggregate_only")}
        limits = building.read_limits(element.constraint) or Limits()
        said |= {"required": bool(element.required), "least": limits.least, "most": limits.most}
        said["longest"] = limits.longest
        if element.bounds:
            said["least"], said["most"], said["step"] = element.bounds
        listed = form.choices.get(element.choices, ())
        said["choices"] = [{"name": one.name, **{f"label_{tag}": t for tag, t in one.label.items()}} for one in listed]
        if not listed and kind is Type.YES_NO:
            said["choices"] = [{"label_en": english, "label_es": spanish} for english, spanish in YES_NO]
        elif not listed and kind in building.WITH_CHOICES:
            said["choices"] = [{} for _row in range(5)]
    return said


def _made(
    form: ElementForm, definition: Form, element: Element, kind: Type | None, section: Path, path: Path | None
) -> tuple[Form, Path]:
    tags: tuple[str, ...] = tuple(current_app.config["SETTINGS"].languages)
    others: dict[str, Any] = {"relevant": _relevant(form, element, definition)}
    texts: dict[str, Translated] = {"label": translated(form, "label")}
    if isinstance(element, Question):
        texts |= {name: translated(form, name) for name in ("hint", "required_message")}
        others |= _question_values(form, element, kind)
    made = building.written(element, texts, others, tags)
    if not made.label and not isinstance(element, Group | Repeat):
        raise Refused(_("Write the question"), form_field(form))
    name = (
        form.name.data or element.name or building.free_name(definition, next(iter(made.label.values()), ""), "section")
    )
    if name != element.name and name in building.all_names(definition):
        raise Refused(_("Another question has this name. Write another one."), "name")
    made = replace(made, name=element.name or name)
    if isinstance(made, Question) and kind in building.WITH_CHOICES:
        definition, made = building.with_choices(definition, made, _typed(form), tags, _other(tags))
    if path is None:
        return building.added(definition, section, made), (*section, name)
    changed = building.replaced(definition, path, made)
    return building.renamed(changed, path, name), (*section, name)


def form_field(form: ElementForm) -> str:
    """The field of the question in the site's first language."""
    return f"label_{current_app.config['SETTINGS'].default_language}" if form else ""


def _question_values(form: ElementForm, element: Question, kind: Type | None) -> dict[str, Any]:
    said: dict[str, Any] = {"aggregate_only": bool(form.aggregate_only.data)}
    said["required"] = (element.required or "true()") if form.required.data else ""
    if kind in building.WITH_CHOICES:
        said |= {"other": bool(form.other.data), "randomize": bool(form.randomize.data)}
    if kind is Type.RANGE:
        said["bounds"] = (form.least.data or "1", form.most.data or "5", form.step.data or "1")
    elif building.read_limits(element.constraint) is None:
        said["constraint"] = form.constraint.data or ""
    elif kind in building.NUMBERS:
        said["constraint"] = building.constraint(Limits(form.least.data or "", form.most.data or ""))
    elif kind in building.TEXTS:
        said["constraint"] = building.constraint(Limits(longest=form.longest.data or ""))
    return said


def _typed(form: ElementForm) -> tuple[TypedChoice, ...]:
    typed = [TypedChoice(row.form.name.data or "", translated(row.form, "label")) for row in form.choices]
    written = tuple(one for one in typed if one.label)
    if len(written) < 2:
        raise Refused(_("Write two choices or more"), "choices")
    return written


def _other(tags: tuple[str, ...]) -> Translated:
    """What the choice for another answer is called at first."""
    said = {}
    for tag in tags:
        with force_locale(tag):
            said[tag] = _("Other")
    return Translated(said)


def _relevant(form: ElementForm, element: Element, definition: Form) -> str:
    if building.read(element.relevant) is None:
        return form.relevant.data or ""
    chosen = [row.form for row in form.rules if row.form.question.data]
    lines = tuple(Line(row.question.data, Test(row.test.data), _value(row)) for row in chosen)
    return building.expression(Rule(lines, bool(form.any_of.data)), definition)


def _value(row: Any) -> str:
    if row.test.data in building.BARE:
        return ""
    return str(row.choice.data if row.asked.choices else row.value.data)


def _asked(form: Form, question: Question) -> Asked:
    listed = {one.name: in_page_language(one.label).text or one.name for one in form.choices.get(question.choices, ())}
    label = label_of(question).text
    return Asked(label, building.tests_of(question), listed, question.kind in NUMBERS)
