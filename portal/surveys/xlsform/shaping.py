"""The tree that pyxform makes of a workbook, as a form of ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.surveys.definition import Choice, Element, Form, Group, Kind, Question, Repeat
from portal.surveys.xlsform import words
from portal.surveys.xlsform.kinds import DROPPED, KINDS, UNASKABLE
from portal.surveys.xlsform.shapes import LeftOut, Problem
from portal.surveys.xlsform.texts import Texts

_YES_NO = {"yes": "true()", "true": "true()", "no": "", "false": "", "false()": ""}
_OF_CHOICES = {"name", "label", "media", "list_name", "__row"}
_FILES = (".csv", ".xml", ".geojson")


@dataclass
class Shaped:
    """A form as far as it goes, and what stands in its way."""

    form: Form
    left_out: list[LeftOut] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def shaped(said: Mapping[str, Any], name: str, lang: str) -> Shaped:
    """The form in what `reader.py` said."""
    return _Shaping(said, name, lang).done()


class _Shaping:
    def __init__(self, said: Mapping[str, Any], name: str, lang: str) -> None:
        self._said, self._tree, self._name = said, said["tree"], name
        self._texts = Texts(self._tree.get("default_language", "default"), lang)
        self._left_out: list[LeftOut] = []
        self._problems: list[Problem] = []

    def done(self) -> Shaped:
        """All of it. Choices first: what no question uses stays, too."""
        self._look_at_settings()
        choices = {name: tuple(self._choices(rows)) for name, rows in self._tree.get("choices", {}).items()}
        elements = tuple(self._elements(self._tree["children"]))
        languages = self._texts.languages()
        form = Form(
            title=str(self._said["settings"].get("form_title") or self._titled()),
            name=str(self._said["settings"].get("form_id") or self._titled()),
            elements=elements,
            choices=choices,
            languages=languages,
            default_language=self._texts.default_among(languages),
            version=str(self._tree.get("version") or ""),
        )
        return Shaped(form, self._left_out, self._problems)

    def _titled(self) -> str:
        found = str(self._tree.get("title") or "")
        return self._name if found in {"", "data"} else found

    def _look_at_settings(self) -> None:
        if self._tree.get("public_key"):
            self._left_out.append(LeftOut(0, "public_key", "encryption", words.why_encrypted()))
        if "entities" in self._said["sheets"]:
            self._left_out.append(LeftOut(0, "entities", "entities", words.why_entities()))

    def _choices(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[Choice]:
        for row in rows:
            if row.get("media"):
                self._drop_media(row)
            columns = {key: str(value) for key, value in row.items() if key not in _OF_CHOICES}
            yield Choice(str(row["name"]), self._texts.read(row.get("label")), columns)

    def _elements(self, children: Iterable[dict[str, Any]]) -> Iterator[Element]:
        counts = {one["name"]: one for one in children if "portal_row" not in one}
        for one in children:
            if "portal_row" not in one:
                continue  # made by pyxform itself
            if one["type"] in {"group", "repeat"}:
                yield self._holder(one, counts)
            else:
                yield from self._question(one)

    def _holder(self, one: dict[str, Any], made: Mapping[str, dict[str, Any]]) -> Group | Repeat:
        children = one.get("children", [])
        moved = next((child for child in children if child["name"].startswith("generated_table_list_label_")), {})
        shared = {
            "name": str(one["name"]),
            "children": tuple(self._elements(children)),
            "label": self._texts.read(one.get("label") or moved.get("label")),
            "relevant": _bind(one).get("relevant", ""),
            "appearance": tuple(str(one.get("portal_appearance", "")).split()),
            "row": int(one["portal_row"]),
        }
        if one.get("media"):
            self._drop_media(one)
        if one["type"] == "group":
            return Group(**shared)
        count = one.get("control", {}).get("jr:count", "")
        node = made.get(count[2:-1])
        return Repeat(**shared, count=node["bind"]["calculate"] if node else count)

    def _question(self, one: dict[str, Any]) -> Iterator[Question]:
        row, name, kind = int(one["portal_row"]), str(one["name"]), str(one["type"])
        if kind in DROPPED:
            self._left_out.append(LeftOut(row, name, kind, words.why_dropped(kind), dropped=True))
        elif kind in UNASKABLE or str(one.get("portal_appearance", "")).startswith("ex:"):
            self._left_out.append(LeftOut(row, name, kind, words.why_unsupported(kind)))
        elif str(one.get("itemset", "")).endswith(_FILES):
            self._left_out.append(LeftOut(row, name, kind, words.why_file(one["itemset"])))
        elif kind not in KINDS or "${" in str(one.get("itemset", "")):
            self._problems.append(words.unknown_type(row, kind))
        else:
            yield self._asked(one, row, name, KINDS[kind])

    def _asked(self, one: dict[str, Any], row: int, name: str, kind: Kind) -> Question:
        bind, read, parameters = _bind(one), self._texts.read, one.get("parameters") or {}
        if one.get("media"):
            self._drop_media(one)
        listed = str(one.get("itemset") or "")
        return Question(
            name=name,
            kind=kind,
            label=read(one.get("label")),
            hint=read(one.get("hint")),
            guidance=read(one.get("guidance_hint")),
            required=_rule(bind.get("required")),
            required_message=read(bind.get("jr:requiredMsg")),
            relevant=str(bind.get("relevant") or ""),
            constraint=str(bind.get("constraint") or ""),
            constraint_message=read(bind.get("jr:constraintMsg")),
            default=str(one.get("default") or ""),
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

    def _drop_media(self, one: Mapping[str, Any]) -> None:
        row = int(one.get("portal_row", 0))
        self._left_out.append(LeftOut(row, str(one["name"]), "media", words.why_media(), dropped=True))


def _bind(one: Mapping[str, Any]) -> dict[str, Any]:
    bind: dict[str, Any] = one.get("bind") or {}
    return bind


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
