"""One comment that staff write down for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.comments.models import Audience, Channel, Stance

TAKEN_DOWN = (Channel.PAPER, Channel.PHONE, Channel.ROOM)


@dataclass(frozen=True)
class Entry:
    """What was said, and where. `slip` is the code on the paper slip, 24 symbols, or ""."""

    body: str
    lang: str
    channel: Channel
    occasion: str
    said_on: date
    display_name: str = ""
    audience: Audience | None = None
    area: str = ""
    stance: Stance | None = None
    slip: str = ""


@dataclass(frozen=True)
class Slip:
    """A printed slip, and the comment that was entered for it, if any; `body` is its text unless that was changed."""

    receipt_id: int
    occasion: str
    comment_id: int | None
    body: str | None
