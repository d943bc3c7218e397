"""What the engine takes and gives, in words that know nothing of Whoosh."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

_IDS = 2**63


class IndexState(StrEnum):
    """How the index is. Only READY answers; the other two are cured by a rebuild."""

    READY = "ready"
    MISSING = "missing"
    BROKEN = "broken"


class IndexUnavailable(Exception):
    """The index cannot be used now: it was never built (MISSING), or something is wrong with its files (BROKEN)."""

    def __init__(self, state: IndexState, detail: str = "") -> None:
        super().__init__(f"{state}: {detail}" if detail else str(state))
        self.state = state


class IndexBusy(IndexUnavailable):
    """Another writer holds the index. Nothing was changed; try again later."""

    def __init__(self) -> None:
        super().__init__(IndexState.READY, "another writer holds the index")


class Partial(StrEnum):
    """Why there may be more matches than were found."""

    WIDE_PREFIX = "wide-prefix"
    OUT_OF_TIME = "out-of-time"


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be found: its id (0 to 2**63 - 1), the tag of its language, its words."""

    id: int
    lang: str
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.id < _IDS:
            raise ValueError(f"id {self.id} does not fit into 63 bits")


@dataclass(frozen=True, slots=True)
class Hits:
    """Every match as (id, score), the best first; unranked in no order, with score 0. `partial`: may be more."""

    items: tuple[tuple[int, float], ...] = ()
    partial: frozenset[Partial] = frozenset()

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids in the order of the items."""
        return tuple(id_ for id_, _ in self.items)

    def __len__(self) -> int:
        return len(self.items)
