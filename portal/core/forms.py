"""Parents of all forms. Forms hold shape, limits and the words of errors; they never query.

`DeskForm` is for signed-in people (token in the session). `VisitorForm` is for anyone: its token is a signed
nonce in the form itself, so no cookie is needed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from flask import current_app, request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.csrf.core import CSRF, CSRFTokenField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older
from wtforms.validators import ValidationError

from portal.core import nonce
from portal.core.errors import Refused
from portal.core.translated import Translated

PREVIEW = "preview"
EXPIRED = _l("Your page was open for a long time. Your text is below. Send it again.")


class ShownErrors(FlaskForm):
    """Shared by both kinds: a use case's refusal goes back to its field."""

    class Meta:
        csrf = False

    @property
    def previewing(self) -> bool:
        """Whether it was sent to be shown, not to be kept."""
        return False

    def show(self, refusal: Refused) -> None:
        """Put the words of `refusal` at its field, or at the top of the form."""
        if refusal.field and refusal.field in self._fields:
            self[refusal.field].errors = [*self[refusal.field].errors, refusal.message]
        else:
            self.form_errors.append(refusal.message)


class DeskForm(ShownErrors):
    """A form of the desk. Its button "Preview" (`components/preview.html`) posts it to be shown again."""

    class Meta(FlaskForm.Meta):
        csrf = True

    @property
    def previewing(self) -> bool:
        """Whether the button "Preview" sent it."""
        return request.method == "POST" and PREVIEW in request.form

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        """As Flask-WTF does; what was sent for a preview is never valid, so that nothing of it can be stored."""
        return not self.previewing and bool(super().validate_on_submit(extra_validators))

    @property
    def http_status(self) -> int:
        """The status of a page that shows this form: 422 where what was sent was refused."""
        return 422 if request.method == "POST" and not self.previewing else 200


class NonceToken(CSRF):
    """WTForms' own place for tokens, filled with a stateless nonce."""

    def setup_form(self, form: Any) -> Any:
        self.purpose: str = form.purpose
        return super().setup_form(form)

    def generate_csrf_token(self, csrf_token_field: CSRFTokenField) -> str:
        return nonce.issue(self.purpose)

    def validate_csrf_token(self, form: Any, field: CSRFTokenField) -> None:
        form.read_nonce = nonce.read(self.purpose, field.data or "")
        if form.read_nonce is None or form.read_nonce.expired:
            raise ValidationError(str(EXPIRED))


class VisitorForm(ShownErrors):
    """A form that anyone may send. `purpose` names what its token is good for."""

    class Meta(FlaskForm.Meta):
        csrf = True
        csrf_class = NonceToken
        csrf_field_name = "nonce"

    read_nonce: nonce.Nonce | None = None
    expired = False

    def __init__(self, purpose: str, **kwargs: Any) -> None:
        self.purpose = purpose
        super().__init__(**kwargs)

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """As WTForms does; a token that is too old or not ours becomes words over the form, not at a hidden field."""
        valid = super().validate(*args, **kwargs)
        token = self["nonce"]
        if token.errors:
            self.expired, token.errors = True, []
            self.form_errors.append(str(EXPIRED))
        return valid


class OnceForm(DeskForm):
    """A form of the desk that counts once however often it is sent: `read_nonce` is the key of the submission."""

    nonce = HiddenField()

    def __init__(self, purpose: str, **kwargs: Any) -> None:
        self._purpose = purpose
        super().__init__(**kwargs)
        self.read_nonce = nonce.read(purpose, self.nonce.data or "")

    def renew(self) -> None:
        """Give the form that is about to be shown a nonce of its own."""
        self.nonce.data = nonce.issue(self._purpose)

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """As WTForms does; what is wrong with the nonce is told over the form, not at a hidden field."""
        valid = super().validate(*args, **kwargs)
        if self.read_nonce is None or self.read_nonce.expired:
            self.form_errors.append(str(EXPIRED))
            return False
        return valid


def clean_line(value: str | None) -> str | None:
    """One line as people meant it: composed characters, no control characters, no outer spaces."""
    if value is None:
        return None
    if value.isascii() and value.isprintable():
        return value.strip()  # imports clean a hundred thousand of these
    composed = unicodedata.normalize("NFC", value)
    return "".join(" " if c in "\r\n\t" else c for c in composed if c in "\r\n\t" or _is_printable(c)).strip()


def clean_text(value: str | None) -> str | None:
    """Several lines as people meant them: line ends as \\n, no control characters, no outer blank space."""
    if value is None:
        return None
    composed = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in composed if c in "\n\t" or _is_printable(c)).strip()


def _is_printable(character: str) -> bool:
    # Cs: lone surrogates cannot be stored; bidi overrides would turn the rest of a page around
    return unicodedata.category(character) not in {"Cc", "Cs"} and character not in "\u202a\u202b\u202d\u202e"


class LineField(StringField):
    """One line of text, cleaned."""

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, filters=[clean_line], **kwargs)


class TextField(TextAreaField):
    """Several lines of text, cleaned."""

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, filters=[clean_text], **kwargs)


class MarkdownField(TextField):
    """Several lines of staff Markdown: pages draw it with help, and previews show it as the public will see it."""


class ChoiceField(SelectField):
    """One of a list, with words of our own for what is not in it."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not in the list."""
        try:
            super().pre_validate(form)
        except ValidationError as error:
            raise ValidationError(str(_l("Choose one from the list"))) from error


class DayField(DateField):
    """A day, with words of our own for what is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(str(_l("Enter a day like 2026-04-15"))) from error


def choices(names: Mapping[Any, Any]) -> list[Any]:
    """A field's choices, from what is sent to the words that are read."""
    return [SelectChoice(str(value), words) for value, words in names.items()]


def translated(form: FlaskForm, name: str) -> Translated:
    """The fields `<name>_<tag>` of every site language as one value."""
    tags: Sequence[str] = current_app.config["SETTINGS"].languages
    return Translated({tag: form[f"{name}_{tag}"].data for tag in tags if f"{name}_{tag}" in form})


def pair(form: FlaskForm, name: str) -> list[Field]:
    """The fields `<name>_<tag>`, the site's first language first (templates draw them side by side)."""
    tags: Sequence[str] = current_app.config["SETTINGS"].languages
    return [form[f"{name}_{tag}"] for tag in tags if f"{name}_{tag}" in form]
