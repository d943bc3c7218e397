"""The two-column `summary.csv` that may lie beside a feedback file: keys and values, some multi-line."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from portal.core.imports import UnreadableFile
from portal.core.tables import decode

LONGEST_TOPIC = 200


@dataclass(frozen=True)
class Summary:
    """What a summary tells; anything may be missing. `comments` often differs from the file by a few."""

    topic: str = ""
    description: str = ""
    comments: int | None = None


def read_summary(raw: bytes) -> Summary:
    """Read what can be read; a summary is a courtesy, so nothing in it is an error."""
    try:
        rows = list(csv.reader(io.StringIO(decode(raw), newline="")))
    except (csv.Error, UnreadableFile):
        return Summary()
    values = {row[0].strip().lower(): _printable(row[1]) for row in rows if len(row) >= 2}
    comments = values.get("comments", "").strip()
    return Summary(
        topic=" ".join(values.get("topic", "").split())[:LONGEST_TOPIC],
        description=values.get("conversation-description", "").strip(),
        comments=int(comments) if comments.isascii() and comments.isdigit() and len(comments) < 10 else None,
    )


def _printable(value: str) -> str:
    return "".join(c for c in value if c in "\n\t" or not ("\ud800" <= c <= "\udfff" or c < " "))
