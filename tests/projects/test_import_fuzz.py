"""Whatever a file holds, the reader of projects answers with records, refusals or one clear error."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.core.imports import UnreadableFile
from portal.projects.imports.names import GROUPS
from portal.projects.imports.reader import read_projects
from portal.projects.imports.records import ImportFile
from tests.projects.oc4ids import text
from tests.support.engines import sqlite_only

pytestmark = sqlite_only
house = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])

_scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from(["2026-01-01T00:00:00Z", "2026-02-30", "https://a.example/b", "javascript:x", "\ud800", "\x00"])
)
_NAMES = [
    *("id", "title", "description", "status", "language", "updated", "period", "startDate", "endDate", "sector"),
    *("locations", "geometry", "type", "coordinates", "address", "locality", "gazetteer", "identifiers", "budget"),
    *("amount", "currency", "budgetBreakdowns", "budgetBreakdown", "sourceParty", "name", "parties", "roles"),
    *("identifier", "scheme", "classifications", "contactPoint", "url", "publicAuthority", "milestones", "dueDate"),
    *("dateMet", "completion", "endDateDetails", "finalValue", "documents", "purpose", "title_es", "communityPortal"),
    *("form", "sheet", "partners", "moves", "milestone", "key", "standing", "phase", "goal", "slug", "topics"),
]
_values = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_NAMES) | st.text(max_size=5), inner),
    max_leaves=12,
)
_projects = st.dictionaries(st.sampled_from(_NAMES) | st.text(max_size=8), _values, max_size=12)
_columns = st.lists(st.sampled_from([name for group in GROUPS for name in group]) | st.text(max_size=8), max_size=8)
_cells = st.text(max_size=20) | st.sampled_from(["", "N/A", "2026-05-01", "5/1/2026", "$1,000", "(12)", "91", "NaN"])


@pytest.fixture(autouse=True)
def _context(app):
    """Imports write in the languages of the site."""


def answered(raw: bytes) -> ImportFile | None:
    try:
        file = read_projects(raw, "en")
    except UnreadableFile:
        return None
    numbers = [each.number for each in (*file.records, *file.refusals)]
    assert sorted(numbers) == list(range(1, file.count + 1))
    for record in file.records:
        assert record.page.title
        assert record.external_id
        assert len({part.partner for part in record.sheet.partners}) == len(record.sheet.partners)
        json.dumps([record.page.geometry, *record.page.title.values()], allow_nan=False).encode()
        assert "\\x00" not in repr(record.page)
    assert all(refusal.reason for refusal in file.refusals)
    return file


@house
@given(st.binary(max_size=400))
def test_any_bytes(raw):
    answered(raw)


@house
@given(st.lists(_projects, max_size=4))
def test_any_projects(projects):
    answered(text(*projects).encode("utf-8", "surrogatepass"))


@house
@given(_projects)
def test_any_parts_of_a_project(parts):
    file = answered(text({"title": "A", **parts, "id": "x"}).encode("utf-8", "surrogatepass"))
    assert file is not None
    assert file.count == 1


@house
@given(_projects)
def test_any_extension(parts):
    file = answered(
        text({"id": "x", "title": "A", "communityPortal": {**parts, "form": 1, "title": {"en": "A"}}}).encode()
    )
    assert file is not None
    assert all(refusal.reason.startswith("communityPortal") for refusal in file.refusals)


@house
@given(_columns, st.lists(st.lists(_cells, max_size=8), max_size=5), st.sampled_from(",;\t"))
def test_any_table(columns, rows, delimiter):
    lines = [["project_id", "project_name", *columns], *rows]
    answered("\n".join(delimiter.join(row) for row in lines).encode("utf-8", "surrogatepass"))


@house
@given(st.text(max_size=300))
def test_any_text(words: Any):
    answered(words.encode("utf-8", "surrogatepass"))
