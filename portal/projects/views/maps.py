"""The map of projects with the list that says the same, and both as GeoJSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import request
from werkzeug.wrappers import Response

from portal.core.languages import page_language
from portal.core.routes import public
from portal.core.web import render
from portal.projects import queries
from portal.projects.geojson import KIND, feature_collection
from portal.projects.places.drawing import Drawing, Mark, draw
from portal.projects.queries import PlacedProject
from portal.projects.views.chosen import PARAMETERS, chosen
from portal.projects.views.door import blueprint
from portal.projects.words import WORDS

LISTED = 60


@dataclass(frozen=True)
class MapLine:
    """One project beside the map: the number of its mark, and whether it is the first here that the mark stands for."""

    project: PlacedProject
    mark: int | None
    first: bool


@dataclass(frozen=True)
class MapGroup:
    """The projects of one area on this page, or those that are not `placed` anywhere."""

    area: str
    placed: bool
    lines: tuple[MapLine, ...]


@dataclass(frozen=True)
class MapSign:
    """A mark on the map, and behind which project the page that lists it begins; None: it is on this one."""

    mark: Mark
    after: str | None


@dataclass(frozen=True)
class MapPage:
    """The whole map, and a page of the list beside it, in groups by area; `newer` and `older` are cursors."""

    total: int
    unplaced: int
    drawing: Drawing | None
    signs: tuple[MapSign, ...]
    groups: tuple[MapGroup, ...]
    projects: Sequence[PlacedProject]
    first_page: bool
    newer: str
    older: str | None


@blueprint.get("/projects/map")
@public(*PARAMETERS, "after")
def project_map() -> str:
    """Where the projects that fit the filters are: drawn, and said in a list."""
    asked = chosen()
    projects = queries.placed_projects(page_language(), asked.filters)
    page = _page(projects, request.args.get("after", ""))
    return render("projects/map.html", page=page, asked=asked, words=WORDS)


@blueprint.get("/projects.geojson")
@public(*PARAMETERS)
def features() -> Response:
    """The same projects for other programs, whole."""
    projects = queries.placed_projects(page_language(), chosen().filters)
    return Response(feature_collection(projects), content_type=KIND)


def _page(projects: Sequence[PlacedProject], after: str) -> MapPage:
    """The page of the list that begins behind the project `after`; the first where there is no such project."""
    begin = next((order for order, project in enumerate(projects, 1) if project.slug == after), 0)
    shown = projects[begin : begin + LISTED]
    drawing = draw([project.geometry for project in projects])
    earlier = projects[begin - LISTED - 1].slug if begin > LISTED else ""
    return MapPage(
        total=len(projects),
        unplaced=sum(project.geometry is None for project in projects),
        drawing=drawing,
        signs=tuple(_signs(drawing, projects, begin)) if drawing else (),
        groups=tuple(_groups(shown, drawing.numbers if drawing else {}, begin)),
        projects=shown,
        first_page=begin == 0,
        newer=earlier,
        older=shown[-1].slug if begin + LISTED < len(projects) else None,
    )


def _signs(drawing: Drawing, projects: Sequence[PlacedProject], begin: int) -> Iterator[MapSign]:
    for mark in drawing.marks:
        first = mark.places[0]
        here = next((place for place in mark.places if begin <= place < begin + LISTED), None)
        page = first - first % LISTED
        yield MapSign(mark, None if here is not None else projects[page - 1].slug if page else "")


def _groups(shown: Sequence[PlacedProject], numbers: Mapping[int, int], begin: int) -> Iterator[MapGroup]:
    seen: set[int] = set()
    for (placed, area), members in groupby(enumerate(shown, begin), key=lambda member: _group(member[1])):
        lines = []
        for order, project in members:
            number = numbers.get(order)
            lines.append(MapLine(project, number, number is not None and number not in seen))
            seen.add(number or 0)
        yield MapGroup(area, placed, tuple(lines))


def _group(project: PlacedProject) -> tuple[bool, str]:
    return project.geometry is not None, project.area if project.geometry else ""
