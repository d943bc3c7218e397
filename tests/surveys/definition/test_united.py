"""Answers to any version of a form can be read by one form, and no version's promise is broken."""

from __future__ import annotations

from dataclasses import replace

from portal.core.translated import Translated
from portal.surveys.definition import Choice, Form, Group, Kind, Language, Question, united
from portal.surveys.exporting import sheets
from portal.surveys.results.links import sources


def _form(*elements, **choices):
    lists = {
        name: tuple(Choice(one, Translated({"en": label})) for one in said) for name, (label, said) in choices.items()
    }
    return Form("Parks", "parks", elements, lists, (Language("en", "English"),), "en")


OLD = _form(
    Group("you", (Question("shop", Kind.TEXT), Question("way", Kind.SELECT_ONE, choices="ways"))),
    Question("gone", Kind.SELECT_MULTIPLE, choices="ways", aggregate_only=False, relevant="${way} = 'car'"),
    Question("pay", Kind.INTEGER, aggregate_only=True, relevant="${shop} != ''"),
    ways=("Old", ["foot", "car"]),
)
NEW = _form(
    Group("you", (Question("way", Kind.SELECT_ONE, choices="ways"), Question("city", Kind.TEXT))),
    Question("pay", Kind.INTEGER),
    ways=("New", ["foot", "bike"]),
)


def test_what_went_stands_behind_what_stayed():
    form = united([OLD, NEW])
    assert ["/".join(path) for path, _question in form.questions()] == [
        "you/way",
        "you/city",
        "you/shop",
        "pay",
        "gone",
    ]
    way = dict(form.questions())["you", "way"]
    assert [(one.name, one.label["en"]) for one in form.choices[way.choices]] == [
        ("foot", "New"),
        ("bike", "New"),
        ("car", "Old"),
    ]
    gone = dict(form.questions())["gone",]
    assert [one.name for one in form.choices[gone.choices]] == ["foot", "car"]


def test_a_promise_and_a_dependence_of_an_older_version_stay():
    form = united([OLD, NEW])
    assert dict(form.questions())["pay",].aggregate_only
    assert sources(form)["pay"] == {"shop"}
    assert united([NEW]) == replace(NEW)


def test_exports_hold_answers_to_all_versions():
    form = united([OLD, NEW])
    main, _codebook = sheets(form, [{"you": {"way": "car", "shop": "Mine"}, "gone": "car"}, {"you": {"city": "Paso"}}])
    first, second = (dict(zip(main.header, row, strict=True)) for row in main.rows)
    assert (first["you/shop"], first["gone:car"], first["gone:foot"], first["you/city"]) == (
        "Mine",
        "1",
        "0",
        "(not asked)",
    )
    assert second["you/city"] == "Paso"
    assert "pay" not in main.header
