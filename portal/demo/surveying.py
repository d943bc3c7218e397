"""The surveys of the illustrative town, from their forms to their results: the scenes of `town/surveys.toml`."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from portal.core.db import db
from portal.core.events import emit
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.demo.people import actor
from portal.demo.saying import nonce_of
from portal.demo.scenes import Scene
from portal.projects import queries as projects
from portal.receipts.models import Receipt
from portal.surveys import mixing, queries
from portal.surveys.definition import Choice, Element, Form, Group, Kind, Language, Question, Repeat
from portal.surveys.events import AnonymousResponseSent
from portal.surveys.interviews import interview_of
from portal.surveys.models import Access, BoxedResponse, Promise, ResultsShown, SurveyReceipt
from portal.surveys.usecases import (
    close_survey,
    edit_survey,
    keep_form,
    open_survey,
    publish_results,
)
from portal.surveys.written import WrittenSurvey

LANGUAGES = (Language("en", "English"), Language("es", "Español"))


def survey_scenes(words: dict[str, Any], today: datetime) -> Iterator[Scene]:
    """The life of one survey up to `today`."""
    slug, opened = words["slug"], today - timedelta(days=words["days_ago"])
    closes = today + timedelta(days=words["closes_in_days"])
    yield Scene(opened - timedelta(hours=2), lambda: _write(words, closes))
    yield Scene(opened, lambda: open_survey(actor=actor("clerk"), slug=slug))
    if "responses" in words:
        yield Scene(closes - timedelta(days=1), lambda: _answer(words))
    if closes < today:
        yield Scene(closes - timedelta(minutes=1), lambda: close_survey(actor=actor("clerk"), slug=slug))
        yield Scene(closes + timedelta(days=words["published_days_after"]), lambda: _publish(slug))


def form_of(words: dict[str, Any]) -> Form:
    """The form of a survey's words."""
    elements: list[Element] = []
    for question in words["questions"]:
        made, section = _question(question), question.get("section")
        last = elements[-1] if elements else None
        if not section:
            elements.append(made)
        elif isinstance(last, Group | Repeat) and last.name == section:
            elements[-1] = _section(words, section, (*last.children, made))
        else:
            elements.append(_section(words, section, (made,)))
    return Form(
        title=words["title"]["en"],
        name=words["slug"].replace("-", "_"),
        elements=tuple(elements),
        choices={
            name: tuple(Choice(one, Translated(label)) for one, label in listed.items())
            for name, listed in words["choices"].items()
        },
        languages=LANGUAGES,
        default_language="en",
    )


def _question(words: dict[str, Any]) -> Question:
    bounds = words.get("bounds")
    return Question(
        name=words["name"],
        kind=Kind(words["kind"]),
        required="yes" if words.get("required") else "",
        relevant=words.get("relevant", ""),
        constraint=words.get("constraint", ""),
        appearance=tuple(words.get("appearance", "").split()),
        choices=words.get("choices", ""),
        other=words.get("other", False),
        bounds=(bounds[0], bounds[1], bounds[2]) if bounds else None,
        aggregate_only=words.get("aggregate_only", False),
        label=Translated(words["label"]),
        hint=Translated(words.get("hint")),
        constraint_message=Translated(words.get("constraint_message")),
    )


def _section(words: dict[str, Any], name: str, children: tuple[Element, ...]) -> Element:
    said = words["sections"][name]
    label = Translated({tag: said[tag] for tag in ("en", "es")})
    if said.get("repeat"):
        return Repeat(name, children, label, appearance=("field-list",))
    return Group(name, children, label, appearance=("field-list",) if said.get("page") else ())


def _write(words: dict[str, Any], closes: datetime) -> None:
    clerk, slug, title = actor("clerk"), words["slug"], Translated(words["title"])
    keep_form(actor=clerk, form=form_of(words), title=title, slug=slug, illustrative=True)
    project = projects.project_by_slug(words["project"])
    written = WrittenSurvey(
        title=title,
        intro=Translated(words["intro"]),
        open_records=Translated(words["open_records"]),
        project=project.id if project else None,
        promise=Promise(words["promise"]),
        results_shown=ResultsShown.AFTER_CLOSING,
        groupings=words["groupings"],
        minutes=words["minutes"],
        opens_at=None,
        closes_at=closes,
        access=Access.ALL,
    )
    edit_survey(actor=clerk, slug=slug, written=written)


def _answer(words: dict[str, Any]) -> None:
    """All responses at once: one after the other they would take longer than the rest of the town."""
    survey = queries.survey_row(words["slug"])
    if survey is None:
        return
    version_id, form = queries.newest_version(survey.id)
    with transaction():
        for number in range(words["responses"]):
            receipt = Receipt.issue(nonce_of(words["slug"], number))
            answers = interview_of(form, _Drawn(_drawn(words, number))).settled()
            box = BoxedResponse(survey_id=survey.id, version_id=version_id, lang="en", answers=answers)
            db.session.add_all([SurveyReceipt(receipt_id=receipt.id, survey_id=survey.id), box])
        emit(AnonymousResponseSent(survey.id))


@dataclass(frozen=True)
class _Drawn:
    answers: dict[str, Any]
    lang: str = "en"
    seed: int = 0


def _drawn(words: dict[str, Any], number: int) -> dict[str, str]:
    drawn = words["drawn"]
    dice = random.Random(f"{words['slug']} {number}")
    shares = ((name, listed) for name, listed in drawn.items() if name != "texts")
    answers = {name: dice.choices([*listed], [*listed.values()])[0] for name, listed in shares}
    if number % 10 == 0 and number // 10 < len(drawn["texts"]):
        answers["why"] = drawn["texts"][number // 10]
    return answers


def _publish(slug: str) -> None:
    """The worker is not at work while the town is played: what it would mix and count is mixed and counted here."""
    survey = queries.survey_row(slug)
    if survey is not None:
        with transaction():
            mixing.mix(survey.id)
    publish_results(actor=actor("clerk"), slug=slug)
