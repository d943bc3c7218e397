"""From the inputs of a page to canonical answers. What cannot be read raises Unreadable and is no answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from portal.surveys.definition import Kind, Question
from portal.surveys.interview import words
from portal.surveys.interview.dates import date_from, date_roles, iso_date, moment_from, time_from
from portal.surveys.interview.numbers import Unreadable, decimal, number_for
from portal.surveys.interview.shapes import MOST_LETTERS

Posted = Mapping[str, Sequence[str]]
# Browsers send nothing where nothing is chosen; of all other inputs they send at least "".
_SILENT = frozenset({Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.ACKNOWLEDGE})
_NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE})
_DATES = frozenset({Kind.DATE, Kind.DATETIME})
_OK = frozenset({"OK", "on", "yes", "true", "1"})
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def roles_of(question: Question, choices: int) -> tuple[str, ...]:
    """The roles of the inputs that together make one answer; none where one input does."""
    if question.kind in _DATES:
        return date_roles(question)
    if question.kind is Kind.GEOPOINT:
        return ("lat", "lon")
    return tuple(str(place) for place in range(1, choices + 1)) if question.kind is Kind.RANK else ()


def typed_on(posted: Posted, address: str, roles: Sequence[str]) -> dict[str, str]:
    """What was typed for one question, by the names of its inputs; control characters are left out."""
    names = [address, *(f"{address}#{role}" for role in roles)]
    return {name: clean(" ".join(posted[name])) for name in names if name in posted}


def clean(typed: str) -> str:
    """A text without control characters, lines ended in one way, nothing blank around it."""
    return _CONTROLS.sub("", typed.replace("\r\n", "\n").replace("\r", "\n")).strip()


def answered(question: Question, typed: Mapping[str, str], address: str, names: Sequence[str], old: str) -> str:
    """The canonical answer in `typed`; `old` where the page did not send the question. `names` are its choices."""
    if not typed:
        return "" if question.kind in _SILENT else old
    one = typed.get(address, "")
    roles = {role: typed.get(f"{address}#{role}", "") for role in roles_of(question, len(names))}
    whole = address in typed
    if question.kind in _NUMBERS:
        return number_for(question, one[:MOST_LETTERS])
    if question.kind in _DATES:
        return _day(question, one, whole, roles)
    if question.kind is Kind.TIME:
        return time_from(one)
    if question.kind is Kind.GEOPOINT:
        return _point(one.split()[:2] if whole else list(roles.values()))
    if question.kind is Kind.RANK:
        return _ranked(one.split() if whole else list(roles.values()), names)
    if question.kind is Kind.ACKNOWLEDGE:
        return "OK" if one in _OK else ""
    if question.kind in {Kind.SELECT_ONE, Kind.SELECT_MULTIPLE}:
        return _chosen(question, one.split(), names)
    return free_text(one)


def free_text(text: str) -> str:
    """A text within its bound."""
    if len(text) > MOST_LETTERS:
        raise Unreadable(words.long_text(MOST_LETTERS, len(text)))
    return text


def _day(question: Question, one: str, whole: bool, roles: Mapping[str, str]) -> str:
    if question.kind is Kind.DATE:
        return iso_date(one) if whole else date_from(roles)
    if whole:
        day, _, clock = one.replace(" ", "T", 1).partition("T")
        return moment_from(iso_date(day), time_from(clock))
    day = date_from({role: typed for role, typed in roles.items() if role != "time"})
    return moment_from(day, time_from(roles["time"]))


def _point(parts: Sequence[str]) -> str:
    if not any(parts):
        return ""
    read = []
    bounds = ((90, words.LATITUDE, "lat"), (180, words.LONGITUDE, "lon"))
    for number, (most, message, part) in enumerate(bounds):
        try:
            value = decimal(parts[number] if number < len(parts) else "")
        except Unreadable:
            value = ""
        if not value or abs(Decimal(value)) > most:
            raise Unreadable(message, part)
        read.append(value)
    return " ".join([*read, "0", "0"])


def _ranked(placed: Sequence[str], names: Sequence[str]) -> str:
    known, last = set(names), max((place for place, name in enumerate(placed) if name), default=-1)
    for place, name in enumerate(placed[: last + 1]):
        part = str(place + 1)
        if not name:
            raise Unreadable(words.gap(place + 1), part)
        if name not in known:
            raise Unreadable(words.no_choice(name[:100]), part)
        if name in placed[:place]:
            raise Unreadable(words.twice(name), part)
    return " ".join(placed[: last + 1])


def _chosen(question: Question, chosen: Sequence[str], names: Sequence[str]) -> str:
    known, picked = set(names), set(chosen)
    for name in chosen:
        if name not in known:
            raise Unreadable(words.no_choice(name[:100]))
    if question.kind is Kind.SELECT_ONE and len(picked) > 1:
        raise Unreadable(words.ONE_CHOICE)
    return " ".join(name for name in dict.fromkeys(names) if name in picked)
