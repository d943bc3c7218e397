"""QR codes as shapes that a template draws: one path of an SVG, so no markup is made here."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import segno

_QUIET = 4  # light modules around it, as the standard asks


@dataclass(frozen=True)
class QrPicture:
    """A square of `size` modules with its margin, and the path of the dark ones."""

    size: int
    path: str


def picture(text: str) -> QrPicture:
    """The QR code of `text`; a smudge or a fold may cover some 15 % of it."""
    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
    drawn = "".join(_row(row, number + _QUIET) for number, row in enumerate(rows))
    return QrPicture(len(rows) + 2 * _QUIET, drawn)


def _row(row: bytes, y: int) -> str:
    strokes, x = "", _QUIET
    for dark, run in groupby(row):
        width = len(list(run))
        strokes += f"M{x} {y}h{width}v1h-{width}z" if dark else ""
        x += width
    return strokes
