"""Answers as people read them: a date in words, a place as two numbers. Kept they stay as XForms writes them."""

from __future__ import annotations

from datetime import date

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton

from portal.surveys.definition import Kind, Question


def readable(question: Question, value: str, lang: str) -> str:
    """A canonical answer in words of `lang`; as it stands where there is nothing to put into words."""
    if question.kind is Kind.GEOPOINT:
        return ", ".join(value.split()[:2])
    if question.kind not in {Kind.DATE, Kind.DATETIME}:
        return value
    day, _, clock = value.partition("T")
    try:
        written = _day(question, date.fromisoformat(day), _habits(lang))
    except ValueError:
        return value
    return f"{written}, {clock}" if clock else written


def _day(question: Question, day: date, habits: Locale) -> str:
    if "year" in question.appearance:
        return str(day.year)
    if "month-year" in question.appearance:
        return format_skeleton("yMMMM", day, locale=habits)
    return format_date(day, "long", locale=habits)


def _habits(lang: str) -> Locale:
    try:
        return Locale.parse(lang, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en")
