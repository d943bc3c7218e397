"""The desk's forms for partners' drafts: the fields of what they shall become, with the same limits and words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from portal.core.desk_fields import FirstLanguage, TranslatedForm
from portal.core.forms import DeskForm, LineField, MarkdownField, TextField, choices, translated
from portal.projects.drafts.shapes import UpdateWords, Words
from portal.projects.forms.updates import UpdateForm
from portal.projects.models import Condition, DraftKind, Phase, Strength
from portal.projects.sheets.shapes import Requirement
from portal.projects.sheets.words import STRENGTH_NAMES

PIECE = Length(max=1000, message=_l("Shorten the text to 1,000 characters or fewer"))


class DraftForm(TranslatedForm):
    """What all have. `loaded` is the fingerprint of what the writer began from; `partner` for whom it is written."""

    loaded = HiddenField()
    partner = RadioField(_l("Partner"), [InputRequired(_l("Choose for which partner you write"))])

    def __init__(self, partners: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """`partners` are slugs and names to choose from; with fewer than two nothing is asked."""
        super().__init__(**kwargs)
        self.partner.choices = list(partners)
        if len(partners) < 2:
            del self.partner

    @property
    def words(self) -> Words:
        """What was written."""
        raise NotImplementedError


class DraftUpdateForm(UpdateForm, DraftForm):
    """A status update."""

    def __init__(self, partners: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(partners, **kwargs)
        del self.number  # it gets one when it is published

    @property
    def words(self) -> Words:
        """The update."""
        return UpdateWords(Phase(self.phase.data), Condition(self.condition.data), translated(self, "text"))


class DraftRequirementForm(DraftForm):
    """A requirement for the sheet."""

    text_en = MarkdownField(_l("Requirement"), [FirstLanguage(_l("Write what the project must do")), PIECE])
    text_es = MarkdownField(_l("Requirement"), [FirstLanguage(_l("Write what the project must do")), PIECE])
    strength = RadioField(
        _l("How much it binds"), [InputRequired(_l("Choose how much it binds"))], choices=choices(STRENGTH_NAMES)
    )
    owner = LineField(
        _l("Owner"), [Optional(), Length(max=200, message=_l("Shorten the owner to 200 characters or fewer"))]
    )
    test_en = MarkdownField(_l("Acceptance test"), [Optional(), PIECE])
    test_es = MarkdownField(_l("Acceptance test"), [Optional(), PIECE])
    constraint_en = MarkdownField(_l("Constraint"), [Optional(), PIECE])
    constraint_es = MarkdownField(_l("Constraint"), [Optional(), PIECE])

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


DRAFT_FORMS: dict[DraftKind, type[DraftForm]] = {
    DraftKind.UPDATE: DraftUpdateForm,
    DraftKind.REQUIREMENT: DraftRequirementForm,
}
