"""The desk's form for a meeting and its agenda: shape, limits, and the words of errors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, FieldList, FormField, HiddenField, SelectField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from portal.core.addresses import LONGEST_LINK, is_web_address
from portal.core.desk_fields import LocalTimeField, TranslatedForm
from portal.core.forms import LineField, TextField, choices, translated
from portal.meetings.agendas.drafts import ItemDraft, MeetingDraft
from portal.meetings.agendas.rows import MOST_ROWS
from portal.meetings.forms.items import ItemForm
from portal.meetings.forms.words import MEETING_KIND_NAMES
from portal.meetings.models import MeetingKind

TITLE_RULES = [Optional(), Length(max=150, message=_l("Shorten the title to 150 characters or fewer"))]
PLACE_RULES = [Length(max=300, message=_l("Shorten the place to 300 characters or fewer"))]
STEP_FREE_RULES = [Optional(), Length(max=500, message=_l("Shorten the note to 500 characters or fewer"))]
NOTE_RULES = [Optional(), Length(max=2000, message=_l("Shorten the note to 2,000 characters or fewer"))]
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Offer:
    """What the selects offer: pairs of what is sent and the words that are read.

    Each row offers the `usual_projects` and those that it links; `more_projects` tells whether there are others.
    """

    committees: Pairs
    projects: dict[str, str]
    usual_projects: tuple[str, ...]
    more_projects: bool
    papers: Pairs
    approvable: Pairs
    continuable: Pairs


class MeetingForm(TranslatedForm):
    """A meeting and its agenda; use cases judge committee, projects and papers.

    `loaded` is the fingerprint of the draft that the page showed.
    """

    loaded = HiddenField()
    committee = SelectField(_l("Committee"), validate_choice=False)
    kind = SelectField(_l("Kind of meeting"), choices=choices(MEETING_KIND_NAMES), default=MeetingKind.REGULAR.value)
    title_en = LineField(_l("Title"), TITLE_RULES)
    title_es = LineField(_l("Title"), TITLE_RULES)
    starts_at = LocalTimeField(_l("Day and time"), [InputRequired(_l("Enter the day and the time"))])
    ends_at = LocalTimeField(_l("Expected end"), [Optional()])
    place_en = LineField(_l("Place"), PLACE_RULES)
    place_es = LineField(_l("Place"), PLACE_RULES)
    step_free_en = LineField(_l("How to get in without steps"), STEP_FREE_RULES)
    step_free_es = LineField(_l("How to get in without steps"), STEP_FREE_RULES)
    remote_link = LineField(
        _l("Link to take part online"),
        [Optional(), Length(max=LONGEST_LINK, message=_l("Shorten the link to 500 characters or fewer"))],
        description=_l("An address that begins with https:// or http://"),
    )
    note_en = TextField(_l("Note"), NOTE_RULES)
    note_es = TextField(_l("Note"), NOTE_RULES)
    comments_close_at = LocalTimeField(_l("Comments on items close"), [Optional()])
    takes_speakers = BooleanField(_l("People may sign up to speak"))
    speakers_close_at = LocalTimeField(_l("Sign-up to speak closes"), [Optional()])
    items = FieldList(FormField(ItemForm), min_entries=1, max_entries=MOST_ROWS)

    def __init__(self, offer: Offer, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.committee.choices = list(offer.committees)
        for number, row in enumerate(self.items, 1):
            _offer(row.form, number, offer)

    def validate_remote_link(self, field: Field) -> None:
        """Nothing but web addresses may become links."""
        if field.data and not is_web_address(field.data):
            raise ValidationError(_("Enter an address that begins with https:// or http://"))

    def draft(self, base: MeetingDraft | None) -> MeetingDraft:
        """The meeting as typed, without empty rows; what the form has no field for is that of `base`."""
        moment = self.starts_at.moment
        assert moment is not None  # asked once the form is valid
        return replace(
            base or MeetingDraft("", translated(self, "title"), moment),
            committee_slug=self.committee.data or "",
            kind=MeetingKind(self.kind.data),
            title=translated(self, "title"),
            starts_at=moment,
            ends_at=self.ends_at.moment,
            timed=base is None or base.timed or base.starts_at != moment,
            place=translated(self, "place"),
            step_free=translated(self, "step_free"),
            remote_link=self.remote_link.data or "",
            note=translated(self, "note"),
            comments_close_at=self.comments_close_at.moment,
            takes_speakers=bool(self.takes_speakers.data),
            speakers_close_at=self.speakers_close_at.moment,
            items=tuple(row.form.draft for row in self.items if not row.form.is_blank),
        )


def _offer(row: ItemForm, number: int, offer: Offer) -> None:
    row.number = number
    slugs = dict.fromkeys((*offer.usual_projects, *(row.projects.data or ())))
    row.projects.choices = [(slug, offer.projects[slug]) for slug in slugs if slug in offer.projects]
    row.has_more_projects = offer.more_projects
    row.papers.choices = list(offer.papers)
    row.approves.choices = [("", _("Choose a meeting")), *offer.approvable]
    row.continues.choices = [("", _("No, it is new")), *offer.continuable]


def shown(draft: MeetingDraft) -> dict[str, Any]:
    """A draft as the data of a `MeetingForm`."""
    times = ("starts_at", "ends_at", "comments_close_at", "speakers_close_at")
    return {
        "committee": draft.committee_slug,
        "kind": draft.kind.value,
        "remote_link": draft.remote_link,
        "takes_speakers": draft.takes_speakers,
        "items": [_shown_item(item) for item in draft.items],
        **{name: getattr(draft, name) for name in times},
        **_texts(draft, "title", "place", "step_free", "note"),
    }


def _shown_item(item: ItemDraft) -> dict[str, Any]:
    return {
        "given": str(item.number or ""),
        "kind": item.kind.value,
        "minutes": str(item.minutes or ""),
        "presenter": item.presenter,
        "consent": item.consent,
        "citation": item.citation,
        "approves": item.approves,
        "continues": item.continues,
        "projects": list(item.projects),
        "papers": list(item.papers),
        **_texts(item, "title", "summary"),
    }


def _texts(thing: ItemDraft | MeetingDraft, *names: str) -> dict[str, str]:
    return {f"{name}_{tag}": text for name in names for tag, text in getattr(thing, name).items()}
