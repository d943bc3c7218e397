"""What the forms of drafts begin with, and what they can choose from."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from portal.core.addresses import key_text
from portal.core.formats import day
from portal.core.translated import Translated
from portal.core.web import in_page_language
from portal.projects import queries
from portal.projects.drafts.shapes import EvidenceWords, PaperWords, UpdateWords, Words
from portal.projects.evidence import GivenEvidence
from portal.projects.forms import Offer
from portal.projects.models import DraftKind

LONGEST_CHOICE = 80
UPDATES_OFFERED = 50


def offer(project_id: int, partner_id: int) -> Offer:
    """The papers that a partner may show, and what its evidence can be about."""
    papers = queries.papers_of_partner(project_id, partner_id)
    return Offer(papers=[(key_text(paper.id), _short(paper.title)) for paper in papers], subjects=_subjects(project_id))


def _subjects(project_id: int) -> list[tuple[str, str]]:
    page = queries.sheet_page(project_id)
    requirements = page.sheet.requirements if page else ()
    criteria = page.sheet.criteria if page else ()
    return [
        *((f"requirement/{row.key}", f"{row.key}: {_short(row.text)}") for row in requirements),
        *((f"criterion/{row.key}", f"{row.key}: {_short(row.measure)}") for row in criteria),
        *(
            (f"update/{card.number}", _("Update %(number)s, %(day)s", number=card.number, day=day(card.posted_at)))
            for card in queries.updates(project_id)[:UPDATES_OFFERED]
        ),
    ]


def _short(texts: Translated) -> str:
    words = in_page_language(texts).text
    return words if len(words) <= LONGEST_CHOICE else words[:LONGEST_CHOICE].rstrip() + "…"


def beginning(project_id: int, kind: DraftKind) -> dict[str, Any]:
    """An update begins where the last one stood."""
    latest = next(iter(queries.updates(project_id)), None) if kind == DraftKind.UPDATE else None
    return {"phase": latest.phase, "condition": latest.condition} if latest else {}


def shown(words: Words) -> dict[str, Any]:
    """What a form shows of a draft that is there."""
    if isinstance(words, UpdateWords):
        return _texts(words, "text") | _evidence(words.evidence) | {"phase": words.phase, "condition": words.condition}
    if isinstance(words, EvidenceWords):
        return _texts(words, "text") | _evidence(words.evidence) | {"about": words.about}
    if isinstance(words, PaperWords):
        return _texts(words, "title") | {"file": key_text(words.file_id), "lang": words.lang}
    return _texts(words, "text", "test", "constraint") | {"owner": words.owner, "strength": words.strength}


def _texts(words: Words, *names: str) -> dict[str, Any]:
    return {f"{name}_{tag}": text for name in names for tag, text in getattr(words, name).items()}


def _evidence(given: GivenEvidence) -> dict[str, Any]:
    return {
        "photos": [
            {"key": key_text(photo.file_id), "use": True, "decorative": photo.decorative}
            | {f"alt_{tag}": text for tag, text in photo.alt.items()}
            for photo in given.photos
        ],
        "papers": [key_text(paper) for paper in given.papers],
        "links": [
            {"url": link.url} | {f"label_{tag}": text for tag, text in link.label.items()} for link in given.links
        ],
    }
