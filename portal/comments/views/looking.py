"""The look before sending: what everybody will see, what else is noticed, and what was said before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.comments import queries
from portal.comments.forms import CommentForm
from portal.comments.models import Audience, Stance
from portal.comments.queries import SimilarComment
from portal.comments.views.answering import Place
from portal.core.clock import now
from portal.core.languages import page_language
from portal.core.translated import Text


@dataclass(frozen=True)
class Look:
    """A comment that was not sent yet, as its author sees it first."""

    text: Text
    display_name: str
    audience: Audience | None
    area: str
    stance: Stance | None
    at: datetime
    similar: Sequence[SimilarComment]
    asked_for: bool


def look_before(place: Place, form: CommentForm, in_a_flood: Callable[[], bool]) -> Look | None:
    """What to show before this form is sent: once, where something was noticed; again where it is asked for.

    It never stands in the way: the same form sent from the preview goes through. In a flood nothing similar is looked
    for, since that is what costs most.
    """
    if form.was_looked_at and not form.previewing:
        return None
    looked_for = queries.tells_enough(form.said) and not in_a_flood()
    similar = queries.similar(place.target.key, form.said) if looked_for else []
    if not (form.previewing or form.details or (similar and not form.looked.data)):
        return None
    form.show_look()
    return look_of(form, similar, asked_for=form.previewing)


def look_of(form: CommentForm, similar: Sequence[SimilarComment] = (), *, asked_for: bool = True) -> Look:
    """The form as the public would see it."""
    return Look(
        text=Text(form.said, page_language()),
        display_name=form.open_to_all("display_name"),
        audience=Audience(form.audience.data) if form.audience.data else None,
        area=form.open_to_all("area"),
        stance=form.chosen_stance,
        at=now(),
        similar=similar,
        asked_for=asked_for,
    )
