"""Projects as a table for spreadsheet programs: one row each, the columns for good."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from flask import current_app

from portal.core.formats import iso
from portal.core.spreadsheets import as_csv
from portal.core.translated import Translated
from portal.core.web import absolute_url
from portal.projects.places.shapes import centre
from portal.projects.queries import TableRow

BETWEEN = "; "


def projects_table(rows: Iterable[TableRow], comment_counts: Mapping[int, int]) -> str:
    """The table as CSV. Names of columns are for programs: the same in every language, never changed."""
    tags = current_app.config["SETTINGS"].languages
    return as_csv(list(_header(tags)), (list(_cells(row, tags, comment_counts)) for row in rows))


def _header(tags: Sequence[str]) -> Iterator[str]:
    yield from ("slug", "url")
    for name in ("title", "summary", "goal", "last_update"):
        yield from (f"{name}_{tag}" for tag in tags)
    yield from ("phase", "condition", "last_update_number", "last_update_at", "sheet_version")
    yield from ("topics", "partners", "area", "address", "latitude", "longitude", "geometry")
    yield from ("comment_window", "comments_published", "comments_open_at", "comments_close_at")
    yield from ("illustrative", "attribution", "source", "source_id", "source_status", "created_at", "changed_at")


def _cells(row: TableRow, tags: Sequence[str], comment_counts: Mapping[int, int]) -> Iterator[object]:
    line = row.line
    yield from (line.slug, absolute_url("projects.show", slug=line.slug))
    for texts in (line.title, line.summary, row.goal, line.news):
        yield from (texts.get(tag, "") for tag in tags)
    yield from (line.phase or "", line.condition or "", _known(line.update), _time(line.last_update_at))
    yield from (_known(row.sheet), BETWEEN.join(row.topics), BETWEEN.join(row.partners), line.area, row.address)
    yield from (*(centre(row.geometry) or ("", "")), row.geometry["type"] if row.geometry else "")
    yield from (line.window, comment_counts.get(line.id, 0), _time(line.comments_open_at))
    yield from (_time(line.comments_close_at), int(line.illustrative), _first(line.attribution))
    yield from (row.source, row.external_id, row.source_status, iso(line.created_at), iso(row.changed_at))


def _known(number: int | None) -> object:
    return "" if number is None else number


def _time(moment: datetime | None) -> str:
    return iso(moment) if moment else ""


def _first(texts: Translated) -> str:
    return texts.best(current_app.config["SETTINGS"].default_language).text
