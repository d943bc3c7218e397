"""What a clerk writes, as plain values, and the one form in which an agenda is kept and committed to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import rfc8785

from portal.core.formats import iso
from portal.core.translated import Translated
from portal.meetings.models import ItemKind

NOTHING = Translated()
LONGEST_LINK = 500


@dataclass(frozen=True)
class ItemDraft:
    """One agenda item as written. `projects` are slugs; `minutes` may be unknown."""

    title: Translated
    kind: ItemKind = ItemKind.DISCUSSION
    summary: Translated = NOTHING
    minutes: int | None = None
    projects: tuple[str, ...] = ()


@dataclass(frozen=True)
class MeetingDraft:
    """A meeting and its agenda as written; items are numbered from 1 in their order."""

    committee_slug: str
    title: Translated
    starts_at: datetime
    place: Translated = NOTHING
    step_free: Translated = NOTHING
    remote_link: str = ""
    items: tuple[ItemDraft, ...] = ()


def content_of(draft: MeetingDraft) -> dict[str, Any]:
    """The whole of `draft` as JSON values; a posting adds which meeting, whose and which version."""
    return {
        "title": dict(draft.title),
        "starts_at": iso(draft.starts_at),
        "place": dict(draft.place),
        "step_free": dict(draft.step_free),
        "remote_link": draft.remote_link,
        "items": [
            {
                "number": number,
                "kind": item.kind.value,
                "minutes": item.minutes,
                "title": dict(item.title),
                "summary": dict(item.summary),
                "projects": list(item.projects),
            }
            for number, item in enumerate(draft.items, 1)
        ],
    }


def posted_content(draft: MeetingDraft, *, slug: str, committee_name: Translated, version: int) -> dict[str, Any]:
    """What is kept for good when `draft` is posted: the agenda, and which meeting of whom it is for."""
    committee = {"slug": draft.committee_slug, "name": dict(committee_name)}
    return content_of(draft) | {"meeting": slug, "committee": committee, "version": version}


def agenda_text(content: dict[str, Any]) -> str:
    """What the public record commits to for a posted agenda: RFC 8785 JSON of its content."""
    return rfc8785.dumps(content).decode()


def fingerprint(draft: MeetingDraft) -> str:
    """Tells one state of a draft from another; forms carry it, so that nobody saves over somebody else."""
    whole = content_of(draft) | {"committee": draft.committee_slug}
    return hashlib.sha256(rfc8785.dumps(whole)).hexdigest()[:20]


def is_web_address(address: str) -> bool:
    """Whether `address` is an http or https address that a page may link to."""
    if len(address) > LONGEST_LINK or not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False
