"""Real projects, where their files are at hand: every row is found again, and nothing comes twice."""

from __future__ import annotations

import csv
import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from tests.browser.site import Site, copied, part_of, served
from tests.processes.wire import Surfer

TRACKER = "nyc_capital_projects_fy2021_subset.csv"
STANDARD = "oc4ids_example_project.json"
AMOUNTS = {
    "original_budget": "Original budget",
    "combined_prior_actuals": "Combined prior actuals",
    "combined2021": "Combined 2021",
    "combined2022": "Combined 2022",
    "combined2023": "Combined 2023",
    "combined_total": "Combined total",
}


@pytest.fixture(scope="module")
def folder() -> Path:
    """Where the files are."""
    data = os.environ.get("PORTAL_DEMO_DATA", "")
    if not data or not all((Path(data) / "projects" / name).is_file() for name in (TRACKER, STANDARD)):
        pytest.skip("PORTAL_DEMO_DATA names no folder with the real projects")
    return Path(data) / "projects"


@pytest.fixture(scope="module")
def real(folder: Path, original: Site, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A resting site whose demo has the real projects."""
    place = tmp_path_factory.mktemp("projects")
    site = copied(original, place / "site", part_of(folder.parent, place / "data", "projects"))
    said = site.do("demo", "load")
    assert f"Real projects {TRACKER}: new 116, already there 0, refused 0" in said
    assert f"Real projects {STANDARD}: new 1, already there 0, refused 0" in said
    return site


def test_every_row_is_found_again_with_its_title_agency_amounts_and_reason(real: Site, folder: Path) -> None:
    with real.database() as database:
        found = {
            identity: (json.loads(title)["en"], area, json.loads(content), reason and json.loads(reason)["en"])
            for identity, title, area, content, reason in database.execute(
                "SELECT p.external_id, p.title, p.area, v.content, m.reason FROM project p"
                " JOIN sheet_version v ON v.project_id = p.id"
                " LEFT JOIN milestone_move m ON m.project_id = p.id WHERE p.source = 'nyc-capital'"
            )
        }
    with (folder / TRACKER).open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(found) == len(rows) == 116
    for row in rows:
        title, area, content, reason = found[row["project_id"]]
        assert (title, area) == (row["project_description"], row["borough"])
        assert list(content["partner_names"].values()) == [row["managing_agency"]]
        amounts = {line["title"]["en"]: Decimal(line["amount"]) for line in content["budget"]}
        assert amounts == {words: Decimal(row[column]) for column, words in AMOUNTS.items() if row[column]}
        assert {line["currency"] for line in content["budget"]} == {""}
        assert (reason or "") == row["explanation_for_delay"]


def test_the_example_of_the_standard_is_whole(real: Site) -> None:
    with real.database() as database:
        ((content, status, identity),) = database.execute(
            "SELECT v.content, p.source_status, p.external_id FROM project p"
            " JOIN sheet_version v ON v.project_id = p.id WHERE p.source = 'oc4ids'"
        ).fetchall()
        (phase,) = database.execute(
            "SELECT phase FROM project_update u JOIN project p ON p.id = u.project_id WHERE p.source = 'oc4ids'"
        ).fetchone()
    sheet = json.loads(content)
    assert (identity, status, phase) == (
        "oc4ids-bu3kcz-m75-junctions-4-to-5-smart-motorway",
        "maintenance",
        "completed",
    )
    assert [line["amount"] for line in sheet["budget"]] == ["10000000", "20000000", "10000000", "42100000"]
    assert len(sheet["milestones"]) == 15
    assert "Motorways UK" in sheet["partner_names"].values()


def test_a_file_that_the_demo_took_over_adds_nothing(real: Site, folder: Path) -> None:
    said = real.do("import", "projects", str(folder / TRACKER), "--source", "nyc-capital")
    assert said.splitlines()[-1] == "read 116, new 0, already there 116, refused 0"
    said = real.do("import", "projects", str(folder / STANDARD))
    assert said.splitlines()[-1] == "read 1, new 0, already there 1, refused 0"
    assert "The record is whole" in real.do("record", "verify")


def test_its_pages_show_the_credit(real: Site) -> None:
    with real.database() as database:
        slugs = database.execute("SELECT min(slug) FROM project WHERE source IS NOT NULL GROUP BY source").fetchall()
    with served(real) as site:
        stranger = Surfer(site)
        for (slug,) in slugs:
            assert "license" in stranger.open(f"/projects/{slug}").text
            assert "licencia" in stranger.open(f"/es/projects/{slug}").text
