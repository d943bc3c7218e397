"""Single values of others, made ours: texts without markup, days, amounts, addresses of web pages, places."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

from portal.core.imports import shortened
from portal.core.plain_texts import LONGEST_TEXT, line, lines

LONGEST_ID = 255
LONGEST_LINE = 150
SUMMARY_WORDS = 60
_MOST_DIGITS = 15
_FINEST = -4
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: .*)?")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_SHAPES = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
_MOST_POINTS = 5_000
_CURRENCY_SIGNS = "$€£¥ \u00a0"


def one_line(value: Any, most: int = LONGEST_LINE) -> str:
    """A text or a number as one line; anything else is none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return ""
    return shortened(line(value), most)


def whole(value: Any, most: int = LONGEST_TEXT) -> str:
    """A text of several lines."""
    return shortened(lines(value), most) if isinstance(value, str) else ""


def summary_of(text: str) -> str:
    """The beginning of a text, as short as summaries are."""
    words = text.split()
    if len(words) <= SUMMARY_WORDS and len(text) <= 1000:
        return text
    return shortened(" ".join(words[:SUMMARY_WORDS]), 999).rstrip("…") + "…"


def day(value: Any) -> date | None:
    """The day as it is written, whatever its zone: midnight in a zone is no day before. Raises `ValueError`."""
    if value is None or value == "":
        return None
    if not isinstance(value, str) or len(value) > 40:
        raise ValueError("it is no day")
    text = value.strip()
    if found := _DAY.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _AMERICAN.fullmatch(text):
        return date(int(found[3]), int(found[1]), int(found[2]))
    raise ValueError("it is no day such as 2026-05-01")


def moment_text(value: Any) -> str:
    """A moment as text that sorts by time; empty where it is none."""
    if not isinstance(value, str) or len(value) > 40:
        return ""
    try:
        return datetime.fromisoformat(value.strip()).isoformat()
    except ValueError:
        return ""


def amount(value: Any) -> Decimal | None:
    """An amount of money; None for an empty cell. Raises `ValueError`."""
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise ValueError("it is no amount")
    text = str(value).strip(_CURRENCY_SIGNS) if isinstance(value, str) else str(value)
    if len(text) > 40:
        raise ValueError("it is too long for an amount")
    if text.startswith("(") and text.endswith(")"):
        text = "-" + text[1:-1].strip(_CURRENCY_SIGNS)
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    try:
        found = Decimal(text)
    except InvalidOperation:
        raise ValueError("it is no amount") from None
    if not found.is_finite() or found.adjusted() >= _MOST_DIGITS:
        raise ValueError("it is no amount of money that there could be")
    exponent = found.normalize().as_tuple().exponent
    return _plain(round(found, 2) if isinstance(exponent, int) and exponent < _FINEST else found)


def _plain(found: Decimal) -> Decimal:
    # 5E+3 and 5000 are one amount, and so are 1.50 and 1.5
    text = format(found, "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text) + 0


def web_address(value: Any, schemes: tuple[str, ...] = ("https",)) -> str:
    """A web address that a page may link to; else nothing. From strangers https alone."""
    if not isinstance(value, str) or len(value) > 500 or not value.strip().isascii():
        return ""
    text = value.strip()
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in schemes or not host or re.search(r"[\s\"'<>\\^`{|}]", text):
        return ""
    return "" if parts.username or parts.password else text


def geometry(value: Any) -> dict[str, Any] | None:
    """A GeoJSON geometry in degrees, two numbers a point. Raises `ValueError`."""
    if value is None:
        return None
    if not isinstance(value, dict) or value.get("type") not in _SHAPES:
        raise ValueError("it is no geometry that GeoJSON knows")
    counted = [0]
    return {"type": value["type"], "coordinates": _points(value.get("coordinates"), _SHAPES[value["type"]], counted)}


def _points(value: Any, depth: int, counted: list[int]) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise ValueError("its coordinates are no list")
    if depth == 0:
        counted[0] += 1
        if counted[0] > _MOST_POINTS:
            raise ValueError(f"it has more than {_MOST_POINTS:,} points")
        return position(value[1] if len(value) > 1 else None, value[0])
    return [_points(each, depth - 1, counted) for each in value]


def position(latitude: Any, longitude: Any) -> list[float]:
    """A point as GeoJSON writes it: longitude first. Raises `ValueError`."""
    return [_degrees(longitude, 180), _degrees(latitude, 90)]


def _degrees(value: Any, most: int) -> float:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal) or len(str(value)) > 40:
        raise ValueError("it is no position")
    degrees = float(value)
    if not math.isfinite(degrees) or abs(degrees) > most:
        raise ValueError("it lies outside of the globe")
    return degrees
