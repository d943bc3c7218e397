"""JSON of others: reading it without being hurt by it, and finding the list of projects in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from portal.core.imports import UnreadableFile, shortened, what_it_has

_DEEPEST = 5
_LONGEST_NUMBER = 60


class Object(dict[str, Any]):
    """A JSON object. `twice` are the names that it gives two different values."""

    twice: tuple[str, ...] = ()


def _object(pairs: list[tuple[str, Any]]) -> Object:
    found = Object()
    twice = []
    for name, value in pairs:
        if name in found and found[name] != value:
            twice.append(name)
        found[name] = value
    if twice:
        found.twice = tuple(twice)
    return found


def _number(text: str) -> Decimal | str:
    """Exact; what no number of ours could be stays a text."""
    try:
        return Decimal(text) if len(text) <= _LONGEST_NUMBER else text[: _LONGEST_NUMBER + 1]
    except InvalidOperation:
        return text


def _loads(text: str) -> Any:
    return json.loads(
        text, object_pairs_hook=_object, parse_float=_number, parse_int=_number, parse_constant=lambda name: name
    )


def load(text: str) -> Any:
    """The value of a JSON text; of one object a line, their list. Raises `UnreadableFile`."""
    try:
        return _loads(text)
    except RecursionError:
        raise UnreadableFile("the JSON is nested too deeply") from None
    except ValueError as error:
        found = _object_a_line(text)
        if found is None:
            raise UnreadableFile(f"the file begins like JSON, but it is none: {shortened(str(error), 120)}") from None
        return found


def _object_a_line(text: str) -> list[Any] | None:
    try:
        objects = [_loads(each) for each in text.split("\n") if each.strip()]
    except (ValueError, RecursionError):
        return None
    return objects if len(objects) > 1 and all(isinstance(each, Mapping) for each in objects) else None


def list_in(value: Any, is_project: Callable[[Any], bool]) -> list[Any]:
    """The list of projects in a JSON value, wherever it lies; raises `UnreadableFile`.

    That is: a package, a bare list, packages one after another, the answer of some service around one of these, or
    one project alone.
    """
    if isinstance(value, Mapping) and is_project(value):
        return [value]
    best: list[Any] = []
    empty = False
    for found in _lists(value):
        together = list(_unpacked(found))
        if sum(map(is_project, together)) > sum(map(is_project, best)):
            best = together
        empty = empty or not together
    if best or empty:
        return best
    raise UnreadableFile(f"the JSON holds no list of projects; {what_it_has(value)}")


def _lists(value: Any, depth: int = 0) -> Iterator[list[Any]]:
    if isinstance(value, list):
        yield value
    elif isinstance(value, Mapping) and depth < _DEEPEST:
        for each in value.values():
            yield from _lists(each, depth + 1)


def _unpacked(found: list[Any]) -> Iterator[Any]:
    """The entries of a list; of those that are packages themselves, what is in them."""
    for each in found:
        inside = each.get("projects") if isinstance(each, Mapping) else None
        if isinstance(inside, list):
            yield from inside
        else:
            yield each


def named_twice(value: Any, path: str = "", depth: int = 0) -> str:
    """The path of a name that stands twice in an object, with two values; empty where there is none."""
    if depth > _DEEPEST * 4:
        return ""
    if isinstance(value, Object):
        if value.twice:
            return f"{path}{value.twice[0]}"
        inside: Iterator[tuple[str, Any]] = ((f"{path}{name}.", each) for name, each in value.items())
    elif isinstance(value, list):
        inside = ((path, each) for each in value)
    else:
        return ""
    return next(filter(None, (named_twice(each, below, depth + 1) for below, each in inside)), "")
