"""What an expression may know besides its own text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from portal.surveys.expressions.dates import Calendar
from portal.surveys.expressions.nodes import Node


class Scope(Protocol):
    """One response, seen from one place in it. `trees.TreeScope` is one that reads a tree of dicts."""

    @property
    def root(self) -> Node:
        """The whole response."""

    @property
    def here(self) -> Node:
        """Where the expression stands: the question that has the rule."""

    @property
    def today(self) -> date:
        """The day in the site's zone."""

    @property
    def now(self) -> datetime:
        """The moment, aware, in the site's zone."""

    @property
    def calendar(self) -> Calendar:
        """The names of months and days, in the reader's language."""

    def named(self, name: str) -> Sequence[Node]:
        """What ${name} means from `here`: in rows that hold both, this row; in all others every row."""

    def everywhere(self, name: str) -> Sequence[Node]:
        """What ${name} means from nowhere: every row."""

    def choices(self, list_name: str) -> Sequence[Mapping[str, str]]:
        """The rows of a list of choices: name, label, and whatever columns the form has."""

    def choice_label(self, value: str, name: str) -> str:
        """What the choice `value` of the question `name` is called, in the reader's language."""

    def random(self) -> float:
        """A number from 0 up to 1, drawn once for each place and kept with the response."""

    def uuid(self) -> str:
        """A random id, drawn once for each place and kept with the response."""
