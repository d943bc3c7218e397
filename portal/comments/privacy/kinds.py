"""The kinds of private details."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a detail looks like. Where one text looks like two of them, the first here counts."""

    ACCOUNT = "account"
    CARD = "card"
    IDENTITY = "identity"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    PLATE = "plate"


# What nobody can want to be public, whoever it belongs to.
MUST_MASK = frozenset({Kind.ACCOUNT, Kind.CARD, Kind.IDENTITY})


@dataclass(frozen=True)
class Detail:
    """One private detail: `text[start:end]` of the text it was noticed in."""

    kind: Kind
    start: int
    end: int
    text: str

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands."""
        return self.start, self.end
