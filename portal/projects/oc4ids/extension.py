"""The one object of our own in a project of the standard: what it has no place for, so that nothing is lost.

It holds the page's texts in every language, the whole sheet in the form in which versions are kept, and what was
noted beside it. Whoever reads a project that has it believes it, and leaves the rest to others. What comes from a
file is checked value by value before it is believed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.core.imports import BadRecord
from portal.projects.imports.records import (
    GoalRecord,
    MoveRecord,
    PageRecord,
    PartnerRecord,
    ProjectRecord,
    ScoreRecord,
    Standing,
)
from portal.projects.models import Condition, PartnerKind, Phase, Verdict
from portal.projects.oc4ids.checked import Checked
from portal.projects.oc4ids.parties import by_name
from portal.projects.sheets.shapes import Sheet

NAME = "communityPortal"
FORM = 1


def read_extension(number: int, identity: str, value: Any) -> ProjectRecord:
    """The record that the object tells; raises `BadRecord` with the field."""
    if not isinstance(value, Mapping):
        raise BadRecord(f"{NAME}: it is no object")
    told = Checked(value, NAME)
    if told.whole("form") != FORM:
        raise BadRecord(f"{NAME}.form: this portal reads form {FORM}")
    page = PageRecord(
        title=told.words("title", 150),
        summary=told.words("summary", 1000),
        body=told.words("body"),
        area=told.line("area", 80),
        address=told.line("address", 300),
        geometry=told.geometry("geometry"),
        topics=tuple(sorted({topic for topic in told.lines("topics", 80) if topic})),
    )
    if not page.title:
        raise BadRecord(f"{NAME}.title: it is missing")
    partners = dict(map(_partner, told.each("partners")))
    sheet = told.sheet("sheet", {slug: partner.identity for slug, partner in partners.items()})
    keys = {each.key for each in sheet.milestones}, {each.key for each in sheet.criteria}
    return ProjectRecord(
        number=number,
        external_id=identity,
        page=page,
        sheet=sheet,
        partners=tuple(partners.values()),
        moves=tuple(_move(each, keys[0]) for each in told.each("moves")),
        scores=tuple(_score(each, keys[1]) for each in told.each("scores")),
        frozen=told.flag("criteriaFrozen"),
        standing=_standing(told),
        status_word=told.line("sourceStatus", 60),
        goal=_goal(told, sheet),
        slug=told.slug("slug"),
        illustrative=told.flag("illustrative"),
        attribution=told.words("attribution"),
    )


def _partner(each: Checked) -> tuple[str, PartnerRecord]:
    slug, name = each.slug("slug"), each.line("name", 200)
    if not slug or not name:
        each.refuse("name", "it is missing")
    return slug, PartnerRecord(
        identity=each.line("identity", 255) or by_name(name),
        name=name,
        kind=each.one_of("kind", PartnerKind),
        website=each.address("website"),
        about=each.words("about"),
        slug=slug,
    )


def _move(each: Checked, keys: set[str]) -> MoveRecord:
    return MoveRecord(
        milestone=each.key("milestone", keys),
        forecast_on=each.day("forecast_on"),
        actual_on=each.day("actual_on"),
        reason=each.words("reason"),
    )


def _score(each: Checked, keys: set[str]) -> ScoreRecord:
    return ScoreRecord(
        criterion=each.key("criterion", keys),
        verdict=each.one_of("verdict", Verdict),
        result=each.words("result"),
        measured_on=each.day("measured_on"),
    )


def _standing(told: Checked) -> Standing | None:
    each = told.inside("standing")
    if each is None:
        return None
    return Standing(each.one_of("phase", Phase), each.one_of("condition", Condition), each.words("text"))


def _goal(told: Checked, sheet: Sheet) -> GoalRecord | None:
    each = told.inside("goal")
    if each is None:
        if sheet.goal:
            told.refuse("goal", "the sheet names a goal that is not told")
        return None
    slug = each.slug("slug")
    if slug != sheet.goal:
        each.refuse("slug", "it is not the goal of the sheet")
    return GoalRecord(slug, each.words("title", 150), each.words("text"), each.words("indicator"), each.flag("retired"))
