"""One project as its source has it, and what a whole file holds."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from portal.core.imports import Refusal
from portal.core.translated import Translated
from portal.projects.models import Condition, PartnerKind, Phase, Verdict
from portal.projects.sheets.shapes import Sheet

MOST_RECORDS = 50_000
MOST_NOTES = 12
NOTHING = Translated()


class FileKind(StrEnum):
    """What a file is, told by its content. The value is the source under which its projects are known again."""

    STANDARD = "oc4ids"
    TRACKER = "tracker"


@dataclass(frozen=True)
class PartnerRecord:
    """An organization of a file. `identity` tells it again: its registered identifier, or its folded name."""

    identity: str
    name: str
    kind: PartnerKind = PartnerKind.OTHER
    website: str = ""
    about: Translated = NOTHING
    slug: str = ""


@dataclass(frozen=True)
class GoalRecord:
    """The goal of a project that another portal exported."""

    slug: str
    title: Translated
    text: Translated = NOTHING
    indicator: Translated = NOTHING
    retired: bool = False


@dataclass(frozen=True)
class MoveRecord:
    """What was said of the milestone with this key after it was planned; without a day: moved, to when is not known."""

    milestone: str
    forecast_on: date | None = None
    actual_on: date | None = None
    reason: Translated = NOTHING


@dataclass(frozen=True)
class ScoreRecord:
    """How the criterion with this key was found."""

    criterion: str
    verdict: Verdict
    result: Translated = NOTHING
    measured_on: date | None = None


@dataclass(frozen=True)
class Standing:
    """How far a project is; `condition` and `text` only where the source says them."""

    phase: Phase
    condition: Condition | None = None
    text: Translated = NOTHING


@dataclass(frozen=True)
class PageRecord:
    """What the page of a project says beside its sheet."""

    title: Translated
    summary: Translated = NOTHING
    body: Translated = NOTHING
    area: str = ""
    address: str = ""
    geometry: dict[str, Any] | None = None
    topics: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Tells whether anything of it is different."""
        return digest(self)


@dataclass(frozen=True)
class ProjectRecord:
    """One project. The partners of `sheet` stand in it by their identity until they have a slug here.

    `status_word` is the state in the source's own word. `revision` orders records of one id, empty: it says nothing.
    """

    number: int
    external_id: str
    page: PageRecord
    sheet: Sheet = field(default_factory=Sheet)
    partners: tuple[PartnerRecord, ...] = ()
    moves: tuple[MoveRecord, ...] = ()
    scores: tuple[ScoreRecord, ...] = ()
    frozen: bool = False
    standing: Standing | None = None
    status_word: str = ""
    goal: GoalRecord | None = None
    slug: str = ""
    illustrative: bool = False
    attribution: Translated = NOTHING
    revision: str = ""

    @property
    def name(self) -> str:
        """What to call it in a message."""
        return next(iter(self.page.title.values()), self.external_id)

    @property
    def digest(self) -> str:
        """Tells whether its source says anything else than before, wherever in the file it stands."""
        return digest(replace(self, number=0))


def digest(value: object) -> str:
    """A short sign of a frozen value."""
    return hashlib.sha256(repr(value).encode("utf-8", "replace")).hexdigest()[:24]


@dataclass
class Remarks:
    """What a reader of files has to say beside the records: what was left out, and what could not be used."""

    left_out: Counter[str] = field(default_factory=Counter)
    unusable: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def notes(self) -> tuple[str, ...]:
        """All of it in words; of what could not be used the first few by name, the rest as a number."""
        left = ", ".join(f"{name} ({count})" for name, count in sorted(self.left_out.items()))
        shown = self.unusable[:MOST_NOTES]
        more = len(self.unusable) - len(shown)
        return (
            *self.others,
            *([f"not taken over: {left}"] if left else ()),
            *(f"not usable: {each}" for each in shown),
            *([f"not usable: {more} more values"] if more else ()),
        )


@dataclass(frozen=True)
class ImportFile:
    """A whole file: `records` and `refusals` are all that it holds."""

    kind: FileKind
    records: tuple[ProjectRecord, ...]
    refusals: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many records were read."""
        return len(self.records) + len(self.refusals)
