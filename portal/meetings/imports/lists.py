"""JSON: finding the list of meetings in it, and reading each of its objects."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import Any

from portal.core.imports import BadRecord, Refusal, UnreadableFile, shortened, what_it_has
from portal.meetings.imports import names
from portal.meetings.imports.legistar import is_event, is_item, item_name, read_event, read_item
from portal.meetings.imports.loose import called, read_loose
from portal.meetings.imports.records import FileKind, Found, ItemRecord

_DEEPEST = 4
_WRAPPERS = ("properties", "attributes", "fields", "event", "meeting", "node", "item")


def read_json(text: str) -> list[Any]:
    """The records in a JSON text, one object a line included; raises `UnreadableFile`."""
    try:
        return _list_in(_loads(text))
    except RecursionError:
        raise UnreadableFile("the JSON is nested too deeply") from None
    except ValueError as error:
        if isinstance(error, UnreadableFile):
            raise
        found = _object_a_line(text)
        if found is None:
            raise UnreadableFile(f"the file begins like JSON, but it is none: {shortened(str(error), 120)}") from None
        return found


def _loads(text: str) -> Any:
    return json.loads(text, parse_constant=lambda _name: None)


def _object_a_line(text: str) -> list[Any] | None:
    found = [each for each in text.split("\n") if each.strip()]
    try:
        objects = [_loads(each) for each in found]
    except (ValueError, RecursionError):
        return None
    return objects if len(objects) > 1 and all(isinstance(each, Mapping) for each in objects) else None


def _list_in(value: Any) -> list[Any]:
    if isinstance(value, list) and not value:
        return value
    lists = list(_lists(value))
    best = max(lists, key=_meetings_in, default=None)
    if best is not None and _meetings_in(best):
        return best
    if isinstance(value, Mapping) and _is_meeting(value):
        return [value]
    if any(not found for found in lists) and not any(isinstance(each, Mapping) for found in lists for each in found):
        return []
    raise UnreadableFile(f"the JSON holds no list of meetings; {what_it_has(best if best else value)}")


def _lists(value: Any, depth: int = 0) -> Iterator[list[Any]]:
    if isinstance(value, list):
        yield value
    elif isinstance(value, Mapping) and depth < _DEEPEST:
        for each in value.values():
            yield from _lists(each, depth + 1)


def _meetings_in(found: list[Any]) -> int:
    return sum(_is_meeting(each) for each in found)


def _is_meeting(value: Any) -> bool:
    if not isinstance(value, Mapping):
        return False
    return is_event(value) or is_item(value) or any(map(names.is_date_name, unwrapped(value)))


def unwrapped(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """An object's own values; where they lie one level deeper, as in GeoJSON, those."""
    for name in _WRAPPERS:
        inside = value.get(name)
        if isinstance(inside, Mapping) and any(map(names.is_date_name, inside)):
            return {**{key: each for key, each in value.items() if key != name}, **inside}
    return value


def kind_of(found: list[Any]) -> FileKind:
    """What a list of JSON holds, told by the greater part of it."""
    events, items = sum(map(is_event, found)), sum(map(is_item, found))
    if items > events:
        return FileKind.LEGISTAR_ITEMS
    return FileKind.LEGISTAR_EVENTS if events else FileKind.LIST


def read_list(found: list[Any], zone: tzinfo) -> Iterator[Found | ItemRecord | Refusal]:
    """Every record of a list: read, or refused with its number and name."""
    for number, value in enumerate(found, 1):
        try:
            yield _read(number, value, zone)
        except BadRecord as problem:
            yield Refusal(number, str(problem), _name(value))


def _read(number: int, value: Any, zone: tzinfo) -> Found | ItemRecord:
    if not isinstance(value, Mapping):
        raise BadRecord("it is no object with names and values")
    if is_item(value):
        return read_item(number, value)
    return read_event(number, value, zone) if is_event(value) else read_loose(number, unwrapped(value), zone)


def _name(value: Any) -> str:
    if not isinstance(value, Mapping):
        return ""
    if is_item(value):
        return item_name(value)
    if is_event(value):
        return str(value.get("EventBodyName") or value.get("EventId") or "")
    return called(unwrapped(value))
