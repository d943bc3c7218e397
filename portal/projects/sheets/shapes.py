"""What a project sheet says, as plain values. Texts are in every language of the site that was written.

Requirements, milestones, budget lines and criteria carry a key (R1, M1, B1, C1) for life: a version to version diff,
a moved date and a score name it, and it is never given twice within a project.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from portal.core.translated import Translated
from portal.projects.models import RequirementState, Strength

NOTHING = Translated()


@dataclass(frozen=True)
class Champion:
    """Somebody who stands up for the project, by name."""

    name: str
    organisation: str = ""
    role: Translated = NOTHING


@dataclass(frozen=True)
class Mandate:
    """What the partners may explore freely, within which limits, from when to when, and who gave it."""

    freedom: Translated = NOTHING
    limits: Translated = NOTHING
    starts_on: date | None = None
    ends_on: date | None = None
    given_by: str = ""
    given_on: date | None = None


@dataclass(frozen=True)
class Requirement:
    """One thing that the project must, should or could do, and how it is told that it does.

    `owner` is who answers for it. `superseded_by` is the key of the requirement that took its place.
    """

    key: str
    text: Translated
    owner: str = ""
    strength: Strength = Strength.MUST
    test: Translated = NOTHING
    constraint: Translated = NOTHING
    state: RequirementState = RequirementState.PROPOSED
    superseded_by: str = ""


@dataclass(frozen=True)
class Milestone:
    """A step with the day that was planned for it; None: no day was agreed. What came later are moves."""

    key: str
    title: Translated
    planned_on: date | None = None


@dataclass(frozen=True)
class Maturity:
    """How ready the technology is, 1 to 9, what shows it, and where the project wants to get."""

    level: int | None = None
    evidence: Translated = NOTHING
    target: int | None = None


@dataclass(frozen=True)
class BudgetLine:
    """Some money: `amount` in whole `currency` units (ISO 4217 code) for a time, from whom. None: not known."""

    key: str
    title: Translated
    amount: Decimal | None = None
    currency: str = ""
    source: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class Criterion:
    """How the partners will tell whether the project succeeded: what is measured, how, by when, with which target."""

    key: str
    measure: Translated
    target: Translated = NOTHING
    method: Translated = NOTHING
    due_on: date | None = None


@dataclass(frozen=True)
class Part:
    """A partner's part in the project: `partner` is its slug, the values are as it states them itself, on that day."""

    partner: str
    role: Translated = NOTHING
    contribution: Translated = NOTHING
    capability: Translated = NOTHING
    public_value: Translated = NOTHING
    private_value: Translated = NOTHING
    stated_on: date | None = None


@dataclass(frozen=True)
class SheetLink:
    """Something about the project that lies elsewhere: a contract, a plan."""

    label: str
    url: str


@dataclass(frozen=True)
class Sheet:
    """A project sheet as written. `goal` is the slug of the goal that the project serves; empty: none yet."""

    vision: Translated = NOTHING
    goal: str = ""
    champions: tuple[Champion, ...] = ()
    mandate: Mandate = field(default_factory=Mandate)
    requirements: tuple[Requirement, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    maturity: Maturity = field(default_factory=Maturity)
    budget: tuple[BudgetLine, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    partners: tuple[Part, ...] = ()
    links: tuple[SheetLink, ...] = ()
