"""The builder's outline of a form: what is asked in which order, moved, copied and deleted with plain buttons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import current_app, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from portal.config import LANGUAGE_NAMES
from portal.core.errors import NotFound, Refused
from portal.core.forms import translated
from portal.core.imports import shortened
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.translated import Text
from portal.core.web import in_page_language, render
from portal.surveys import building, queries, usecases
from portal.surveys.building import Doubt, SpokenOf, Type
from portal.surveys.definition import Element, Form, Language, Path, Placed, Question
from portal.surveys.forms import TEST_NAMES, LoadedForm, NewSurveyForm
from portal.surveys.views.door import blueprint

TYPE_NAMES = {
    Type.SHORT: _l("Short text"),
    Type.LONG: _l("Long text"),
    Type.INTEGER: _l("Whole number"),
    Type.DECIMAL: _l("Number with decimals"),
    Type.DATE: _l("Date"),
    Type.TIME: _l("Time"),
    Type.ONE: _l("Choose one"),
    Type.SEVERAL: _l("Choose several"),
    Type.RANK: _l("Put in order"),
    Type.SCALE: _l("Scale with words"),
    Type.RANGE: _l("Scale with numbers"),
    Type.YES_NO: _l("Yes or no"),
    Type.NOTE: _l("Note: text without an answer"),
    Type.PAGE: _l("Section on one page"),
    Type.SECTION: _l("Section, one question on each page"),
    Type.REPEAT: _l("Section asked several times"),
}

TYPE_HINTS = {
    Type.YES_NO: _l("You can add more choices, such as “I do not know”."),
    Type.SCALE: _l("For example from “very bad” to “very good”."),
    Type.RANK: _l("People put the choices in the order that matters to them."),
    Type.RANGE: _l("For example from 1 to 5."),
    Type.PAGE: _l("Its questions stand together on one page."),
    Type.SECTION: _l("For parts that a colleague may answer."),
    Type.REPEAT: _l("For example once for each shop or each vehicle."),
    Type.NOTE: _l("For an explanation between the questions."),
}
DOUBTS = {
    Doubt.LATER: _l("Its rule asks for a later question, so it may never be shown. Move it down or change the rule."),
    Doubt.CHOICE: _l("Its rule asks for a choice that is gone. Change the rule."),
    Doubt.EMPTY: _l("Nothing is asked in it yet. Add a question inside, or delete it."),
}
_LONGEST_IN_RULE = 40


@dataclass(frozen=True)
class OutlineLine:
    """An element in the outline. `depth` counts the sections around it; `lacks` the languages without a text."""

    number: int
    label: Text
    name: str
    type: str
    rule: str
    depth: int
    lacks: tuple[str, ...]
    is_section: bool
    doubt: str


@blueprint.route("/staff/surveys/new", methods=["GET", "POST"])
@requires(Permission.SURVEY_EDIT)
def begin_building() -> Response | tuple[str, int]:
    """A new survey, which asks nothing yet."""
    form = NewSurveyForm()
    if form.validate_on_submit():
        title = translated(form, "title")
        settings = current_app.config["SETTINGS"]
        languages = tuple(Language(tag, LANGUAGE_NAMES[tag]) for tag in settings.languages)
        named = title.best(settings.default_language).text
        empty = Form(named, "survey", (), {}, languages, settings.default_language)
        survey_id = usecases.begin_survey(actor=current_actor(), title=title, form=empty)
        return redirect(url_for("surveys.outline", slug=queries.slug_of(survey_id)), 303)
    return render("surveys/build_new.html", form=form), form.http_status


@blueprint.route("/staff/surveys/<slug:slug>/build", methods=["GET", "POST"])
@requires(Permission.SURVEY_EDIT)
def outline(slug: str) -> Response | tuple[str, int]:
    """The whole form as a numbered list; its buttons move and copy."""
    survey = queries.survey_at_desk(slug)
    _version, definition = queries.newest_version(survey.id)
    form = LoadedForm(data={"loaded": building.fingerprint(definition)})
    if form.validate_on_submit():
        try:
            check_loaded(form.loaded.data, definition)
            changed, moved = _pressed(definition, request.form.get("change", ""))
            usecases.build_form(actor=current_actor(), slug=slug, form=changed, began=definition, moved=moved)
            return redirect(url_for("surveys.outline", slug=slug, _anchor=f"e{number_of(changed, moved[1])}"), 303)
        except Refused as refusal:
            form.show(refusal)
            form.loaded.data = building.fingerprint(definition)
    lines = _lines(definition)
    page = render(
        "surveys/build.html", survey=survey, form=form, lines=lines, doubts=sum(bool(line.doubt) for line in lines)
    )
    return page, 409 if form.form_errors else form.http_status


@blueprint.route("/staff/surveys/<slug:slug>/build/<int:number>/delete", methods=["GET", "POST"])
@requires(Permission.SURVEY_EDIT)
def delete_element(slug: str, number: int) -> Response | tuple[str, int]:
    """Delete a question, or a section with all that it holds, after reading what goes."""
    survey = queries.survey_at_desk(slug)
    _version, definition = queries.newest_version(survey.id)
    placed = placed_at(definition, number)
    form = LoadedForm(data={"loaded": building.fingerprint(definition)})
    if form.validate_on_submit():
        try:
            check_loaded(form.loaded.data, definition)
            without = building.deleted(definition, placed.path)
            usecases.build_form(actor=current_actor(), slug=slug, form=without, began=definition)
            return redirect(url_for("surveys.outline", slug=slug), 303)
        except SpokenOf as refusal:
            form.show(spoken_of(refusal))
        except Refused as refusal:
            form.show(refusal)
    held = sum(
        len(one.path) > len(placed.path) and one.path[: len(placed.path)] == placed.path for one in definition.placed()
    )
    label = label_of(placed.element)
    page = render("surveys/build_delete.html", survey=survey, form=form, number=number, label=label, held=held)
    return page, 409 if form.form_errors else form.http_status


def placed_at(form: Form, number: int) -> Placed:
    """The element with a number of the outline; `NotFound` where there is none."""
    listed = list(form.placed())
    if not 1 <= number <= len(listed):
        raise NotFound
    return listed[number - 1]


def number_of(form: Form, path: Path) -> int:
    """The number of the element at `path`."""
    return next(at for at, one in enumerate(form.placed(), 1) if one.path == path)


def check_loaded(loaded: str | None, form: Form) -> None:
    """Refuse what was begun from another form than the newest."""
    if loaded != building.fingerprint(form):
        raise usecases.FormOvertaken(_("Somebody else changed this form while you wrote. Nothing was overwritten."))


def spoken_of(refusal: SpokenOf) -> Refused:
    """The words of an edit that rules forbid."""
    names = ", ".join(f"“{label_of(one.element).text}”" for one in refusal.by[:5])
    return Refused(_("These rules or texts need it: %(names)s. Change them first.", names=names))


def label_of(element: Element) -> Text:
    """How an element is called on the page."""
    return in_page_language(element.label) or Text(element.name, "en")


def _rule_words(text: str, form: Form, questions: Mapping[str, Question]) -> str:
    """A skip rule in words; as it is written where lists cannot say it."""
    rule = building.read(text)
    if rule is None:
        return text
    told = []
    for line in rule.lines:
        asked = questions.get(line.name)
        listed = form.choices.get(asked.choices, ()) if asked else ()
        shown = next(
            (in_page_language(one.label).text or one.name for one in listed if one.name == line.value), line.value
        )
        name = shortened(label_of(asked).text if asked else line.name, _LONGEST_IN_RULE)
        told.append(f"“{name}” {TEST_NAMES[line.test]} {shown}".strip())
    return (_(" or ") if rule.any_of else _(" and ")).join(told)


def _pressed(form: Form, change: str) -> tuple[Form, tuple[Path, Path]]:
    """The form after a button, and the old and new path of what it moved or made."""
    verb, _dash, number = change.partition("-")
    placed = placed_at(form, int(number) if number.isdecimal() and len(number) < 6 else 0)
    if verb == "copy":
        changed, copy = building.copied(form, placed.path)
        return changed, (copy, copy)
    if verb not in {"up", "down"}:
        raise NotFound
    changed = (building.moved_up if verb == "up" else building.moved_down)(form, placed.path)
    there = next(one.path for one in changed.placed() if one.element is placed.element)
    return changed, (placed.path, there)


def _lines(form: Form) -> list[OutlineLine]:
    doubts = building.doubts(form)
    questions = {question.name: question for _path, question in form.questions()}
    return [_line(form, number, placed, doubts, questions) for number, placed in enumerate(form.placed(), 1)]


def _line(
    form: Form, number: int, placed: Placed, doubts: Mapping[Path, Doubt], questions: Mapping[str, Question]
) -> OutlineLine:
    element = placed.element
    kind = building.type_of(element)
    listed = form.choices.get(element.choices, ()) if isinstance(element, Question) else ()
    texts = [element.label, *(choice.label for choice in listed)] if element.label else []
    return OutlineLine(
        number=number,
        label=label_of(element),
        name=element.name,
        type=str(TYPE_NAMES[kind]) if kind else str(getattr(element, "kind", "")),
        rule=_rule_words(element.relevant, form, questions),
        depth=len(placed.path) - 1,
        lacks=tuple(one.name for one in form.languages if any(one.tag not in text for text in texts)),
        is_section=not isinstance(element, Question),
        doubt=str(DOUBTS[doubts[placed.path]]) if placed.path in doubts else "",
    )
