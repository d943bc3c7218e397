"""The form in which a draft is kept: plain JSON values, made of its words and read back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785

from portal.projects.drafts.shapes import SHAPES, Words
from portal.projects.models import DraftKind
from portal.projects.sheets.contents import plain, shaped


def content_of(words: Words) -> dict[str, Any]:
    """The words of a draft as JSON values."""
    content: dict[str, Any] = plain(words)
    return content


def words_from(kind: DraftKind, content: Mapping[str, Any]) -> Words:
    """The words that `content` was made of."""
    words: Words = shaped(SHAPES[kind], content)
    return words


def fingerprint(content: Mapping[str, Any]) -> str:
    """Tells one state of a draft from another: nobody saves over a colleague, or publishes what was not read."""
    return hashlib.sha256(rfc8785.dumps(dict(content))).hexdigest()[:20]
