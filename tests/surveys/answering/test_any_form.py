"""Forms that nobody would write by hand, each answered to the receipt: deep, hidden, with names like our own."""

from __future__ import annotations

import pytest

from portal.core.db import db
from portal.core.translated import Translated
from portal.surveys.definition import Choice, Form, Group, Kind, Language, Question, Repeat
from portal.surveys.models import BoxedResponse
from tests.surveys.answering.filling import filled
from tests.surveys.answering.test_journeys import begin
from tests.surveys.forms import SCRIPT, chosen, said, survey_in

ENGLISH = (Language("en", ""),)


def form_of(*elements, languages=ENGLISH, default="en", **lists):
    """A form of these elements."""
    return Form("Any", "any", elements, lists, languages, default)


def asked(name, kind=Kind.TEXT, **others):
    """A question with a script in its label."""
    return Question(name, kind, said(name), **others)


EVERY_KIND = tuple(
    asked(
        f"q_{kind.value}",
        kind,
        choices="few" if kind in {Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK} else "",
        bounds=("-1", "1", "0.5") if kind is Kind.RANGE else None,
        required="true()",
    )
    for kind in Kind
)
FORMS = {
    "all hidden": form_of(asked("never", relevant="false()")),
    "every kind": form_of(*EVERY_KIND, few=chosen("a", "b", "c")),
    "no choices left": form_of(asked("none", Kind.SELECT_ONE, choices="few", choice_filter="false()"), few=chosen("a")),
    "no words": form_of(Question("bare", Kind.SELECT_ONE, choices="few"), few=(Choice("a", Translated()),)),
    "unknown languages": form_of(
        Question("a", Kind.TEXT, Translated({"x-elvish": "Pedo mellon", "x-dwarf": SCRIPT})),
        Question("b", Kind.INTEGER, Translated({"x-dwarf": "Baruk"})),
        languages=(Language("x-elvish", "Elvish"), Language("x-dwarf", SCRIPT)),
        default="x-elvish",
    ),
    "repeats within repeats": form_of(
        Repeat("house", (asked("street"), Repeat("room", (asked("size", Kind.INTEGER),), said("Room"))), said("House")),
    ),
    "as many as said": form_of(
        asked("children", Kind.INTEGER, default="2"),
        Repeat("child", (asked("name", required="true()"),), said("Child"), count="${children}"),
    ),
    "a hundred choices": form_of(
        asked("many", Kind.SELECT_MULTIPLE, choices="many"), many=chosen(*(f"c{n}" for n in range(100)))
    ),
    "names like our own": form_of(*(asked(name) for name in ("page", "nonce", "later", "add", "lang", "update"))),
    "a rule that fails": form_of(asked("a", Kind.INTEGER), asked("b", relevant="${a} div 0 > 1 or true()")),
    "deep": form_of(Group("a", (Group("b", (Group("c", (asked("d"),), said("C")),), said("B")),), said("A"))),
}


def answer_all(client, slug):
    """The page with the receipt."""
    page = begin(client, slug)
    for _page in range(60):
        if page.h1 == "Check your answers":
            return client.submit(page, "Send your answers")
        page = client.submit(page, "Continue", **filled(page))
    raise AssertionError(f"no end: {page.text}")


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_any_form_can_be_answered_to_the_receipt(client, form):
    done = answer_all(client, survey_in(form=form))
    assert done.h1 == "We have your answers"
    assert db.session.query(BoxedResponse).count() == 1
