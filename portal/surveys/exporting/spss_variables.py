"""Questions as variables of SPSS: names, labels, codes, and which values stand for a missing answer.

Numbers and days stay numbers. Choices are numbers, too: their own where all are whole numbers, else as they stand in
the form. Where answers do not fit the kind of their question the variable holds them as text.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.surveys.definition import Choice, Form, Kind, Path, Question
from portal.surveys.exporting.columns import answer_at, columns_of, questions_in
from portal.surveys.exporting.spss_names import spss_names
from portal.surveys.results.columns import is_refusal

LONGEST_LABEL, LONGEST_CODE_LABEL, LONGEST_TEXT = 255, 120, 32_000  # bytes
NOT_ASKED_TEXT, NO_ANSWER_TEXT = "[skip]", "[none]"  # SPSS lets missing texts have eight bytes
_NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE})
_FIRST_DAY = date(1582, 10, 14)
_SECONDS = 86_400
_MISSING_LABELS = ("Not asked", "No answer")
_MISSING = {"lo": -99.0, "hi": -98.0}
Missing = list[Any]


@dataclass(frozen=True)
class Variable:
    """A column. `codes` are numbers by the name of a choice, `labels` words by number, `missing` as pyreadstat has it.

    `form` is SPSS's display format, "" for its own choice.
    """

    column: str
    name: str
    label: str
    values: tuple[float | str, ...]
    labels: Mapping[float, str] = field(default_factory=dict)
    codes: Mapping[str, int] = field(default_factory=dict)
    missing: Missing = field(default_factory=list)
    form: str = ""


def variables(form: Form, responses: Sequence[Mapping[str, Any]]) -> list[Variable]:
    """The variables of the form; repeats have other rows, so they are left out."""
    asked = [(path, question, columns_of(form, path, question)) for path, question in questions_in(form, ())]
    # the file's own first column is taken
    names = spss_names(["row", *(column for _path, _question, columns in asked for column, _choice in columns)])
    found = []
    for path, question, columns in asked:
        answers = [answer_at(one, path) for one in responses]
        choices = form.choices.get(question.choices, ())
        for column, choice in columns:
            maker = _Maker(form, column, names[column], _label(form, path, question, choice), answers)
            found.append(maker.picked(choice) if choice else maker.made(question.kind, choices))
    return found


def cut(text: str, most: int) -> str:
    """`text` on one line in at most so many bytes, with a sign where something was cut; no character is halved."""
    plain = " ".join(text.replace("\0", " ").split()).encode("utf-8", "replace")
    if len(plain) <= most:
        return plain.decode()
    return plain[: most - 3].decode(errors="ignore") + "…"


def _label(form: Form, path: Path, question: Question, choice: str) -> str:
    said = question.label.best(form.default_language).text if question.label else "/".join(path)
    words = {one.name: one.label for one in form.choices.get(question.choices, ()) if one.name == choice}
    return cut(f"{said}: {_words(form, choice, words[choice])}" if choice in words else said, LONGEST_LABEL)


def _words(form: Form, name: str, label: Any) -> str:
    return label.best(form.default_language).text if label else name


@dataclass(frozen=True)
class _Maker:
    form: Form
    column: str
    name: str
    label: str
    answers: Sequence[str | None]

    def made(self, kind: Kind, choices: Sequence[Choice]) -> Variable:
        """The variable of a question that has one column."""
        try:
            if kind in {Kind.SELECT_ONE, Kind.ACKNOWLEDGE}:
                return self._chosen(choices)
            if kind in _NUMBERS:
                return self._numbers(_number)
            if kind is Kind.DATE:
                return self._numbers(_day, "DATE11")
        except (ValueError, OverflowError):
            pass
        return self._texts()

    def picked(self, choice: str) -> Variable:
        """One choice of several: 1 or 0."""
        return self._coded(
            lambda answer: float(choice in answer.split()), {0.0: "Not picked", 1.0: "Picked"}, [_MISSING]
        )

    def _chosen(self, choices: Sequence[Choice]) -> Variable:
        said = {answer.strip() for answer in self.answers if answer and answer.strip()}
        known = {choice.name: choice for choice in choices}
        names = [*known, *sorted(said - set(known))]
        refused = [choice.name for choice in choices if is_refusal(choice)]
        codes, missing = _codes(names, refused)
        labels = {float(code): self._said(name, known) for name, code in codes.items()}
        return self._coded(lambda answer: float(codes[answer.strip()]), labels, missing, codes)

    def _said(self, name: str, known: Mapping[str, Choice]) -> str:
        return _words(self.form, name, known[name].label) if name in known else name

    def _coded(
        self,
        code: Callable[[str], float],
        labels: Mapping[float, str],
        missing: Missing,
        codes: Mapping[str, int] | None = None,
    ) -> Variable:
        values = tuple(_filled(self.answers, code, (-99.0, -98.0)))
        words = {number: cut(label, LONGEST_CODE_LABEL) for number, label in labels.items()}
        words |= dict(zip((-99.0, -98.0), _MISSING_LABELS, strict=True))
        return Variable(self.column, self.name, self.label, values, words, codes or {}, missing, "F8.0")

    def _numbers(self, read: Callable[[str], float], form: str = "") -> Variable:
        said = {read(answer) for answer in self.answers if answer and answer.strip()}
        not_asked, none = _free_codes(said)
        values = tuple(_filled(self.answers, read, (not_asked, none)))
        labels = dict(zip((not_asked, none), _MISSING_LABELS, strict=True))
        return Variable(self.column, self.name, self.label, values, labels, {}, [not_asked, none], form)

    def _texts(self) -> Variable:
        values = tuple(_filled(self.answers, _text, (NOT_ASKED_TEXT, NO_ANSWER_TEXT)))
        return Variable(self.column, self.name, self.label, values, missing=[NOT_ASKED_TEXT, NO_ANSWER_TEXT])


def _filled(
    answers: Iterable[str | None], read: Callable[[str], Any], missing: tuple[Any, Any]
) -> Iterable[float | str]:
    for answer in answers:
        yield missing[0] if answer is None else read(answer) if answer.strip() else missing[1]


def _codes(names: Sequence[str], refused: Sequence[str]) -> tuple[dict[str, int], Missing]:
    """A number for each choice, and which of them are no answer: SPSS takes one range of these and one more number."""
    own = _own_codes(names)
    if own is not None and len(refused) < 2:
        return own, [_MISSING, *(float(own[name]) for name in refused)]
    told = [name for name in names if name not in refused]
    codes = {name: number for number, name in enumerate(told, 1)}
    codes |= {name: -99 - number for number, name in enumerate(refused, 1)}
    return codes, [{"lo": -99.0 - len(refused), "hi": -98.0}]


def _own_codes(names: Sequence[str]) -> dict[str, int] | None:
    if not all(name.isascii() and name.isdigit() and len(name) < 9 for name in names):
        return None
    codes = {name: int(name) for name in names}
    return codes if len(set(codes.values())) == len(codes) else None


def _free_codes(said: set[float]) -> tuple[float, float]:
    """Two numbers that nobody gave."""
    not_asked, none = -99.0, -98.0
    while {not_asked, none} & said:
        not_asked, none = not_asked * 10 - 9, none * 10 - 8
    return not_asked, none


def _number(answer: str) -> float:
    number = float(answer)
    if not math.isfinite(number):
        raise ValueError
    return number


def _day(answer: str) -> float:
    return float((date.fromisoformat(answer.strip()) - _FIRST_DAY).days * _SECONDS)


def _text(answer: str) -> str:
    """Lines stay lines."""
    plain = answer.replace("\0", " ").encode("utf-8", "replace")
    if len(plain) <= LONGEST_TEXT:
        return plain.decode()
    return plain[: LONGEST_TEXT - 3].decode(errors="ignore") + "…"
