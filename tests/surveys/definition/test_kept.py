"""A form that is kept as JSON comes back as it was."""

from __future__ import annotations

import json

from portal.core.translated import Translated
from portal.surveys.definition import (
    Choice,
    Form,
    Group,
    Kind,
    Language,
    Question,
    Repeat,
    as_json,
    from_json,
)

AGE = Question("age", Kind.INTEGER, Translated({"en": "Age", "ar": "العمر"}), constraint=". < 120", row=4)
FORM = Form(
    title="Households",
    name="households",
    elements=(
        Question("color", Kind.SELECT_ONE, choices="colors", other=True, appearance=("minimal", "quick")),
        Group("home", (Repeat("member", (AGE,), count="${size}"), Group("empty", ())), relevant="true()"),
        Question("pace", Kind.RANGE, bounds=("1", "5", "1"), aggregate_only=True),
    ),
    choices={"colors": (Choice("r", Translated({"en": "Red"}), {"warm": "yes"}), Choice("b", Translated()))},
    languages=(Language("en", "English"), Language("ar", "Arabic")),
    default_language="en",
    version="3",
)


def test_a_form_survives_being_kept() -> None:
    assert from_json(json.loads(json.dumps(as_json(FORM)))) == FORM


def test_what_is_default_is_not_kept() -> None:
    kept = as_json(FORM)["elements"][0]
    assert kept == {
        "element": "question",
        "name": "color",
        "kind": "select_one",
        "choices": "colors",
        "other": True,
        "appearance": ["minimal", "quick"],
    }


def test_elements_are_told_with_their_paths_and_repeats() -> None:
    found = {"/".join(one.path): one.repeats for one in FORM.placed()}
    assert found == {
        "color": (),
        "home": (),
        "home/member": (),
        "home/member/age": (("home", "member"),),
        "home/empty": (),
        "pace": (),
    }
    assert dict(FORM.questions())["home", "member", "age"] is AGE
