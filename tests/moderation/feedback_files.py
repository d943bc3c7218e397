"""Making feedback files for the tests of the import, in both real layouts and in broken ones."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

NOW = datetime(2026, 4, 15, 17, 0, tzinfo=UTC)
OLD = ("timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body")
NEW = (
    "timestamp",
    "comment-id",
    "author-id",
    "agrees",
    "disagrees",
    "moderated",
    "is-meta",
    "is-seed",
    "group-informed-consensus",
    "comment-body",
)
USUAL = {
    "timestamp": "1518501496471",
    "datetime": "Tue Feb 13 12:58:16 WIB 2018",
    "author-id": "17",
    "agrees": "3",
    "disagrees": "2",
    "moderated": "1",
    "is-meta": "false",
    "is-seed": "false",
    "group-informed-consensus": "0.68",
    "comment-body": "More lamps",
}


def row(number: int, **changes: object) -> dict[str, str]:
    """One record; `changes` name columns with _ for -."""
    values = USUAL | {"comment-id": str(number)}
    return values | {name.replace("_", "-"): str(value) for name, value in changes.items()}


def text(*rows: dict[str, str], columns: tuple[str, ...] = OLD, delimiter: str = ",") -> str:
    """The text of a file with these records."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([values[name] for name in columns] for values in rows)
    return out.getvalue()


def raw(*rows: dict[str, str], columns: tuple[str, ...] = OLD, delimiter: str = ",") -> bytes:
    """The same in UTF-8."""
    return text(*rows, columns=columns, delimiter=delimiter).encode()
