"""A sheet with everything in it, and what may be noted beside it, for the tests of the pages that show it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from portal.core.clock import now
from portal.core.db import db
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.projects import queries
from portal.projects.models import CriterionScore, Goal, MilestoneMove, Partner, PartnerKind, Strength, Verdict
from portal.projects.models import RequirementState as State
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
from portal.projects.usecases import publish_sheet, write_sheet
from tests.support.builders import words

WHOLE = Sheet(
    vision=words("Dark skies over safe streets"),
    goal="safe-streets",
    champions=(Champion("Ana Ruiz", "Public works", words("Sponsor")),),
    mandate=Mandate(
        words("Try lamps"), words("No cameras"), date(2026, 5, 1), date(2027, 5, 1), "The council", date(2026, 4, 1)
    ),
    requirements=(
        Requirement("R1", words("Dims after midnight"), "Ana", Strength.MUST, words("Measure"), words("No glare")),
        Requirement("R2", words("Old lamps"), state=State.SUPERSEDED, superseded_by="R1"),
    ),
    milestones=(
        Milestone("M1", words("First lamp"), date(2026, 5, 1)),
        Milestone("M2", words("Last lamp"), date(2026, 9, 1)),
        Milestone("M3", words("Party")),
    ),
    maturity=Maturity(6, words("Ran one winter"), 8),
    budget=(
        BudgetLine("B1", words("Lamps"), Decimal("1250.50"), "USD", "Council", date(2026, 1, 1), date(2026, 12, 31)),
        BudgetLine("B2", words("Posts"), Decimal(1000), "USD"),
        BudgetLine("B3", words("Study"), Decimal(900), "EUR"),
        BudgetLine("B4", words("Party")),
    ),
    criteria=(Criterion("C1", words("Energy used"), words("40 % less"), words("Meters"), date(2027, 1, 1)),),
    partners=(
        Part("works", words("Owner"), words("Crews"), words("Lifts"), words("Safe walks"), words("Lower bills")),
        Part("lumen", words("Maker"), private_value=words("A reference"), stated_on=date(2026, 4, 2)),
        Part("campus", public_value=words("Open data")),
        Part("friends"),
    ),
    links=(SheetLink("The contract <b>", "https://example.org/contract?a=1&b=2"),),
)
NOTHING = Translated()


def agreed(town, slug="lamps", sheet=WHOLE, **others):
    """A project whose sheet is published, with the goal and the partners that it names; its slug."""
    lay_out(sheet)
    town.project(slug, **others)
    publish(slug, sheet)
    return slug


def publish(slug, sheet, reason=NOTHING):
    """One more version; its number."""
    write_sheet(actor=COMMAND_LINE, slug=slug, sheet=sheet)
    return publish_sheet(actor=COMMAND_LINE, slug=slug, reason=reason)


def lay_out(sheet):
    """Add the goal and the partners that a sheet names and that are not there."""
    with transaction():
        if sheet.goal and not queries.goals_by_slug([sheet.goal]):
            goal(sheet.goal)
        known = queries.partners_by_slug(part.partner for part in sheet.partners)
        for part in sheet.partners:
            if part.partner not in known:
                db.session.add(Partner(slug=part.partner, name=f"{part.partner.title()} <i>", kind=PartnerKind.COMPANY))


def goal(slug, **others):
    """A row for a goal, inside a transaction."""
    values = {"title": words(f"Goal {slug}"), "text": words("Walk home at night."), "indicator": words("Falls")}
    db.session.add(Goal(slug=slug, **(values | others)))


def move(project, milestone, *, forecast=None, actual=None, reason="", posted_at: datetime | None = None):
    """Note a move of a milestone."""
    with transaction():
        key = queries.facts(project).id
        count = db.session.query(MilestoneMove).filter_by(project_id=key).count()
        db.session.add(
            MilestoneMove(
                project_id=key,
                number=count + 1,
                milestone=milestone,
                forecast_on=forecast,
                actual_on=actual,
                reason=words(reason) if reason else NOTHING,
                posted_at=posted_at or now(),
                record_seq=1,
            )
        )


def freeze(project, version=1, at=None):
    """Freeze the criteria of a version."""
    with transaction():
        row = queries.project_by_slug(project)
        row.criteria_frozen_in, row.criteria_frozen_at = version, at or now()


def score(project, criterion, verdict=Verdict.MET, result="Half of it", measured_on=None):
    """Note how a criterion was found."""
    with transaction():
        key = queries.facts(project).id
        count = db.session.query(CriterionScore).filter_by(project_id=key).count()
        db.session.add(
            CriterionScore(
                project_id=key,
                number=count + 1,
                criterion=criterion,
                verdict=verdict,
                result=words(result),
                measured_on=measured_on,
                record_seq=1,
            )
        )
