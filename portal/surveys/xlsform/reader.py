"""A program of its own, run by `core/files/bound.py` as `reader.py ROWS` with a workbook as its input.

It answers one line of JSON: the form as pyxform has it, or where pyxform stopped. It takes nothing from the portal.
Each row of the survey carries its number (`portal_row`), its type and appearance as written (`portal_type`,
`portal_appearance`), and whether people may write what no choice says (`portal_other`).
"""

from __future__ import annotations

import json
import re
import sys
from io import BytesIO
from typing import Any

_APPEARANCE = re.compile(r"(?:(?:control|body)::?)?appearance", re.I)
_OTHER = re.compile(r" (?:or specify other|or_other|or other)$")
_OLD_LANGUAGE = re.compile(
    r"(label|hint|guidance_hint|(?:constraint|required)_message|image|audio|video):([^:].*)", re.I
)
_OURS = ("aggregate_only", "disabled", "jr", "media", "parameters", "save_to", "trigger")
_SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm")


def read(content: bytes, most_rows: int) -> dict[str, Any]:
    """What the workbook says."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2json_backends import DefinitionData, xlsx_to_dict

    try:
        sheets = xlsx_to_dict(BytesIO(content))
    except PyXFormError as error:
        return {"stopped": str(error)}
    counts = {name: len(sheets.get(name) or ()) for name in _SHEETS}
    too_long = next((name for name in ("survey", "choices") if counts[name] > most_rows), None)
    if too_long:
        return {"too_long": too_long}
    if not sheets.get("survey"):
        return {"empty" if "survey" in sheets else "no_survey": True}
    for name in ("survey", "choices"):
        _rename(sheets, name)
    _number(sheets)
    said = {
        "sheets": [name for name in _SHEETS if counts[name]],
        "settings": (sheets.get("settings") or [{}])[0],
        "unknown": _unknown(sheets["survey_header"][0]) + _unusable((sheets.get("choices_header") or [{}])[0]),
    }
    try:
        return said | {"tree": _tree(DefinitionData(**sheets), said)}
    except PyXFormError as error:
        message, row = str(error), _row_at(error)
        return said | {"stopped": message if "[row" in message or not row else f"[row : {row}] {message}"}
    except Exception as error:  # pyxform fails on some workbooks: the row is what helps the author
        return said | {"failed": _row_at(error)}


def _row_at(error: Exception) -> int:
    """The row that pyxform was at, 0 where it was at none: not all of its messages tell."""
    step, row = error.__traceback__, 0
    while step:
        row = step.tb_frame.f_locals.get("row_number", row)
        step = step.tb_next
    return row


def _rename(sheets: dict[str, Any], sheet: str) -> None:
    """Bring columns into the shape that pyxform takes: `label::English` for `label:English`, after a plain `label`.

    It passes over single colons where another column has two, and forgets languages to the left of the plain column.
    """
    headers = (sheets.get(f"{sheet}_header") or [{}])[0]
    renamed = {name: _OLD_LANGUAGE.sub(r"\1::\2", name) for name in headers}
    new = dict(sorted(renamed.items(), key=lambda both: "::" in both[1]))
    if len(set(new.values())) == len(headers) and list(new.values()) != list(headers):
        sheets[f"{sheet}_header"] = [dict.fromkeys(new.values())]
        sheets[sheet] = [{new[name]: row[name] for name in new if name in row} for row in sheets[sheet]]


def _number(sheets: dict[str, Any]) -> None:
    for number, row in enumerate(sheets["survey"], start=2):
        if row:
            written = next((value for name, value in row.items() if _APPEARANCE.fullmatch(name)), None)
            said = _type_of(row)
            row |= {"portal_row": str(number), "portal_type": said}
            row |= {"portal_appearance": written} if written else {}
            row |= {"portal_other": "yes"} if _OTHER.search(said) else {}
    ours = ("portal_row", "portal_type", "portal_appearance", "portal_other")
    sheets["survey_header"][0] |= dict.fromkeys(ours)


def _unknown(headers: dict[str, Any]) -> list[str]:
    """Columns of the survey that nobody reads."""
    from pyxform.aliases import survey_header
    from pyxform.question import Question
    from pyxform.section import Section

    known = {*survey_header, *Question.get_slot_names(), *Section.get_slot_names(), *_OURS}
    plain = {header: re.split("::?", header)[0].strip().lower().replace(" ", "_") for header in headers}
    return [header for header, name in plain.items() if name not in known and not name.startswith("portal_")]


def _unusable(headers: dict[str, Any]) -> list[str]:
    """Columns of the choices that no filter can name."""
    known = {"list name", "list_name"}
    return [f"choices: {name}" for name in headers if " " in name.split(":")[0] and name.lower() not in known]


def _type_of(row: dict[str, str]) -> str:
    return next((value.strip() for name, value in row.items() if name.lower() in {"type", "command"}), "")


def _tree(sheets: Any, said: dict[str, Any]) -> Any:
    from pyxform.builder import create_survey_element_from_dict
    from pyxform.errors import PyXFormError
    from pyxform.xls2json import workbook_to_json

    tree = workbook_to_json(sheets, form_name="data", fallback_form_name="data", warnings=[])
    kept = json.dumps(tree)
    try:  # what the standard's own compiler does not take, no other program will
        create_survey_element_from_dict(tree).to_xml(validate=False)
    except (PyXFormError, KeyError, ValueError) as error:
        said["compiler"] = str(error)
    return json.loads(kept)


if __name__ == "__main__":
    print(json.dumps(read(sys.stdin.buffer.read(), int(sys.argv[1]))))
