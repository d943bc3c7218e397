"""Which pages there are now, in order, and what stands on each: places alone, nothing is put into words yet.

A field-list is one page. So is a form of at most six questions without repeats, a section (a group at the top) and a
row of a repeat of that size, as long as none of its questions waits for another one: then it is one question a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from math import inf

from portal.surveys.definition import Element, Group, Kind, Path, Question, Repeat
from portal.surveys.expressions import Expression
from portal.surveys.interview.answered import Answered
from portal.surveys.interview.places import Place, address_of, path_of, place_of
from portal.surveys.interview.plan import Plan, Spot

MOST_TOGETHER = 6
_ONE_PAGE = frozenset({"field-list", "table-list"})


@dataclass
class Sheet:
    """One page to be: its key, whose label is its title, and where its questions and notes are."""

    key: str
    base: Place
    kind: str = "questions"
    places: list[Place] = field(default_factory=list)


class Outline:
    """All pages as of these answers."""

    def __init__(self, answered: Answered) -> None:
        self._answered, self._plan = answered, answered.plan
        self._notes: list[Place] = []
        self._shown = {path: set(places) for path, places in answered.places.items()}
        self.sheets = list(self._pages())
        self.number = {sheet.key: number for number, sheet in enumerate(self.sheets)}

    def shows(self, place: Place) -> bool:
        """Whether the question at `place` is on a page now."""
        return place in self._shown[path_of(place)]

    def after(self, key: str) -> int:
        """The number of the page behind `key`, counted from 0; of a page that is asked no more: behind where it was."""
        if key in self.number:
            return self.number[key] + 1
        was = self._order(key)
        return sum(self._order(sheet.key) < was for sheet in self.sheets)

    def _order(self, key: str) -> list[tuple[float, float]]:
        kind, _, address = key.partition("/")
        place = place_of(address) or ()
        steps: list[tuple[float, float]] = [
            (self._written.get(path_of(place[:length]), inf), -1 if row is None else row)
            for length, (_, row) in enumerate(place, 1)
        ]
        if kind == "r" and steps:
            steps[-1] = (steps[-1][0], inf)  # behind its rows
        return steps

    @cached_property
    def _written(self) -> dict[Path, int]:
        return {path: number for number, path in enumerate(self._plan.spots)}

    def _pages(self) -> Iterator[Sheet]:
        elements = self._answered.form.elements
        if _together(self._plan, (), elements):
            yield from self._one_page("g/", (), elements)
        else:
            yield from self._walk(elements, ())
        if self._notes:
            yield self._with_notes(Sheet(f"q/{address_of(self._notes[0])}", self._notes[0]), [])

    def _walk(self, elements: tuple[Element, ...], above: Place) -> Iterator[Sheet]:
        for element in elements:
            place: Place = (*above, (element.name, None))
            if isinstance(element, Question):
                yield from self._question(place)
            elif isinstance(element, Repeat):
                yield from self._repeat(element, place)
            elif place in self._shown[path_of(place)]:
                yield from self._group(element, place)

    def _question(self, place: Place) -> Iterator[Sheet]:
        spot = self._plan.spots[path_of(place)]
        if place not in self._shown[spot.path]:
            return
        if _told(spot):
            self._notes.append(place)
        elif spot.asked:
            yield self._with_notes(Sheet(f"q/{address_of(place)}", place), [place])

    def _group(self, group: Group, place: Place) -> Iterator[Sheet]:
        section = len(place) == 1 and _together(self._plan, path_of(place), group.children)
        if section or (_ONE_PAGE.intersection(group.appearance) and not _repeats(group.children)):
            yield from self._one_page(f"g/{address_of(place)}", place, group.children)
        else:
            yield from self._walk(group.children, place)

    def _repeat(self, repeat: Repeat, place: Place) -> Iterator[Sheet]:
        path = path_of(place)
        together = _together(self._plan, path, repeat.children) or (
            bool(_ONE_PAGE.intersection(repeat.appearance)) and not _repeats(repeat.children)
        )
        for row in self.rows(place):
            if together:
                yield from self._one_page(f"g/{address_of(row)}", row, repeat.children)
            else:
                yield from self._walk(repeat.children, row)
        if not repeat.count.strip() and self._answered.asks_rows(place):
            yield self._with_notes(Sheet(f"r/{address_of(place)}", place, "rows"), [])

    def rows(self, place: Place) -> list[Place]:
        """The rows of the repeat at `place`."""
        return [one for one in self._answered.places[path_of(place)] if one[:-1] == place[:-1]]

    def _one_page(self, key: str, base: Place, elements: tuple[Element, ...]) -> Iterator[Sheet]:
        places = list(self._inside(elements, base))
        asked = [place for place in places if self._plan.spots[path_of(place)].asked]
        if asked:
            yield self._with_notes(Sheet(key, base), places)
        else:
            self._notes += places

    def _inside(self, elements: tuple[Element, ...], above: Place) -> Iterator[Place]:
        for element in elements:
            place: Place = (*above, (element.name, None))
            if place not in self._shown[path_of(place)]:
                continue
            if isinstance(element, Group):
                yield from self._inside(element.children, place)
            elif isinstance(element, Question) and _visible(self._plan.spots[path_of(place)]):
                yield place

    def _with_notes(self, sheet: Sheet, places: list[Place]) -> Sheet:
        sheet.places = [*self._notes, *places]
        self._notes = []
        return sheet


def _visible(spot: Spot) -> bool:
    return spot.asked or _told(spot)


def _told(spot: Spot) -> bool:
    return spot.heads or (spot.question is not None and spot.question.kind is Kind.NOTE)


def _repeats(elements: tuple[Element, ...]) -> bool:
    return any(isinstance(one, Repeat) or (isinstance(one, Group) and _repeats(one.children)) for one in elements)


def _together(plan: Plan, base: Path, elements: tuple[Element, ...]) -> bool:
    """Whether elements go on one page without being a field-list: few, no repeats, and none waits for another."""
    known = plan.together.get(base)
    if known is None:
        known = plan.together[base] = not _repeats(elements) and _few_and_free(plan, base)
    return known


def _few_and_free(plan: Plan, base: Path) -> bool:
    below = (spot for path, spot in plan.spots.items() if path[: len(base)] == base and len(path) > len(base))
    inside = [spot for spot in below if not spot.other_of]
    asked = {spot.path for spot in inside if spot.asked}
    if len(asked) > MOST_TOGETHER:
        return False
    changing = asked | {spot.path for spot in inside if spot.calculation}
    return not any(changing & _waits_for(plan, spot) for spot in inside)


def _waits_for(plan: Plan, spot: Spot) -> set[Path]:
    element = spot.element
    texts = [element.label, *((element.hint, element.guidance) if isinstance(element, Question) else ())]
    names = plan.named_in(text for translated in texts for text in translated.values())
    rules = (spot.relevant, spot.filter, spot.read_only, spot.required)
    read = {path for rule in rules if isinstance(rule, Expression) for path in plan.read_by(rule)}
    return {path for path in read | {plan.names[name] for name in names if name in plan.names} if path != spot.path}
