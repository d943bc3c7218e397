"""`portal import projects`: what it writes, what it says, and that it can be done again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from portal.core.db import db
from portal.core.errors import Forbidden
from portal.core.permissions import COMMAND_LINE, VISITOR
from portal.core.translated import Translated
from portal.projects import queries, usecases
from portal.projects.commands import imports
from portal.projects.imports.plan import Target
from portal.projects.imports.reader import read_projects
from portal.projects.models import MilestoneMove, Partner, Phase, Project, SheetVersion
from portal.projects.sheets.contents import sheet_from
from portal.record.chain import verify
from portal.record.queries import all_entries
from tests.projects.oc4ids import project, text
from tests.support.engines import sqlite_only

TABLE = """project_id,project_name,managing_agency,total_budget,explanation_for_delay
A-1,Library roof,City of Lake,1500,Permits took longer
A-2,New bridge,Roads Department,"2,000.50",
"""


@pytest.fixture
def run(app, clock, tmp_path):
    """Import a text as on a command line; the result has `stdout`, `stderr` and `exit_code`."""

    def invoke(content: str, *arguments: str, name: str = "projects.txt"):
        file: Path = tmp_path / name
        file.write_text(content, "utf-8")
        result = app.test_cli_runner().invoke(imports, ["projects", str(file), *arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        db.session.rollback()
        return result

    return invoke


def last(result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()[-1]


def projects() -> list[Project]:
    return list(db.session.scalars(select(Project).order_by(Project.id)))


def only() -> Project:
    (found,) = projects()
    return found


def sheets(row: Project):
    wanted = select(SheetVersion).where(SheetVersion.project_id == row.id).order_by(SheetVersion.number)
    return [sheet_from(version.content) for version in db.session.scalars(wanted)]


def moves(row: Project) -> list[MilestoneMove]:
    return list(db.session.scalars(select(MilestoneMove).where(MilestoneMove.project_id == row.id)))


def edited(row: Project, **others):
    values = {"title": row.title, "comments_open_at": None} | others
    usecases.edit_project(
        actor=COMMAND_LINE,
        slug=row.slug,
        summary=row.summary,
        body=row.body,
        area=row.area,
        topics=queries.topics_of(row.id),
        address=row.address,
        geometry=row.geometry,
        comments_close_at=None,
        **values,
    )


def test_a_project_is_public_at_once_takes_no_comments_and_stands_in_the_record(run, client):
    credit = "Data of the Town, CC BY 4.0"
    assert last(run(text(project()), "--attribution", credit)) == "read 1, new 1, already there 0, refused 0"
    row = only()
    assert (row.slug, row.source, row.external_id) == ("bridge-over-the-creek", "oc4ids", "oc4ids-abc123-7")
    assert (row.source_status, row.illustrative, row.comments_open_at) == ("implementation", False, None)
    page = client.open("/projects/bridge-over-the-creek")
    assert "A bridge for people on foot." in page.text
    assert credit in page.text
    assert "Building" in page.text
    entries = list(all_entries())
    assert verify(entries).finish() == []
    assert {(entry["action"], entry["role"]) for entry in entries} == {("update.posted", "import")}


def test_without_a_status_no_update_is_posted(run):
    run(text(project(status=None)))
    assert queries.updates(only().id) == []


def test_a_status_that_nobody_knows_is_kept_as_it_is(run):
    run(text(project(status="dormant")))
    assert only().source_status == "dormant"
    assert queries.updates(only().id) == []


def test_every_row_of_a_table_is_a_project_with_its_sheet(run):
    assert last(run(TABLE)) == "read 2, new 2, already there 0, refused 0"
    roof, bridge = projects()
    (sheet,) = sheets(roof)
    assert [(line.title["en"], str(line.amount)) for line in sheet.budget] == [("Total budget", "1500")]
    assert [part.partner for part in sheet.partners] == ["city-of-lake"]
    (move,) = moves(roof)
    assert (move.forecast_on, move.actual_on, move.reason) == (None, None, {"en": "Permits took longer"})
    assert moves(bridge) == []
    assert str(sheets(bridge)[0].budget[0].amount) == "2000.5"
    kinds = dict(db.session.execute(select(Partner.name, Partner.kind)).all())
    assert kinds == {"City of Lake": "municipality", "Roads Department": "public_body"}


def test_the_same_file_again_adds_nothing(run):
    run(TABLE)
    before = len(list(all_entries()))
    assert last(run(TABLE)) == "read 2, new 0, already there 2, refused 0"
    assert len(list(all_entries())) == before
    assert "changed" not in run(TABLE).stderr


def test_a_dry_run_says_the_same_and_writes_nothing(run):
    assert last(run(TABLE, "--dry-run")) == "read 2, new 2, already there 0, refused 0"
    assert projects() == []
    assert list(all_entries()) == []


def test_what_cannot_be_used_is_refused_by_name_and_field_and_the_rest_comes_in(run):
    result = run(TABLE + "A-3,,Parks,5,\n,Nameless,Parks,5,\n")
    assert result.stdout.splitlines() == [
        "record 3 (“A-3”): project_name: it is empty",
        "record 4 (“Nameless”): project_id: it is empty",
        "read 4, new 2, already there 0, refused 2",
    ]


def test_a_table_without_ids_or_titles_says_what_it_has_and_lacks(run):
    result = run("when,what\n2026-01-01,Something\n")
    assert result.exit_code == 1
    assert "no column for an id, such as project_id and none for a title, such as project_name" in result.stderr
    assert "it has when, what" in result.stderr
    assert "Nothing was imported" in result.stderr


@pytest.mark.parametrize(
    "content", ["", "%PDF-1.7", "<html></html>", "{", '{"projects": 5}', '[{"a": 1}]', "[" * 50_000]
)
def test_a_file_that_is_none_of_ours_is_refused_whole(run, content):
    result = run(content)
    assert result.exit_code == 1
    assert "Nothing was imported" in result.stderr


def test_repeated_ids_are_resolved_by_rule_and_reported(run):
    newer = project(title="Newer", updated="2026-02-01T00:00:00Z")
    older = project(title="Older", updated="2026-01-01T00:00:00Z")
    twin = project(id="oc4ids-abc123-8")
    result = run(text(older, newer, twin, twin, project(id="oc4ids-abc123-8", title="Another")))
    assert result.stdout.splitlines() == [
        "record 1 (“Older”): it has the id oc4ids-abc123-7 of record 2, which was updated later and stands for both",
        "record 4 (“Bridge over the creek”): it has the id oc4ids-abc123-8 of record 3 and repeats it word for word",
        "record 5 (“Another”): it has the id oc4ids-abc123-8 of record 3, which comes first and stands for both",
        "read 5, new 2, already there 0, refused 3",
    ]
    assert [row.title["en"] for row in projects()] == ["Newer", "Bridge over the creek"]


def test_one_organization_of_many_projects_is_one_partner(run):
    town = {"name": "Town", "identifier": {"scheme": "US-EIN", "id": "1"}, "roles": ["publicAuthority"]}
    renamed = town | {"name": "The Town"}
    other = town | {"identifier": {"scheme": "US-EIN", "id": "2"}}
    run(text(*(project(id=f"p{n}", parties=[party]) for n, party in enumerate((town, renamed, other)))))
    rows = db.session.execute(select(Partner.slug, Partner.external_id).order_by(Partner.id)).all()
    assert [tuple(row) for row in rows] == [("town", "US-EIN-1"), ("town-2", "US-EIN-2")]


def test_a_changed_record_is_followed_and_told(run):
    run(text(project(milestones=[{"id": "1", "title": "Opens", "dueDate": "2026-05-01T00:00:00Z"}])))
    changed = project(
        title="Bridge over the river",
        status="completion",
        milestones=[
            {"id": "0", "title": "Ground broken", "dateMet": "2026-03-01T00:00:00Z"},
            {"id": "1", "title": "Opens", "dueDate": "2026-06-01T00:00:00Z"},
        ],
    )
    result = run(text(changed))
    assert last(result) == "read 1, new 0, already there 1, refused 0"
    assert (
        "note: record 1 (“Bridge over the river”) has changed since its import: "
        "its page, a new version of its sheet, its milestones, its status"
    ) in result.stderr
    row = only()
    assert (row.title["en"], row.slug) == ("Bridge over the river", "bridge-over-the-creek")
    first, second = sheets(row)
    assert [each.key for each in first.milestones] == ["M1"]
    assert [(each.key, each.title["en"]) for each in second.milestones] == [("M2", "Ground broken"), ("M1", "Opens")]
    assert [(move.milestone, str(move.actual_on)) for move in moves(row)] == [("M2", "2026-03-01")]
    assert [update.phase for update in queries.updates(row.id)] == [Phase.COMPLETED, Phase.BUILDING]
    assert queries.sheet_versions(row.id)[0].reason["en"].startswith("Imported change")
    assert "changed" not in run(text(changed)).stderr


def test_what_somebody_wrote_here_stays_and_is_told(run):
    run(text(project(purpose="Dry feet")))
    row = only()
    sheet = replace(sheets(row)[0], vision=Translated({"en": "Our vision"}))
    usecases.write_sheet(actor=COMMAND_LINE, slug=row.slug, sheet=sheet)
    edited(row, title=Translated({"en": "Our words"}))
    result = run(text(project(purpose="Dry feet for all", title="Their words", status="cancelled")))
    assert "was edited here since its import, so this stays as it is: its page, its sheet" in result.stderr
    row = only()
    assert row.title["en"] == "Our words"
    assert len(sheets(row)) == 1
    # what it says of the status is new, and nobody here said otherwise
    assert queries.updates(row.id)[0].phase is Phase.STOPPED


def test_opening_comments_is_no_edit_of_what_the_source_says(run):
    run(text(project()))
    row = only()
    edited(row, title=row.title, comments_open_at=row.created_at)
    run(text(project(title="Another title")))
    assert only().title["en"] == "Another title"


def test_a_tracker_of_another_city_is_told_apart_by_its_source(run):
    run(TABLE)
    assert last(run(TABLE, "--source", "other-city")) == "read 2, new 2, already there 0, refused 0"
    assert [row.slug for row in projects()] == ["library-roof", "new-bridge", "library-roof-2", "new-bridge-2"]
    assert run(TABLE, "--source", "oc4ids").exit_code == 2


def test_amounts_are_kept_as_written_unless_somebody_says_what_they_are(run):
    result = run(TABLE, "--dry-run")
    assert "2 records name no currency: they are kept as written" in result.stderr
    run(TABLE, "--currency", "USD", "--thousands")
    (line,) = sheets(projects()[0])[0].budget
    assert (int(line.amount), line.currency) == (1_500_000, "USD")
    assert run(TABLE, "--currency", "dollars").exit_code == 2


def test_only_those_who_publish_may_import(app, clock):
    file = read_projects(TABLE.encode(), "en")
    with pytest.raises(Forbidden):
        usecases.import_projects(actor=VISITOR, file=file, target=Target("tracker"))


def test_what_fails_midway_leaves_nothing(app, clock, monkeypatch):
    file = read_projects(text(project(), project(id="b", purpose="x" * 9)).encode(), "en")
    monkeypatch.setattr("portal.projects.usecases.importing.Notes.write", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        usecases.import_projects(actor=COMMAND_LINE, file=file, target=Target("oc4ids"))
    assert projects() == []


@sqlite_only
def test_six_hundred_projects_of_another_tracker_are_all_found_again(run, client):
    head = "Project ID;Project Name;Lead Agency;Phase;District;Total Cost;Delay Reason\n"
    rows = [f"P-{n};Street {n};Agency {n % 7};Design;District {n % 5};{n}000;Late {n}" for n in range(600)]
    assert last(run(head + "\n".join(rows), name="x.json")) == "read 600, new 600, already there 0, refused 0"
    found = {row.external_id: row.title["en"] for row in projects()}
    assert found == {f"P-{n}": f"Street {n}" for n in range(600)}
    assert db.session.query(Partner).count() == 7
    assert "600 projects" in client.open("/projects").text
    assert last(run(head + "\n".join(rows))) == "read 600, new 0, already there 600, refused 0"


def test_json_lines_and_answers_of_services_are_read_as_well(run):
    lines = "\n".join(json.dumps(project(id=f"p{n}")) for n in range(3))
    assert last(run(lines)) == "read 3, new 3, already there 0, refused 0"
    answer = json.dumps({"meta": {"count": 1}, "results": [project(id="p9")]})
    assert last(run("\ufeff" + answer)) == "read 1, new 1, already there 0, refused 0"
    assert last(run(json.dumps([json.loads(text(project(id="p10")))]))) == "read 1, new 1, already there 0, refused 0"
    assert last(run(json.dumps(project(id="p11")))) == "read 1, new 1, already there 0, refused 0"
