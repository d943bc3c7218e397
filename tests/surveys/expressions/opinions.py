"""Second opinions: the same expression put to elementpath (XPath 1.0 of its own) and to rxeval (XForms in Rust).

Neither knows ${names}, and rxeval no place to stand: so both get absolute paths, made from our tree. Rows are told by
`[position() = 2]`, which every engine reads alike.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import rxeval
from elementpath import XPathContext
from elementpath.exceptions import ElementPathError
from elementpath.xpath1 import XPath1Parser
from elementpath.xpath_nodes import XPathNode
from elementpath.xpath_tokens import XPathFunction

from portal.surveys.expressions import Path, TreeScope, as_string, compile_expression
from portal.surveys.expressions.syntax import (
    Answer,
    Call,
    Chain,
    Choices,
    Current,
    Filter,
    Item,
    Literal,
    Negative,
    Root,
    Step,
    Syntax,
    Union,
)
from portal.surveys.expressions.syntax import Path as Steps
from portal.surveys.expressions.trees import Names, Shape
from tests.surveys.expressions.printing import printed


class NoOpinionError(Exception):
    """The other engine does not know a function, or cannot stand in such a place."""


@dataclass(frozen=True)
class Absolute:
    """Rewrites a tree so that it means the same from everywhere."""

    shape: Shape
    place: Path
    root: str

    def text(self, expression: str) -> str:
        """The expression with absolute paths in place of ${names}, `.` and `..`."""
        return printed(self.of(compile_expression(expression).syntax))

    def of(self, syntax: Syntax, inside: bool = False) -> Syntax:
        """One part; inside a predicate `.` stays what it is."""
        match syntax:
            case Answer(name):
                return self._place(self._seen(self.shape.names[name]))
            case Item() if inside:
                return syntax
            case Item() | Current():
                return self._place(self.place)
            case Steps(start, steps):
                return self._path(start, steps, inside)
            case Filter(base, predicates):
                return Filter(self._nodes(base, inside), tuple(self.of(each, inside=True) for each in predicates))
            case Chain(first, rest):
                return Chain(self.of(first, inside), tuple((sign, self.of(right, inside)) for sign, right in rest))
            case Negative(operand):
                return Negative(self.of(operand, inside))
            case Call(name, arguments):
                return Call(name, tuple(self.of(each, inside) for each in arguments))
            case Union(parts):
                return Union(tuple(self._nodes(part, inside) for part in parts))
        return syntax

    def _nodes(self, syntax: Syntax, inside: bool) -> Any:
        return self.of(syntax, inside)

    def _path(self, start: Syntax, steps: Sequence[Step], inside: bool) -> Steps:
        moved = [Step(step.name, tuple(self.of(each, inside=True) for each in step.predicates)) for step in steps]
        begun = self.of(start, inside)
        before = list(begun.steps) if isinstance(begun, Steps) else []
        while before and moved and moved[0].name == ".." and not isinstance(start, Choices):
            before, moved = before[:-1], moved[1:]
        found = begun.start if isinstance(begun, Steps) else begun
        return Steps(found, (*before, *moved))  # type: ignore[arg-type]

    def _seen(self, target: Names) -> Path:
        shared = 0
        while shared < min(len(target) - 1, len(self.place) - 1) and target[shared] == self.place[shared][0]:
            shared += 1
        return (*self.place[:shared], *((name, None) for name in target[shared:]))

    def _place(self, place: Path) -> Syntax:
        steps = tuple(Step(name, () if row is None else (_at(row + 1),)) for name, row in place)
        return Steps(Root(self.root), steps) if steps else Root(self.root)


def _at(position: int) -> Syntax:
    return Chain(Call("position", ()), (("=", Literal(float(position))),))


def xml_of(answers: Mapping[str, object], shape: Shape, root: str = "data") -> str:
    """A response as an XForms instance: every declared question is there, blank or not."""
    return f"<{root}>{''.join(_elements(answers, (), shape))}</{root}>"


def _elements(value: object, place: Names, shape: Shape) -> Iterator[str]:
    names = dict.fromkeys(each[len(place)] for each in _declared(shape) if each[: len(place)] == place != each)
    for name in names:
        inner = (*place, name)
        held = value.get(name) if isinstance(value, Mapping) else None
        rows = held if isinstance(held, list) else [] if inner in shape.repeats else [held]
        for row in rows:
            content = "".join(_elements(row, inner, shape)) if inner in shape.groups else escape(str(row or ""))
            yield f"<{name}>{content}</{name}>"


@cache
def _declared_of(places: frozenset[Names], names: tuple[Names, ...]) -> tuple[Names, ...]:
    return tuple(dict.fromkeys([*names, *sorted(places)]))


def _declared(shape: Shape) -> tuple[Names, ...]:
    return _declared_of(shape.places, tuple(shape.names.values()))


def of_rxeval(text: str, xml: str, scope: TreeScope) -> str:
    """What rxeval makes of an absolute expression, as a text."""
    if "instance(" in text:
        raise NoOpinionError("it has no lists of choices here")
    try:
        found = rxeval.eval_expression(text, xml, today=scope.today.isoformat(), now=scope.now.isoformat())
    except Exception as error:  # whatever rxeval raises: it says in words what it does not know
        raise NoOpinionError(str(error)) from None
    return str(found)


class OdkParser(XPath1Parser):
    """elementpath's XPath 1.0 with the few functions of ODK that nearly every form calls."""


