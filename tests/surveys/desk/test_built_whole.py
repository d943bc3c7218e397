"""What the issue asks of the builder: built on screen, exported, imported elsewhere, and nothing is different."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from portal.core.permissions import COMMAND_LINE
from portal.surveys import building, queries
from portal.surveys.definition import as_json, from_json
from portal.surveys.interview import Interview
from portal.surveys.usecases import keep_form
from portal.surveys.xlsform import write_workbook
from tests.surveys.xlsform.workbooks import taken

RULES = {
    "why_dark": (("lit", "is", "dark"),),
    "poles": (("needs", "includes", "poles"), ("lamps", "more", "3")),
    "when": (("needs", "answered", ""),),
}
CHOICES = {"choices-0-label_en": "Dark", "choices-0-label_es": "Oscuro", "choices-1-label_en": "Poles"}
YES_NO = {"choices-0-label_en": "Yes", "choices-1-label_en": "No"}
# What is added: its type, its name, the name of its section, what else is typed.
BUILT = (
    ("choose_one", "lit", "", CHOICES | {"label_es": "¿Hay luz?", "other": "y", "required": "y"}),
    ("section_page", "more", "", {"label_es": "Más"}),
    ("integer", "lamps", "more", {"least": "1", "most": "90", "hint_en": "About", "hint_es": "Más o menos"}),
    ("choose_several", "needs", "more", CHOICES | {"randomize": "y"}),
    ("decimal", "watts", "more", {"least": "0.5", "aggregate_only": "y"}),
    ("repeat", "shop", "", {}),
    ("short_text", "street", "shop", {"required": "y", "required_message_en": "Write the street"}),
    ("long_text", "why_dark", "", {"longest": "500"}),
    ("rank", "poles", "", CHOICES),
    ("scale", "happy", "", CHOICES),
    ("range", "mark", "", {"least": "1", "most": "10", "step": "1"}),
    ("yes_no", "again", "", YES_NO),
    ("section", "rest", "", {}),
    ("date", "when", "rest", {}),
    ("time", "hour", "rest", {}),
    ("note", "thanks", "rest", {}),
)
ANSWERS = {
    "lit": "dark",
    "more": {"lamps": "4", "needs": "poles", "watts": "0.5"},
    "shop": [{"street": "Elm"}, {"street": "Oak"}],
    "why_dark": "No poles",
    "again": "yes",
    "rest": {"when": "2026-05-01"},
}


def _form(slug):
    return queries.newest_version(queries.survey_at_desk(slug).id)[1]


def _add(desk, token, kind, name, section, typed):
    """What the page of a new element sends."""
    form = _form("lamps")
    into = next((n for n, one in enumerate(form.placed(), 1) if one.element.name == section), "")
    said = {"csrf_token": token, "loaded": building.fingerprint(form), "name": name, "label_en": name.capitalize()}
    for row, (asked, test, value) in enumerate(RULES.get(name, ())):
        said |= {f"rules-{row}-question": asked, f"rules-{row}-test": test}
        said[f"rules-{row}-{'value' if value.isdigit() else 'choice'}"] = value
    path = f"/staff/surveys/lamps/build/add?kind={kind}&into={into}"
    assert desk.send("POST", path, data=said | typed).status_code == 303, name


def _plain(kept):
    """A form as it is kept, without the rows of a sheet that it came from."""
    if isinstance(kept, dict):
        return {name: _plain(value) for name, value in kept.items() if name != "row"}
    return [_plain(one) for one in kept] if isinstance(kept, list) else kept


def _asked(form):
    at = datetime(2026, 5, 2, 12, tzinfo=UTC)
    interview = Interview(form, ANSWERS, lang="es", today=date(2026, 5, 2), now=at, seed=7)
    return interview.pages, interview.problems(), interview.settled(), interview.summary()


@pytest.fixture
def built(client, cast):
    """The clerk's browser, after a survey with everything was built."""
    desk = client.sign_in(cast.clerk)
    desk.submit(desk.get("surveys.begin_building"), title_en="Lamps", title_es="Lámparas")
    token = desk.get("surveys.add_element", slug="lamps", kind="note").value("csrf_token")
    for added in BUILT:
        _add(desk, token, *added)
    return desk


def test_a_form_built_on_screen_is_the_same_elsewhere(built):
    form = _form("lamps")
    rules = {question.name: question.relevant for _path, question in form.questions() if question.relevant}
    assert rules == {
        "why_dark": "${lit} = 'dark'",
        "poles": "selected(${needs}, 'poles') and ${lamps} > 3",
        "when": "${needs} != ''",
    }
    reading = taken(write_workbook(form))
    assert reading.problems == []
    survey_id = keep_form(actor=COMMAND_LINE, form=reading.form)
    elsewhere = _plain(as_json(queries.newest_version(survey_id)[1]))
    assert elsewhere == _plain(as_json(form))
    assert _asked(from_json(elsewhere)) == _asked(form)
    page = built.get("surveys.outline", slug=queries.slug_of(survey_id))
    assert "Shown only if “Needs” includes Poles and “Lamps” is more than 3" in page.text


def test_a_section_without_questions_is_refused_before_it_is_lost(client, cast):
    desk = client.sign_in(cast.clerk)
    desk.submit(desk.get("surveys.begin_building"), title_en="Lamps")
    token = desk.get("surveys.add_element", slug="lamps", kind="note").value("csrf_token")
    for added in (("note", "thanks", "", {}), ("section", "more", "", {}), ("repeat", "shop", "more", {})):
        _add(desk, token, *added)
    assert "Nothing is asked in it yet" in desk.get("surveys.outline", slug="lamps").text
    page = desk.get("surveys.form_workbook", slug="lamps", expect=409)
    assert "“more”" in page.text
