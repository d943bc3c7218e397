"""The tree that pyxform makes of a workbook, as a form of ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.surveys.definition import Choice, Element, Form, Group, Kind, Question, Repeat
from portal.surveys.xlsform import words
from portal.surveys.xlsform.attached import Attached
from portal.surveys.xlsform.gaps import with_gaps
from portal.surveys.xlsform.kinds import DROPPED, KINDS, TABLES, UNASKABLE
from portal.surveys.xlsform.shapes import LeftOut, Problem
from portal.surveys.xlsform.texts import Texts

_YES_NO = {"yes": "true()", "true": "true()", "no": "", "false": "", "false()": ""}
_OF_CHOICES = {"name", "label", "media", "list_name", "__row"}
_FILES = (".csv", ".xml", ".geojson")
_EXTERNAL = {"select one external", "select_one_external"}
_DATE_CELL = re.compile(r"(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.\d+)?")


@dataclass
class Shaped:
    """A form as far as it goes, and what stands in its way."""

    form: Form
    left_out: list[LeftOut] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def shaped(said: Mapping[str, Any], name: str, lang: str, files: Mapping[str, bytes]) -> Shaped:
    """The form in what `reader.py` said; `files` are those that came with the workbook."""
    return _Shaping(said, name, lang, files).done()


class _Shaping:
    def __init__(self, said: Mapping[str, Any], name: str, lang: str, files: Mapping[str, bytes]) -> None:
        self._said, self._tree, self._name = said, said["tree"], name
        self._texts = Texts(self._tree.get("default_language", "default"), lang)
        self._attached = Attached(files, self._texts, self._tree.get("choices", {}))
        self._left_out: list[LeftOut] = []
        self._problems: list[Problem] = []

    def done(self) -> Shaped:
        """All of it. Choices first: what no question uses stays, too."""
        self._look_at_settings()
        choices = {name: self._choices(name, rows) for name, rows in self._tree.get("choices", {}).items()}
        elements = tuple(self._elements(self._tree["children"]))
        languages = self._texts.languages()
        form = Form(
            title=str(self._said["settings"].get("form_title") or self._titled()),
            name=str(self._said["settings"].get("form_id") or self._titled()),
            elements=elements,
            choices=choices | self._attached.lists,
            languages=languages,
            default_language=self._texts.default_among(languages),
            version=str(self._tree.get("version") or ""),
        )
        form, gaps = with_gaps(form, {one.name for one in self._left_out if not one.within})
        return Shaped(form, self._left_out + gaps, self._problems + self._attached.problems)

    def _titled(self) -> str:
        found = str(self._tree.get("title") or "")
        return self._name if found in {"", "data"} else found

    def _look_at_settings(self) -> None:
        if self._tree.get("public_key"):
            self._left_out.append(LeftOut(0, "public_key", "encryption", words.why_encrypted(), within=True))
        if "entities" in self._said["sheets"]:
            self._left_out.append(LeftOut(0, "entities", "entities", words.why_entities(), within=True))
        for column in self._said["unknown"]:
            self._drop(1, column, "column", words.why_column())

    def _choices(self, name: str, rows: list[Mapping[str, Any]]) -> tuple[Choice, ...]:
        if any(row.get("media") for row in rows):
            self._drop(0, name, "media", words.why_media())
        return tuple(map(self._choice, rows))

    def _choice(self, row: Mapping[str, Any]) -> Choice:
        columns = {key: str(value) for key, value in row.items() if key not in _OF_CHOICES}
        return Choice(str(row["name"]), self._texts.read(row.get("label") or str(row["name"])), columns)

    def _elements(self, children: Iterable[dict[str, Any]]) -> Iterator[Element]:
        made = {one["name"]: one for one in children if "portal_row" not in one}  # by pyxform itself
        if "meta" in made:
            yield from self._elements(made["meta"].get("children", []))
        for one in children:
            if "portal_row" not in one:
                continue
            if one["type"] in {"group", "repeat"}:
                yield from self._holder(one, made)
            else:
                yield from self._question(one)

    def _holder(self, one: dict[str, Any], made: Mapping[str, dict[str, Any]]) -> Iterator[Element]:
        children = one.get("children", [])
        moved: dict[str, Any] = next(
            (child for child in children if child["name"].startswith("generated_table_list_label_")), {}
        )
        shared = {
            "name": str(one["name"]),
            "children": tuple(self._elements(children)),
            "label": self._texts.read(one.get("label") or moved.get("label")),
            "relevant": _bind(one).get("relevant", ""),
            "appearance": tuple(str(one.get("portal_appearance", "")).split()),
            "row": int(one["portal_row"]),
        }
        self._drop_parts(one)
        count = one.get("control", {}).get("jr:count", "")
        node = made.get(count[2:-1])
        if not shared["children"]:
            why = words.why_empty()
            self._left_out.append(LeftOut(shared["row"], shared["name"], one["type"], why, dropped=True))
        elif one["type"] == "group":
            yield Group(**shared)
        else:
            yield Repeat(**shared, count=node["bind"]["calculate"] if node else count)

    def _question(self, one: dict[str, Any]) -> Iterator[Question]:
        row, name, kind = int(one["portal_row"]), str(one["name"]), str(one["type"])
        said = str(one["portal_type"])
        listed, why = self._list_of(one)
        if kind in DROPPED:
            self._left_out.append(LeftOut(row, name, said, words.why_dropped(said), dropped=True))
        elif why:
            self._left_out.append(LeftOut(row, name, said, why, dropped=kind == "note"))
        elif kind not in KINDS:
            self._problems.append(words.unknown_type(row, said))
        else:
            yield self._asked(one, row, name, KINDS[kind], listed)

    def _list_of(self, one: Mapping[str, Any]) -> tuple[str, str]:
        """The list of choices of a question, and why it cannot be asked; nothing where it can."""
        listed, parameters = str(one.get("itemset") or ""), one.get("parameters") or {}
        if not listed.endswith(_FILES):
            return listed, _why_not(one)
        columns = (parameters.get("value", "name"), parameters.get("label", "label"))
        name = self._attached.list_of(listed, *columns)
        return name or "", "" if name else words.why_file(listed)

    def _asked(self, one: dict[str, Any], row: int, name: str, kind: Kind, listed: str) -> Question:
        bind, read, parameters = _bind(one), self._texts.read, one.get("parameters") or {}
        self._drop_parts(one)
        return Question(
            name=name,
            kind=kind,
            label=read(one.get("label") or (name if one.get("media") and not one.get("hint") else "")),
            hint=read(one.get("hint")),
            guidance=read(one.get("guidance_hint")),
            required=_rule(bind.get("required")),
            required_message=read(bind.get("jr:requiredMsg")),
            relevant=str(bind.get("relevant") or ""),
            constraint=str(bind.get("constraint") or ""),
            constraint_message=read(bind.get("jr:constraintMsg")),
            default=_default(str(one.get("default") or ""), kind),
            calculation=str(bind.get("calculate") or ""),
            read_only=_rule(bind.get("readonly")),
            appearance=tuple(str(one.get("portal_appearance", "")).split()),
            choices=listed,
            choice_filter=str(one.get("choice_filter") or "") if listed else "",
            randomize=str(parameters.get("randomize", "")).lower() == "true",
            other=bool(one.get("portal_other")),
            bounds=_bounds(parameters) if kind is Kind.RANGE else None,
            aggregate_only=bool(_rule(one.get("aggregate_only") or bind.get("portal:aggregate_only"))),
            row=row,
        )

    def _drop_parts(self, one: Mapping[str, Any]) -> None:
        """Tell what of a row is not followed."""
        row, name = int(one["portal_row"]), str(one["name"])
        if one.get("media"):
            self._drop(row, name, "media", words.why_media())
        if one.get("choice_filter") and not one.get("itemset"):
            self._drop(row, name, "choice_filter", words.why_filter())
        if one.get("trigger"):
            self._drop(row, name, "trigger", words.why_trigger())

    def _drop(self, row: int, name: str, kind: str, why: str) -> None:
        self._left_out.append(LeftOut(row, name, kind, why, dropped=True, within=True))


def _why_not(one: Mapping[str, Any]) -> str:
    """Why a web page cannot ask a question; nothing where it can."""
    kind = str(one["type"])
    if kind in _EXTERNAL:
        return words.why_external()
    if kind in TABLES:
        return words.why_data()
    if "${" in str(one.get("itemset") or ""):
        return words.why_answers()
    if kind in UNASKABLE:
        return words.why_unsupported(str(one["portal_type"]))
    if kind == "note" and one.get("media") and not one.get("label") and not one.get("hint"):
        return words.why_picture()
    return words.why_app() if str(one.get("portal_appearance", "")).startswith("ex:") else ""


def _default(text: str, kind: Kind) -> str:
    """A date from a cell, as XForms writes it."""
    cell = _DATE_CELL.fullmatch(text)
    if cell and kind in {Kind.DATE, Kind.DATETIME}:
        return cell[1] if kind is Kind.DATE else f"{cell[1]}T{cell[2]}"
    return text


def _bind(one: Mapping[str, Any]) -> dict[str, Any]:
    bind = one.get("bind")
    return bind if isinstance(bind, dict) else {}  # a column named "bind" gives a text


def _rule(said: Any) -> str:
    """A rule that may be written "yes" or "no"."""
    text = str(said or "").strip()
    return _YES_NO.get(text.lower(), text)


def _bounds(parameters: Mapping[str, Any]) -> tuple[str, str, str]:
    return (
        str(parameters.get("start", "1")),
        str(parameters.get("end", "10")),
        str(parameters.get("step", "1")),
    )
