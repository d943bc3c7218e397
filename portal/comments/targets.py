"""What a comment can be about, and how that is addressed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TargetKind(StrEnum):
    """The kinds of things that take comments."""

    PROJECT = "project"
    ITEM = "item"


@dataclass(frozen=True)
class TargetKey:
    """Names one target: a project by its slug, an agenda item by its meeting's slug and its number."""

    slug: str
    number: int | None = None

    @property
    def kind(self) -> TargetKind:
        """What the key names."""
        return TargetKind.PROJECT if self.number is None else TargetKind.ITEM

    @property
    def address(self) -> dict[str, str | int]:
        """The typed parts of the target's addresses."""
        return {"slug": self.slug} if self.number is None else {"slug": self.slug, "number": self.number}

    def __str__(self) -> str:
        return "/".join(str(part) for part in self.address.values())
