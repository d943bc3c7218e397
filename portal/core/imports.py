"""What every import of somebody else's file shares: its limit, and the words in which it refuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LARGEST_FILE = 64_000_000
_LONGEST_QUOTE = 40
_LONGEST_NAME = 80


class UnreadableFile(ValueError):
    """The file as a whole cannot be used; the message says why. Nothing of it may be imported."""


class BadRecord(ValueError):
    """A record cannot be used; the message is the reason."""


@dataclass(frozen=True)
class Refusal:
    """A record that is not imported, and why. `name` is its own title or id, where it has one."""

    number: int
    reason: str
    name: str = ""

    def __str__(self) -> str:
        name = " ".join("".join(sign if sign.isprintable() else " " for sign in self.name).split())
        named = f" (“{shortened(name, _LONGEST_NAME)}”)" if name else ""
        return f"record {self.number}{named}: {self.reason}"


def quoted(value: object) -> str:
    """A bad value for a message: cut, and with nothing in it that a terminal would obey."""
    return repr(shortened(str(value), _LONGEST_QUOTE))


def shortened(text: str, most: int) -> str:
    """`text` in at most `most` characters; an ellipsis says that something is missing."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def what_it_has(value: Any) -> str:
    """What JSON that nobody here can read holds instead, for a refusal: the names of its first object."""
    while isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, Mapping):
        return "it holds no objects"
    shown = [str(name) for name in list(value)[:20] if str(name).isprintable()]
    return f"it has {shortened(', '.join(shown), 300)}" if shown else "its objects are empty"
