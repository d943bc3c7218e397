"""What the reader of the standard (pyxform) says is wrong, in plain words and with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.surveys.xlsform.shapes import Problem

_ROW = re.compile(r"\[row\s*:\s*(\d+)\]\s*", re.I)
_SHEET = re.compile(r"(?:on the|for sheet:) '(survey|choices|settings|entities|external_choices)'", re.I)
_COLUMN = re.compile(r"the '([^']{1,60})' value", re.I)
_LONGEST = 400
# A part of its message (what is named there fills the placeholders), the column at fault, our sentence.
_KNOWN = (
    (r"value '(?P<name>[^']*)' is invalid\. (?:Questions, groups|Repeat names must unique)", "name",
     _l("The name “%(name)s” is there twice. Give each question in a group, and each repeat, its own name.")),
    (r"Repeat names must not be the same as the survey root", "name",
     _l("No repeat may be named “data”. Choose another name.")),
    (r"The name 'meta' is reserved", "name", _l("The name “meta” is taken by the standard. Choose another name.")),
    (r"Choices must have a name", "name", _l("The choice has no name. Write one in the column “name”.")),
    (r"Choice names must be unique", "name",
     _l("The choice is there twice in its list. Remove it, or rename it.")),
    (r"Names must begin with a letter", "name",
     _l("A name begins with a letter, and holds letters, digits, “_”, “-” and “.” only. Change the name.")),
    (r"Could not find the name '(?P<name>[^']*)'", "", _l("There is no question “%(name)s”. Correct the name.")),
    (r"The name '(?P<name>[^']*)' appears more than once", "",
     _l("Several questions are named “%(name)s”, so ${%(name)s} is unclear. Rename one of them.")),
    (r"Reference variable", "",
     _l("A name in ${…} cannot be read. Write it as ${name}.")),
    (r"There is no survey element named '(?P<name>[^']*)'", "",
     _l("There is no question “%(name)s”. Correct the name.")),
    (r"There are multiple survey elements named '(?P<name>[^']*)'", "",
     _l("Several questions are named “%(name)s”, so ${%(name)s} is unclear. Rename one of them.")),
    (r"survey element named '(?P<name>[^']*)' has no label", "label",
     _l("“%(name)s” has no text to show. Write one in the column “label”.")),
    (r"Unmatched 'end_(?P<kind>\w+)'", "type",
     _l("Nothing is open that “end %(kind)s” could close. Remove the row, or add its beginning.")),
    (r"Unmatched 'begin_(?P<kind>\w+)'.*name '(?P<name>[^']*)'", "type",
     _l("The %(kind)s “%(name)s” is never closed. Add a row “end %(kind)s” below its last question.")),
    (r"List name not in (?:choices|external choices|columns) sheet: (?P<name>.*)", "type",
     _l("There is no list of choices “%(name)s”. Add it to the sheet “choices”, or correct the name.")),
    (r"There should be a choices sheet", "type",
     _l("The question needs a sheet “choices” with the columns list_name, name and label. Add it.")),
    (r"Choice names with spaces .*\[(?P<name>.*)\] in \[(?P<list>.*)\]", "name",
     _l("The choice “%(name)s” in the list “%(list)s” has a space in its name. Write “_” in its place.")),
    (r"Question with no type", "type", _l("The row has no type. Write one, or empty the row.")),
    (r"Question or group with no name", "name", _l("The row has no name. Write one in the column “name”.")),
    (r"Missing calculation", "calculation",
     _l("The row calculates nothing. Write the calculation, or remove the row.")),
    (r"Unknown question type '(?P<kind>[^']*)'", "type",
     _l("“%(kind)s” is no type of question. Correct the type.")),
    (r"accepted parameter keys for this question type are '(?P<known>[^']*)'.*key\(s\): '(?P<name>[^']*)'",
     "parameters",
     _l("The parameter “%(name)s” is unknown here. This type takes: %(known)s.")),
    (r"Parameters must be in the form", "parameters", _l("Write parameters as name=value, with a space between two.")),
    (r"the parameter '(?P<name>[^']*)' must (?:be a number|not be)|Parameter (?P<other>\w+) must have an integer",
     "parameters", _l("A parameter here must be a number that fits. Correct it.")),
    (r"For the 'range' question type", "parameters",
     _l("The parameters of the range do not fit together. Check start, end and step.")),
    (r"randomize must be set to true or false|seed value must be|to use a seed", "parameters",
     _l("Write the parameters as randomize=true, with seed= and a number or ${name} if you need it.")),
    (r"should end with one of", "type", _l("The name of the file must end in .csv. Correct the type.")),
    (r"Choice filter not supported with or_other", "choice_filter",
     _l("A question with “or_other” takes no choice filter. Remove one of them.")),
    (r"specify choices for this 'or other'", "type",
     _l("The list of the question has no choices. Add them to the sheet “choices”.")),
    (r"Duplicate column header: (?P<name>.*)", "", _l("Two columns are named “%(name)s”. Rename or remove one.")),
    (r"different names for the same column were found: '(?P<name>[^']*)', '(?P<other>[^']*)'", "",
     _l("The columns “%(name)s” and “%(other)s” mean the same. Keep one.")),
    (r"required column headers were not found: (?P<name>.*?)\. ", "",
     _l("The first row must name the columns. Missing: %(name)s.")),
    (r"missing header row", "", _l("The first row must name the columns. Add it, or remove the row above it.")),
    (r"Column headers must not be empty and must not contain spaces", "",
     _l("The names of columns here must have no spaces. Rename the column “%(column)s”.")),
    (r"table list|table-list", "appearance",
     _l("All questions in a table must have the same list of choices. Move the others out of it.")),
    (r"Audits must always be named", "name", _l("Remove the name of the row “audit”, or the whole row.")),
    (r"Cycle detected|cycle", "", _l("Rules need each other in a circle. Break the circle.")),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern, re.S | re.I), column, sentence) for pattern, column, sentence in _KNOWN)


def stopped(message: str, rows: Mapping[str, int] | None = None) -> Problem:
    """The problem behind a message of pyxform; `rows` are those of questions by name. Unknown ones are quoted."""
    row, sheet, column = _ROW.search(message), _SHEET.search(message), _COLUMN.search(message)
    place = sheet[1].lower() if sheet else ""
    number = int(row[1]) if row else 0
    for pattern, ours, sentence in _PATTERNS:
        found = pattern.search(message)
        if found:
            named = {key: (text or "").strip() for key, text in found.groupdict().items()}
            number = number or (rows or {}).get(named.get("name", ""), 0)
            said = str(sentence) % (named | {"column": column[1] if column else ""})
            place = place or ("survey" if number else "")
            return Problem(place, number, (ours or (column[1] if column else "")) if place else "", said)
    plain = _ROW.sub("", message).strip()[:_LONGEST]
    quoted = _("The reader of the standard says: %(message)s", message=plain)
    return Problem(place or ("survey" if number else ""), number, "", quoted)
