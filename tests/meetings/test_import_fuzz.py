"""Whatever bytes come: a readable file whose counts add up, or words that say why it is none."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from portal.core.imports import UnreadableFile
from tests.meetings.meeting_files import calendar, event, legistar_event, legistar_item, read

_scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40)
_values = st.recursive(
    _scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
)
_names = st.sampled_from(
    ["date", "start", "end", "time", "title", "name", "body", "id", "location", "status", "Agenda", "files", "timezone"]
)
_dates = st.sampled_from(["2026-05-05", "5/5/2026 6 PM", "May 5, 2026", "noon", "0000-00-00", "99/99/9999"])
_records = st.dictionaries(_names, _dates | _values, max_size=8)
_lines = st.sampled_from(
    ["DTSTART", "DTEND", "RRULE", "EXDATE", "RDATE", "RECURRENCE-ID", "UID", "SUMMARY", "STATUS", "DTSTART;TZID=UTC"]
)
_times = st.sampled_from(["20260505T180000Z", "20260505", "FREQ=WEEKLY;COUNT=2", "CANCELLED", "FREQ=", "P1D"])


def counts_add_up(raw: bytes, records: int | None = None) -> None:
    """Reading does no harm; every record of the file is there or refused."""
    try:
        found = read(raw)
    except UnreadableFile:
        return
    assert found.count == len(found.records) + len(found.items) + len(found.refusals)
    assert records is None or found.count == records
    ids = [record.external_id for record in found.records]
    assert len(set(ids)) == len(ids)
    assert all(ids)
    for refusal in found.refusals:
        assert str(refusal).isprintable()
    for record in found.records:
        assert record.title
        assert record.starts_at.tzinfo is not None
        (record.title + record.description + record.place).encode()


@given(st.binary(max_size=400))
def test_any_bytes(raw: bytes) -> None:
    counts_add_up(raw)


@given(st.lists(_records, max_size=5))
def test_any_json_records(records: list[dict[str, Any]]) -> None:
    counts_add_up(json.dumps(records).encode(), len(records))


@given(_values)
def test_any_json(value: Any) -> None:
    counts_add_up(json.dumps(value).encode())


@given(st.dictionaries(st.sampled_from(sorted(legistar_event())), _values), st.dictionaries(st.text(), _values))
def test_any_event_of_legistar(values: dict[str, Any], items: dict[str, Any]) -> None:
    counts_add_up(json.dumps([legistar_event(**values) | {"EventItems": items}]).encode(), 1)


@given(st.dictionaries(st.sampled_from(sorted(legistar_item())), _values))
def test_any_item_of_legistar(values: dict[str, Any]) -> None:
    counts_add_up(json.dumps([legistar_item() | values]).encode(), 1)


@given(st.lists(st.tuples(_lines, _times | st.text(max_size=30)), max_size=8))
def test_any_event_of_a_calendar(properties: list[tuple[str, str]]) -> None:
    counts_add_up(calendar(event(*(f"{name}:{value}" for name, value in properties)), event(uid="b")).encode())


@given(st.lists(st.lists(_dates | st.text(max_size=20), max_size=4), max_size=5))
def test_any_table(rows: list[list[str]]) -> None:
    table = "Date,Meeting,Agenda\n" + "\n".join(",".join(row) for row in rows)
    counts_add_up(table.encode("utf-8", "surrogatepass"))


@given(st.integers(0, 600))
def test_a_calendar_cut_anywhere(length: int) -> None:
    whole = calendar(event("RRULE:FREQ=WEEKLY;COUNT=3"), event(uid="b"), event(uid="c")).encode()
    counts_add_up(whole[:length])
