"""What a comment can be about, and how that is addressed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TargetKind(StrEnum):
    """The kinds of things that take comments."""

    PROJECT = "project"
    ITEM = "item"
    UPDATE = "update"
    SURVEY = "survey"


_PARTS = {"updates": "update", "questions": "question"}


@dataclass(frozen=True)
class TargetKey:
    """Names one target: a project by its slug, an agenda item by its meeting's slug and its number, a status update
    by its project's slug and its number (`update`), a question by its survey's slug and the key of its row."""

    slug: str
    number: int | None = None
    update: int | None = None
    question: int | None = None

    @classmethod
    def read(cls, text: str) -> TargetKey:
        """The key that `str` wrote: `lamps`, `june-session/3`, `lamps/updates/5` or `parks/questions/8`."""
        slug, _, rest = text.partition("/")
        before, _, last = rest.rpartition("/")
        number = int(last) if last.isdecimal() and len(last) < 10 else None
        if before in _PARTS:
            return cls(slug, **{_PARTS[before]: number})
        return cls(slug, number)

    @property
    def kind(self) -> TargetKind:
        """What the key names."""
        if self.question is not None:
            return TargetKind.SURVEY
        if self.update is not None:
            return TargetKind.UPDATE
        return TargetKind.PROJECT if self.number is None else TargetKind.ITEM

    @property
    def address(self) -> dict[str, str | int]:
        """The typed parts of the target's addresses."""
        if self.update is not None:
            return {"slug": self.slug, "update": self.update}
        return {"slug": self.slug} if self.number is None else {"slug": self.slug, "number": self.number}

    def __str__(self) -> str:
        if self.update is not None:
            return f"{self.slug}/updates/{self.update}"
        if self.question is not None:
            return f"{self.slug}/questions/{self.question}"
        return self.slug if self.number is None else f"{self.slug}/{self.number}"
