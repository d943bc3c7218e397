"""The answers as rules see them: hidden ones are blank, defaults and calculations filled in, rows counted."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from random import Random
from typing import Any

from portal.core.translated import Text, Translated
from portal.surveys.definition import ASKED, Form, Group, Kind, Path, Repeat
from portal.surveys.expressions import (
    EvaluationError,
    Expression,
    TreeScope,
    as_boolean,
    as_number,
    as_string,
    evaluate,
    matching,
)
from portal.surveys.interview.places import Place, Tree, address_of, found
from portal.surveys.interview.plan import Rule, Spot, plan_of
from portal.surveys.interview.shapes import MOST_LETTERS, MOST_ROWS, OTHER, Fault


class Answered:
    """One state of the answers. `kept` is all that was ever answered, `seen` what counts now; both are its own copies.

    `places` says for each element where it is asked now: nowhere, once, or once in each row.
    """

    def __init__(
        self, form: Form, answers: Mapping[str, Any], lang: str, today: date, now: datetime, seed: int
    ) -> None:
        self.form, self.plan, self.lang, self.seed = form, plan_of(form), lang, seed
        self.today, self.now = today, now
        self.kept: Tree = {}
        self.seen: Tree = {}
        self.faults: list[Fault] = []
        self.places: dict[Path, list[Place]] = {(): [()]}
        self._boxes: dict[Place, tuple[Tree, Tree, Mapping[str, Any]]] = {(): (self.kept, self.seen, answers)}
        self.rows: Counter[Path] = Counter()  # of each repeat, over all rows that it lies in
        self._at: Place = ()
        self._drawn = 0
        self._scope = TreeScope(
            self.seen,
            self.plan.shape,
            today=today,
            now=now,
            lists=self.lists,
            choice_label=self.choice_label,
            random=self._random,
            uuid=self._uuid,
        )
        for spot in self.plan.order:
            self.places[spot.path] = [one for above in self.places[spot.path[:-1]] for one in self._placed(spot, above)]

    def asks_rows(self, place: Place) -> bool:
        """Whether the repeat at `place` is asked now, be it with no rows."""
        box = self._boxes.get(place[:-1])
        return box is not None and place[-1][0] in box[1]

    def value(self, place: Place) -> str:
        """The answer at `place` as it counts now."""
        value = found(self.seen, place)
        return value if isinstance(value, str) else ""

    def wording(self, place: Place) -> str:
        """What "other" was said to mean, also while another choice is chosen: the input stands on the page always."""
        value = found(self.kept, place)
        return value if isinstance(value, str) else ""

    def holds(self, rule: Rule, place: Place, *, failing: bool) -> bool:
        """Whether a rule holds at `place`; `failing` is what stands in where it cannot be worked out."""
        if isinstance(rule, bool):
            return rule
        try:
            return as_boolean(evaluate(rule, self.scope(place)))
        except EvaluationError as error:
            self._fault(rule, error)
            return failing

    def allowed(self, rule: Rule, list_name: str, place: Place) -> list[str]:
        """The names of the choices of a list that a filter leaves."""
        rows = self.lists.get(list_name, [])
        if isinstance(rule, Expression):
            try:
                rows = matching(rule, self.scope(place), rows)
            except EvaluationError as error:
                self._fault(rule, error)
        return [row["name"] for row in rows]

    def scope(self, place: Place) -> TreeScope:
        """The answers seen from `place`."""
        self._at, self._drawn = place, 0
        return self._scope.at(place)

    @cached_property
    def lists(self) -> dict[str, Sequence[Mapping[str, str]]]:
        """The choices as filters read them."""
        return {
            name: [{**choice.columns, "name": choice.name, "label": self.said(choice.label).text} for choice in choices]
            for name, choices in self.form.choices.items()
        }

    def said(self, texts: Translated) -> Text:
        """A text of the form in the reader's language; else in the form's own; else in the first there is."""
        return texts.best(self.lang if self.lang in texts else self.form.default_language)

    def choice_label(self, value: str, name: str) -> str:
        """What a choice of the question `name` is called; its name, where it has no label."""
        spot = self.plan.spots.get(self.plan.names.get(name, ()))
        list_name = spot.question.choices if spot and spot.question else ""
        return next((row["label"] for row in self.lists.get(list_name, ()) if row["name"] == value), "") or value

    def _placed(self, spot: Spot, above: Place) -> list[Place]:
        kept, seen, given = self._boxes[above]
        name = spot.path[-1]
        place = (*above, (name, None))
        if isinstance(spot.element, Repeat):
            return self._rows(spot, above)
        if isinstance(spot.element, Group):
            below = given.get(name)
            below = below if isinstance(below, Mapping) else {}
            kept[name] = dict(below)
            if not self._relevant(spot, place):
                return []
            seen[name] = {}
            self._boxes[place] = (kept[name], seen[name], below)
            return [place]
        kept[name] = self._started(spot, given, place)
        if not self._relevant(spot, place):
            return []
        seen[name] = kept[name]
        seen[name] = kept[name] = self._filled(spot, place, kept[name])
        return [place]

    def _relevant(self, spot: Spot, place: Place) -> bool:
        if spot.other_of:
            chosen = self._boxes[place[:-1]][1].get(spot.other_of[-1], "")
            return OTHER in chosen.split()
        return self.holds(spot.relevant, place, failing=True)

    def _rows(self, spot: Spot, above: Place) -> list[Place]:
        kept, seen, given = self._boxes[above]
        name = spot.path[-1]
        rows = given.get(name)
        rows = [row if isinstance(row, Mapping) else {} for row in rows] if isinstance(rows, list) else [{}]
        kept[name] = [dict(row) for row in rows[:MOST_ROWS]]
        place = (*above, (name, None))
        if not self._relevant(spot, place):
            return []
        number = min(self._count(spot, place, len(rows)), MOST_ROWS - self.rows[spot.path])
        self.rows[spot.path] += number
        kept[name] += [{} for _ in range(number - len(kept[name]))]
        seen[name] = [{} for _ in range(number)]
        places: list[Place] = [(*above, (name, row)) for row in range(number)]
        for row, one in enumerate(places):
            self._boxes[one] = (kept[name][row], seen[name][row], rows[row] if row < len(rows) else {})
        return places

    def _count(self, spot: Spot, place: Place, rows: int) -> int:
        if spot.count is None:
            return rows
        try:
            number = as_number(evaluate(spot.count, self.scope(place)))
        except EvaluationError as error:
            self._fault(spot.count, error)
            return rows
        return int(max(0.0, min(number, MOST_ROWS))) if number == number else 0

    def _started(self, spot: Spot, given: Mapping[str, Any], place: Place) -> str:
        value = given.get(spot.path[-1])
        if isinstance(value, str):
            return value
        if isinstance(spot.default, str):
            return spot.default
        return self._text(spot.default, place)

    def _filled(self, spot: Spot, place: Place, value: str) -> str:
        question = spot.question
        kind = question.kind if question else Kind.NOTE
        if kind is Kind.TODAY:
            return value or self.today.isoformat()
        if kind is Kind.START:
            return value or self.now.isoformat(timespec="seconds")
        if kind is Kind.END:
            return self.now.isoformat(timespec="seconds")
        if spot.calculation is None or (kind in ASKED and value and not self._fixed(spot, place)):
            return value
        return self._text(spot.calculation, place)

    def _fixed(self, spot: Spot, place: Place) -> bool:
        return self.holds(spot.read_only, place, failing=False)

    def _text(self, expression: Expression, place: Place) -> str:
        try:
            text = as_string(evaluate(expression, self.scope(place)))
        except EvaluationError as error:
            self._fault(expression, error)
            return ""
        return "" if text == "NaN" else text[:MOST_LETTERS]

    def _fault(self, expression: Expression, error: EvaluationError) -> None:
        fault = Fault(address_of(self._at), expression.text, error.reason.value)
        if fault not in self.faults and len(self.faults) < MOST_ROWS:
            self.faults.append(fault)

    def _random(self) -> float:
        return self._drawing().random()

    def _uuid(self) -> str:
        return str(uuid.UUID(int=self._drawing().getrandbits(128), version=4))

    def _drawing(self) -> Random:
        # from the seed, so that it is the same each time the answers are worked out
        self._drawn += 1
        return Random(f"{self.seed}:{address_of(self._at)}:{self._drawn}")
