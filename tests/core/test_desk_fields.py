"""The parts of desk forms: languages of the site, times in its zone, counts of words."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import pytest
from werkzeug.datastructures import MultiDict
from wtforms.validators import Optional

from portal.core.desk_fields import FirstLanguage, LocalTimeField, MostWords, TranslatedForm, zone_name
from portal.core.forms import LineField, pair, translated
from tests.support.engines import sqlite_only

pytestmark = sqlite_only


class Example(TranslatedForm):
    class Meta:
        csrf = False

    title_en = LineField("Title", [FirstLanguage("Write it"), MostWords(2, "Two words")])
    title_es = LineField("Title", [FirstLanguage("Write it"), MostWords(2, "Two words")])
    at = LocalTimeField("Time", [Optional()])


@pytest.fixture
def filled_in(app):
    """Reads what was typed into the example form, on a site that speaks `languages`."""

    def read(languages=("en", "es"), **typed):
        app.config["SETTINGS"] = dataclasses.replace(app.config["SETTINGS"], languages=languages)
        with app.test_request_context("/"):
            form = Example(formdata=MultiDict(typed))
            form.validate()
        return form

    return read


@pytest.mark.parametrize(("languages", "wrong"), [(("en", "es"), ["title_en"]), (("es", "en"), ["title_es"])])
def test_the_first_language_must_be_written(filled_in, languages, wrong):
    assert list(filled_in(languages).errors) == wrong


def test_a_language_that_the_site_does_not_speak_has_no_field(app, filled_in):
    form = filled_in(("es",), title_es="Hola", title_en="Hello")
    assert [field.short_name for field in pair(form, "title")] == ["title_es"]
    assert dict(translated(form, "title")) == {"es": "Hola"}


def test_words_are_counted(filled_in):
    assert filled_in(title_en="two words").errors == {}
    assert filled_in(title_en="two words", title_es="y tres palabras").errors == {"title_es": ["Two words"]}


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-01-15T08:00", datetime(2026, 1, 15, 14, 0, tzinfo=UTC)),
        ("2026-07-15 08:00", datetime(2026, 7, 15, 13, 0, tzinfo=UTC)),
        (" 2026-07-15T08:00:30 ", datetime(2026, 7, 15, 13, 0, 30, tzinfo=UTC)),
        ("2026-11-01T01:30", datetime(2026, 11, 1, 6, 30, tzinfo=UTC)),  # the hour that comes twice
        ("", None),
    ],
)
def test_a_time_is_read_in_the_zone_of_the_site(filled_in, typed, moment):
    form = filled_in(title_en="x", at=typed)
    assert (form.errors, form.at.moment) == ({}, moment)


def test_an_hour_that_the_clocks_skip_is_refused_in_words(filled_in):
    form = filled_in(title_en="x", at="2026-03-08T02:30")
    assert form.errors == {"at": ["Clocks go forward that night, and this time is left out. Enter another time."]}


@pytest.mark.parametrize("typed", ["soon", "2026-02-30T10:00", "2026-01-15", "9999-12-31T23:59", "0001-01-01T00:00"])
def test_a_time_that_cannot_be_says_so_and_stays(filled_in, typed):
    form = filled_in(title_en="x", at=typed)
    assert list(form.errors) == ["at"]
    assert form.at._value() == typed
    assert form.at.moment is None


def test_a_time_is_shown_in_the_zone_of_the_site(app):
    with app.test_request_context("/"):
        form = Example(data={"at": datetime(2026, 7, 15, 13, 0, tzinfo=UTC)})
    assert form.at._value() == "2026-07-15T08:00"


@pytest.mark.parametrize(("path", "words"), [("/", "Central Time"), ("/es/", "hora central")])
def test_the_zone_has_a_name_in_the_language_of_the_page(app, path, words):
    tag = "es" if path == "/es/" else "en"
    with app.test_request_context("/", environ_overrides={"portal.language": tag}):
        assert zone_name() == words
