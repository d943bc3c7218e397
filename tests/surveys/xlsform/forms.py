"""Any form that an author could mean, for hypothesis."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from portal.core.translated import Translated
from portal.surveys.definition import ASKED, Choice, Element, Form, Group, Kind, Language, Question, Repeat

_LETTERS = "aZé9أ中😀=+-@'\"<>&{}#.,:;!?/\\ \n"
_LISTED = {Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK}
_SILENT = {Kind.START, Kind.END, Kind.TODAY, Kind.HIDDEN}
_LANGUAGES = [
    (Language("en", ""),),
    (Language("en", "English"), Language("ar", "العربية")),
    (Language("es", "Español (es)"), Language("en", "English (en)"), Language("pt-BR", "Brasileiro (pt-BR)")),
    (Language("en", ""), Language("x-klingon", "Klingon")),
]
_RULES = ["true()", "1 = 1 and not(false())", "today() > '2026-01-01'", "selected(${first}, 'a')", '${first} != "<&>"']
said = st.text(_LETTERS, min_size=1, max_size=12).map(lambda text: " ".join(text.split()) or "x")
rule = st.sampled_from(_RULES)
maybe_rule = st.just("") | rule


def texts(languages: tuple[Language, ...]) -> st.SearchStrategy[Translated]:
    """A text in some of the languages."""
    tags = [language.tag for language in languages]
    return st.dictionaries(st.sampled_from(tags), said, min_size=1).map(Translated)


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """A form whose first question speaks every language, so that each is met again."""
    languages = draw(st.sampled_from(_LANGUAGES))
    text = texts(languages)
    whole = Translated({language.tag: draw(said) for language in languages})
    columns = st.dictionaries(st.sampled_from(["county", "size"]), said, max_size=2)
    choice = st.builds(Choice, st.sampled_from(["a", "b", "1", "c-d"]), text, columns)
    lists = st.lists(choice, min_size=1, max_size=4, unique_by=lambda one: one.name).map(
        lambda listed: (*listed, Choice("other", whole))
    )
    names = iter(range(1000))
    elements = draw(st.lists(_element(text, names), max_size=6))
    return Form(
        title=draw(said),
        name=draw(said),
        elements=(Question("first", Kind.TEXT, whole), *elements),
        choices={"one": draw(lists), "two": draw(lists)},
        languages=languages,
        default_language=languages[0].tag,
        version=draw(st.sampled_from(["", "7", "2026-11-25"])),
    )


def _element(text: st.SearchStrategy[Translated], names: Any) -> st.SearchStrategy[Element]:
    return st.recursive(
        _question(text, names),
        lambda inside: _holder(st.lists(inside, min_size=1, max_size=3), text, names),
        max_leaves=6,
    )


@st.composite
def _holder(draw: st.DrawFn, inside: Any, text: st.SearchStrategy[Translated], names: Any) -> Group | Repeat:
    kind = draw(st.sampled_from([Group, Repeat]))
    made: Group | Repeat = kind(
        f"h{next(names)}",
        tuple(draw(inside)),
        draw(st.just(Translated()) | text),
        draw(maybe_rule),
        draw(st.sampled_from([(), ("field-list",)])),
    )
    if isinstance(made, Repeat):
        return replace(made, count=draw(st.sampled_from(["", "3", "${first}", "${first} + 1"])))
    return made


@st.composite
def _question(draw: st.DrawFn, text: st.SearchStrategy[Translated], names: Any) -> Question:
    kind = draw(st.sampled_from(list(Kind)))
    name = f"q{next(names)}"
    if kind in _SILENT:
        return Question(name, kind)
    if kind is Kind.CALCULATE:
        return Question(name, kind, calculation=draw(rule), relevant=draw(maybe_rule))
    maybe = st.just(Translated()) | text
    made = Question(name, kind, draw(text), draw(maybe), draw(maybe), relevant=draw(maybe_rule))
    if kind not in ASKED:
        return made
    made = replace(
        made,
        required=draw(maybe_rule),
        required_message=draw(maybe),
        constraint=draw(maybe_rule),
        constraint_message=draw(maybe),
        read_only=draw(maybe_rule),
        aggregate_only=draw(st.booleans()),
        default=draw(st.sampled_from(["", "1", "today()"])),
        appearance=draw(st.sampled_from([(), ("minimal",), ("quick", "w4")])),
        bounds=("0", draw(st.sampled_from(["10", "2.5"])), "0.5") if kind is Kind.RANGE else None,
    )
    return _with_choices(draw, made) if kind in _LISTED else made


def _with_choices(draw: st.DrawFn, made: Question) -> Question:
    other = made.kind is not Kind.RANK and draw(st.booleans())
    return replace(
        made,
        choices=draw(st.sampled_from(["one", "two"])),
        other=other,
        choice_filter="" if other else draw(st.sampled_from(["", "county = ${first}", "size != ''"])),
        randomize=draw(st.booleans()),
    )
