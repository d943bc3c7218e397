"""Places as people type them, and as maps draw them. Pure: no database."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.projects.places.drawing import MARK, MOST_OUTLINE, draw
from portal.projects.places.projecting import WIDTH
from portal.projects.places.reading import (
    LONGEST,
    MOST_POSITIONS,
    Problem,
    UnreadablePlace,
    looks_swapped_beside,
    read_place,
)
from portal.projects.places.shapes import KINDS, centre, lines
from portal.projects.places.telling import told_place, typed_place

RING = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]
LATITUDES, LONGITUDES = st.floats(-60, 89.9), st.floats(-179.9, 179.9)


@pytest.mark.parametrize(
    "typed",
    [
        "40.7128, -74.0060",
        " 40.7128 -74.006 ",
        "40.7128;-74.0060",
        "40.7128,\t−74.0060",
        "(40.7128, -74.0060)",
        "40.7128° N, 74.0060° W",
        '{"type": "Point", "coordinates": [-74.0060, 40.7128]}',
        '{"type": "Feature", "geometry": {"type": "Point", "coordinates": [-74.0060, 40.7128, 12]}}',
    ],
)
def test_a_point_is_read_however_it_is_written(typed):
    assert read_place(typed) == {"type": "Point", "coordinates": [-74.006, 40.7128]}


@pytest.mark.parametrize("typed", ["", "  \n\t"])
def test_nothing_is_no_place(typed):
    assert read_place(typed) is None


def test_two_lines_are_a_line_and_more_are_an_area_that_closes_itself():
    assert read_place("0, 0\n\n0, 1")["type"] == "LineString"
    assert read_place("0, 0\n0, 1\n1, 1") == {"type": "Polygon", "coordinates": [RING]}
    assert read_place("0, 0\n0, 1\n1, 1\n0, 0") == {"type": "Polygon", "coordinates": [RING]}


@pytest.mark.parametrize(
    ("typed", "problem", "line"),
    [
        ("City hall", Problem.NO_PAIR, 1),
        ("40.7", Problem.NO_PAIR, 1),
        ("40,7128, -74,0060", Problem.NO_PAIR, 1),
        ("40.7, -74.0\nhere", Problem.NO_PAIR, 2),
        ("1e5, 0", Problem.NO_PAIR, 1),
        ("nan, inf", Problem.NO_PAIR, 1),
        ("-74.0060, 40.7128", Problem.SWAPPED, 1),
        ("151.2, -33.8", Problem.SWAPPED, 1),
        ("91, 100", Problem.OUT_OF_RANGE, 1),
        ("40, 181", Problem.OUT_OF_RANGE, 1),
        ("1, 1\n1, 1\n1, 1", Problem.TOO_FEW, 0),
        ("{", Problem.NO_JSON, 0),
        ('{"type": "Point", "coordinates": [' + "[" * 9000, Problem.NO_JSON, 0),
        ("[1, 2]", Problem.NO_GEOMETRY, 0),
        ('{"type": "Circle"}', Problem.NO_GEOMETRY, 0),
        ('{"type": "GeometryCollection", "geometries": []}', Problem.NO_GEOMETRY, 0),
        ('{"type": "Feature", "geometry": null}', Problem.NO_GEOMETRY, 0),
        ('{"type": ["Point"], "coordinates": [0, 0]}', Problem.NO_GEOMETRY, 0),
        ('{"type": "Point"}', Problem.NO_POSITION, 0),
        ('{"type": "Point", "coordinates": [1]}', Problem.NO_POSITION, 0),
        ('{"type": "Point", "coordinates": ["1", 2]}', Problem.NO_POSITION, 0),
        ('{"type": "Point", "coordinates": [true, 2]}', Problem.NO_POSITION, 0),
        ('{"type": "Point", "coordinates": [NaN, 2]}', Problem.OUT_OF_RANGE, 0),
        ('{"type": "Point", "coordinates": [1e999, 2]}', Problem.OUT_OF_RANGE, 0),
        ('{"type": "Point", "coordinates": [0, 200]}', Problem.OUT_OF_RANGE, 0),
        ('{"type": "Point", "coordinates": [40.7, -74.0]}', Problem.SWAPPED_JSON, 0),
        ('{"type": "LineString", "coordinates": [[0, 0]]}', Problem.TOO_FEW, 0),
        ('{"type": "Polygon", "coordinates": []}', Problem.TOO_FEW, 0),
        ('{"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0]]]}', Problem.TOO_FEW, 0),
        ('{"type": "Polygon", "coordinates": [[0, 0], [1, 1], [0, 1]]}', Problem.TOO_FEW, 0),
        ("0, 0\n" * 4001, Problem.TOO_LONG, 0),
        ("0,0\n" * 2500, Problem.TOO_MANY, 0),
        (
            json.dumps({"type": "MultiPoint", "coordinates": [[0, 0]] * 2001}, separators=(",", ":")),
            Problem.TOO_MANY,
            0,
        ),
    ],
)
def test_what_is_no_place_is_refused_with_its_reason(typed, problem, line):
    with pytest.raises(UnreadablePlace) as refused:
        read_place(typed)
    assert (refused.value.problem, refused.value.line) == (problem, line)


@given(st.text(max_size=60) | st.from_regex(r'[-0-9., NSEW°\n{}\[\]":a-z]{0,60}', fullmatch=True))
def test_any_text_is_read_or_refused(typed):
    try:
        geometry = read_place(typed)
    except UnreadablePlace:
        return
    assert geometry is None or centre(geometry)


points = st.tuples(LONGITUDES, LATITUDES).map(lambda p: [round(p[0], 6) + 0.0, round(p[1], 6) + 0.0])


@given(st.sampled_from(KINDS), st.lists(points, min_size=3, max_size=6, unique_by=tuple))
def test_what_is_shown_in_the_form_is_read_back_the_same(kind, corners):
    ring = [*corners, corners[0]]
    coordinates = {
        "Point": corners[0],
        "MultiPoint": corners,
        "LineString": corners[:2],
        "MultiLineString": [corners, corners[:2]],
        "Polygon": [ring],
        "MultiPolygon": [[ring, ring], [ring]],
    }
    geometry = {"type": kind, "coordinates": coordinates[kind]}
    assert read_place(typed_place(geometry)) == geometry


@pytest.mark.parametrize(
    "geometry",
    [None, {}, {"type": "Point"}, {"type": "Point", "coordinates": [999, 0]}, {"type": "X", "coordinates": [0, 0]}],
)
def test_what_is_no_geometry_is_no_place(geometry):
    assert (lines(geometry), centre(geometry), told_place(geometry)) == ([], None, None)


def test_a_place_is_told_by_its_middle():
    told = told_place({"type": "Polygon", "coordinates": [RING]})
    assert (told.coordinates, told.address, told.is_point) == ("0.5, 0.5", "geo:0.5,0.5", False)
    assert told_place({"type": "Point", "coordinates": [-74.006, 40.00001]}).coordinates == "40.00001, -74.006"


def test_numbers_that_were_swapped_are_told_by_the_neighbors():
    paris = {"type": "Point", "coordinates": [2.35, 48.85]}
    swapped = {"type": "Point", "coordinates": [48.85, 2.35]}
    assert looks_swapped_beside(swapped, [paris])
    assert not looks_swapped_beside(paris, [paris])
    assert not looks_swapped_beside(swapped, [])
    assert not looks_swapped_beside(swapped, [None, swapped])
    assert not looks_swapped_beside({"type": "Point", "coordinates": [100.0, 10.0]}, [paris])


# ---- drawing ------------------------------------------------------------------------------------------


def point(longitude, latitude):
    return {"type": "Point", "coordinates": [longitude, latitude]}


def scattered(count, wide=0.3):
    """Points without order, the same each time."""
    return [point(-74 + wide * math.sin(n * 12.9898), 40.7 + wide * math.sin(n * 78.233)) for n in range(count)]


@pytest.mark.parametrize("count", [1, 2, 30, 600])
def test_marks_lie_on_the_map_apart_and_stand_for_every_place_once(count):
    drawing = draw(scattered(count))
    assert sorted(drawing.numbers) == list(range(count))
    assert [mark.number for mark in drawing.marks] == list(range(1, len(drawing.marks) + 1))
    assert [mark.places[0] for mark in drawing.marks] == sorted(mark.places[0] for mark in drawing.marks)
    for mark in drawing.marks:
        assert mark.width / 2 <= mark.x <= WIDTH - mark.width / 2
        assert 12 <= mark.y <= drawing.height - 12
        for other in drawing.marks[mark.number :]:
            apart = abs(mark.x - other.x) >= (mark.width + other.width) / 2 or abs(mark.y - other.y) >= MARK - 4
            assert apart, f"marks {mark.number} and {other.number} cover one another"


def test_north_is_up_and_east_is_right_and_degrees_of_longitude_are_shortened():
    drawing = draw([point(0, 60), point(0.1, 60), point(0, 60.1)])
    home, east, north = drawing.marks
    assert (east.x > home.x, abs(east.y - home.y) <= 1) == (True, True)
    assert (north.y < home.y, abs(north.x - home.x) <= 1) == (True, True)
    assert (east.x - home.x) / (home.y - north.y) == pytest.approx(0.5, abs=0.02)


def test_the_scale_is_round_and_as_long_as_it_says():
    drawing = draw([point(0, 0), point(0.1, 0)])  # 11.1 km
    apart = drawing.marks[1].x - drawing.marks[0].x
    assert drawing.scale_meters == 2000
    assert drawing.scale_length / apart == pytest.approx(2000 / 11_132, rel=0.02)


def test_places_that_are_not_known_are_not_drawn():
    assert draw([None, None]) is None
    assert draw([]) is None
    drawing = draw([None, point(0, 0), {"type": "Point", "coordinates": ["x", None]}])
    assert drawing.numbers == {1: 1}


@pytest.mark.parametrize("many", [1, 50])
def test_outlines_stay_light_however_many_corners_they_have(many):
    circle = [[math.cos(n / 300) / 10, 40 + math.sin(n / 300) / 10] for n in range(1885)]
    area = {"type": "Polygon", "coordinates": [[*circle, circle[0]]]}
    drawing = draw([area] * many)
    assert 0 < sum(map(len, drawing.outlines)) <= MOST_OUTLINE
    assert drawing.outlines[0].startswith("M")
    assert drawing.outlines[0].endswith("Z")


def test_the_whole_world_and_its_poles_can_be_drawn():
    drawing = draw([point(-180, -90), point(180, 90), point(0, 90)])
    assert sorted(drawing.numbers) == [0, 1, 2]


def test_the_bounds_are_those_that_people_are_told():
    assert (LONGEST, MOST_POSITIONS) == (20_000, 2000)
