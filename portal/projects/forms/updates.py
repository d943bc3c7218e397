"""The desk's form for a status update, with what it shows: photos, papers, a decision, links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, Field, FieldList, FormField, HiddenField, RadioField, SelectMultipleField
from wtforms.validators import InputRequired, Length, ValidationError

from portal.core import base32
from portal.core.desk_fields import FirstLanguage, TranslatedForm
from portal.core.forms import ChoiceField, LineField, MarkdownField, choices, translated
from portal.projects.evidence import (
    LONGEST_LINK,
    MOST_FILES,
    MOST_LINKS,
    GivenEvidence,
    Photo,
    WebLink,
    may_link_to,
)
from portal.projects.words import CONDITION_NAMES, PHASE_NAMES

MOST_PHOTO_ROWS = 60
ADD = "add"
UPDATE_RULES = [
    FirstLanguage(_l("Write what happened")),
    Length(max=5000, message=_l("Shorten the text to 5,000 characters or fewer")),
]
ALT_RULES = [Length(max=300, message=_l("Shorten the description to 300 characters or fewer"))]
LABEL_RULES = [Length(max=150, message=_l("Shorten the words to 150 characters or fewer"))]


def file_id(key: str | None) -> int | None:
    """The id that a file's key in a form stands for."""
    try:
        return base32.decode(base32.tidy(key or ""))
    except ValueError:
        return None


class PhotoForm(TranslatedForm):
    """One photo that is at the desk. Only those in use need words."""

    class Meta:
        csrf = False

    key = HiddenField()
    use = BooleanField(_l("Show this photo"))
    alt_en = LineField(_l("Description"), ALT_RULES)
    alt_es = LineField(_l("Description"), ALT_RULES)
    decorative = BooleanField(_l("It only decorates: leave it out when the page is read aloud"))

    def validate(self, extra_validators: Any = None) -> bool:
        """What is shown needs a description in the site's first language, or the tick that it needs none."""
        if not self.use.data or self.decorative.data:
            return True
        needed = FirstLanguage(_l("Describe the photo for people who cannot see it, or mark it as decoration"))
        alts = {name: [needed] for name in self._fields if name.startswith("alt_")}
        return bool(super().validate(extra_validators=alts))


class LinkForm(TranslatedForm):
    """One link; a row with nothing in it is none."""

    class Meta:
        csrf = False

    url = LineField(_l("Address"), description=_l("It begins with https://"))
    label_en = LineField(_l("Words of the link"), LABEL_RULES)
    label_es = LineField(_l("Words of the link"), LABEL_RULES)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is typed."""
        return not (self.url.data or translated(self, "label"))

    def validate(self, extra_validators: Any = None) -> bool:
        """A row that is no blank one needs its address, and its words in the site's first language."""
        if self.is_blank:
            return True
        needed = FirstLanguage(_l("Write the words of the link"))
        labels = {name: [needed] for name in self._fields if name.startswith("label_")}
        return bool(super().validate(extra_validators=labels))

    def validate_url(self, field: Field) -> None:
        """A whole https address."""
        if not may_link_to(field.data or ""):
            raise ValidationError(_("Enter an address that begins with https://"))
        if len(field.data) > LONGEST_LINK:
            raise ValidationError(_("Shorten the link to 500 characters or fewer"))


@dataclass(frozen=True)
class Offer:
    """What the form can choose from: values with their words. `subjects` is what a partner's evidence can show."""

    papers: Sequence[tuple[str, str]] = ()
    decisions: Sequence[tuple[str, str]] = ()
    updates: Sequence[tuple[str, str]] = ()
    subjects: Sequence[tuple[str, str]] = ()


class UpdateForm(TranslatedForm):
    """One status update. `number` is the number it will have, as seen when the form was shown."""

    number = HiddenField()
    phase = RadioField(
        _l("Phase"),
        [InputRequired(_l("Choose a phase"))],
        choices=choices(PHASE_NAMES),
    )
    condition = RadioField(
        _l("Condition"),
        [InputRequired(_l("Choose a condition"))],
        choices=choices(CONDITION_NAMES),
    )
    text_en = MarkdownField(_l("What happened"), UPDATE_RULES)
    text_es = MarkdownField(_l("What happened"), UPDATE_RULES)
    corrects = ChoiceField(_l("Does this correct an earlier update?"), default="")
    new_photos = MultipleFileField(_l("Photos"))
    photos = FieldList(FormField(PhotoForm), max_entries=MOST_PHOTO_ROWS)
    new_papers = MultipleFileField(_l("Papers"))
    papers = SelectMultipleField(_l("Papers of this project"))
    decision = ChoiceField(_l("Decision of the committee"), default="")
    links = FieldList(FormField(LinkForm), min_entries=1, max_entries=MOST_LINKS)

    def __init__(self, offer: Offer, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.papers.choices = list(offer.papers)
        self.decision.choices = [("", _("None")), *offer.decisions]
        self.corrects.choices = [("", _("No")), *offer.updates]

    @property
    def adding(self) -> str:
        """What the form was sent for, where a button beside a list sent it: files, or a link."""
        return request.form.get(ADD, "") if request.method == "POST" else ""

    @property
    def http_status(self) -> int:
        """200 also where a button beside a list sent it."""
        return 200 if self.adding else super().http_status

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        """What a button beside a list sent is not judged."""
        return not self.adding and super().validate_on_submit(extra_validators)

    def validate_photos(self, field: Field) -> None:
        """Not too many files."""
        if len(self.evidence.photos) + len(self.evidence.papers) > MOST_FILES:
            raise ValidationError(_("Show at most %(most)s files", most=MOST_FILES))

    def add_link(self) -> None:
        """One more empty row for a link, while there is room."""
        if len(self.links) < MOST_LINKS:
            self.links.append_entry()

    def show_photo(self, key: str) -> None:
        """Have the photo with this key among those that the update shows."""
        row = next((entry.form for entry in self.photos if entry.form.key.data == key), None)
        if row is not None:
            row.use.data = True
        elif len(self.photos) < MOST_PHOTO_ROWS:
            self.photos.append_entry({"key": key, "use": True})

    @property
    def evidence(self) -> GivenEvidence:
        """What the update shall show."""
        photos = [
            Photo(known, translated(row.form, "alt"), bool(row.form.decorative.data))
            for row in self.photos
            if row.form.use.data and (known := file_id(row.form.key.data)) is not None
        ]
        return GivenEvidence(
            photos=tuple(photos),
            papers=tuple(known for key in self.papers.data or () if (known := file_id(key)) is not None),
            decisions=(self.decision.data,) if self.decision.data else (),
            links=tuple(
                WebLink(row.form.url.data or "", translated(row.form, "label"))
                for row in self.links
                if not row.form.is_blank
            ),
        )

    @property
    def corrected(self) -> int | None:
        """The number of the update that this one corrects."""
        return int(self.corrects.data) if self.corrects.data else None
