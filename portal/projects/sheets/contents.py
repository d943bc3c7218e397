"""The one form in which a project sheet is kept and committed to: plain JSON values, made of a sheet and read back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import rfc8785

from portal.core.translated import Translated
from portal.projects.sheets.shapes import Sheet

T = TypeVar("T")


def content_of(sheet: Sheet) -> dict[str, Any]:
    """The whole of `sheet` as JSON values: days as ISO 8601, amounts as decimal texts, texts by language."""
    content: dict[str, Any] = plain(sheet)
    return content


def plain(value: Any) -> Any:
    """A shape, or a part of one, as JSON values."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, Translated):
        return dict(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.value if isinstance(value, Enum) else value


def sheet_from(content: Mapping[str, Any]) -> Sheet:
    """The sheet that `content` was made of. What a version lacks, since it is older than the field, has its default."""
    return shaped(Sheet, content)


def shaped(shape: type[T], content: Mapping[str, Any]) -> T:
    """The shape that JSON values were made of; what they lack has its default."""
    hints = get_type_hints(shape)
    return shape(**{name: _value(hint, content[name]) for name, hint in hints.items() if name in content})


def _value(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], each) for each in value)
    [kind] = [each for each in (get_args(hint) or (hint,)) if each is not type(None)]
    if isinstance(kind, type) and is_dataclass(kind):
        return shaped(kind, value)
    if kind is date:
        return date.fromisoformat(value)
    return kind(value) if kind in {Translated, Decimal} or issubclass(kind, Enum) else value


def sheet_text(content: Mapping[str, Any]) -> str:
    """What the public record commits to for a sheet version: RFC 8785 JSON of its content."""
    return rfc8785.dumps(dict(content)).decode()


def fingerprint(sheet: Sheet) -> str:
    """Tells one state of a sheet from another; forms carry it, so that nobody saves over somebody else."""
    return hashlib.sha256(rfc8785.dumps(content_of(sheet))).hexdigest()[:20]


def published_content(
    sheet: Sheet, *, slug: str, title: Translated, version: int, reason: Translated, names: Mapping[str, str]
) -> dict[str, Any]:
    """What is kept for good: the sheet, whose it is, why it is new. `names` are the partners' names by slug: a later
    name of a partner does not reach back into what it signed.
    """
    return content_of(sheet) | {
        "project": slug,
        "title": dict(title),
        "version": version,
        "reason": dict(reason),
        "partner_names": dict(names),
    }
