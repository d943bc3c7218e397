"""The sign-in form and the forms of the people page."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, PasswordField, SelectMultipleField
from wtforms.validators import DataRequired, Email, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from portal.core.forms import DeskForm, LineField, VisitorForm, choices
from portal.core.permissions import Role

ROLE_NAMES = {
    Role.ADMIN: _l("Admin: grants roles and changes settings"),
    Role.CLERK: _l("Clerk: publishes meetings and project updates"),
    Role.MEMBER: _l("Member of the committee: searches what people said"),
    Role.MODERATOR: _l("Moderator: reads and rules on feedback"),
    Role.PARTNER: _l("Partner: drafts for its own projects; a clerk publishes"),
}


ROLE_TITLES = {
    Role.ADMIN: _l("Admin"),
    Role.CLERK: _l("Clerk"),
    Role.MEMBER: _l("Committee member"),
    Role.MODERATOR: _l("Moderator"),
    Role.PARTNER: _l("Partner"),
}


class SignInForm(VisitorForm):
    """E-mail and password."""

    email = LineField(_l("Email address"), [DataRequired(_l("Enter your email address"))])
    password = PasswordField(_l("Password"), [InputRequired(_l("Enter your password"))])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("sign-in", **kwargs)


class RolesForm(DeskForm):
    """Which roles a person holds and whether they may sign in."""

    roles = SelectMultipleField(
        _l("Roles"),
        choices=choices(ROLE_NAMES),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    active = BooleanField(_l("May sign in"))


class NewPersonForm(DeskForm):
    """Somebody new at the desk."""

    name = LineField(
        _l("Name"),
        [
            DataRequired(_l("Enter the person's name")),
            Length(max=100, message=_l("Shorten the name to 100 characters or fewer")),
        ],
    )
    email = LineField(
        _l("Email address"),
        [
            DataRequired(_l("Enter an email address like name@example.com")),
            Email(_l("Enter an email address like name@example.com")),  # at most 254 characters by itself
        ],
    )
    password = PasswordField(_l("First password"), [InputRequired(_l("Enter a password of 15 characters or more"))])
    roles = SelectMultipleField(
        _l("Roles"),
        choices=choices(ROLE_NAMES),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
