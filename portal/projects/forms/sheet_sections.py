"""The forms of a sheet's sections, one for each; together they hold all of a sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, FieldList, FormField, HiddenField, SelectField
from wtforms.validators import Optional

from portal.core.desk_fields import TranslatedForm
from portal.core.forms import ChoiceField, LineField, MarkdownField, TextField, translated
from portal.projects.forms.sheet_rows import (
    BudgetRow,
    ChampionRow,
    CriterionRow,
    LinkRow,
    MilestoneRow,
    PartRow,
    RequirementRow,
    RowForm,
)
from portal.projects.forms.sheet_values import NAME_RULES, TEXT_RULES, YearDayField, not_before, shown, typed
from portal.projects.forms.sheet_words import FAULT_WORDS
from portal.projects.sheets.levels import LEVELS
from portal.projects.sheets.sections import MOST_ROWS, Section
from portal.projects.sheets.shapes import Mandate, Maturity, Sheet
from portal.projects.sheets.superseding import superseding_faults

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class SheetOffer:
    """What the selects offer: goals and partners by slug, each with words."""

    goals: Pairs
    partners: Pairs


class SectionForm(TranslatedForm):
    """One section of a sheet. `loaded` is the fingerprint of the section that the page showed.

    `part` is the part of the sheet whose rows the section has, if it has rows.
    """

    part: ClassVar[str | None] = None
    rows: Any

    loaded = HiddenField()

    def __init__(self, offer: SheetOffer, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for place, row in enumerate(self.rows if self.part else (), 1):
            row.form.place = place
        self.offer(offer)

    def offer(self, offer: SheetOffer) -> None:
        """Fill the selects."""

    def complain(self, row: RowForm, name: str, problem: str) -> None:
        """Put `problem` at the field `name` of a row, where only all rows together show it."""
        row[name].errors = [_("%(row)s: %(problem)s", row=row.row_name, problem=problem)]
        self.rows.errors = [each.form.errors for each in self.rows]

    @property
    def most(self) -> int:
        """How many rows there may be."""
        return MOST_ROWS[self.part] if self.part else 0

    def sheet(self, base: Sheet) -> Sheet:
        """`base` with the section as typed, without empty rows; to be asked once the form is valid."""
        if not self.part:
            return base
        rows = tuple(row.form.draft for row in self.rows if not row.form.is_blank)
        return replace(base, **{self.part: rows})  # type: ignore[arg-type]  # the part names a tuple of such rows


class PurposeForm(SectionForm):
    """What for, and who stands up for it."""

    part = "champions"

    vision_en = MarkdownField(_l("Vision"), TEXT_RULES)
    vision_es = MarkdownField(_l("Vision"), TEXT_RULES)
    goal = ChoiceField(_l("Goal"))
    rows = FieldList(FormField(ChampionRow))

    def offer(self, offer: SheetOffer) -> None:
        """Fill the list of goals."""
        self.goal.choices = [("", _("None yet")), *offer.goals]

    def sheet(self, base: Sheet) -> Sheet:
        """The vision, the goal and the champions as typed."""
        return replace(super().sheet(base), vision=translated(self, "vision"), goal=self.goal.data or "")


class MandateForm(SectionForm):
    """What the partners may explore freely, within which limits."""

    freedom_en = MarkdownField(_l("What the partners may explore freely"), TEXT_RULES)
    freedom_es = MarkdownField(_l("What the partners may explore freely"), TEXT_RULES)
    limits_en = MarkdownField(_l("Limits"), TEXT_RULES)
    limits_es = MarkdownField(_l("Limits"), TEXT_RULES)
    starts_on = YearDayField(_l("First day"), [Optional()])
    ends_on = YearDayField(_l("Last day"), [Optional()])
    given_by = LineField(_l("Given by"), NAME_RULES)
    given_on = YearDayField(_l("Given on"), [Optional()])

    def validate_ends_on(self, field: Field) -> None:
        """Time runs forward."""
        not_before(self.starts_on, field)

    def sheet(self, base: Sheet) -> Sheet:
        """The mandate as typed."""
        return replace(base, mandate=typed(self, Mandate))


class RequirementsForm(SectionForm):
    """The requirement register."""

    part = "requirements"

    rows = FieldList(FormField(RequirementRow))

    def validate(self, extra_validators: Any = None) -> bool:
        """As usual; then whether every one that was replaced names another of the list."""
        valid = bool(super().validate(extra_validators))
        rows = [row.form for row in self.rows if not row.form.is_blank]
        for at, fault in superseding_faults([row.draft for row in rows] if valid else []).items():
            self.complain(rows[at], "superseded_by", FAULT_WORDS[fault])
            valid = False
        return valid


class MilestonesForm(SectionForm):
    """The milestones with their planned days."""

    part = "milestones"

    rows = FieldList(FormField(MilestoneRow))


class MaturityForm(SectionForm):
    """How ready the technology is."""

    level = SelectField(_l("Level now"))
    evidence_en = TextField(_l("What shows it"), TEXT_RULES)
    evidence_es = TextField(_l("What shows it"), TEXT_RULES)
    target = SelectField(_l("Level that the project wants to reach"))

    def offer(self, offer: SheetOffer) -> None:
        """Fill both lists with the levels and what they mean."""
        levels = [
            (str(number), _("%(level)s: %(meaning)s", level=number, meaning=level.meaning))
            for number, level in LEVELS.items()
        ]
        self.level.choices = self.target.choices = [("", _("Not known yet")), *levels]

    def sheet(self, base: Sheet) -> Sheet:
        """The maturity as typed."""
        return replace(base, maturity=typed(self, Maturity))


class BudgetForm(SectionForm):
    """The lines of the budget."""

    part = "budget"

    rows = FieldList(FormField(BudgetRow))


class CriteriaForm(SectionForm):
    """The success criteria that the partners set for themselves."""

    part = "criteria"

    rows = FieldList(FormField(CriterionRow))


class PartnersForm(SectionForm):
    """Who takes part, and what each brings and wants."""

    part = "partners"

    rows = FieldList(FormField(PartRow))

    def offer(self, offer: SheetOffer) -> None:
        """Fill the list of partners of every row."""
        for row in self.rows:
            row.form.partner.choices = [("", _("Choose")), *offer.partners]

    def validate(self, extra_validators: Any = None) -> bool:
        """As usual; then whether every partner is named once."""
        valid = bool(super().validate(extra_validators))
        seen: set[str] = set()
        for row in (row.form for row in self.rows if row.form.partner.data):
            if row.partner.data in seen:
                self.complain(row, "partner", _("This partner has a row already"))
                valid = False
            seen.add(row.partner.data)
        return valid


class LinksForm(SectionForm):
    """What lies elsewhere."""

    part = "links"

    rows = FieldList(FormField(LinkRow))


SECTION_FORMS: dict[Section, type[SectionForm]] = {
    Section.PURPOSE: PurposeForm,
    Section.MANDATE: MandateForm,
    Section.REQUIREMENTS: RequirementsForm,
    Section.MILESTONES: MilestonesForm,
    Section.MATURITY: MaturityForm,
    Section.BUDGET: BudgetForm,
    Section.CRITERIA: CriteriaForm,
    Section.PARTNERS: PartnersForm,
    Section.LINKS: LinksForm,
}


def shown_section(section: Section, sheet: Sheet) -> dict[str, Any]:
    """A section of `sheet` as the data of its form. Where it has no rows yet, one that is empty."""
    part = SECTION_FORMS[section].part
    rows = [shown(row) for row in getattr(sheet, part)] or [{}] if part else []
    own = {
        Section.PURPOSE: {name: value for name, value in shown(sheet).items() if name != "links"},
        Section.MANDATE: shown(sheet.mandate),
        Section.MATURITY: shown(sheet.maturity),
    }
    return own.get(section, {}) | ({"rows": rows} if part else {})
