"""A survey tried out by its clerk: a real interview whose answers travel in the page, signed, and are kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from portal.core.keys import key_for
from portal.surveys.definition import Form, Path
from portal.surveys.interview import Interview
from portal.surveys.interviews import interview_of


@dataclass(frozen=True)
class Trial:
    """What was answered so far in a preview of one version, and in which language of the form it goes on."""

    version: int
    lang: str
    answers: dict[str, Any]
    seed: int = 1


def sealed(trial: Trial) -> str:
    """The trial as a text that only this site can have written."""
    content: str = _signer().dumps([trial.version, trial.lang, trial.answers])
    return content


def unsealed(text: str) -> Trial | None:
    """The trial in `text`; None where it is not one of ours."""
    try:
        version, lang, answers = _signer().loads(text)
    except BadData:
        return None
    return Trial(version, lang, answers)


def page_keys(form: Form) -> dict[Path, str]:
    """The page on which each question stands that is asked before anything is answered."""
    begun = interview_of(form, Trial(0, form.default_language, {}))
    keys: dict[Path, str] = {}
    for page in begun.pages:
        for field in page.fields:
            keys[tuple(step.partition("[")[0] for step in field.address.split("/"))] = page.key
    return keys


def tried(form: Form, trial: Trial) -> Interview:
    """The interview that a trial has come to."""
    return interview_of(form, trial)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(key_for("survey-preview"))
