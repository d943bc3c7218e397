"""What becomes of the parts of a project of the standard, and what is said of the rest."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from portal.core.translated import Translated
from portal.projects.imports.reader import read_projects
from portal.projects.models import PartnerKind, Phase
from portal.projects.oc4ids.words import PHASES, STATUSES
from tests.projects.oc4ids import project, text


@pytest.fixture(autouse=True)
def _context(app):
    """Imports write in the languages of the site."""


def read(content, lang="en"):
    return read_projects(
        (content if isinstance(content, str) else text(content)).encode("utf-8", "surrogatepass"), lang
    )


def only(**others):
    file = read(project(**others))
    (record,) = file.records
    return record


def notes(**others):
    return "\n".join(read(project(**others)).notes)


def refusal(value):
    (refused,) = read(text(value)).refusals
    return refused.reason


@pytest.mark.parametrize(("status", "phase"), PHASES.items())
def test_every_status_has_a_phase(status, phase):
    record = only(status=status)
    assert (record.standing.phase, record.status_word) == (phase, status)


def test_every_phase_has_a_status():
    assert set(STATUSES) == set(Phase)


def test_periods_are_planned_and_the_completion_is_met():
    record = only(
        period={"startDate": "2026-01-01T00:00:00Z", "endDate": "2026-12-31T00:00:00-05:00"},
        implementationPeriod={"endDate": "2026-10-01T00:00:00Z"},
        completion={"endDate": "2027-02-01T00:00:00Z", "endDateDetails": "Floods"},
    )
    planned = [(each.title["en"], each.planned_on) for each in record.sheet.milestones]
    assert planned == [
        ("The project starts", date(2026, 1, 1)),
        ("Implementation ends", date(2026, 10, 1)),
        ("The project ends", date(2026, 12, 31)),
    ]
    (move,) = record.moves
    assert (move.milestone, move.actual_on, move.reason) == ("M3", date(2027, 2, 1), {"en": "Floods"})


def test_milestones_keep_what_was_due_and_what_was_met():
    record = only(
        milestones=[
            {"id": "1", "title": "Opens", "dueDate": "2026-05-01T00:00:00Z", "dateMet": "2026-06-01T00:00:00Z"},
            {"id": "2", "description": "Later", "status": "scheduled"},
        ]
    )
    assert [(each.key, each.planned_on) for each in record.sheet.milestones] == [("M1", date(2026, 5, 1)), ("M2", None)]
    assert [(move.milestone, move.actual_on) for move in record.moves] == [("M1", date(2026, 6, 1))]


def test_a_milestone_that_is_met_on_an_unknown_day_is_said():
    milestones = [{"id": "1", "title": "Opens", "status": "met"}, {"id": "2", "title": "Runs", "status": "notMet"}]
    said = notes(milestones=milestones)
    assert "milestones.status “met” without dateMet (1)" in said
    assert "milestones.status “notMet” (1)" in said


def money(amount, currency="USD"):
    return {"amount": amount, "currency": currency}


def test_a_budget_that_its_breakdown_adds_up_to_is_not_told_twice():
    lines = [
        {"id": "1", "description": "2026", "amount": money(1.5), "sourceParty": {"name": "State", "id": "x"}},
        {"id": "2", "description": "2027", "amount": money(2), "period": {"startDate": "2027-01-01T00:00:00Z"}},
    ]
    groups = [{"id": "a", "budgetBreakdown": lines}, {"id": "b", "budgetBreakdown": lines}]
    whole = only(budget={"amount": money(3.5), "budgetBreakdowns": groups})
    assert [(each.key, each.amount, each.source) for each in whole.sheet.budget] == [
        ("B1", Decimal("1.5"), "State"),
        ("B2", Decimal(2), ""),
    ]
    more = only(budget={"amount": money(9), "budgetBreakdowns": groups})
    assert [each.title["en"] for each in more.sheet.budget] == ["Budget in all", "2026", "2027"]
    assert "budget.budgetBreakdowns.further breakdown (1)" in notes(budget={"budgetBreakdowns": groups})


def test_parties_are_partners_unless_they_only_bid():
    record = only(
        parties=[
            {"id": "1", "name": "Town", "roles": ["publicAuthority", "buyer"]},
            {"id": "2", "name": "Bidder", "roles": ["tenderer"]},
            {"id": "3", "name": "Uni", "roles": ["supplier"], "classifications": [{"description": "University"}]},
        ],
        publicAuthority={"id": "1", "name": "Town"},
    )
    assert [(each.name, each.kind) for each in record.partners] == [
        ("Town", PartnerKind.PUBLIC_BODY),
        ("Uni", PartnerKind.UNIVERSITY),
    ]
    assert record.sheet.partners[0].role["en"] == "Answers for it as a public authority, Pays for it"


def test_an_authority_that_is_no_party_is_a_partner_as_well():
    assert [each.name for each in only(publicAuthority={"name": "Town"}).partners] == ["Town"]


def test_people_stay_where_they_are():
    party = {"id": "1", "name": "Town", "contactPoint": {"name": "Jo Doe", "email": "jo@town.example"}}
    file = read(project(parties=[party]))
    assert "Jo Doe" not in repr(file.records)
    assert "parties.contactPoint.email (1)" in "\n".join(file.notes)


def test_places_topics_and_links():
    record = only(
        locations=[
            {"id": "1", "geometry": {"type": "Point", "coordinates": [-86.4, 36.9]}, "address": {"locality": "Lake"}},
            {"id": "2", "geometry": {"type": "Point", "coordinates": [-86.5, 37]}},
        ],
        sector=["transport", "transport.urbanRail"],
        documents=[
            {"id": "1", "title": "Plan", "url": "https://town.example/plan.pdf"},
            {"id": "2", "title": "Old", "url": "http://town.example/old.pdf"},
            {"id": "3", "title": "Bad", "url": "javascript:alert(1)"},
        ],
    )
    assert record.page.geometry == {"type": "MultiPoint", "coordinates": [[-86.4, 36.9], [-86.5, 37.0]]}
    assert (record.page.area, record.page.address) == ("Lake", "Lake")
    assert record.page.topics == ("Transport", "Transport / urban Rail")
    assert [(link.label, link.url) for link in record.sheet.links] == [("Plan", "https://town.example/plan.pdf")]


def test_a_gazetteer_is_the_area_where_nothing_else_is():
    place = {"id": "1", "gazetteer": {"scheme": "GEONAMES", "identifiers": ["1", "2"]}}
    assert only(locations=[place]).page.area == "GEONAMES 1, 2"


def test_translations_are_kept_beside_each_other():
    record = only(title_es="Puente", language="en", purpose="Dry feet", purpose_es="Pies secos")
    assert record.page.title == Translated({"en": "Bridge over the creek", "es": "Puente"})
    assert record.sheet.vision == Translated({"en": "Dry feet", "es": "Pies secos"})
    assert only(language="fr", title="Pont").page.title == Translated({"fr": "Pont"})


def test_what_has_no_place_here_is_counted_by_name():
    said = notes(metrics=[{"id": "1"}], forecasts=[{"id": "1"}], contractingProcesses=[], odd_name=1)
    assert "not taken over: contractingProcesses (1), forecasts (1), metrics (1), odd_name (1)" in said


def test_a_long_text_is_cut_for_the_list_and_whole_on_the_page():
    about = "Word " * 200
    record = only(description=about, title="T" * 400)
    assert len(record.page.title["en"]) == 150
    assert record.page.summary["en"].endswith("…")
    assert "T" * 400 in record.page.body["en"]
    assert about.strip() in record.page.body["en"]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (project(id=None), "JSON"),
        (project(id=""), "id: it is missing"),
        (project(id={"a": 1}), "id: it is missing"),
        (project(id="x" * 300), "id: it is longer"),
        (project(title=None, description=None), "title: it is missing"),
        (project(title=["a"], description=7.5e300), None),
    ],
)
def test_a_record_without_what_it_needs_is_refused_by_field(value, reason):
    if reason == "JSON":
        with pytest.raises(ValueError, match="holds no list of projects"):
            read(text(value))
    elif reason:
        assert reason in refusal(value)
    else:
        assert read(text(value)).count == 1


def test_a_name_that_stands_twice_with_two_values_is_refused():
    content = text(project()).replace('"title": "Bridge', '"title": "Other", "title": "Bridge')
    (refused,) = read(content).refusals
    assert refused.reason == "title: it stands twice, with two values"
    same = text(project()).replace('"status": "impl', '"status": "implementation", "status": "impl')
    assert len(read(same).records) == 1


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("period", "soon", "record 1: period ('soon'): it is no object"),
        ("period", {"startDate": "2026-13-45"}, "period.startDate ('2026-13-45')"),
        ("budget", {"amount": {"amount": float("nan"), "currency": "USD"}}, "budget.amount.amount ('NaN')"),
        ("budget", {"amount": {"amount": 1e300}}, "budget.amount.amount"),
        ("budget", {"amount": {"amount": True}}, "budget.amount.amount ('True'): it is no amount"),
        ("parties", {"name": "x"}, "parties: it is no list"),
        ("parties", ["x"], "parties ('x'): it is no object"),
        ("milestones", [{"id": "1", "title": 5, "dueDate": 5}], "milestones.dueDate"),
        ("locations", [{"id": "1", "geometry": {"type": "Point", "coordinates": [500, 1]}}], "outside of the globe"),
        ("locations", [{"id": "1", "geometry": {"type": "Polygon", "coordinates": [[1]]}}], "coordinates are no list"),
        ("locations", [{"id": "1", "geometry": {"type": "Point", "coordinates": []}}], "coordinates are no list"),
        ("sector", "transport", "sector ('transport'): it is no list"),
    ],
)
def test_a_bad_value_is_left_out_and_named(name, value, said):
    file = read(project(**{name: value}))
    assert len(file.records) == 1
    assert said in "\n".join(file.notes)


def test_a_number_of_ten_thousand_digits_is_no_amount():
    file = read(text(project(budget={"amount": {"amount": 12345}})).replace("12345", "9" * 10_000))
    assert file.records[0].sheet.budget == ()
    assert "budget.amount.amount" in "\n".join(file.notes)


def test_hostile_texts_become_harmless():
    record = only(
        title="<b>Bridge</b>\x00\u202e \ud800",
        description="<p>One</p><script>alert(1)</script><p>Two &amp; three</p>",
        purpose="A" * 10_000_000,
    )
    assert record.page.title["en"] == "Bridge"
    assert record.page.body["en"] == "One\n\nTwo & three"
    assert len(record.sheet.vision["en"]) <= 20_000


def test_what_is_nested_too_deeply_is_refused():
    deep = json.dumps(project(odd=1)).replace('"odd": 1', f'"odd": {"[" * 100_000}{"]" * 100_000}')
    with pytest.raises(ValueError, match="nested too deeply"):
        read(deep)
    assert len(read(project(odd=json.loads("[" * 200 + "]" * 200))).records) == 1
