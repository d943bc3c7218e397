"""What happened to surveys."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.events import Event


@dataclass(frozen=True)
class AnonymousResponseSent(Event):
    """An anonymous response lies in the box of its survey. The event names no response."""

    survey_id: int


@dataclass(frozen=True)
class ConfidentialResponseSent(Event):
    """A response with a receipt was kept."""

    response_id: int


@dataclass(frozen=True)
class BoxMixed(Event):
    """Responses left the box in random order; they are counted, and their free texts may be taken."""

    survey_id: int


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
