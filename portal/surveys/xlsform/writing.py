"""A form as an XLSForm workbook. Every cell is a text: nothing that people wrote becomes a formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any

from flask_babel import gettext as _

from portal.core.errors import Refused
from portal.core.translated import Translated
from portal.surveys.definition import Choice, Element, Form, Group, Kind, Language, Question, is_empty
from portal.surveys.xlsform.languages import tag_of

Row = dict[str, str]
_WITH_LIST = {Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK}
_TEXTS = {
    "label": "label",
    "hint": "hint",
    "guidance": "guidance_hint",
    "required_message": "required_message",
    "constraint_message": "constraint_message",
}
_RULES = ("required", "relevant", "constraint", "default", "calculation", "read_only", "choice_filter")


def write_workbook(form: Form) -> bytes:
    """The bytes of an .xlsx with the sheets survey, choices and settings.

    Raises `Refused` where a section is empty: whoever reads the workbook would leave it out.
    """
    from xlsxwriter import Workbook  # takes a while, and few ask for it

    empty = next((placed.element.name for placed in form.placed() if is_empty(placed.element)), None)
    if empty is not None:
        raise Refused(
            _("Nothing is asked in “%(name)s”. A workbook must not have such a section: fill or delete it.", name=empty)
        )
    names = {language.tag: _name(form, language) for language in form.languages}
    settings = {"form_title": form.title, "form_id": form.name, "version": form.version}
    settings |= {"default_language": names.get(form.default_language, "")}
    stream = BytesIO()
    with Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        _sheet(book, "survey", ["type", "name"], _survey(form.elements, names))
        _sheet(book, "choices", ["list_name", "name"], _choices(form.choices, names))
        _sheet(book, "settings", [], [settings])
    return stream.getvalue()


def _name(form: Form, language: Language) -> str:
    """What a column calls a language; nothing where the form's own has no name."""
    if not language.name and language.tag == form.default_language:
        return ""
    return language.name if tag_of(language.name) == language.tag else f"{language.name} ({language.tag})".strip()


def _sheet(book: Any, name: str, first: list[str], rows: Iterable[Row]) -> None:
    written = list(rows)
    headers = _in_order([*first, *(column for row in written for column, text in row.items() if text)])
    sheet = book.add_worksheet(name)
    for column, header in enumerate(headers):
        sheet.write_string(0, column, header)
        for number, row in enumerate(written, start=1):
            if row.get(header):
                sheet.write_string(number, column, row[header])


def _in_order(columns: Iterable[str]) -> list[str]:
    """Each column once, the languages of one text side by side, first the one without a name: pyxform needs it so."""
    found = list(dict.fromkeys(columns))
    plain = list(dict.fromkeys(column.partition("::")[0] for column in found))
    return sorted(found, key=lambda column: (plain.index(column.partition("::")[0]), "::" in column))


def _survey(elements: Iterable[Element], names: Mapping[str, str]) -> Iterator[Row]:
    for element in elements:
        if isinstance(element, Question):
            yield _question(element, names)
            continue
        word = "group" if isinstance(element, Group) else "repeat"
        row = {"type": f"begin_{word}", "name": element.name} | _texts("label", element.label, names)
        row |= {"relevant": element.relevant, "appearance": " ".join(element.appearance)}
        yield row | ({} if isinstance(element, Group) else {"repeat_count": element.count})
        yield from _survey(element.children, names)
        yield {"type": f"end_{word}"}


def _question(question: Question, names: Mapping[str, str]) -> Row:
    kind = question.kind.value
    if question.kind in _WITH_LIST:
        kind += f" {question.choices}" + (" or_other" if question.other else "")
    row = {"type": kind, "name": question.name}
    for ours, theirs in _TEXTS.items():
        row |= _texts(theirs, getattr(question, ours), names)
    row |= {rule: getattr(question, rule) for rule in _RULES}
    row |= {"appearance": " ".join(question.appearance), "parameters": _parameters(question)}
    return row | {"aggregate_only": "yes" if question.aggregate_only else ""}


def _parameters(question: Question) -> str:
    if question.bounds:
        return " ".join(
            f"{name}={value}" for name, value in zip(("start", "end", "step"), question.bounds, strict=True)
        )
    return "randomize=true" if question.randomize else ""


def _choices(lists: Mapping[str, Iterable[Choice]], names: Mapping[str, str]) -> Iterator[Row]:
    for name, choices in lists.items():
        for choice in choices:
            yield {"list_name": name, "name": choice.name} | _texts("label", choice.label, names) | dict(choice.columns)


def _texts(column: str, text: Translated, names: Mapping[str, str]) -> Row:
    columns = {tag: f"{column}::{names.get(tag, tag)}" if names.get(tag, tag) else column for tag in text}
    return {columns[tag]: said for tag, said in text.items()}
