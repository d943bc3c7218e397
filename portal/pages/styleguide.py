"""What the styleguide shows: one form with a field of every kind, calm and in error, and texts in other tongues."""

from __future__ import annotations

from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    EmailField,
    FileField,
    Form,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, Regexp

from portal.core.clock import now
from portal.core.forms import choices
from portal.core.translated import Text

_CHOICES = choices({"resident": "Resident", "business": "Business", "visitor": "Visitor"})


class StyleguideForm(Form):
    """One field of every kind, all wrong when sent empty."""

    nonce = HiddenField()
    body = TextAreaField(
        "Your comment",
        [InputRequired("Write your comment"), Length(max=3000)],
        description="Leave out private details.",
    )
    name = StringField("Name to show", [Optional()])
    title_en = StringField("Title", [InputRequired("Write the title in English")])
    title_es = StringField("Title", [InputRequired("Write the title in Spanish")])
    email = EmailField("Email", [InputRequired("Enter an email address like name@example.com"), Regexp(".+@.+")])
    password = PasswordField("Password", [InputRequired("Enter your password")])
    area = SelectField(
        "Area",
        [InputRequired("Choose an area")],
        choices=choices({"": "All areas", "north": "North", "station": "Station"}),
    )
    audience = RadioField("I am writing as", [InputRequired("Choose one")], choices=_CHOICES)
    topics = SelectMultipleField("Topics", [InputRequired("Choose at least one")], choices=_CHOICES)
    agree = BooleanField("I have read the charter", [InputRequired("Confirm that you have read it")])
    closes = DateField("Closes on", [InputRequired("Enter a date like 2026-04-15")])
    starts = DateTimeLocalField("Starts at", [InputRequired("Enter a date and time")])
    paper = FileField("Paper", [InputRequired("Choose a file")])


def styleguide_context() -> dict[str, Any]:
    """`calm`: as first shown; `faulty`: sent empty; a moment; texts in three languages."""
    faulty = StyleguideForm(MultiDict({"name": "Ana"}))
    faulty.validate()
    return {
        "calm": StyleguideForm(prefix="calm-"),
        "faulty": faulty,
        "moment": now(),
        "english": Text("A text in English.", "en"),
        "spanish": Text("Un texto en español.", "es"),
        "arabic": Text("نص باللغة العربية.", "ar"),
    }
