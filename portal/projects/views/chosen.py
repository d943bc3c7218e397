"""The filters of lists of projects, as they stand in an address, in a form, and in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from flask import request
from flask_babel import gettext as _

from portal.core.folding import folded
from portal.core.web import in_page_language
from portal.projects import queries
from portal.projects.models import CommentWindow, Condition, Phase
from portal.projects.queries import Facets, Filters
from portal.projects.words import WORDS

PARAMETERS = ("q", "phase", "comments", "condition", "goal", "topic", "area", "partner")
LONGEST_QUESTION = 200
MOST_CHOICES = 100
MOST_LETTERS = 4000  # of all choices of one filter together: a page must stay light, whatever the names
LONGEST_NAME = 60
Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Facet:
    """One filter of the form: its parameter, its name, its choices (value and words) and the one that is chosen."""

    name: str
    label: str
    choices: Choices
    chosen: str

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to choose."""
        return len(self.choices) < 2

    @property
    def said(self) -> str:
        """The words of what is chosen."""
        return dict(self.choices)[self.chosen]


@dataclass(frozen=True)
class Told:
    """A chosen filter in words, and the parameters of the same list without it."""

    label: str
    words: str
    others: dict[str, str]


@dataclass(frozen=True)
class Chosen:
    """What is asked for. Values that no project has count as not given."""

    filters: Filters
    parameters: dict[str, str]
    facets: tuple[Facet, ...]

    @property
    def told(self) -> list[Told]:
        """Each chosen filter in words."""
        said = {facet.name: (facet.label, facet.said) for facet in self.facets if facet.chosen}
        if self.filters.words:
            said["q"] = (_("Words in the title"), self.filters.words)
        return [Told(*said[name], self._without(name)) for name in self.parameters]

    @property
    def said(self) -> str:
        """The list in words: the title of a feed of it."""
        told = "; ".join(f"{one.label}: {one.words}" for one in self.told)
        return _("Projects, filtered by %(filters)s", filters=told) if told else _("Projects")

    def _without(self, name: str) -> dict[str, str]:
        return {other: value for other, value in self.parameters.items() if other != name}


def chosen() -> Chosen:
    """The filters of the request at hand."""
    there = queries.facets()
    facets = tuple(_facets(there))
    found = {facet.name: facet.chosen for facet in facets if facet.chosen}
    words = " ".join(request.args.get("q", "")[:LONGEST_QUESTION].split())
    filters = Filters(
        words=words,
        phase=Phase(found["phase"]) if "phase" in found else None,
        condition=Condition(found["condition"]) if "condition" in found else None,
        window=CommentWindow(found["comments"]) if "comments" in found else None,
        goal=found.get("goal", ""),
        topic=found.get("topic", ""),
        area=found.get("area", ""),
        partner=found.get("partner", ""),
    )
    parameters = ({"q": words} if words else {}) | found
    return Chosen(filters, {name: parameters[name] for name in PARAMETERS if name in parameters}, facets)


def _facets(there: Facets) -> Iterator[Facet]:
    goals = {slug: in_page_language(title).text for slug, title in there.goals.items()}
    yield _few("phase", _("Phase"), _("All phases"), {phase: str(WORDS.phases[phase]) for phase in there.phases})
    yield _few("comments", _("Comments"), _("All"), {state: str(WORDS.windows[state]) for state in there.windows})
    standings = {condition: str(WORDS.conditions[condition]) for condition in there.conditions}
    yield _few("condition", _("Condition"), _("All conditions"), standings)
    yield _many("goal", _("Goal"), _("All goals"), goals)
    yield _many("topic", _("Topic"), _("All topics"), _themselves(there.topics))
    yield _many("area", _("Neighborhood"), _("All neighborhoods"), _themselves(there.areas))
    yield _many("partner", _("Partner"), _("All partners"), there.partners)


def _themselves(values: Iterable[str]) -> dict[str, str]:
    return {value: value for value in values}


def _few(name: str, label: str, every: str, words: Mapping[Any, str]) -> Facet:
    there = {str(key): said for key, said in words.items()}
    return Facet(name, label, [("", every), *there.items()], _known(request.args.get(name, ""), there))


def _many(name: str, label: str, every: str, there: Mapping[str, str]) -> Facet:
    """The most frequent choices by name; the chosen one is among them in any case."""
    value = _known(request.args.get(name, ""), there)
    offered = {key: there[key] for key in _frequent(there)} | ({value: there[value]} if value else {})
    by_name = sorted(offered.items(), key=lambda choice: folded(choice[1]))
    return Facet(name, label, [("", every), *((key, shortened(words)) for key, words in by_name)], value)


def _known(value: str, there: Mapping[str, str]) -> str:
    return value if value in there else ""


def _frequent(there: Mapping[str, str]) -> Iterator[str]:
    letters = 0
    for key, words in islice(there.items(), MOST_CHOICES):
        letters += len(key) + (len(shortened(words)) if key != words else 0)
        if letters > MOST_LETTERS:
            return
        yield key


def shortened(words: str) -> str:
    """`words`, cut to what a drop-down list can show."""
    return words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1].rstrip() + "…"
