"""What a clerk writes of a project, as the form shows it and as it is compared before it is saved."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import rfc8785

from portal.core.differences import FieldChange, replaced, text_changes
from portal.core.formats import iso, when
from portal.core.translated import Translated
from portal.projects.places.telling import typed_place


@dataclass(frozen=True)
class WrittenProject:
    """The texts of a project's page, its topics, its place, and when it takes comments."""

    title: Translated
    summary: Translated
    body: Translated
    topics: tuple[str, ...]
    area: str
    address: str
    geometry: dict[str, Any] | None
    comments_open_at: datetime | None
    comments_close_at: datetime | None

    @property
    def fingerprint(self) -> str:
        """Tells this state from every other: whoever saves names the one that they began from."""
        times = [iso(moment) if moment else None for moment in (self.comments_open_at, self.comments_close_at)]
        texts = [dict(self.title), dict(self.summary), dict(self.body), self.area, self.address]
        content: list[Any] = [*texts, sorted(self.topics), self.geometry, *times]
        return hashlib.sha256(rfc8785.dumps(content)).hexdigest()

    def changes_to(self, other: WrittenProject) -> Iterator[FieldChange]:
        """What differs in `other`, field by field."""
        for name in ("title", "summary", "body"):
            yield from text_changes(name, getattr(self, name), getattr(other, name))
        for name, told in _TOLD.items():
            was, now = told(getattr(self, name)), told(getattr(other, name))
            if was != now:
                yield FieldChange(name, replaced(was, now))


_TOLD: dict[str, Callable[[Any], str]] = {
    "topics": lambda topics: ", ".join(sorted(topics)),
    "area": str,
    "address": str,
    "geometry": typed_place,
    "comments_open_at": lambda moment: when(moment) if moment else "",
    "comments_close_at": lambda moment: when(moment) if moment else "",
}
