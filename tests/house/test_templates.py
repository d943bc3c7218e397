"""Templates: nothing unescaped, nothing inline, no import unused, no word that a translator cannot see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from flask import Flask
from jinja2 import Environment, nodes

from tests.house.sources import ROOT, nothing_wrong, templates
from tests.support.engines import sqlite_only

JINJA = Environment(extensions=["jinja2.ext.i18n"])
FOR_DEVELOPERS = {"pages/styleguide.html"}
INLINE = re.compile(
    r"<style|<script(?![^>]*\bsrc=)|<[^>]*\s(?:style|on[a-z]+)\s*=|javascript:|<iframe|<base\b|<link[^>]+https?:",
    re.IGNORECASE,
)


@cache
def tree_of(source: str) -> nodes.Template:
    """What a template says, read once for all laws."""
    return JINJA.parse(source)


@cache
def macros_of(source: str) -> frozenset[str]:
    """The macros that a template makes."""
    return frozenset(macro.name for macro in tree_of(source).find_all(nodes.Macro))


def unsafe(source: str) -> Iterator[str]:
    """Text let through as HTML."""
    tree = tree_of(source)
    yield from ("|safe lets HTML through" for f in tree.find_all(nodes.Filter) if f.name in {"safe", "forceescape"})
    for call in tree.find_all(nodes.Call):
        if getattr(call.node, "name", "") == "Markup":
            yield "Markup() makes HTML"
    if re.search(r"{%-?\s*autoescape", source):
        yield "autoescape is not switched"


def inline(source: str) -> Iterator[str]:
    """Styles, scripts and handlers inside a page, and things loaded from elsewhere."""
    yield from (f"inline: {found[0][:40]!r}" for found in INLINE.finditer(_without_comments(source)))


def unused_imports(source: str) -> Iterator[str]:
    """Macros that are imported and not used."""
    tree = tree_of(source)
    used = {name.name for name in tree.find_all(nodes.Name)}
    for taken in tree.find_all(nodes.FromImport):
        for name in taken.names:
            known_as = name[1] if isinstance(name, tuple) else name
            if known_as not in used:
                yield f"{known_as} is imported and not used"


def missing_macros(source: str, others: dict[str, str]) -> Iterator[str]:
    """Imports of a macro, or templates, that are not there."""
    tree = tree_of(source)
    for kind in (nodes.FromImport, nodes.Extends, nodes.Include, nodes.Import):
        for taken in tree.find_all(kind):
            name = getattr(taken.template, "value", None)
            if name not in others:
                yield f"{name} is not there"
            elif isinstance(taken, nodes.FromImport):
                wanted = {n[0] if isinstance(n, tuple) else n for n in taken.names}
                yield from (f"{name} has no macro {macro}" for macro in wanted - macros_of(others[name]))


def bare_words(source: str) -> Iterator[str]:
    """Words that stand in the page without gettext."""
    kept, translated = [], False
    source = re.sub(r"{% block (body_class|width) %}[^{]*{% endblock %}", "", source)  # classes, not words
    for _line, kind, value in JINJA.lex(source):
        if kind == "name" and value in {"trans", "endtrans"}:
            translated = value == "trans"
        if kind == "data" and not translated:
            kept.append(value)
        elif kind in {"variable_begin", "block_begin"}:
            kept.append("\x00")
    page = re.sub(r"<!--.*?-->|<(code|pre)\b.*?</\1>", "", "".join(kept), flags=re.DOTALL)
    for said in re.findall(r"""\s(?:alt|aria-label|title|placeholder)=["']([^"'\x00]*[A-Za-z]{2}[^"'\x00]*)""", page):
        yield f"{said!r} is an attribute in one language"
    page = re.sub(r"""<[^<>]*>|&\w+;|\s[\w-]+=(?:"[^"]*"?|'[^']*'?)""", " ", page)
    for words in re.findall(r"[A-Za-z][A-Za-z' ]+[A-Za-z]", page):
        if not words.startswith("doctype"):
            yield f"{words.strip()!r} is not translated"


def unused_templates(sources: dict[str, str], code: str) -> Iterator[str]:
    """Templates that nobody renders, extends, includes or imports."""
    everything = code + "".join(sources.values())
    for name in sources:
        if name not in everything and not re.fullmatch(r"errors/\w+\.html", name):
            yield f"{name} is not used"


def _without_comments(source: str) -> str:
    return re.sub(r"{#.*?#}", "", source, flags=re.DOTALL)


ALL = templates()


@pytest.mark.parametrize("law", [unsafe, inline, unused_imports, bare_words], ids=lambda law: law.__name__)
def test_templates_keep_the_law(law) -> None:
    skipped = FOR_DEVELOPERS if law is bare_words else set()
    nothing_wrong(f"{name}: {wrong}" for name, source in ALL.items() if name not in skipped for wrong in law(source))


def test_what_templates_import_is_there() -> None:
    nothing_wrong(f"{name}: {wrong}" for name, source in ALL.items() for wrong in missing_macros(source, ALL))


def test_no_template_is_left_over() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "portal").rglob("*.py"))
    nothing_wrong(unused_templates(ALL, code))


@sqlite_only
def test_every_template_compiles(app: Flask) -> None:
    for name in ALL:
        app.jinja_env.get_template(name)


@pytest.mark.parametrize(
    ("law", "source"),
    [
        (unsafe, "{{ body|safe }}"),
        (unsafe, "{{ Markup(body) }}"),
        (unsafe, "{% autoescape false %}{{ body }}{% endautoescape %}"),
        (inline, "<p style='color: red'>x</p>"),
        (inline, "<a onclick='x()'>x</a>"),
        (inline, "<script>x()</script>"),
        (inline, "<style>p {}</style>"),
        (inline, "<a href='javascript:x()'>x</a>"),
        (inline, "<link rel='stylesheet' href='https://elsewhere.example/x.css'>"),
        (unused_imports, "{% from 'components/tag.html' import tag, other %}{{ tag('open', 'x') }}"),
        (bare_words, "<p>Hello there</p>"),
        (bare_words, "<p>{{ name }} said so</p>"),
        (bare_words, '<button aria-label="Close">{{ x }}</button>'),
    ],
)
def test_a_bad_template_is_caught(law, source: str) -> None:
    assert list(law(source))


@pytest.mark.parametrize(
    "source",
    [
        "<p class='two words'>{{ _('Hello there') }}</p>",
        "<p>{% trans %}Hello there{% endtrans %}</p>",
        "{# A comment in words. #}<!doctype html><html lang='en'>",
        "<img alt=\"{{ _('A lamp') }}\">",
    ],
)
def test_a_good_template_passes(source: str) -> None:
    assert list(bare_words(source)) == []


def test_a_missing_macro_and_a_left_over_template_are_caught() -> None:
    others = {"a.html": "{% macro tag(x) %}{{ x }}{% endmacro %}", "b.html": ""}
    assert list(missing_macros("{% from 'a.html' import gone %}", others))
    assert list(missing_macros("{% extends 'gone.html' %}", others))
    assert list(unused_templates(others, "render('b.html')")) == ["a.html is not used"]
