"""The small forms around a survey's questions: beginning, coming back, having the code sent, sending the answers."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, RadioField
from wtforms.validators import DataRequired, Length, ValidationError

from portal.core import mail
from portal.core.errors import Refused
from portal.core.forms import LineField, VisitorForm
from portal.receipts import queries as receipts
from portal.surveys.definition import Language


class StartForm(VisitorForm):
    """Begin, in one of the languages of the form."""

    lang = RadioField(_l("Language of the questions"), validate_choice=False)

    def __init__(self, slug: str, languages: tuple[Language, ...], chosen: str, **kwargs: Any) -> None:
        super().__init__(f"survey-start:{slug}", data={"lang": chosen}, **kwargs)
        self.lang.choices = [(language.tag, language.name) for language in languages]
        if len(languages) < 2:
            del self["lang"]

    @property
    def language(self) -> str:
        """What was chosen; empty where there is no choice."""
        return str(self.lang.data or "") if "lang" in self else ""


def mail_address(_form: Any, field: Field) -> None:
    """Refuse what no mail can be sent to."""
    if not mail.is_address(field.data or ""):
        raise ValidationError(_("Enter an email address like name@example.com"))


class PageForm(VisitorForm):
    """The token of one page of questions; its fields are the interview's."""

    def __init__(self, slug: str, **kwargs: Any) -> None:
        super().__init__(f"survey-page:{slug}", **kwargs)


class HandForm(VisitorForm):
    """Hand one section to a colleague, or take it back."""

    section = HiddenField()
    label = LineField(
        _l("For whom (only you see this)"), [Length(max=80, message=_l("Shorten this to 80 characters or fewer"))]
    )

    def __init__(self, slug: str, **kwargs: Any) -> None:
        super().__init__(f"survey-hand:{slug}", **kwargs)


class HandMailForm(VisitorForm):
    """Where to send the link of a handed section."""

    section = HiddenField()
    email = LineField(
        _l("Email address of your colleague"),
        [mail_address],
        description=_l("We send the link there once. We do not keep the address."),
    )

    def __init__(self, slug: str, **kwargs: Any) -> None:
        super().__init__(f"survey-hand-mail:{slug}", **kwargs)


class SendForm(VisitorForm):
    """The button that sends all answers; its token is the key of the submission."""

    def __init__(self, slug: str, **kwargs: Any) -> None:
        super().__init__(f"survey-send:{slug}", **kwargs)


class ResumeForm(VisitorForm):
    """The code of a draft. `symbols` holds it once the form was found valid."""

    symbols = ""

    code = LineField(
        _l("Your code to come back"),
        [DataRequired(_l("Enter your code")), Length(max=60, message=_l("A code has 24 letters and digits"))],
        description=_l("24 letters and digits. Dashes, spaces and capitals do not matter."),
    )

    def __init__(self, slug: str, **kwargs: Any) -> None:
        super().__init__(f"survey-resume:{slug}", **kwargs)

    def validate_code(self, field: Field) -> None:
        """Tell a code that nobody can have been given, which is no guess."""
        self.symbols = receipts.symbols_of(field.data or "") or ""
        if not self.symbols:
            raise ValidationError(_("This is not one of our codes. Compare it with your note, group by group."))

    def show_unknown(self) -> None:
        """Say that no answers have this code."""
        words = _("We have no answers with this code. Maybe they were sent, or they belong to another survey.")
        self.show(Refused(words, "code"))


class MailForm(VisitorForm):
    """Where to send the code. It comes along, since the browser has forgotten it by then."""

    code = HiddenField()
    email = LineField(
        _l("Email address"),
        [mail_address],
        description=_l("We send the code there once. We do not keep the address."),
    )

    def __init__(self, slug: str, **kwargs: Any) -> None:
        super().__init__(f"survey-mail:{slug}", **kwargs)
