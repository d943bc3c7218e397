"""What the pages that ask before a ruling share: the comment, the guidelines, the words that are ready."""

from __future__ import annotations

from typing import Any

from flask import request

from portal.comments.forms import AUDIENCE_NAMES
from portal.core.errors import NotFound, WrongState
from portal.core.languages import page_language
from portal.core.routes import current_actor
from portal.core.web import render
from portal.moderation import queries
from portal.moderation.forms.ruling import WordsForm
from portal.moderation.models import RulingKind
from portal.moderation.queries import GuidelineCard, RuledText
from portal.moderation.rulings.kinds import STARTS, too_late
from portal.moderation.views.door import the_place
from portal.moderation.words import language_name


def the_text(comment_id: int) -> RuledText:
    """The comment of an address; `NotFound` where its author took it back or the reader may not see it."""
    found = queries.ruled_text(current_actor(), comment_id)
    if found is None:
        raise NotFound
    return found


def refuse_late(item: RuledText, kind: RulingKind) -> None:
    """Raise `WrongState` where a ruling of this kind cannot begin any more."""
    if item.state not in STARTS[kind]:
        raise WrongState(too_late(item.id, kind))


def read_before() -> str | None:
    """The `reading` of the text that the sent form had shown; None where it says nothing."""
    return request.form.get("read") or None


def guideline_choices(guidelines: list[GuidelineCard]) -> list[tuple[str, str]]:
    """(code, title) for a form."""
    return [(card.code, card.title.best(page_language()).text) for card in guidelines]


def ready_words(item: RuledText) -> list[tuple[int, str, str]]:
    """The reply templates in the language of the comment, for a form; each named with its guideline."""
    return ready_templates(item.body.lang)


def ready_templates(lang: str) -> list[tuple[int, str, str]]:
    """The same for a language."""
    ready = []
    for card in queries.templates_in(lang):
        guideline = card.guideline.best(page_language()).text if card.guideline else ""
        ready.append((card.id, f"{guideline}: {card.title}" if guideline else card.title, card.text[lang]))
    return ready


def ask(template: str, form: WordsForm, item: RuledText, **others: Any) -> tuple[str, int]:
    """The page with the form. Its button "Use this text" fills the note in."""
    if form.using:
        form.fill_in()
    form.read.data = item.reading
    page = render(
        template,
        form=form,
        item=item,
        place=the_place(),
        audience_names=AUDIENCE_NAMES,
        language_name=language_name,
        **others,
    )
    return page, form.http_status
