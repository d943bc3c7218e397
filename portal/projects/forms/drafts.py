"""The desk's forms for partners' drafts: the fields of what they shall become, with the same limits and words."""

from __future__ import annotations

from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import Field, HiddenField, RadioField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from portal.config import LANGUAGE_NAMES
from portal.core.desk_fields import FirstLanguage, TranslatedForm
from portal.core.forms import ChoiceField, DeskForm, LineField, MarkdownField, TextField, choices, translated
from portal.projects.drafts.shapes import EvidenceWords, PaperWords, UpdateWords, Words
from portal.projects.forms.sheet_values import NAME_RULES, TEXT_RULES
from portal.projects.forms.updates import UPDATE_RULES, Offer, UpdateForm
from portal.projects.models import Condition, DraftKind, Phase, Strength
from portal.projects.sheets.shapes import Requirement
from portal.projects.sheets.words import STRENGTH_NAMES

TITLE_RULES = [
    FirstLanguage(_l("Write a title")),
    Length(max=150, message=_l("Shorten the title to 150 characters or fewer")),
]


class DraftForm(TranslatedForm):
    """What all have. `loaded` is the fingerprint of what the writer began from."""

    loaded = HiddenField()

    @property
    def words(self) -> Words:
        """What was written."""
        raise NotImplementedError


class DraftUpdateForm(UpdateForm, DraftForm):
    """A status update. It gets its number when it is published; corrections and decisions are the clerk's."""

    def __init__(self, offer: Offer, **kwargs: Any) -> None:
        super().__init__(offer, **kwargs)
        del self.number

    @property
    def words(self) -> Words:
        """The update."""
        return UpdateWords(
            Phase(self.phase.data), Condition(self.condition.data), translated(self, "text"), self.evidence
        )


class DraftEvidenceForm(UpdateForm, DraftForm):
    """What shows something said before: `about` is chosen from what the project has."""

    about = ChoiceField(_l("What it is evidence for"))
    text_en = MarkdownField(_l("What it shows"), [FirstLanguage(_l("Write what it shows")), *UPDATE_RULES[1:]])
    text_es = MarkdownField(_l("What it shows"), [FirstLanguage(_l("Write what it shows")), *UPDATE_RULES[1:]])

    def __init__(self, offer: Offer, **kwargs: Any) -> None:
        super().__init__(offer, **kwargs)
        for name in ("number", "phase", "condition"):
            del self[name]
        self.about.choices = [("", _("Choose one")), *offer.subjects]

    def validate_about(self, field: Field) -> None:
        """Something must be chosen."""
        if not field.data:
            raise ValidationError(_("Choose what it is evidence for"))

    def validate_new_photos(self, _field: Field) -> None:
        """Something must be shown."""
        given = self.evidence
        if not (given.photos or given.papers or given.links):
            raise ValidationError(_("Add a photo, a paper or a link"))

    @property
    def words(self) -> Words:
        """The evidence."""
        return EvidenceWords(self.about.data or "", translated(self, "text"), self.evidence)


class DraftPaperForm(DraftForm):
    """A paper. `file` is the key of one that was sent before."""

    file = HiddenField()
    new_paper = FileField(_l("File"))
    title_en = LineField(_l("Title"), TITLE_RULES)
    title_es = LineField(_l("Title"), TITLE_RULES)
    lang = ChoiceField(_l("Language of the paper"))
    file_id: int | None = None

    def __init__(self, _offer: Offer, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.lang.choices = [(tag, LANGUAGE_NAMES[tag]) for tag in current_app.config["SETTINGS"].languages]

    def validate_new_paper(self, _field: Field) -> None:
        """One file, sent now or before."""
        if self.file_id is None:
            raise ValidationError(_("Choose a file"))

    @property
    def words(self) -> Words:
        """The paper."""
        return PaperWords(self.file_id or 0, translated(self, "title"), self.lang.data or "")


class DraftRequirementForm(DraftForm):
    """A requirement for the sheet."""

    text_en = TextField(_l("Requirement"), [FirstLanguage(_l("Write the requirement")), *TEXT_RULES])
    text_es = TextField(_l("Requirement"), [FirstLanguage(_l("Write the requirement")), *TEXT_RULES])
    strength = RadioField(
        _l("How much it binds"), [InputRequired(_l("Choose how much it binds"))], choices=choices(STRENGTH_NAMES)
    )
    owner = LineField(_l("Who answers for it"), NAME_RULES)
    test_en = TextField(_l("Acceptance test"), TEXT_RULES)
    test_es = TextField(_l("Acceptance test"), TEXT_RULES)
    constraint_en = TextField(_l("Constraint"), TEXT_RULES)
    constraint_es = TextField(_l("Constraint"), TEXT_RULES)

    def __init__(self, _offer: Offer, **kwargs: Any) -> None:
        super().__init__(**kwargs)

    @property
    def words(self) -> Words:
        """The requirement, without a key."""
        return Requirement(
            key="",
            text=translated(self, "text"),
            owner=self.owner.data or "",
            strength=Strength(self.strength.data),
            test=translated(self, "test"),
            constraint=translated(self, "constraint"),
        )


class GiveBackForm(DeskForm):
    """Why a clerk gives a draft back."""

    reply = TextField(
        _l("Reason"),
        [
            DataRequired(_l("Write what the partner should change")),
            Length(max=2000, message=_l("Shorten the reason to 2,000 characters or fewer")),
        ],
    )


DRAFT_FORMS: dict[DraftKind, type[DraftUpdateForm | DraftEvidenceForm | DraftPaperForm | DraftRequirementForm]] = {
    DraftKind.UPDATE: DraftUpdateForm,
    DraftKind.REQUIREMENT: DraftRequirementForm,
    DraftKind.PAPER: DraftPaperForm,
    DraftKind.EVIDENCE: DraftEvidenceForm,
}
