"""The desk's form for a project's page."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms.validators import Length, Optional

from portal.core.desk_fields import FirstLanguage, LocalTimeField, MostWords, TranslatedForm
from portal.core.forms import LineField, MarkdownField, TextField

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


class ProjectForm(TranslatedForm):
    """A project's own page: texts in each language, and when it takes comments."""

    title_en = LineField(_l("Title"), TITLE_RULES)
    title_es = LineField(_l("Title"), TITLE_RULES)
    summary_en = TextField(_l("Summary"), SUMMARY_RULES)
    summary_es = TextField(_l("Summary"), SUMMARY_RULES)
    body_en = MarkdownField(_l("About the project"), BODY_RULES)
    body_es = MarkdownField(_l("About the project"), BODY_RULES)
    area = LineField(
        _l("Neighborhood"),
        [Optional(), Length(max=80, message=_l("Shorten the neighborhood to 80 characters or fewer"))],
    )
    comments_open_at = LocalTimeField(_l("Comments open"), [Optional()])
    comments_close_at = LocalTimeField(_l("Comments close"), [Optional()])
