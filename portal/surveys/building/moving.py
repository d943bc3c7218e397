"""Adding, replacing, removing and moving elements of a form. Pure: a form goes in, another comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from portal.surveys.definition import Element, Form, Path, Question

Siblings = tuple[Element, ...]


def element_at(form: Form, path: Path) -> Element:
    """The element of a path. Raises `KeyError`."""
    return next(one for one in siblings_of(form, path[:-1]) if one.name == path[-1])


def siblings_of(form: Form, section: Path) -> Siblings:
    """What stands in a section; in the form itself for the empty path. Raises `KeyError`."""
    standing = form.elements
    for name in section:
        found = next((one for one in standing if one.name == name), None)
        if found is None or isinstance(found, Question):
            raise KeyError(section)
        standing = found.children
    return standing


def with_siblings(form: Form, section: Path, change: Callable[[Siblings], Siblings]) -> Form:
    """The form with what stands in one section changed."""
    return replace(form, elements=_changed(form.elements, section, change))


def added(form: Form, section: Path, element: Element, at: int | None = None) -> Form:
    """The form with `element` at a place of a section; at its end where no place is given."""
    return with_siblings(form, section, lambda there: _with(there, len(there) if at is None else at, element))


def replaced(form: Form, path: Path, element: Element) -> Form:
    """The form with another element in the place of the one at `path`."""
    return with_siblings(
        form, path[:-1], lambda there: tuple(element if one.name == path[-1] else one for one in there)
    )


def removed(form: Form, path: Path) -> Form:
    """The form without an element and all that it holds."""
    return with_siblings(form, path[:-1], lambda there: tuple(one for one in there if one.name != path[-1]))


def moved_up(form: Form, path: Path) -> Form:
    """One step up the outline: past a question, into the end of a section, or out before its own section."""
    return _moved(form, path, -1)


def moved_down(form: Form, path: Path) -> Form:
    """One step down the outline: past a question, into the beginning of a section, or out behind its own section."""
    return _moved(form, path, 1)


def _moved(form: Form, path: Path, step: int) -> Form:
    section, name = path[:-1], path[-1]
    names = [one.name for one in siblings_of(form, section)]
    element, at = element_at(form, path), names.index(name)
    without = removed(form, path)
    if 0 <= at + step < len(names):
        other = element_at(form, (*section, names[at + step]))
        if isinstance(other, Question):
            return added(without, section, element, at + step)
        return added(without, (*section, other.name), element, len(other.children) if step < 0 else 0)
    if not section:
        return form
    outside = [one.name for one in siblings_of(form, section[:-1])].index(section[-1])
    return added(without, section[:-1], element, outside if step < 0 else outside + 1)


def _with(there: Siblings, at: int, element: Element) -> Siblings:
    return (*there[:at], element, *there[at:])


def _changed(there: Siblings, section: Path, change: Callable[[Siblings], Siblings]) -> Siblings:
    if not section:
        return change(there)
    return tuple(
        replace(one, children=_changed(one.children, section[1:], change))
        if one.name == section[0] and not isinstance(one, Question)
        else one
        for one in there
    )
