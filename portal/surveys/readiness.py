"""Is a survey ready to open? What it must have, and what its clerk should know before."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.core.formats import when
from portal.core.translated import Translated
from portal.surveys.definition import ASKED, Form, Kind, Question
from portal.surveys.expressions import ExpressionError, compile_expression
from portal.surveys.models import DIMENSIONS, Promise
from portal.surveys.written import WrittenSurvey, suggested_minutes

PERSONAL = frozenset(
    {
        *("name", "names", "surname", "email", "mail", "phone", "telephone", "mobile", "cell"),
        *("nombre", "nombres", "apellido", "apellidos", "correo", "telefono", "celular", "movil"),
    }
)


@dataclass(frozen=True)
class Need:
    """One line of the list. What `must` be there keeps the survey from opening; all else is a warning.

    `mended` names the page on which it is mended: "settings" or "form"; `field` the field of the settings.
    """

    words: str
    met: bool
    must: bool = False
    mended: str = "settings"
    field: str = ""


def needs(written: WrittenSurvey, form: Form, left_out: int, languages: Sequence[str], at: datetime) -> list[Need]:
    """Everything to look at before opening, what must be there first."""
    closes = written.closes_at is not None and written.closes_at > at
    unnamed = [name for name in DIMENSIONS if name not in written.groupings]
    spoken = {language.tag for language in form.languages}
    asked = sum(question.kind in ASKED for _path, question in form.questions())
    records = _("Its first page says what answers are worth under open-records law.")
    unsaid = _unsaid(written, languages)
    whole = _("Title, introduction and open-records words are there in every language.")
    return [
        Need(_("The form asks at least one question."), asked > 0, True, "form"),
        Need(_("The survey has a title."), bool(written.title), True, field="title_en"),
        Need(records, bool(written.open_records), True, field="open_records_en"),
        Need(_closing(written, closes), closes, True, field="closes_at"),
        Need(_minutes(written, asked), _plausible(written.minutes, asked), field="minutes"),
        Need(whole, not unsaid, field=unsaid),
        Need(_("The form speaks every language of this site."), spoken >= set(languages), mended="form"),
        *_untranslated(form),
        Need(_("Questions are named for audience, area and size of business."), not unnamed, field="audience"),
        Need(
            _("The named questions are in the form, with one choice to make."),
            _groupings_hold(written, form),
            True,
            field="audience",
        ),
        Need(_("No question was left out."), not left_out, mended="form"),
        *_too_personal(written, form),
    ]


def lacking(listed: Sequence[Need]) -> list[str]:
    """What keeps it from opening."""
    return [need.words for need in listed if need.must and not need.met]


def asks_who(question: Question) -> bool:
    """Whether a question seems to ask for a name, an e-mail address or a phone number."""
    said = " ".join([question.name.replace("_", " "), *question.label.values()]).casefold().replace("e-mail", "email")
    plain = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode()
    return not PERSONAL.isdisjoint(re.findall(r"[a-z]+", plain))


def _closing(written: WrittenSurvey, closes: bool) -> str:
    if written.closes_at is None or not closes:
        return _("A closing time is set, and it is still to come.")
    return _("It closes on %(when)s.", when=when(written.closes_at))


def _minutes(written: WrittenSurvey, asked: int) -> str:
    return ngettext(
        "Its first page says %(num)s minute. For this form we suggest %(suggested)s.",
        "Its first page says %(num)s minutes. For this form we suggest %(suggested)s.",
        written.minutes,
        suggested=suggested_minutes(asked),
    )


def _plausible(minutes: int, asked: int) -> bool:
    """Whether the minutes are within half and twice of what is suggested."""
    return minutes <= 2 * suggested_minutes(asked) <= 4 * minutes


def _unsaid(written: WrittenSurvey, languages: Sequence[str]) -> str:
    """The field of the first text that is not there in a language."""
    texts = {"title": written.title, "intro": written.intro, "open_records": written.open_records}
    missing = (f"{name}_{tag}" for name, text in texts.items() for tag in languages if tag not in text)
    return next(missing, "")


def _too_personal(written: WrittenSurvey, form: Form) -> Iterator[Need]:
    if written.promise != Promise.ANONYMOUS:
        return
    for path, question in form.questions():
        name = "/".join(path)
        if question.kind in ASKED and asks_who(question):
            yield Need(_("“%(name)s” seems to ask who somebody is. Anonymous surveys must not.", name=name), False)
        if question.kind in ASKED and _tells_when(question):
            words = _("The clock fills in “%(name)s”, which can tell who answered. Remove its default.", name=name)
            yield Need(words, False, must=True)
        if question.kind is Kind.TEXT and name in written.groupings.values():
            yield Need(_("People type “%(name)s”. Their words stay with their answers, to group by.", name=name), False)
        elif question.kind is Kind.TEXT and question.aggregate_only:
            words = _("“%(name)s” counts in totals alone. Nobody will read its words: they are destroyed.", name=name)
            yield Need(words, False, mended="form")


def _untranslated(form: Form) -> Iterator[Need]:
    """How many texts of the form stand in another of its languages only."""
    for language in form.languages:
        missing = sum(bool(text) and language.tag not in text for text in _texts(form))
        if missing:
            words = ngettext(
                "%(num)s text of the form is not there in %(language)s.",
                "%(num)s texts of the form are not there in %(language)s.",
                missing,
                language=language.name or language.tag,
            )
            yield Need(words, False, mended="form")


def _texts(form: Form) -> Iterator[Translated]:
    for placed in form.placed():
        yield placed.element.label
        if isinstance(placed.element, Question):
            yield from (placed.element.hint, placed.element.required_message, placed.element.constraint_message)
    for listed in form.choices.values():
        yield from (choice.label for choice in listed)


def _groupings_hold(written: WrittenSurvey, form: Form) -> bool:
    kinds = {"/".join(path): question.kind for path, question in form.questions()}
    return all(kinds.get(path) is Kind.SELECT_ONE for path in written.groupings.values())


def _tells_when(question: Question) -> bool:
    try:
        return bool(question.default.strip()) and compile_expression(question.default).uses_today
    except ExpressionError:
        return False
