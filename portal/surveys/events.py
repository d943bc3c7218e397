"""What happened to surveys; and who takes the texts that come out of a box."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portal.core.events import Event
from portal.surveys.texts import FreeText

TextTaker = Callable[[Sequence[FreeText]], None]
_takers: list[TextTaker] = []


def takes_texts(taker: TextTaker) -> TextTaker:
    """Register who keeps the texts of anonymous responses, in the very transaction in which their box is mixed.

    An event could only name a response: from its row they are gone by then, and an outbox row may hold no words.
    """
    if taker not in _takers:
        _takers.append(taker)
    return taker


def hand_over(texts: Sequence[FreeText]) -> None:
    """Give these texts, in this order, to whoever takes them."""
    for taker in _takers:
        taker(texts)


@dataclass(frozen=True)
class AnonymousResponseSent(Event):
    """An anonymous response lies in the box of its survey. The event names no response."""

    survey_id: int


@dataclass(frozen=True)
class ConfidentialResponseSent(Event):
    """A response with a receipt was kept."""

    response_id: int


@dataclass(frozen=True)
class SurveyClosed(Event):
    """It takes no more answers: what still lies in its box is mixed, however little it is."""

    survey_id: int


@dataclass(frozen=True)
class InvitationsWanted(Event):
    """A clerk wants the invited written to: for the first time, or to be reminded. `asked_at` is ISO 8601."""

    survey_id: int
    asked_at: str
    remind: bool
