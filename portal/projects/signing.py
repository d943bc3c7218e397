"""What a partner says to a version of a project's sheet, as plain values, and how the public record knows it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import rfc8785

from portal.projects.models import SignOffAnswer

LONGEST_SUBJECT = 120  # of an entry in the public record
KIND = "signoff"


@dataclass(frozen=True)
class SignDraft:
    """An answer as given: `words` are the reservation or the reason, `signed_by` and `role` those of who signs."""

    answer: SignOffAnswer
    signed_by: str
    role: str
    words: str = ""


def signing_key(project: str, version: int, partner: str) -> str:
    """What the record calls an answer: `<project>/<version>/<partner>`.

    Where two long slugs do not fit an entry, the partner's is cut and ends with a fingerprint of the whole.
    """
    key = f"{project}/{version}/{partner}"
    room = LONGEST_SUBJECT - len(f"{KIND}:{project}/{version}/")
    if len(partner) <= room:
        return key
    mark = hashlib.sha256(partner.encode()).hexdigest()[:8]
    return f"{project}/{version}/{partner[: room - 9].rstrip('-')}-{mark}"


def signing_text(project: str, version: int, partner: str, sheet_entry: int, draft: SignDraft, lang: str) -> str:
    """What the public record commits to for an answer: RFC 8785 JSON. `sheet_entry` is the entry of what was signed."""
    return rfc8785.dumps(
        {
            "answer": draft.answer.value,
            "lang": lang,
            "partner": partner,
            "project": project,
            "role": draft.role,
            "sheet_entry": sheet_entry,
            "signed_by": draft.signed_by,
            "version": version,
            "words": draft.words,
        }
    ).decode()
