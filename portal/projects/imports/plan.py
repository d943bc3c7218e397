"""Comparing what a file holds with what is already here: the same import twice adds nothing.

A project is known by its source and its id there. What its source says else now is followed, as far as nobody here
has written the same thing in between; what somebody here has written stays, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from portal.core.imports import Refusal
from portal.core.translated import Translated
from portal.projects.imports.following import Here, followed
from portal.projects.imports.places import Places
from portal.projects.imports.records import (
    NOTHING,
    ImportFile,
    MoveRecord,
    PageRecord,
    ProjectRecord,
    ScoreRecord,
    Standing,
)
from portal.projects.sheets.shapes import Sheet


@dataclass(frozen=True)
class Target:
    """Under which source projects are known again, and what is said of whose data they are."""

    source: str
    attribution: Translated = NOTHING


@dataclass(frozen=True)
class Known:
    """A project that is here. `record` is the digest of what its source said last; empty: this site's own."""

    project_id: int
    identity: str
    record: str


@dataclass(frozen=True)
class New:
    """A project to add, with its sheet as it stands here."""

    record: ProjectRecord
    sheet: Sheet


@dataclass(frozen=True)
class Changed:
    """What of a known project has to follow its source; None and empty: nothing of that."""

    here: Here
    record: ProjectRecord
    page: PageRecord | None = None
    sheet: Sheet | None = None
    moves: tuple[MoveRecord, ...] = ()
    scores: tuple[ScoreRecord, ...] = ()
    standing: Standing | None = None


@dataclass
class Plan:
    """What an import does."""

    places: Places
    new: list[New] = field(default_factory=list)
    known: list[tuple[Known, ProjectRecord]] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def plan(file: ImportFile, known: Iterable[Known], places: Places) -> Plan:
    """Tell new records from known ones."""
    todo = Plan(places, refusals=list(file.refusals))
    there = {each.identity: each for each in known}
    own = 0
    for record in file.records:
        found = there.get(record.external_id)
        if found is None:
            todo.new.append(New(record, places.placed(record)))
            continue
        todo.known.append((found, record))
        own += not found.record
    if own:
        todo.notes.append(f"{own} are projects of this site itself: they stay as they are")
    return todo


def compare(todo: Plan, here: Mapping[int, Here]) -> None:
    """Add to the plan what has to follow its source. `here` are the known projects whose source says something else."""
    for known, record in todo.known:
        if known.project_id not in here:
            continue
        standing = here[known.project_id]
        found, notes = followed(record, todo.places.placed(record), standing)
        todo.changed.append(Changed(standing, record, *found))
        todo.notes.extend(f"record {record.number} (“{record.name}”) {note}" for note in notes)


def differing(todo: Plan) -> list[int]:
    """The projects whose source says something else than at the last import."""
    return [known.project_id for known, record in todo.known if known.record and known.record != record.digest]
