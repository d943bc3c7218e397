"""One form being answered: what to ask, what is wrong, what is sent. Nothing is changed in place.

Input that cannot be read ("abc" for a number) never becomes an answer: the old one stays in `answers`, and the
interview that `with_answers` returns shows on its page what was typed. Input that can be read is an answer, also where
it breaks a rule of the form; `problems` holds it back from being sent.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any

from portal.core.translated import Text
from portal.surveys.definition import Form, Repeat
from portal.surveys.interview import words
from portal.surveys.interview.answered import Answered
from portal.surveys.interview.checking import Wrong, wrong_with
from portal.surveys.interview.outline import Outline, Sheet
from portal.surveys.interview.places import Place, Tree, address_of, found, path_of, place_of
from portal.surveys.interview.reading import Posted
from portal.surveys.interview.settling import settled
from portal.surveys.interview.shapes import (
    MOST_BYTES,
    MOST_ROWS,
    Fault,
    Field,
    Page,
    Problem,
    Row,
    SummaryLine,
    SummaryPart,
)
from portal.surveys.interview.showing import field_at, shown, title_of, told
from portal.surveys.interview.taking import put, take


class Interview:
    """A form with answers, at one moment, in one language. `seed` orders what is shuffled and draws what is random."""

    def __init__(
        self,
        form: Form,
        answers: Mapping[str, Any],
        *,
        lang: str,
        today: date,
        now: datetime,
        seed: int,
        typed: Mapping[str, str] | None = None,
    ) -> None:
        self._form, self._lang, self._today, self._now, self._seed = form, lang, today, now, seed
        self._typed = typed or {}
        self._answered = Answered(form, answers, lang, today, now, seed)

    @property
    def answers(self) -> Tree:
        """All answers, hidden ones too: to be saved, so that nothing is lost when somebody goes back."""
        return copy.deepcopy(self._answered.kept)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What of the form could not be worked out so far."""
        return tuple(self._answered.faults)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """All pages that are asked now, in order."""
        return tuple(map(self._page, self._outline.sheets))

    def page(self, key: str) -> Page | None:
        """The page with this key, while it is asked."""
        number = self._outline.number.get(key)
        return None if number is None else self._page(self._outline.sheets[number])

    def first_key(self) -> str | None:
        """Where to begin; None where nothing is asked."""
        return self._key_at(0)

    def next_key(self, key: str) -> str | None:
        """The page behind this one; None means that all is asked. From a page that is asked no more: where it was."""
        return self._key_at(self._outline.after(key))

    def previous_key(self, key: str) -> str | None:
        """The page before this one; None for the first."""
        at = self._outline.number.get(key, self._outline.after(key))
        return self._key_at(at - 1) if at > 0 else None

    def row_key(self, repeat_address: str, row: int) -> str | None:
        """The first page of a row, counted from 1."""
        return self._first_page(place_of(f"{repeat_address}[{row}]") or ())

    def with_answers(self, page: Page, posted: Posted) -> tuple[Interview, list[Problem]]:
        """The interview after a page was sent, and what is wrong on that page."""
        sheet = self._sheet(page.key)
        if sheet is None or sheet.kind == "rows":
            return self, []
        taken = take(self._answered, sheet.places, posted)
        after = self._again(taken.kept, taken.typed)
        if _size(after._answered.kept) > MOST_BYTES:
            first = address_of(sheet.places[0])
            return self, [Problem(first, sheet.key, words.TOO_MUCH, first)]
        return after, list(after._wrong(sheet, taken.unread))

    def appeared(self, page: Page) -> tuple[Field, ...]:
        """What this page asks now, or with other choices, than when it was sent: then it is to be shown again."""
        sheet = self._sheet(page.key)
        if sheet is None:
            return ()
        had = {field.address: _names(field) for field in page.fields}
        now = (self._field(place, sheet) for place in sheet.places if self._asked(place))
        return tuple(one for one in now if had.get(one.address) != _names(one))

    def with_row(self, repeat_address: str) -> Interview:
        """With one more row at the end; unchanged where none may be added."""
        page = self.page(f"r/{repeat_address}")
        if page is None or not page.may_add:
            return self
        return self._with_rows(repeat_address, lambda rows: [*rows, {}])

    def without_row(self, repeat_address: str, row: int) -> Interview:
        """Without one row, counted from 1; those behind it move up."""
        if self._sheet(f"r/{repeat_address}") is None:
            return self
        return self._with_rows(repeat_address, lambda rows: [one for at, one in enumerate(rows, 1) if at != row])

    def problems(self) -> list[Problem]:
        """All that keeps the answers from being sent, in the order of the pages."""
        return [problem for sheet in self._outline.sheets for problem in self._wrong(sheet, {})]

    def settled(self, *, times: bool = False) -> Tree:
        """What is sent: no blank and no hidden answer. Without `times` nothing that tells when it was answered."""
        return settled(self._answered, times=times)

    def summary(self) -> tuple[SummaryPart, ...]:
        """What was answered, page by page, for "check your answers"."""
        return tuple(
            SummaryPart(sheet.key, self._title(sheet), lines)
            for sheet in self._outline.sheets
            if (lines := tuple(self._lines(sheet)))
        )

    @cached_property
    def _outline(self) -> Outline:
        return Outline(self._answered)

    def _again(self, answers: Tree, typed: Mapping[str, str] | None = None) -> Interview:
        return Interview(
            self._form,
            answers,
            lang=self._lang,
            today=self._today,
            now=self._now,
            seed=self._seed,
            typed=typed,
        )

    def _sheet(self, key: str) -> Sheet | None:
        number = self._outline.number.get(key)
        return None if number is None else self._outline.sheets[number]

    def _key_at(self, number: int) -> str | None:
        return self._outline.sheets[number].key if number < len(self._outline.sheets) else None

    def _asked(self, place: Place) -> bool:
        return self._answered.plan.spots[path_of(place)].asked

    def _page(self, sheet: Sheet) -> Page:
        rows = self._rows(sheet) if sheet.kind == "rows" else ()
        number = self._outline.number[sheet.key] + 1
        fields = tuple(self._field(place, sheet) for place in sheet.places)
        path = path_of(sheet.base)
        return Page(
            key=sheet.key,
            title=self._title(sheet),
            kind="rows" if sheet.kind == "rows" else "questions",
            fields=fields,
            number=number,
            about=len(self._outline.sheets),
            rows=rows,
            repeat_address=address_of(sheet.base) if sheet.kind == "rows" else "",
            may_add=sheet.kind == "rows" and self._answered.rows[path] < MOST_ROWS,
            may_remove=bool(rows),
        )

    def _title(self, sheet: Sheet) -> Text:
        return title_of(self._answered, sheet.base, inside=sheet.key.startswith("q/"))

    def _field(self, place: Place, sheet: Sheet) -> Field:
        return field_at(self._answered, place, sheet.base, self._typed)

    def _rows(self, sheet: Sheet) -> tuple[Row, ...]:
        found_rows = self._outline.rows(sheet.base)
        return tuple(
            Row(number, address_of(row), self._row_label(row), self._first_page(row) or sheet.key)
            for number, row in enumerate(found_rows, 1)
        )

    def _row_label(self, row: Place) -> Text:
        element = self._answered.plan.spots[path_of(row)].element
        assert isinstance(element, Repeat), "rows are of repeats"
        label = told(self._answered, element.label, (*row, ("", None)))
        answers = (shown(self._answered, (*row, (child.name, None))) for child in element.children)
        first = next((str(answer[0]) for answer in answers if answer), "")
        return Text(first, self._lang).beginning(80) if first else label

    def _first_page(self, row: Place) -> str | None:
        keys = (sheet.key for sheet in self._outline.sheets if _within(sheet, row))
        return next(keys, None)

    def _wrong(self, sheet: Sheet, unread: Mapping[Place, Wrong]) -> Iterator[Problem]:
        for place in sheet.places:
            wrong = unread.get(place) or (wrong_with(self._answered, place) if self._asked(place) else None)
            if wrong:
                yield Problem(address_of(place), sheet.key, wrong.message, wrong.field)

    def _lines(self, sheet: Sheet) -> Iterator[SummaryLine]:
        for place in filter(self._asked, sheet.places):
            question = self._answered.plan.spots[path_of(place)].question
            assert question is not None, "what is asked is a question"
            label = told(self._answered, question.label, place)
            yield SummaryLine(address_of(place), question, label, shown(self._answered, place))

    def _with_rows(self, repeat_address: str, change: Callable[[list[Any]], list[Any]]) -> Interview:
        place = place_of(repeat_address) or ()
        kept = copy.deepcopy(self._answered.kept)
        put(kept, place, change(found(kept, place) or []))
        return self._again(kept)


def _names(field: Field) -> frozenset[str]:
    return frozenset(choice.name for choice in field.choices)


def _within(sheet: Sheet, row: Place) -> bool:
    return bool(row) and sheet.base[: len(row)] == row


def _size(answers: Tree) -> int:
    return len(json.dumps(answers, ensure_ascii=False).encode("utf-8", "replace"))
