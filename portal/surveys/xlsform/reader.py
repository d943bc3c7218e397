"""A program of its own, run by `core/files/bound.py` as `reader.py ROWS` with a workbook as its input.

It answers one line of JSON: the form as pyxform has it, or where pyxform stopped. It takes nothing from the portal.
Each row of the survey carries its number (`portal_row`), its appearance as written (`portal_appearance`), and whether
people may write what no choice says (`portal_other`).
"""

from __future__ import annotations

import json
import re
import sys
from io import BytesIO
from typing import Any

_APPEARANCE = re.compile(r"(?:(?:control|body)::?)?appearance", re.I)
_OTHER = re.compile(r" (?:or specify other|or_other|or other)$")
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
        return {"no_survey": [str(name) for name in sheets["sheet_names"]]}
    _number(sheets)
    said = {
        "sheets": [name for name in _SHEETS if counts[name]],
        "settings": (sheets.get("settings") or [{}])[0],
        "headers": {name: list((sheets.get(f"{name}_header") or [{}])[0]) for name in ("survey", "choices")},
    }
    try:
        return said | {"tree": _tree(DefinitionData(**sheets), said)}
    except PyXFormError as error:
        return said | {"stopped": str(error)}


def _number(sheets: dict[str, Any]) -> None:
    for number, row in enumerate(sheets["survey"], start=2):
        if row:
            written = next((value for name, value in row.items() if _APPEARANCE.fullmatch(name)), None)
            row |= {"portal_row": str(number)} | ({"portal_appearance": written} if written else {})
            row |= {"portal_other": "yes"} if _OTHER.search(_type_of(row)) else {}
    sheets["survey_header"][0] |= {"portal_row": None, "portal_appearance": None, "portal_other": None}


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
