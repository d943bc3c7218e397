"""One small form with everything that expressions can meet, and a way to ask for a value in one line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from portal.surveys.expressions import Path, Shape, TreeScope, Value, as_string, compile_expression, evaluate

TODAY = date(2026, 11, 25)
CHOICES = "/".join(["instance('{}')", "root", "item"])  # in pieces: it looks like a path of one machine, which none is
NOW = datetime(2026, 11, 25, 9, 30, tzinfo=ZoneInfo("America/Chicago"))
HOUSEHOLD, MEMBER = ("household",), ("household", "member")
PET = (*MEMBER, "pet")
SHAPE = Shape(
    names={
        **{name: (name,) for name in ("name", "town", "topics", "born", "met", "opens", "pets", "text", "n", "blank")},
        "household": HOUSEHOLD,
        "income": (*HOUSEHOLD, "income"),
        "member": MEMBER,
        "age": (*MEMBER, "age"),
        "first": (*MEMBER, "first"),
        "pet": PET,
        "kind": (*PET, "kind"),
        "empty": ("empty",),
        "nothing": ("empty", "nothing"),
    },
    repeats=frozenset({MEMBER, PET, ("empty",)}),
)
ANSWERS: Mapping[str, object] = {
    "name": "Ana",
    "town": "bg",
    "topics": "parks roads  water",
    "born": "1990-02-28",
    "met": "2026-11-25T06:00:00.000-06:00",
    "opens": "08:30:00.000",
    "n": "5",
    "text": " a  b\tc ",
    "household": {
        "income": "1200.50",
        "member": [
            {"age": "3", "first": "Bo", "pet": []},
            {"age": "40", "first": "Cy", "pet": [{"kind": "cat"}, {"kind": "dog"}]},
            {"age": "", "first": "Di", "pet": [{"kind": "fish"}]},
        ],
    },
}
LISTS = {
    "towns": [
        {"name": "bg", "label": "Bowling Green", "state": "ky", "people": "72294"},
        {"name": "ow", "label": "Owensboro", "state": "ky", "people": "60183"},
        {"name": "ga", "label": "Gallatin", "state": "tn", "people": "44431"},
    ]
}
LABELS = {("bg", "town"): "Bowling Green"}


def scope(answers: Mapping[str, object] = ANSWERS, place: Path = ()) -> TreeScope:
    """The small form, answered."""
    return TreeScope(
        answers,
        SHAPE,
        place,
        today=TODAY,
        now=NOW,
        lists=LISTS,
        choice_label=lambda value, name: LABELS.get((value, name), value),
        random=lambda: 0.25,
        uuid=lambda: "0f8fad5b-d9cb-469f-a165-70867728950e",
    )


def value(text: str, answers: Mapping[str, object] = ANSWERS, place: Path = ()) -> Value:
    """What an expression comes to."""
    return evaluate(compile_expression(text), scope(answers, place))


def said(text: str, answers: Mapping[str, object] = ANSWERS, place: Path = ()) -> str:
    """The same as a text, which is how an answer keeps it."""
    return as_string(value(text, answers, place))


def member(row: int, name: str) -> Path:
    """The place of a question in one row of the household."""
    return (("household", None), ("member", row), (name, None))
