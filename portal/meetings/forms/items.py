"""One row of an agenda: shape, limits, and the words of errors, each told which item it is about."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, HiddenField, SelectField, SelectMultipleField
from wtforms.validators import Length, Optional, ValidationError

from portal.core.desk_fields import TranslatedForm
from portal.core.forms import LineField, TextField, choices, translated
from portal.meetings.agendas.drafts import ItemDraft
from portal.meetings.forms.words import KIND_NAMES
from portal.meetings.models import ItemKind

SUMMARY_WORDS = 60
SUMMARY_CHARACTERS = 1000
LONGEST_SITTING = 600
TITLE_RULES = [Length(max=200, message=_l("Shorten the title to 200 characters or fewer"))]


class ItemForm(TranslatedForm):
    """One agenda item. A row with nothing in it is no item. `given` is the number that the item has for life."""

    class Meta:
        csrf = False

    number = 0
    has_more_projects = False

    given = HiddenField()
    kind = SelectField(_l("Kind"), choices=choices(KIND_NAMES), default=ItemKind.DISCUSSION.value)
    title_en = LineField(_l("Title"), TITLE_RULES)
    title_es = LineField(_l("Title"), TITLE_RULES)
    summary_en = TextField(_l("Summary"))
    summary_es = TextField(_l("Summary"))
    minutes = LineField(_l("Length in minutes"), [Optional()])
    presenter = LineField(
        _l("Who presents it"),
        [Length(max=150, message=_l("Shorten the name to 150 characters or fewer"))],
    )
    consent = BooleanField(_l("Part of the consent agenda: adopted with others in one vote, without debate"))
    citation = LineField(
        _l("Law that lets it be closed"),
        [Length(max=200, message=_l("Shorten the citation to 200 characters or fewer"))],
    )
    approves = SelectField(_l("Minutes to approve"), validate_choice=False)
    continues = SelectField(_l("Goes on with an item of an earlier meeting"), validate_choice=False)
    projects = SelectMultipleField(_l("Linked projects"), validate_choice=False)
    more_projects = LineField(
        _l("Other projects"),
        [Length(max=2000, message=_l("Link fewer projects at once"))],
        description=_l("Paste the addresses of their pages, with a blank between two."),
    )
    papers = SelectMultipleField(_l("Papers"), validate_choice=False)

    def validate_minutes(self, field: Field) -> None:
        """A whole number of minutes that fits a day."""
        typed = field.data or ""
        if not (typed.isascii() and typed.isdigit() and 1 <= int(typed[:9]) <= LONGEST_SITTING):
            raise ValidationError(_("Enter the minutes as a whole number from 1 to 600"))

    def validate_summary_en(self, field: Field) -> None:
        """Plain and short: people read it on the bus."""
        if (words := len((field.data or "").split())) > SUMMARY_WORDS:
            raise ValidationError(
                _("Shorten the summary to %(most)s words or fewer. It has %(words)s.", most=SUMMARY_WORDS, words=words)
            )

        if len(field.data or "") > SUMMARY_CHARACTERS:
            raise ValidationError(_("Shorten the summary to 1,000 characters or fewer"))

    validate_summary_es = validate_summary_en

    def validate(self, extra_validators: Any = None) -> bool:
        """As usual; then every message is told which item it is about."""
        valid = bool(super().validate(extra_validators))
        for field in self:
            field.errors = [
                _("Item %(number)s: %(problem)s", number=self.number, problem=problem) for problem in field.errors
            ]
        return valid

    @property
    def draft(self) -> ItemDraft:
        """The item as typed; to be asked once the form is valid."""
        given = self.given.data or ""
        return ItemDraft(
            title=translated(self, "title"),
            kind=ItemKind(self.kind.data),
            summary=translated(self, "summary"),
            minutes=int(self.minutes.data) if self.minutes.data else None,
            projects=(*(self.projects.data or ()), *_slugs(self.more_projects.data or "")),
            number=int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None,
            consent=bool(self.consent.data),
            presenter=self.presenter.data or "",
            citation=self.citation.data or "",
            papers=tuple(self.papers.data or ()),
            approves=self.approves.data or "",
            continues=self.continues.data or "",
        )

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed. A recess or a roll call is something even without words."""
        typed = (
            self.kind.data != ItemKind.DISCUSSION.value,
            *translated(self, "title").values(),
            *translated(self, "summary").values(),
            *(
                self[name].data
                for name in ("minutes", "presenter", "citation", "approves", "continues", "more_projects")
            ),
            *(self[name].data for name in ("projects", "papers")),
        )
        return not any(typed)


def _slugs(typed: str) -> list[str]:
    """The projects that pasted addresses, or slugs, name."""
    return [re.split(r"[?#]", part)[0].rstrip("/").rpartition("/")[2] for part in typed.split()]
