"""The words for what is wrong with a workbook."""

from __future__ import annotations

import re

from flask_babel import gettext as _

from portal.surveys.xlsform.shapes import LeftOut, Problem

_ROW = re.compile(r"\[?row\s*:?\s*(\d+)\]?", re.I)
_SHEET = re.compile(r"'?(survey|choices|settings)'? sheet", re.I)


def too_large() -> Problem:
    """More than is opened."""
    return _of_file(_("The file is too large. Upload at most 2 MB, without pictures."))


def old_excel() -> Problem:
    """An .xls, whatever it is called."""
    return _of_file(_("This is a workbook of the old kind (.xls). Save it as .xlsx, then upload it again."))


def no_workbook() -> Problem:
    """Anything else."""
    return _of_file(_("This is not an Excel workbook. Save the form as .xlsx, then upload it again."))


def too_slow() -> Problem:
    """The reader did not come to an end."""
    return _of_file(_("This workbook cannot be read, or takes too long. Copy its sheets into a new workbook."))


def too_long(sheet: str, most: int) -> Problem:
    """More rows than a form may have."""
    return Problem(sheet, 0, "", _("This sheet is too long. Keep it to %(most)s rows.", most=most))


def no_survey() -> Problem:
    """The one sheet that must be."""
    return _of_file(_("The workbook needs a sheet named “survey” with the questions. Add it, or rename yours."))


def stopped(message: str) -> Problem:
    """What pyxform says, with the place it names."""
    row, sheet = _ROW.search(message), _SHEET.search(message)
    place = (sheet[1].lower() if sheet else "survey") if row else ""
    quoted = _("The reader of the standard says: %(message)s", message=message.strip()[:500])
    return Problem(place, int(row[1]) if row else 0, "", quoted)


def unsupported(one: LeftOut) -> Problem:
    """A question that the web cannot ask."""
    return Problem("survey", one.row, "type", _("“%(name)s”: %(why)s", name=one.name, why=one.why))


def why_unsupported(kind: str) -> str:
    """Why a kind is left out."""
    return _("A web page cannot ask a question of the type “%(kind)s”. Import without it, or change it.", kind=kind)


def why_dropped(kind: str) -> str:
    """Why metadata is not kept."""
    return _("“%(kind)s” could tell who answers. It is not kept.", kind=kind)


def why_media() -> str:
    """Why pictures of labels are gone."""
    return _("Pictures and sounds beside questions are not shown.")


def why_file(file: str) -> str:
    """A list of choices in another file."""
    return _("The choices are in the file “%(file)s”. Copy them into the sheet “choices”.", file=file)


def why_encrypted() -> str:
    """The form asks for encryption of its own."""
    return _("The form asks for encryption by its own key. This site cannot do that.")


def why_entities() -> str:
    """The form keeps lists of things between responses."""
    return _("The form fills lists of things (entities). This site cannot do that.")


def unknown_type(row: int, kind: str) -> Problem:
    """A type that the standard does not have."""
    return Problem("survey", row, "type", _("“%(kind)s” is no type of question. Correct the type.", kind=kind))


def no_expression(row: int, column: str, said: str) -> Problem:
    """A rule that cannot be read."""
    return Problem("survey", row, column, said)


def unknown_name(row: int, column: str, name: str) -> Problem:
    """A rule that names nothing in the form."""
    return Problem("survey", row, column, _("There is no question “%(name)s”. Correct the name.", name=name))


def left_out_name(row: int, column: str, name: str) -> Problem:
    """A rule that reads what is left out."""
    text = _("This rule reads “%(name)s”, which cannot be asked here. Change the rule first.", name=name)
    return Problem("survey", row, column, text)


def circle(row: int, names: str) -> Problem:
    """Calculations that wait for each other."""
    text = _("These calculations need each other: %(names)s. Break the circle.", names=names)
    return Problem("survey", row, "calculation", text)


def _of_file(message: str) -> Problem:
    return Problem("", 0, "", message)
