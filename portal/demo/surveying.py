"""The surveys of the illustrative town: made, opened, answered and closed as people would."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from portal.core.permissions import VISITOR
from portal.core.translated import Translated
from portal.demo.people import actor
from portal.demo.saying import nonce_of
from portal.demo.scenes import Scene
from portal.receipts import queries as receipts
from portal.surveys import queries
from portal.surveys.definition import Form, from_json
from portal.surveys.models import Promise, ResultsShown, SurveyState
from portal.surveys.usecases import (
    close_survey,
    edit_survey,
    keep_form,
    open_survey,
    save_page,
    send_response,
    start_draft,
)
from portal.surveys.written import WrittenSurvey

ONE_PAGE = "g/ride"  # the page of the survey that people answered


def survey_scenes(words: dict[str, Any], today: datetime) -> Iterator[Scene]:
    """All that happens to one survey: it is set up and opened, people answer, it closes."""
    opened, closes = today - timedelta(days=words["opened_days_ago"]), today + timedelta(days=words["closes_in_days"])
    yield Scene(opened - timedelta(hours=3), lambda: _set_up(words, closes))
    yield Scene(opened, lambda: _open(words["slug"]))
    said = words.get("responses", {"days": 0})
    for day in range(said["days"]):
        yield Scene(opened + timedelta(days=day + 1), _answerer(words["slug"], said, day, today))
    if closes < today:
        yield Scene(closes - timedelta(minutes=1), lambda: close_survey(actor=actor("clerk"), slug=words["slug"]))


def _set_up(words: dict[str, Any], closes: datetime) -> None:
    clerk, form = actor("clerk"), _form(words)
    if queries.survey_row(words["slug"]) is None:
        keep_form(actor=clerk, form=form, title=Translated(words["title"]), slug=words["slug"], illustrative=True)
    written = WrittenSurvey(
        title=Translated(words["title"]),
        intro=Translated(words["intro"]),
        open_records=Translated(words["open_records"]),
        project=None,
        promise=Promise(words["promise"]),
        results_shown=ResultsShown.AFTER_CLOSING,
        groupings=words["groupings"],
        minutes=words["minutes"],
        opens_at=None,
        closes_at=closes,
    )
    edit_survey(actor=clerk, slug=words["slug"], written=written)


def _open(slug: str) -> None:
    if (survey := queries.survey_row(slug)) and survey.state == SurveyState.DRAFT:
        open_survey(actor=actor("clerk"), slug=slug)


def _form(words: dict[str, Any]) -> Form:
    listed = words["form"]["choices"].items()
    choices = {name: [[choice["name"], choice["label"], {}] for choice in ones] for name, ones in listed}
    return from_json(words["form"] | {"version": "", "choices": choices})


def _answerer(slug: str, said: Mapping[str, Any], day: int, today: datetime) -> Callable[[], object]:
    each = said["number"] // said["days"]

    def answer_all() -> None:
        for number in range(day * each, (day + 1) * each):
            _answer(slug, said["wishes"], number, today)

    return answer_all


def _answer(slug: str, wishes: Mapping[str, list[str]], number: int, today: datetime) -> None:
    """One person answers; again does no harm."""
    nonce = nonce_of(today.isoformat(), slug, number)
    if receipts.id_by_nonce(nonce) is not None:
        return
    dice = random.Random(number)  # the same people each time
    lang = "es" if dice.random() < 0.25 else "en"
    code = receipts.symbols_of(receipts.code_by_nonce(nonce)) or ""
    start_draft(actor=VISITOR, slug=slug, nonce=nonce, lang=lang)
    save_page(actor=VISITOR, slug=slug, code=code, key=ONE_PAGE, posted=_said(dice, wishes[lang]))
    send_response(actor=VISITOR, slug=slug, code=code, nonce=nonce)


def _said(dice: random.Random, wishes: list[str]) -> dict[str, list[str]]:
    answers = {
        "who": dice.choices(["resident", "business", "visitor", ""], [12, 5, 1, 1]),
        "area": dice.choices(["mill_hill", "station", "riverside", ""], [6, 8, 2, 1]),
        "rides": [str(min(14, int(dice.expovariate(0.25))))],
        "rating": dice.choices(["1", "2", "3", "4", "5"], [1, 2, 4, 7, 6]),
        "helps": [name for name, part in (("times", 0.8), ("voice", 0.3), ("spanish", 0.4)) if dice.random() < part],
        "wish": [dice.choice(wishes) if dice.random() < 0.2 else ""],
    }
    return {f"ride/{name}": values for name, values in answers.items()}
