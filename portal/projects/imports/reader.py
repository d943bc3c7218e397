"""Reading a file of projects, whatever kind it is: its content says, never its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from portal.core.imports import BadRecord, Refusal, UnreadableFile
from portal.core.tables import decode_leniently
from portal.projects.imports import names
from portal.projects.imports.loading import list_in, load, named_twice
from portal.projects.imports.records import MOST_RECORDS, FileKind, ImportFile, ProjectRecord, Remarks
from portal.projects.imports.repeats import told_apart
from portal.projects.imports.table import insist_on_parts, read_table
from portal.projects.imports.tracker import GEOMETRY, Units, read_row
from portal.projects.imports.values import one_line
from portal.projects.oc4ids.reading import is_project, name_of, read_project

AS_WRITTEN = Units()
_OTHERS = (
    ("%PDF", "the file is a PDF; import takes OC4IDS JSON and CSV"),
    ("PK\x03\x04", "the file is a workbook or an archive; save its sheet as CSV first"),
    ("<", "the file is a web page or XML; import takes OC4IDS JSON and CSV"),
)


def read_projects(raw: bytes, lang: str, units: Units = AS_WRITTEN) -> ImportFile:
    """Read a whole file; raises `UnreadableFile`. `lang` is the language of texts that name none."""
    text, notes = decode_leniently(raw)
    start = text.lstrip("\ufeff \t\r\n")[:100]
    if not start:
        raise UnreadableFile("the file is empty")
    for sign, words in _OTHERS:
        if start.startswith(sign):
            raise UnreadableFile(words)
    remarks = Remarks(others=list(notes))
    if start[0] in "{[":
        return _read_json(load(text.lstrip("\ufeff")), lang, units, remarks)
    return _tracked(read_table(text), lang, units, remarks)


def _read_json(value: Any, lang: str, units: Units, remarks: Remarks) -> ImportFile:
    found = list_in(value, lambda each: is_project(each) or _is_row(each))
    remarks.others.extend(_publisher(value))
    if sum(map(_is_row, found)) > sum(map(is_project, found)):
        rows = [(_row_of(each), named_twice(each) and f"{named_twice(each)}: it stands twice") for each in found]
        insist_on_parts(list(dict.fromkeys(name for row, _ in rows[:500] for name in row)), "list")
        return _tracked(rows, lang, units, remarks)
    return _file(
        FileKind.STANDARD, found, lambda number, each: read_project(number, each, lang, remarks), name_of, remarks
    )


def _tracked(rows: list[tuple[dict[str, Any], str]], lang: str, units: Units, remarks: Remarks) -> ImportFile:
    def read(number: int, row: tuple[dict[str, Any], str]) -> ProjectRecord:
        cells, reason = row
        if reason:
            raise BadRecord(reason)
        return read_row(number, cells, lang, units, remarks)

    file = _file(FileKind.TRACKER, rows, read, lambda row: _row_name(row[0]), remarks)
    unsaid = sum(any(not line.currency for line in record.sheet.budget) for record in file.records)
    if not unsaid:
        return file
    words = "taken times a thousand" if units.thousands else "kept as written"
    said = f"the amounts of {unsaid} records name no currency: they are {words}; --currency and --thousands say more"
    return replace(file, notes=(*file.notes, said))


def _file(
    kind: FileKind,
    found: list[Any],
    read: Callable[[int, Any], ProjectRecord],
    name: Callable[[Any], str],
    remarks: Remarks,
) -> ImportFile:
    if len(found) > MOST_RECORDS:
        raise UnreadableFile(f"the file has more than {MOST_RECORDS:,} records")
    records: list[ProjectRecord] = []
    refusals: list[Refusal] = []
    for number, each in enumerate(found, 1):
        try:
            records.append(read(number, each))
        except BadRecord as problem:
            refusals.append(Refusal(number, str(problem), name(each)))
    unique, repeats = _apart(told_apart(records))
    return ImportFile(
        kind=kind,
        records=tuple(sorted(unique, key=lambda record: record.number)),
        refusals=tuple(sorted((*refusals, *repeats), key=lambda refusal: refusal.number)),
        notes=remarks.notes(),
    )


def _apart(found: Iterable[ProjectRecord | Refusal]) -> tuple[list[ProjectRecord], list[Refusal]]:
    records: list[ProjectRecord] = []
    refusals: list[Refusal] = []
    for each in found:
        if isinstance(each, Refusal):
            refusals.append(each)
        else:
            records.append(each)
    return records, refusals


def _is_row(value: Any) -> bool:
    """Whether a JSON value is a row of a tracker: flat, with an id and a title by a tracker's names."""
    if not isinstance(value, Mapping):
        return False
    if not isinstance(value.get("properties"), Mapping) and is_project(value):
        return False
    plain = {names.plain(name) for name in _row_of(value)}
    return not plain.isdisjoint(names.IDS) and not plain.isdisjoint(names.TITLES)


def _row_of(value: Any) -> dict[str, Any]:
    """The cells of an object; of a feature of GeoJSON its properties and its geometry."""
    if not isinstance(value, Mapping):
        return {}
    properties = value.get("properties")
    if isinstance(properties, Mapping):
        return {**properties, **({GEOMETRY: value["geometry"]} if value.get("geometry") else {})}
    return dict(value)


def _row_name(row: Mapping[str, Any]) -> str:
    plain = {names.plain(name): cell for name, cell in row.items()}
    found = (one_line(plain.get(name), 80) for name in (*names.TITLES, *names.IDS))
    return next(filter(None, found), "")


def _publisher(value: Any) -> Iterator[str]:
    """Whose data a package says it is: for the line that credits it."""
    if not isinstance(value, Mapping) or not isinstance(value.get("publisher"), Mapping):
        return
    name, terms = one_line(value["publisher"].get("name"), 100), one_line(value.get("license"), 200)
    if name:
        yield f"the package is published by “{name}”{f' under {terms}' if terms else ''}; --attribution shows it"
