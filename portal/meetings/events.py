"""What happened to meetings."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.events import Event


@dataclass(frozen=True)
class PaperStored(Event):
    """A paper was uploaded; nobody has read it yet."""

    paper_id: int
