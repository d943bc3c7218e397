"""What the town's life is made of: things that somebody did, each at its moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Scene:
    """Something that somebody did at a moment of the town's past."""

    at: datetime
    play: Callable[[], object]
