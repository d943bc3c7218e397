"""What is wrong with the answers as they stand: missing where one is needed, or against the author's rule."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.translated import Translated
from portal.surveys.definition import Kind, Question
from portal.surveys.interview import words
from portal.surveys.interview.answered import Answered
from portal.surveys.interview.numbers import Unreadable
from portal.surveys.interview.places import Place, address_of, path_of
from portal.surveys.interview.plan import Spot
from portal.surveys.interview.reading import answered as canonical
from portal.surveys.interview.reading import roles_of
from portal.surveys.interview.shapes import OTHER, Words

CHOOSING = frozenset({Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK})


@dataclass(frozen=True)
class Wrong:
    """What to say about an answer, and the input to go to."""

    message: Words
    field: str


def names_of(answered: Answered, place: Place) -> list[str]:
    """The names of the choices of a question that are open now, "other" among them where it may be put in words."""
    spot = answered.plan.spots[path_of(place)]
    question = spot.question
    if question is None or question.kind not in CHOOSING:
        return []
    names = answered.allowed(spot.filter, question.choices, place)
    return [*names, OTHER] if question.other and OTHER not in names else names


def wrong_with(answered: Answered, place: Place) -> Wrong | None:
    """The first thing that is wrong with one answer that is asked for now."""
    spot = answered.plan.spots[path_of(place)]
    question, value = spot.question, answered.value(place)
    if question is None:
        return None
    address, fixed = address_of(place), answered.holds(spot.read_only, place, failing=False)
    if not value:
        needed = not fixed and answered.holds(spot.required, place, failing=False)
        return Wrong(_needed(answered, question), _first(answered, place, address)) if needed else None
    unread = None if fixed else _unreadable(question, value, address, names_of(answered, place))
    if unread:
        return Wrong(unread.message, address)
    if not answered.holds(spot.constraint, place, failing=True):
        return Wrong(_said(answered, question.constraint_message, words.NOT_ALLOWED), _first(answered, place, address))
    return _other(answered, spot, place)


def _first(answered: Answered, place: Place, address: str) -> str:
    question = answered.plan.spots[path_of(place)].question
    roles = roles_of(question, 1) if question else ()
    return f"{address}#{roles[0]}" if roles else address


def _unreadable(question: Question, value: str, address: str, names: list[str]) -> Unreadable | None:
    try:
        canonical(question, {address: value}, address, names, value)
    except Unreadable as unreadable:
        return unreadable
    return None


def _other(answered: Answered, spot: Spot, place: Place) -> Wrong | None:
    path = answered.plan.others.get(spot.path)
    if path is None or OTHER not in answered.value(place).split():
        return None
    wording: Place = (*place[:-1], (path[-1], None))
    needed = answered.holds(answered.plan.spots[path].required, wording, failing=False)
    if needed and not answered.value(wording):
        return Wrong(words.OTHER_TEXT, address_of(wording))
    return None


def _needed(answered: Answered, question: Question) -> Words:
    return _said(answered, question.required_message, words.NEEDED.get(question.kind, words.ANSWER_NEEDED))


def _said(answered: Answered, said: Translated, otherwise: Words) -> Words:
    return answered.said(said) or otherwise
