"""What somebody who wants to speak tells, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from portal.meetings.models import ItemKind

# At these nobody speaks about the item itself: in public comment one speaks about anything.
NOT_SPOKEN_ABOUT = {ItemKind.PUBLIC_COMMENT, ItemKind.RECESS, ItemKind.ROLL_CALL}


@dataclass(frozen=True)
class SpeakerDraft:
    """A name or an alias, and the number of an item; none means the public comment period."""

    name: str
    item_number: int | None = None
    remote: bool = False
    needs: str = ""
