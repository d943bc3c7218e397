"""What of a project that was imported before has to follow its source, and what is left because somebody wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from portal.core.translated import Translated
from portal.projects.imports.records import MoveRecord, PageRecord, ProjectRecord, ScoreRecord, Standing
from portal.projects.models import Phase
from portal.projects.sheets.contents import fingerprint
from portal.projects.sheets.shapes import Sheet

Found = tuple[PageRecord | None, Sheet | None, tuple[MoveRecord, ...], tuple[ScoreRecord, ...], Standing | None]


@dataclass(frozen=True)
class Marks:
    """What the last import left, as short signs: by them it is seen whether somebody wrote since."""

    record: str
    page: str
    sheet: str
    phase: str = ""

    @classmethod
    def read(cls, kept: Mapping[str, Any] | None) -> Marks:
        """From the form in which they are kept."""
        return cls(**(kept or {"record": "", "page": "", "sheet": ""}))


@dataclass(frozen=True)
class Here:
    """A project as it stands. `counted` says up to which number keys were ever given, by their letter."""

    project_id: int
    slug: str
    marks: Marks
    page: PageRecord
    sheet: Sheet
    has_draft: bool = False
    counted: Mapping[str, int] = field(default_factory=dict)
    moves: Mapping[str, MoveRecord] = field(default_factory=dict)
    scores: Mapping[str, ScoreRecord] = field(default_factory=dict)
    phase: Phase | None = None
    frozen: bool = False


def followed(record: ProjectRecord, wanted: Sheet, here: Here) -> tuple[Found, list[str]]:
    """What is to be done, and the words for it."""
    left = []
    page = record.page if record.page != here.page else None
    if page is not None and here.marks.page != here.page.digest:
        page = None
        left.append("its page")
    sheet, renamed = (wanted, {}) if record.slug else _with_keys_of(here, wanted)
    touched = here.has_draft or here.marks.sheet != fingerprint(here.sheet)
    new_sheet = sheet if sheet != here.sheet else None
    if new_sheet is not None and (touched or (here.frozen and sheet.criteria != here.sheet.criteria)):
        new_sheet = None
        left.append("its sheet")
    moves, scores = _notes_beside(record, renamed, here) if "its sheet" not in left else ((), ())
    standing = record.standing if record.standing and record.standing.phase != here.marks.phase else None
    done = [
        *(["its page"] if page else ()),
        *(["a new version of its sheet"] if new_sheet is not None else ()),
        *(["its milestones"] if moves else ()),
        *(["its scores"] if scores else ()),
        *(["its status"] if standing else ()),
    ]
    notes = [f"has changed since its import: {', '.join(done)}"] if done else []
    if left:
        notes.append(f"was edited here since its import, so this stays as it is: {', '.join(left)}")
    return (page, new_sheet, moves, scores, standing), notes


def _notes_beside(
    record: ProjectRecord, renamed: Mapping[str, str], here: Here
) -> tuple[tuple[MoveRecord, ...], tuple[ScoreRecord, ...]]:
    """Moves and scores that the source says and nobody here has said last."""
    moves = [replace(move, milestone=renamed.get(move.milestone, move.milestone)) for move in record.moves]
    last = {move.milestone: move for move in moves}
    fresh = {key for key, move in last.items() if here.moves.get(key) != move}
    scores = {score.criterion: score for score in record.scores}
    return (
        tuple(move for key, move in last.items() if key in fresh),
        tuple(score for key, score in scores.items() if here.scores.get(key) != score),
    )


def _with_keys_of(here: Here, wanted: Sheet) -> tuple[Sheet, dict[str, str]]:
    """`wanted` with the keys that its rows have here, by their titles; new rows get the next free ones."""
    milestones, renamed = _keyed(wanted.milestones, here.sheet.milestones, "M", here.counted)
    budget, _ = _keyed(wanted.budget, here.sheet.budget, "B", here.counted)
    return replace(wanted, milestones=milestones, budget=budget), renamed


def _keyed(
    rows: tuple[Any, ...], there: tuple[Any, ...], letter: str, counted: Mapping[str, int]
) -> tuple[tuple[Any, ...], dict[str, str]]:
    free = list(there)
    last = counted.get(letter, 0)
    renamed, found = {}, []
    for row in rows:
        same = next((each for each in free if _same_title(each.title, row.title)), None)
        if same is None:
            last += 1
            key = f"{letter}{last}"
        else:
            free.remove(same)
            key = same.key
        renamed[row.key] = key
        found.append(replace(row, key=key))
    return tuple(found), renamed


def _same_title(one: Translated, other: Translated) -> bool:
    return any(one.get(tag) == text for tag, text in other.items())
