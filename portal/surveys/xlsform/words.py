"""The words for what is wrong with a workbook."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.surveys.xlsform.shapes import LeftOut, Problem


def too_large() -> Problem:
    """More than is opened."""
    return _of_file(_("The file is too large. Upload at most 2 MB, without pictures."))


def old_excel() -> Problem:
    """An .xls, whatever it is called."""
    return _of_file(_("This is an old workbook (.xls), or one with a password. Save it as .xlsx without a password."))


def no_workbook() -> Problem:
    """Anything else."""
    return _of_file(_("This is not an Excel workbook. Save the form as .xlsx, then upload it again."))


def too_slow() -> Problem:
    """The reader did not come to an end."""
    return _of_file(_("This workbook cannot be read, or takes too long. Copy its sheets into a new workbook."))


def unreadable_row(row: int) -> Problem:
    """The reader of the standard failed without a word."""
    text = _("This row cannot be read. Check its cells, or write it anew.") if row else too_slow().message
    return Problem("survey" if row else "", row, "", text)


def too_long(sheet: str, most: int) -> Problem:
    """More rows than a form may have."""
    return Problem(sheet, 0, "", _("This sheet is too long. Keep it to %(most)s rows.", most=most))


def no_survey() -> Problem:
    """The one sheet that must be."""
    return _of_file(_("The workbook needs a sheet named “survey” with the questions. Add it, or rename yours."))


def no_questions() -> Problem:
    """The sheet is there, with nothing in it."""
    return Problem("survey", 0, "", _("The sheet has no questions. Add a row for each."))


def unsupported(one: LeftOut) -> Problem:
    """What keeps the workbook from being imported whole."""
    text = _("“%(name)s”: %(why)s Import without it, or change the workbook.", name=one.name, why=one.why)
    return Problem("survey" if one.row else "", one.row, "type" if one.row else "", text)


def why_unsupported(kind: str) -> str:
    """Why a kind is left out."""
    return _("A web page cannot ask a question of the type “%(kind)s”.", kind=kind)


def why_app() -> str:
    """Why a question that another program asks is left out."""
    return _("Another program on the phone asks this question. A web page cannot start it.")


def why_external() -> str:
    """Why a question with the sheet external_choices is left out."""
    return _("Its choices are in the sheet “external_choices”. Move them to “choices” and write “select_one”.")


def why_answers() -> str:
    """Why a question whose choices are other answers is left out."""
    return _("Its choices are answers given before. This site cannot do that.")


def why_data() -> str:
    """Why a table to look values up in is left out."""
    return _("The form looks values up in another file. This site cannot do that.")


def why_empty() -> str:
    """Why a group is left out."""
    return _("Nothing in it can be asked.")


def why_dropped(kind: str) -> str:
    """Why metadata is not kept."""
    return _("“%(kind)s” could tell who answers. It is not kept.", kind=kind)


def why_media() -> str:
    """Why pictures of labels are gone."""
    return _("Pictures and sounds beside questions are not shown.")


def why_picture() -> str:
    """Why a note is left out."""
    return _("It shows nothing but a picture, a sound or a film. These are not shown.")


def why_text(names: str) -> str:
    """Why a text has a gap."""
    return _("The text shows the answer to “%(names)s”, which is not asked. It shows “…” in its place.", names=names)


def why_filter() -> str:
    """A filter where nothing can be filtered."""
    return _("Only questions with choices take a choice filter. It is not kept.")


def why_trigger() -> str:
    """Calculations that wait for an answer to change."""
    return _("The column “trigger” is not followed: calculations are always up to date.")


def why_column() -> str:
    """A column that the standard does not have."""
    return _("This column means nothing in a form. It is not kept.")


def why_file(file: str) -> str:
    """A list of choices in another file."""
    if file.endswith(".csv"):
        return _(
            "Its choices are in “%(file)s”. Copy them to the sheet “choices”, or use the command with --with.",
            file=file,
        )
    return _("Its choices are in “%(file)s”, which cannot be read here. Copy them to the sheet “choices”.", file=file)


def why_encrypted() -> str:
    """The form asks for encryption of its own."""
    return _("The form asks for encryption by its own key. This site cannot do that.")


def why_entities() -> str:
    """The form keeps lists of things between responses."""
    return _("The form fills lists of things (entities). This site cannot do that.")


def bad_file(file: str, said: str) -> Problem:
    """A file of choices that is no table."""
    return _of_file(_("The file “%(file)s” cannot be read as a table: %(said)s.", file=file, said=said))


def column_missing(file: str, column: str) -> Problem:
    """A file of choices without what makes a choice."""
    text = _("The file “%(file)s” needs a column “%(column)s”. Add it, or rename one.", file=file, column=column)
    return _of_file(text)


def twice_in_file(file: str, name: str) -> Problem:
    """A file of choices that has one twice."""
    return _of_file(_("The file “%(file)s” has the choice “%(name)s” twice. Keep one.", file=file, name=name))


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
    text = _("This rule reads “%(name)s”, which is not asked here. Change the rule first.", name=name)
    return Problem("survey", row, column, text)


def circle(row: int, names: str) -> Problem:
    """Calculations that wait for each other."""
    text = _("These calculations need each other: %(names)s. Break the circle.", names=names)
    return Problem("survey", row, "calculation", text)


def _of_file(message: str) -> Problem:
    return Problem("", 0, "", message)
