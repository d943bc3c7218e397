"""Rows of city trackers, whatever their columns are called and however they were saved."""

from __future__ import annotations

import json
from datetime import date

import pytest

from portal.projects.imports.names import is_money
from portal.projects.imports.reader import read_projects
from portal.projects.models import Condition, Phase
from tests.support.engines import sqlite_only

pytestmark = sqlite_only


@pytest.fixture(autouse=True)
def _context(app):
    """Imports write in the languages of the site."""


def only(table, encoding="utf-8"):
    (record,) = read_projects(table.encode(encoding), "en").records
    return record


def test_what_has_no_place_of_its_own_stands_on_the_page():
    record = only("project_id,project_name,community_boards_served,wards_note\nA,Roof,301 302,see map\n")
    assert record.page.body["en"] == "Community boards served: 301 302\nWards note: see map"


def test_the_description_is_the_title_where_nothing_else_is():
    record = only("project_id,project_description,scope_summary\nA,ROOF,New slates\n")
    assert (record.page.title["en"], record.page.summary["en"]) == ("ROOF", "New slates")
    record = only("project_id,project_name,project_description\nA,Roof,New slates\n")
    assert (record.page.title["en"], record.page.summary["en"]) == ("Roof", "New slates")


@pytest.mark.parametrize(
    ("status", "phase", "condition"),
    [
        ("Construction", Phase.BUILDING, None),
        ("Design", Phase.AGREED, None),
        ("Planning", Phase.PROPOSED, None),
        ("Completed", Phase.COMPLETED, None),
        ("Cancelled", Phase.STOPPED, None),
        ("Construction - delayed", Phase.BUILDING, Condition.DELAYED),
        ("En construcción", Phase.BUILDING, None),
    ],
)
def test_words_of_a_status_are_phases(status, phase, condition):
    standing = only(f"project_id,project_name,status\nA,Roof,{status}\n").standing
    assert (standing.phase, standing.condition) == (phase, condition)


def test_a_word_that_means_nothing_to_us_stays_as_it_is():
    record = only("project_id,project_name,status\nA,Roof,Zeta\n")
    assert (record.standing, record.status_word) == (None, "Zeta")


def test_days_are_planned_expected_and_reached():
    record = only(
        "id,name,start_date,planned_completion,forecast_completion,actual_completion,delay_reason\n"
        "A,Roof,2026-01-02,5/1/2026,2026-06-01,2026-07-01,Rain\n"
    )
    assert [each.planned_on for each in record.sheet.milestones] == [date(2026, 1, 2), date(2026, 5, 1)]
    assert [(move.forecast_on, move.actual_on, dict(move.reason)) for move in record.moves] == [
        (date(2026, 6, 1), None, {"en": "Rain"}),
        (None, date(2026, 7, 1), {}),
    ]


def test_a_bad_cell_is_named_and_stays_readable():
    file = read_projects(b"id,name,start_date,total_cost,latitude,longitude\nA,Roof,soon,much,95,10\n", "en")
    said = "\n".join(file.notes)
    assert "record 1: start_date ('soon')" in said
    assert "record 1: total_cost ('much'): it is no amount" in said
    assert "record 1: latitude ('95 10'): it lies outside of the globe" in said
    assert "Start date: soon" in file.records[0].page.body["en"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_dialects_and_encodings(encoding, delimiter):
    lines = [["Project ID", "Nombre", "Agencia"], ["A", "Puente de la Peña", "Obras"]]
    record = only("\r\n".join(delimiter.join(line) for line in lines), encoding)
    assert record.page.title["en"] == "Puente de la Peña"


def test_lines_above_the_names_of_columns_are_passed_over():
    assert only("Capital plan,,\nas of May,,\nproject_id,project_name,agency\nA,Roof,Parks\n").external_id == "A"


def test_a_row_that_is_longer_than_the_header_is_refused():
    (refusal,) = read_projects(b"project_id,project_name\nA,Roof,5\n", "en").refusals
    assert refusal.reason == "it has 3 columns where the file has 2"


def test_a_mark_that_is_never_closed_loses_no_row():
    table = 'project_id,project_name,agency,cost\nA,"Roof,Parks,1\nB,Wall,Parks,2\nC,"Door",Parks,3\n'
    with pytest.raises(ValueError, match="quotation marks do not pair up"):
        read_projects(table.encode(), "en")


def test_rows_as_json_and_as_features_of_a_map_are_read_too():
    rows = [{"projectId": "A", "projectName": "Roof", "managingAgency": "Parks"}]
    (record,) = read_projects(json.dumps(rows).encode(), "en").records
    assert (record.external_id, record.partners[0].name) == ("A", "Parks")
    point = {"type": "Point", "coordinates": [-73.9, 40.7]}
    feature = {"type": "Feature", "geometry": point, "properties": {"project_id": "B", "project_name": "Wall"}}
    (record,) = read_projects(json.dumps({"type": "FeatureCollection", "features": [feature]}).encode(), "en").records
    assert (record.external_id, record.page.geometry) == ("B", point)


@pytest.mark.parametrize(
    ("name", "money"),
    [
        ("original_budget", True),
        ("combined2021", True),
        ("FY24 Spend", True),
        ("Total Cost", True),
        ("budget_date", False),
        ("project_id", False),
        ("percent_spent", False),
        ("funding_source", False),
    ],
)
def test_columns_that_hold_money(name, money):
    assert is_money(name) is money
