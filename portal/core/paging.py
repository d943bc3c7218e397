"""Lists page by cursor, newest first: `?after=` names the last thing already seen, so new arrivals shift nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar

T = TypeVar("T")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CURSOR = re.compile(r"(\d{1,18})-(\d{1,18})")


@dataclass(frozen=True)
class Cursor:
    """A place in a list ordered by time and id."""

    at: datetime
    id: int

    def __str__(self) -> str:
        return f"{(self.at - _EPOCH) // timedelta(microseconds=1)}-{self.id}"

    @classmethod
    def read(cls, text: str | None) -> Cursor | None:
        """The cursor in `text`; None (the first page) for anything that is not one."""
        match = _CURSOR.fullmatch(text or "")
        if not match:
            return None
        try:
            return cls(_EPOCH + timedelta(microseconds=int(match[1])), int(match[2]))
        except OverflowError:
            return None


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some items of a list, how many the whole list has, and the cursor of the next page if there is one."""

    items: Sequence[T]
    total: int
    next_cursor: str | None = None
    first_page: bool = True
