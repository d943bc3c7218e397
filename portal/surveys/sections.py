"""The sections of a form: its outermost groups. Each can be handed to a colleague."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portal.core.translated import Text
from portal.surveys.definition import Form, Group
from portal.surveys.interview import Interview, Page


@dataclass(frozen=True)
class Section:
    """One section: the path of its group, what it is called, and the keys of the pages that it has now."""

    key: str
    label: Text
    pages: tuple[str, ...]


def sections(form: Form, interview: Interview, lang: str = "") -> list[Section]:
    """The sections that something is asked in, as of these answers."""
    found = []
    for group in form.elements:
        pages = [page for page in interview.pages if isinstance(group, Group) and within(group.name, page.key)]
        if isinstance(group, Group) and pages:
            label = group.label.best(lang or form.default_language)
            found.append(Section(group.name, label if label.text else pages[0].title, tuple(p.key for p in pages)))
    return found


def within(section: str, page_key: str) -> bool:
    """Whether a page belongs to a section. Its key is a letter, a slash, and the address of what it asks."""
    return page_key[2:] == section or page_key[2:].startswith(f"{section}/")


def pages_within(section: str, interview: Interview) -> Iterator[Page]:
    """The pages of one section, in their order."""
    return (page for page in interview.pages if within(section, page.key))
