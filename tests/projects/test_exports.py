"""Projects in the open standard: valid by its published schema, and the same again in another portal."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from portal.core.clock import now
from portal.core.db import db
from portal.core.forms import clean_line, clean_text
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.projects import queries, usecases
from portal.projects.imports.plan import Target
from portal.projects.imports.reader import read_projects
from portal.projects.models import (
    CriterionScore,
    Goal,
    MilestoneMove,
    Partner,
    PartnerKind,
    Project,
    ProjectPartner,
    ProjectTopic,
    ProjectUpdate,
    RequirementState,
    SheetVersion,
    Strength,
    Verdict,
)
from portal.projects.sheets.publishing import add_version
from portal.projects.sheets.shapes import (
    BudgetLine,
    Champion,
    Criterion,
    Mandate,
    Maturity,
    Milestone,
    Part,
    Requirement,
    Sheet,
    SheetLink,
)
from tests.projects.oc4ids import faults
from tests.support.builders import words

TABLES = (
    *(CriterionScore, MilestoneMove, ProjectUpdate, ProjectTopic, ProjectPartner, SheetVersion),
    *(Project, Partner, Goal),
)


def package(client, path="/projects.json"):
    response = client.get(path)
    assert response.status_code == 200
    assert response.mimetype == "application/json"
    return json.loads(response.data)


@pytest.fixture
def plain(app):
    """A browser that takes what is no page."""
    return app.test_client()


def test_a_project_with_nothing_but_a_title_is_valid(town, plain):
    slug = town.project(title=Translated({"es": "Puente"}), summary=Translated(), body=Translated(), area="")
    found = package(plain, f"/projects/{slug}/oc4ids.json")
    assert faults(found) == []
    (project,) = found["projects"]
    assert (project["title"], project["title_es"]) == ("Puente", "Puente")
    assert "status" not in project


def test_ids_have_the_prefix_of_the_site(town, plain, app):
    slug = town.project()
    assert package(plain)["projects"][0]["id"] == f"feedback-example-org-{slug}"
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], oc4ids_prefix="oc4ids-abc123")
    assert package(plain)["projects"][0]["id"] == f"oc4ids-abc123-{slug}"


def test_the_package_is_the_same_from_every_language(town, plain):
    town.project()
    assert package(plain) == package(plain, "/es/projects.json")
    assert package(plain)["publisher"] == {"name": "Riverbend listens"}


def test_without_projects_there_is_no_package(plain):
    assert plain.get("/projects.json").status_code == 404
    assert plain.get("/projects/none/oc4ids.json").status_code == 404


def test_a_long_list_comes_in_packages_with_few_statements_each(town, plain, monkeypatch):
    monkeypatch.setattr("portal.projects.queries.exported.PER_PACKAGE", 4)
    slugs = [town.project() for _ in range(9)]
    seen, path, asked = [], "/projects.json", []
    event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    while path:
        before = len(asked)
        found = package(plain, path)
        assert len(asked) - before <= 25
        assert faults(found) == []
        seen += [each["communityPortal"]["slug"] for each in found["projects"]]
        path = found.get("links", {}).get("next", "").removeprefix("https://feedback.example.org")
    assert seen == slugs


def test_a_filtered_list_is_exported_as_it_is_filtered(town, plain):
    town.project("near", area="Station")
    town.project("far", area="Harbor & docks")
    found = package(plain, "/projects.json?area=Harbor+%26+docks")
    assert [each["communityPortal"]["slug"] for each in found["projects"]] == ["far"]
    assert found["uri"] == "https://feedback.example.org/projects.json?area=Harbor+%26+docks"
    assert faults(found) == []


def test_a_file_of_this_site_adds_nothing_here(town, plain):
    town.project()
    content = plain.get("/projects.json").data
    done = usecases.import_projects(actor=COMMAND_LINE, file=read_projects(content, "en"), target=Target("oc4ids"))
    assert (len(done.new), len(done.known)) == (0, 1)
    assert "1 are projects of this site itself: they stay as they are" in done.notes


# ---- the same sheet again ----------------------------------------------------------------------------

_letters = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
_lines = _letters.map(lambda text: clean_line(text) or "")
_names = _lines.filter(bool)
_texts = st.dictionaries(
    st.sampled_from(["en", "es"]), _letters.map(lambda text: clean_text(text) or ""), max_size=2
).map(Translated)
_titles = _texts.filter(bool)
_days = st.none() | st.dates(date(1990, 1, 1), date(2090, 12, 31))
_amounts = st.none() | st.decimals(-(10**12), 10**12, places=2, allow_nan=False).map(abs)
_currencies = st.sampled_from(["", "USD", "MXN", "SLE"])
_urls = st.sampled_from(["https://town.example/a?b=c#d", "http://town.example/", "https://town.example/%C3%A9"])


def _rows(letter, build, **fields):
    def keyed(rows):
        return tuple(build(key=f"{letter}{number * 3}", **row) for number, row in enumerate(rows, 1))

    return st.lists(st.fixed_dictionaries(fields), max_size=3).map(keyed)


_sheets = st.builds(
    Sheet,
    vision=_texts,
    goal=st.sampled_from(["", "dark-skies"]),
    champions=st.lists(st.builds(Champion, name=_names, organisation=_lines, role=_texts), max_size=2).map(tuple),
    mandate=st.builds(
        Mandate, freedom=_texts, limits=_texts, starts_on=_days, ends_on=_days, given_by=_lines, given_on=_days
    ),
    requirements=_rows(
        "R",
        Requirement,
        text=_titles,
        owner=_lines,
        strength=st.sampled_from(Strength),
        test=_texts,
        constraint=_texts,
        state=st.sampled_from(RequirementState),
        superseded_by=st.sampled_from(["", "R3"]),
    ),
    milestones=_rows("M", Milestone, title=_titles, planned_on=_days),
    maturity=st.builds(
        Maturity, level=st.none() | st.integers(1, 9), evidence=_texts, target=st.none() | st.integers(1, 9)
    ),
    budget=_rows(
        "B",
        BudgetLine,
        title=_titles,
        amount=_amounts,
        currency=_currencies,
        source=_lines,
        starts_on=_days,
        ends_on=_days,
    ),
    criteria=_rows("C", Criterion, measure=_titles, target=_texts, method=_texts, due_on=_days),
    partners=st.lists(
        st.builds(
            Part,
            partner=st.sampled_from(["town", "lamps-inc"]),
            role=_texts,
            contribution=_texts,
            capability=_texts,
            public_value=_texts,
            private_value=_texts,
            stated_on=_days,
        ),
        max_size=2,
        unique_by=lambda part: part.partner,
    ).map(tuple),
    links=st.lists(st.builds(SheetLink, label=_names, url=_urls), max_size=2).map(tuple),
)
_moves = st.lists(st.fixed_dictionaries({"forecast_on": _days, "actual_on": _days, "reason": _texts}), max_size=3)
_scores = st.lists(
    st.fixed_dictionaries({"verdict": st.sampled_from(Verdict), "result": _texts, "measured_on": _days}), max_size=2
)
_places = st.none() | st.tuples(st.floats(-180, 180, width=32), st.floats(-90, 90, width=32)).map(
    lambda point: {"type": "Point", "coordinates": list(point)}
)
_pages = st.fixed_dictionaries(
    {"title": _titles, "summary": _texts, "body": _texts, "area": _lines, "address": _lines, "geometry": _places}
)


def empty():
    with transaction():
        for table in TABLES:
            for row in db.session.scalars(select(table)):
                db.session.delete(row)
            db.session.flush()


def write(page, sheet, moves, scores, topics):
    with transaction():
        db.session.add(Goal(slug="dark-skies", title=words("Dark skies"), text=words("x"), indicator=words("y")))
        db.session.add(
            Partner(slug="town", name="Town", kind=PartnerKind.MUNICIPALITY, website="https://town.example/")
        )
        db.session.add(Partner(slug="lamps-inc", name="Lamps, Inc.", kind=PartnerKind.COMPANY, about=words("Lamps")))
        project = Project(slug="pilot", illustrative=True, attribution=words("Theirs"), **page)
        db.session.add(project)
        db.session.flush()
        db.session.add_all(ProjectTopic(project_id=project.id, topic=topic) for topic in topics)
        # not by the desk: it has rules of its own for what a clerk writes
        add_version(COMMAND_LINE, project, sheet, Translated(), now())
        for number, move in enumerate(moves if sheet.milestones else [], 1):
            db.session.add(
                MilestoneMove(
                    project_id=project.id, number=number, milestone=sheet.milestones[-1].key, record_seq=1, **move
                )
            )
        if sheet.criteria:
            project.criteria_frozen_in, project.criteria_frozen_at = 1, now()
            for number, score in enumerate(scores, 1):
                db.session.add(
                    CriterionScore(
                        project_id=project.id, number=number, criterion=sheet.criteria[0].key, record_seq=1, **score
                    )
                )


def told():
    """All that a project is, without when it was written here."""
    db.session.rollback()
    found = queries.exported_project("pilot")
    moves = tuple(replace(move, posted_at=None) for move in found.moves)
    scores = tuple(replace(score, posted_at=None) for score in found.scores)
    partners = tuple(replace(partner, external_id="") for partner in found.partners)
    return replace(
        found,
        id=0,
        source=None,
        external_id=None,
        frozen_at=bool(found.frozen_at),
        changed_at=None,
        published_at=None,
        moves=moves,
        scores=scores,
        partners=partners,
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_pages, _sheets, _moves, _scores, st.sets(_names, max_size=3))
def test_what_is_exported_is_valid_and_the_same_in_another_portal(app, page, sheet, moves, scores, topics):
    empty()
    write(page, sheet if sheet != Sheet() else Sheet(vision=words("Something")), moves, scores, topics)
    before = told()
    content = app.test_client().get("/projects/pilot/oc4ids.json").data
    assert faults(json.loads(content)) == []
    empty()
    file = read_projects(content, "en")
    assert file.refusals == ()
    usecases.import_projects(actor=COMMAND_LINE, file=file, target=Target("oc4ids"))
    assert told() == before
    again = usecases.import_projects(actor=COMMAND_LINE, file=read_projects(content, "en"), target=Target("oc4ids"))
    assert (len(again.new), again.changed) == (0, [])


def test_the_status_of_a_project_goes_along(town, plain):
    slug = town.project("pilot")
    town.update(slug)
    before = told()
    content = plain.get("/projects.json").data
    assert json.loads(content)["projects"][0]["status"] == "implementation"
    empty()
    usecases.import_projects(actor=COMMAND_LINE, file=read_projects(content, "en"), target=Target("oc4ids"))
    assert replace(told(), update=replace(before.update, posted_at=None)) == replace(
        before, update=replace(before.update, posted_at=None)
    )


def test_amounts_and_criteria_have_their_place_in_the_standard(town, plain):
    town.project("pilot")
    sheet = Sheet(
        milestones=(Milestone("M1", words("Opens"), date(2026, 5, 1)),),
        budget=(BudgetLine("B1", words("Lamps"), Decimal("12.5"), "USD", "Town"),),
        criteria=(Criterion("C1", words("Light"), Translated({"en": "40 %"})),),
    )
    usecases.write_sheet(actor=COMMAND_LINE, slug="pilot", sheet=sheet)
    usecases.publish_sheet(actor=COMMAND_LINE, slug="pilot", reason=Translated())
    (project,) = package(plain)["projects"]
    (line,) = project["budget"]["budgetBreakdowns"][0]["budgetBreakdown"]
    assert (line["amount"], line["sourceParty"]) == ({"amount": 12.5, "currency": "USD"}, {"name": "Town"})
    assert project["milestones"][0] | {"title": "", "title_es": ""} == {
        "id": "M1",
        "title": "",
        "title_es": "",
        "dueDate": "2026-05-01T00:00:00Z",
        "status": "scheduled",
    }
    assert project["forecasts"][0]["observations"] == [{"id": "target", "measure": "40 %"}]
