"""What a reading tells beside the form."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LeftOut:
    """Something of the workbook that the form does not hold.

    `dropped` needs nobody's leave: metadata that tells who answers, pictures. `within` is a part of a row that stays.
    """

    row: int
    name: str
    kind: str
    why: str
    dropped: bool = False
    within: bool = False

    def __str__(self) -> str:
        place = f"row {self.row}, " if self.row else ""
        return f"{'not kept' if self.within else 'left out'}: {place}{self.name} ({self.kind}): {self.why}"


@dataclass(frozen=True)
class Problem:
    """What must be mended, where (row 0 and empty names where it has no place), and how."""

    sheet: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        place = ", ".join(str(part) for part in (self.sheet, self.row, self.column) if part)
        return f"{place}: {self.message}" if place else self.message
