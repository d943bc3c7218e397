"""The one form in which an agenda is kept and committed to: plain JSON values, made of a draft and read back."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import rfc8785

from portal.core.formats import iso
from portal.core.translated import Translated
from portal.meetings.agendas.drafts import ItemDraft, Link, MeetingDraft
from portal.meetings.models import ItemKind, MeetingKind


def content_of(draft: MeetingDraft, taken: int = 0) -> dict[str, Any]:
    """The whole of `draft` as JSON values; a posting adds which meeting, whose, and which version.

    `taken` is the highest number that any item of this meeting ever had: new items get those after it.
    """
    fresh = itertools.count(max([taken, *(item.number or 0 for item in draft.items)]) + 1)
    return {
        "kind": draft.kind.value,
        "title": dict(draft.title),
        "note": dict(draft.note),
        "starts_at": iso(draft.starts_at),
        "ends_at": _moment(draft.ends_at),
        "timed": draft.timed,
        "place": dict(draft.place),
        "step_free": dict(draft.step_free),
        "remote_link": draft.remote_link,
        "links": [{"label": link.label, "url": link.url} for link in draft.links],
        "comments_close_at": _moment(draft.comments_close_at),
        "takes_speakers": draft.takes_speakers,
        "speakers_close_at": _moment(draft.speakers_close_at),
        "items": [_item_content(item, item.number or next(fresh)) for item in draft.items],
    }


def _moment(at: datetime | None) -> str | None:
    return iso(at) if at else None


def _item_content(item: ItemDraft, number: int) -> dict[str, Any]:
    source = {"source": item.source} if item.source else {}
    return source | {
        "number": number,
        "kind": item.kind.value,
        "consent": item.consent,
        "minutes": item.minutes,
        "title": dict(item.title),
        "summary": dict(item.summary),
        "presenter": item.presenter,
        "citation": item.citation,
        "projects": list(item.projects),
        "papers": list(item.papers),
        "approves": item.approves,
        "continues": item.continues,
    }


def draft_from(content: Mapping[str, Any], committee_slug: str) -> MeetingDraft:
    """The draft that `content` was made of. Versions posted before a field existed lack it: it has its default."""
    return MeetingDraft(
        committee_slug=committee_slug,
        kind=MeetingKind(content.get("kind", MeetingKind.REGULAR)),
        title=Translated(content["title"]),
        note=Translated(content.get("note")),
        starts_at=datetime.fromisoformat(content["starts_at"]),
        ends_at=_read_moment(content.get("ends_at")),
        timed=content.get("timed", True),
        place=Translated(content["place"]),
        step_free=Translated(content["step_free"]),
        remote_link=content["remote_link"],
        links=tuple(Link(link["label"], link["url"]) for link in content.get("links", ())),
        comments_close_at=_read_moment(content.get("comments_close_at")),
        takes_speakers=content.get("takes_speakers", False),
        speakers_close_at=_read_moment(content.get("speakers_close_at")),
        items=tuple(item_from(item) for item in content["items"]),
    )


def _read_moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def item_from(item: Mapping[str, Any]) -> ItemDraft:
    """The item that this part of a content was made of."""
    return ItemDraft(
        number=item["number"],
        kind=ItemKind(item["kind"]),
        consent=item.get("consent", False),
        minutes=item["minutes"],
        title=Translated(item["title"]),
        summary=Translated(item["summary"]),
        presenter=item.get("presenter", ""),
        citation=item.get("citation", ""),
        projects=tuple(item["projects"]),
        papers=tuple(_paper_key(paper) for paper in item.get("papers", ())),
        approves=item.get("approves", ""),
        continues=item.get("continues", ""),
        source=item.get("source", ""),
    )


def _paper_key(paper: str | Mapping[str, str]) -> str:
    """What was posted holds a paper's facts beside its key, so that the record commits to the very file."""
    return paper if isinstance(paper, str) else paper["key"]


def agenda_text(content: dict[str, Any]) -> str:
    """What the public record commits to for a posted agenda: RFC 8785 JSON of its content."""
    return rfc8785.dumps(content).decode()


def fingerprint(draft: MeetingDraft) -> str:
    """Tells one state of a draft from another; forms carry it, so that nobody saves over somebody else."""
    numbers = [item.number for item in draft.items]  # a posted agenda is not the draft it was, word for word the same
    whole = content_of(draft) | {"committee": draft.committee_slug, "numbers": numbers}
    return hashlib.sha256(rfc8785.dumps(whole)).hexdigest()[:20]


def posted_content(
    content: dict[str, Any],
    *,
    slug: str,
    committee: dict[str, Any],
    version: int,
    change: str,
    reason: Translated,
    papers: Mapping[str, dict[str, Any]],
) -> dict[str, Any]:
    """What is kept for good: the agenda, which meeting of whom it is for, why it is new, and what its papers hold.

    `papers` are the facts of each paper by its key, its SHA-256 among them: so the record commits to the very files.
    """
    return with_papers(content, papers) | {
        "meeting": slug,
        "committee": committee,
        "version": version,
        "change": change,
        "reason": dict(reason),
    }


def paper_keys(content: Mapping[str, Any]) -> list[str]:
    """The keys of all papers that the items of a content name."""
    return [_paper_key(paper) for item in content["items"] for paper in item.get("papers", ())]


def with_papers(content: dict[str, Any], papers: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """The content with the facts of its papers in place of their keys; unknown ones are left out."""
    items = [
        item | {"papers": [papers[key] for key in map(_paper_key, item.get("papers", ())) if key in papers]}
        for item in content["items"]
    ]
    return content | {"items": items}
