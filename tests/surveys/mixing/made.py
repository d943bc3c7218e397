"""A survey to be mixed, and what people send to it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from portal.core.db import db
from portal.core.events import emit
from portal.core.permissions import VISITOR
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.receipts import queries as receipts
from portal.surveys.definition import Choice, Form, Group, Kind, Language, Question, Repeat, as_json
from portal.surveys.events import AnonymousResponseSent
from portal.surveys.models import BoxedResponse, Draft, Survey, SurveyState, SurveyVersion
from portal.surveys.usecases import send_response

NO_TEXT = Translated()
FORM = Form(
    title="Parks",
    name="parks",
    elements=(
        Question("who", Kind.SELECT_ONE, choices="who", other=True),
        Question("age", Kind.INTEGER),
        Question("likes", Kind.SELECT_MULTIPLE, choices="who"),
        Question("order", Kind.RANK, choices="who"),
        Group("more", (Question("why", Kind.TEXT, label=Translated({"en": "Why?"})),)),
        Repeat("trip", (Question("to", Kind.TEXT), Question("km", Kind.DECIMAL))),
        Question("place", Kind.GEOPOINT),  # kept as it is, and in no tally
        Question("secret", Kind.TEXT, aggregate_only=True),
    ),
    choices={"who": (Choice("a", NO_TEXT), Choice("b", NO_TEXT))},
    languages=(Language("en", "English"),),
    default_language="en",
)


def survey(slug: str = "parks", **others: Any) -> tuple[int, int]:
    """An open anonymous survey; its id and that of its version."""
    with transaction():
        made = Survey(
            slug=slug,
            title=Translated({"en": "Parks <script>"}),
            intro=NO_TEXT,
            open_records=NO_TEXT,
            attribution=NO_TEXT,
            **({"state": SurveyState.OPEN} | others),
        )
        db.session.add(made)
        db.session.flush()
        version = SurveyVersion(survey_id=made.id, number=1, form=as_json(FORM))
        db.session.add(version)
        db.session.flush()
        return made.id, version.id


def send(survey_id: int, version_id: int, all_answers: Iterable[dict[str, Any]], lang: str = "en") -> None:
    """Let each be sent by itself, one after the other."""
    for answers in all_answers:
        with transaction():
            box = BoxedResponse(survey_id=survey_id, version_id=version_id, lang=lang, answers=answers)
            db.session.add(box)
            emit(AnonymousResponseSent(survey_id))


def draft(survey_id: int, version_id: int, answers: dict[str, Any]) -> tuple[str, bytes]:
    """A draft that was saved twice; its code, and the nonce to send it with."""
    nonce = secrets.token_bytes(16)
    symbols = receipts.symbols_of(receipts.code_by_nonce(nonce)) or ""
    place = {"survey_id": survey_id, "version_id": version_id, "code_hash": receipts.hash_of_code(symbols)}
    with transaction():
        made = Draft(**place, lang="en", answers=answers, seed=1)
        db.session.add(made)
    with transaction():
        db.session.get_one(Draft, made.id).answers = answers | {"who": "a"}
    return symbols, nonce


def send_draft(slug: str, code: str, nonce: bytes) -> int:
    """Send it; the id of the receipt."""
    return send_response(actor=VISITOR, slug=slug, code=code, nonce=nonce)


def fill_and_send(survey_id: int, version_id: int, all_answers: Iterable[dict[str, Any]]) -> None:
    """Let each be written as a draft, saved again, and sent, as pages do it."""
    slug = db.session.get_one(Survey, survey_id).slug
    for answers in all_answers:
        send_draft(slug, *draft(survey_id, version_id, answers))