def _odk(name: str, count: int) -> Any:
    return OdkParser.method(OdkParser.function(name, nargs=count))


def _text(token: XPathFunction, context: Any, index: int) -> str:
    return _as_text(token[index].evaluate(context))


@_odk("selected", 2)
def evaluate_selected(self: XPathFunction, context: Any = None) -> bool:
    """selected()."""
    return _text(self, context, 1).strip() in _text(self, context, 0).split()


@_odk("if", 3)
def evaluate_if(self: XPathFunction, context: Any = None) -> Any:
    """if()."""
    return self[1 if self.boolean_value(self[0].evaluate(context)) else 2].evaluate(context)


@_odk("regex", 2)
def evaluate_regex(self: XPathFunction, context: Any = None) -> bool:
    """regex(), by Python's own."""
    return re.fullmatch(_text(self, context, 1), _text(self, context, 0)) is not None


@_odk("today", 0)
def evaluate_today(self: XPathFunction, context: Any = None) -> str:
    """today()."""
    if context is None:
        raise self.missing_context()
    return str(context.variables["today"])


@_odk("count-selected", 1)
def evaluate_count_selected(self: XPathFunction, context: Any = None) -> int:
    """count-selected()."""
    return len(_text(self, context, 0).split())


@_odk("int", 1)
def evaluate_int(self: XPathFunction, context: Any = None) -> float:
    """int()."""
    number = float(_text(self, context, 0) or "nan")
    return number if math.isinf(number) or math.isnan(number) else math.trunc(number)


@_odk("coalesce", 2)
def evaluate_coalesce(self: XPathFunction, context: Any = None) -> str:
    """coalesce()."""
    return _text(self, context, 0) or _text(self, context, 1)


@_odk("jr-itext", 1)
def evaluate_itext(self: XPathFunction, context: Any = None) -> str:
    """jr:itext()."""
    return _text(self, context, 0)


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        return _as_text(value[0]) if value else ""
    if isinstance(value, XPathNode):
        return str(value.string_value)
    return as_string(value if isinstance(value, bool | str) else float(value))


def of_elementpath(text: str, xml: str, scope: TreeScope) -> str:
    """What elementpath makes of an absolute expression, as a text. Lists of choices stand as elements in the root."""
    text = re.sub(r"instance\('([^']*)'\)", r"/*/instance-\1", text).replace("jr:itext", "jr-itext")
    root = ET.fromstring(xml)
    for name in set(re.findall(r"/instance-([\w.-]+)", text)):
        root.append(_list(name, scope.choices(name)))
    try:
        token = OdkParser().parse(text)
        found = token.evaluate(XPathContext(root, variables={"today": scope.today.isoformat()}))
    except (ElementPathError, ValueError, TypeError, re.error) as error:
        raise NoOpinionError(str(error)) from None
    return _as_text(found)


def _list(name: str, rows: Sequence[Mapping[str, str]]) -> ET.Element:
    listed = ET.Element(f"instance-{name}")
    inner = ET.SubElement(listed, "root")
    for row in rows:
        item = ET.SubElement(inner, "item")
        for column, text in {"itextId": row.get("label", ""), **row}.items():
            ET.SubElement(item, column).text = text
    return listed


ENGINES = {"rxeval": of_rxeval, "elementpath": of_elementpath}
