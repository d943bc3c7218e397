"""The desk's forms for what stands around a survey's questions."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField
from wtforms.validators import Length, NumberRange, Optional

from portal.core.desk_fields import FirstLanguage, LocalTimeField, TranslatedForm
from portal.core.forms import ChoiceField, DeskForm, LineField, TextField, choices, translated
from portal.surveys.models import DIMENSIONS, Access, Promise, ResultsShown
from portal.surveys.written import WrittenSurvey

PROMISE_NAMES = {
    Promise.ANONYMOUS: _l("Anonymous: nobody can tell who gave which answers"),
    Promise.CONFIDENTIAL: _l("Confidential: the clerk of this survey may read single responses"),
}
SHOWN_NAMES = {
    ResultsShown.AFTER_CLOSING: _l("To everybody, once they are published after the closing"),
    ResultsShown.NEVER: _l("To the committee alone"),
}
ACCESS_NAMES = {
    Access.ALL: _l("Everybody"),
    Access.INVITED: _l("Invited businesses alone, once each"),
}
TITLE_RULES = [
    FirstLanguage(_l("Write a title")),
    Length(max=150, message=_l("Shorten the title to 150 characters or fewer")),
]
TEXT_RULES = [Length(max=5000, message=_l("Shorten the text to 5,000 characters or fewer"))]


class LoadedForm(DeskForm):
    """A button that counts for what its page showed: `loaded` is the fingerprint."""

    loaded = HiddenField()


class SurveyForm(TranslatedForm):
    """A survey's settings. `loaded` is the fingerprint of what the page showed."""

    loaded = HiddenField()
    title_en = LineField(_l("Title"), TITLE_RULES)
    title_es = LineField(_l("Title"), TITLE_RULES)
    intro_en = TextField(_l("Introduction"), TEXT_RULES)
    intro_es = TextField(_l("Introduction"), TEXT_RULES)
    open_records_en = TextField(_l("What open-records law means for answers"), TEXT_RULES)
    open_records_es = TextField(_l("What open-records law means for answers"), TEXT_RULES)
    project = ChoiceField(_l("Project"), [Optional()])
    promise = ChoiceField(_l("Promise"), choices=choices(PROMISE_NAMES))
    results_shown = ChoiceField(_l("Who sees the results"), choices=choices(SHOWN_NAMES))
    access = ChoiceField(_l("Who may answer"), choices=choices(ACCESS_NAMES))
    audience = ChoiceField(_l("Question that tells the audience"), [Optional()])
    area = ChoiceField(_l("Question that tells the area"), [Optional()])
    size_class = ChoiceField(_l("Question that tells the size of a business"), [Optional()])
    minutes = IntegerField(
        _l("Minutes that it takes"), [NumberRange(1, 120, message=_l("Enter a number of minutes from 1 to 120"))]
    )
    opens_at = LocalTimeField(_l("Opens"), [Optional()])
    closes_at = LocalTimeField(_l("Closes"), [Optional()])

    @property
    def typed(self) -> WrittenSurvey:
        """What is typed; to be asked once the form is valid."""
        return WrittenSurvey(
            title=translated(self, "title"),
            intro=translated(self, "intro"),
            open_records=translated(self, "open_records"),
            project=int(self.project.data) if self.project.data else None,
            promise=Promise(self.promise.data),
            results_shown=ResultsShown(self.results_shown.data),
            access=Access(self.access.data),
            groupings={name: self[name].data for name in DIMENSIONS if self[name].data},
            minutes=self.minutes.data or 1,
            opens_at=self.opens_at.moment,
            closes_at=self.closes_at.moment,
        )


def shown_settings(written: WrittenSurvey) -> dict[str, Any]:
    """What is written of a survey as the data of a `SurveyForm`."""
    names = ("title", "intro", "open_records")
    texts = {f"{name}_{tag}": text for name in names for tag, text in getattr(written, name).items()}
    others = ("promise", "results_shown", "access", "minutes", "opens_at", "closes_at")
    said: dict[str, Any] = {name: getattr(written, name) for name in others}
    project = str(written.project or "")
    return texts | said | dict(written.groupings) | {"project": project, "loaded": written.fingerprint}
