"""The desk's form for a project's page."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import Length, Optional

from portal.core.desk_fields import FirstLanguage, LocalTimeField, MostWords, TranslatedForm
from portal.core.forms import LineField, MarkdownField, TextField, translated
from portal.projects.forms.places import PlaceField, TopicsField
from portal.projects.written import WrittenProject

SUMMARY_WORDS = 60
TITLE_RULES = [
    FirstLanguage(_l("Write a title")),
    Length(max=150, message=_l("Shorten the title to 150 characters or fewer")),
]
SUMMARY_RULES = [
    FirstLanguage(_l("Write a summary")),
    Length(max=1000, message=_l("Shorten the summary to 1,000 characters or fewer")),
    MostWords(SUMMARY_WORDS, _l("Shorten the summary to 60 words or fewer")),
]
BODY_RULES = [
    FirstLanguage(_l("Write what the project is about")),
    Length(max=20_000, message=_l("Shorten the text to 20,000 characters or fewer")),
]
FIELD_NAMES = {
    "title": _l("Title"),
    "summary": _l("Summary"),
    "body": _l("About the project"),
    "topics": _l("Topics"),
    "area": _l("Neighborhood"),
    "address": _l("Address"),
    "geometry": _l("Location on the map"),
    "comments_open_at": _l("Comments open"),
    "comments_close_at": _l("Comments close"),
}


class ProjectForm(TranslatedForm):
    """A project's own page: texts in each language, topics, where it is, and when it takes comments.

    `loaded` is the fingerprint of what the page showed.
    """

    loaded = HiddenField()
    title_en = LineField(_l("Title"), TITLE_RULES)
    title_es = LineField(_l("Title"), TITLE_RULES)
    summary_en = TextField(_l("Summary"), SUMMARY_RULES)
    summary_es = TextField(_l("Summary"), SUMMARY_RULES)
    body_en = MarkdownField(_l("About the project"), BODY_RULES)
    body_es = MarkdownField(_l("About the project"), BODY_RULES)
    topics = TopicsField(_l("Topics"), [Optional()])
    area = LineField(
        _l("Neighborhood"),
        [Optional(), Length(max=80, message=_l("Shorten the neighborhood to 80 characters or fewer"))],
    )
    address = LineField(
        _l("Address"),
        [Optional(), Length(max=300, message=_l("Shorten the address to 300 characters or fewer"))],
    )
    place = PlaceField(_l("Location on the map"), [Optional()])
    comments_open_at = LocalTimeField(_l("Comments open"), [Optional()])
    comments_close_at = LocalTimeField(_l("Comments close"), [Optional()])

    @property
    def typed(self) -> dict[str, Any]:
        """What is typed, as use cases take it; to be asked once the form is valid."""
        return {
            **{name: translated(self, name) for name in ("title", "summary", "body")},
            "topics": self.topics.topics,
            "area": self.area.data or "",
            "address": self.address.data or "",
            "geometry": self.place.geometry,
            "comments_open_at": self.comments_open_at.moment,
            "comments_close_at": self.comments_close_at.moment,
        }


def shown(written: WrittenProject) -> dict[str, Any]:
    """What is written of a project as the data of a `ProjectForm`."""
    texts = {
        f"{name}_{tag}": text for name in ("title", "summary", "body") for tag, text in getattr(written, name).items()
    }
    others = ("topics", "area", "address", "comments_open_at", "comments_close_at")
    return texts | {name: getattr(written, name) for name in others} | {"place": written.geometry}
