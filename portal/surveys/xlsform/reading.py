"""From a workbook to a form, with what was left out and what must be mended."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from portal.core.files.apart import Bounds, answer_of
from portal.core.files.containers import BEGINNING, Odd, look_into
from portal.surveys.definition import Form
from portal.surveys.xlsform import words
from portal.surveys.xlsform.checking import faults
from portal.surveys.xlsform.shapes import LeftOut, Problem
from portal.surveys.xlsform.shaping import shaped
from portal.surveys.xlsform.standard import stopped

LARGEST = 2_000_000
MOST_ROWS = 5_000
_LARGEST_UNPACKED = 50_000_000
_LONGEST_ANSWER = 40_000_000
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_READER = Path(__file__).with_name("reader.py")
_BOUNDS = Bounds(seconds=60, memory=700_000_000)


@dataclass(frozen=True)
class Reading:
    """What a workbook gave: a form, unless problems keep it from being asked."""

    form: Form | None
    left_out: list[LeftOut]
    problems: list[Problem]


def read_workbook(
    content: bytes,
    file_name: str,
    *,
    without_unsupported: bool = False,
    lang: str = "en",
    attachments: Mapping[str, bytes] | None = None,
) -> Reading:
    """Read the XLSForm workbook `content`; texts without a language are in `lang`.

    What the web cannot ask is a problem, by row, unless it is to be left out (`without_unsupported`). `attachments`
    are the files that the workbook names (select_one_from_file), by their names.
    """
    wrong = gate(content)
    if wrong:
        return _refused([wrong])
    said = _said(content)
    if said is None:
        return _refused([words.too_slow()])
    return understood(said, Path(file_name).stem, lang, attachments or {}, without_unsupported)


def understood(
    said: Mapping[str, Any], name: str, lang: str, attachments: Mapping[str, bytes], without_unsupported: bool
) -> Reading:
    """What `reader.py` said of a workbook, as a form or as problems."""
    wrong = _unusable(said)
    if wrong:
        return _refused([wrong])
    found = shaped(said, name, lang, attachments)
    problems = [*found.problems, *faults(found.form, [one.name for one in found.left_out if not one.within])]
    if not without_unsupported:
        problems += [words.unsupported(one) for one in found.left_out if not one.dropped]
    if not problems and said.get("compiler"):
        rows = {placed.element.name: placed.element.row for placed in found.form.placed()}
        problems = [stopped(said["compiler"], rows)]
    return Reading(None if problems else found.form, found.left_out, problems)


def _refused(problems: Iterable[Problem]) -> Reading:
    return Reading(None, [], list(problems))


def gate(content: bytes) -> Problem | None:
    """Why `content` is not even opened."""
    if len(content) > LARGEST:
        return words.too_large()
    if content.startswith(_OLD_EXCEL):
        return words.old_excel()
    if not content.startswith(BEGINNING):
        return words.no_workbook()
    try:
        held = look_into(BytesIO(content))
        with ZipFile(BytesIO(content)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except Odd:
        return words.no_workbook()
    if held.extension != "xlsx":
        return words.no_workbook()
    return words.too_large() if size > _LARGEST_UNPACKED else None


def _said(content: bytes) -> dict[str, Any] | None:
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        answer = answer_of(_READER, (str(MOST_ROWS),), file, _BOUNDS, _LONGEST_ANSWER)
    try:
        said = json.loads(answer or b"null")
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _unusable(said: Mapping[str, Any]) -> Problem | None:
    if "too_long" in said:
        return words.too_long(said["too_long"], MOST_ROWS)
    if "no_survey" in said:
        return words.no_survey()
    if "empty" in said:
        return words.no_questions()
    if "failed" in said:
        return words.unreadable_row(said["failed"])
    return stopped(said["stopped"]) if "stopped" in said else None
