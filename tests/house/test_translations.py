"""Every text of the site is there in Spanish, complete, with the same placeholders, and the catalogue is up to date."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from portal.config import LANGUAGE_NAMES, Settings
from tests.house.sources import ROOT, nothing_wrong

KEYWORDS = DEFAULT_KEYWORDS | {"_l": None, "lazy_gettext": None, "lazy_ngettext": (1, 2)}
OTHERS = [tag for tag in LANGUAGE_NAMES if tag != Settings().languages[0]]
Key = tuple[str, ...]


@cache
def wanted() -> frozenset[Key]:
    """Every text in the sources, singular and plural forms together."""
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    found = set()
    for mapping in tool["babel"]["mappings"]:
        folder, pattern = mapping["pattern"].split("/", 1)
        for _file, _line, message, _notes, _context in extract_from_dir(
            ROOT / folder, [(pattern, mapping["method"])], keywords=KEYWORDS
        ):
            found.add(_key(message))
    return frozenset(found)


def _key(message: str | tuple[str, ...]) -> Key:
    return message if isinstance(message, tuple) else (message,)


def lacking(catalogue: Catalog, texts: frozenset[Key]) -> Iterator[str]:
    """What a catalogue lacks, has too much, or has unsure."""
    known = {_key(message.id): message for message in catalogue if message.id}
    yield from (f"{key[0]!r} is not in the catalogue: run make messages" for key in sorted(texts - set(known)))
    yield from (f"{key[0]!r} is used no more: run make messages" for key in sorted(set(known) - texts))
    for key, message in known.items():
        if not all(_key(message.string)) or not message.string:
            yield f"{key[0]!r} is not translated"
        if message.fuzzy:
            yield f"{key[0]!r} is only a guess (fuzzy)"


def torn(message: Message) -> Iterator[str]:
    """Translations whose placeholders differ, or that begin or end with other blank space."""
    said = _key(message.id)
    for string in _key(message.string):
        if string and placeholders(string) != placeholders(said[-1]):
            yield f"{said[0]!r} and {string!r} have different placeholders"
        if string and (string[:1].isspace(), string[-1:].isspace()) != (said[0][:1].isspace(), said[0][-1:].isspace()):
            yield f"{string!r} begins or ends with other blank space than {said[0]!r}"


def placeholders(text: str) -> list[str]:
    """Such as `%(name)s` and `{n}`, and tags."""
    return sorted(re.findall(r"%\(\w+\)[a-z]|%[sd]|{\w+}|</?\w+>", text))


@pytest.mark.parametrize("tag", OTHERS)
def test_every_text_is_translated(tag: str) -> None:
    path = ROOT / "portal" / "translations" / tag / "LC_MESSAGES" / "messages.po"
    assert path.exists(), f"there is no catalogue for {tag}: run make messages"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=tag)
    nothing_wrong(lacking(catalogue, wanted()))
    nothing_wrong(wrong for message in catalogue if message.id for wrong in torn(message))


def test_the_sources_have_texts() -> None:
    assert ("Your comment",) in wanted()
    assert len(wanted()) > 200


def test_a_poor_catalogue_is_caught() -> None:
    poor = Catalog(locale="es")
    poor.add("Hello", "Hola")
    poor.add("Guessed", "Adivinado", flags=["fuzzy"])
    poor.add("Empty", "")
    poor.add(("%(num)s lamp", "%(num)s lamps"), ("%(num)s farola", ""))
    poor.add("Old", "Viejo")
    found = list(
        lacking(
            poor,
            frozenset({("Hello",), ("Guessed",), ("Empty",), ("%(num)s lamp", "%(num)s lamps"), ("New",)}),
        )
    )
    assert len(found) == 5
    assert "run make messages" in found[0]


@pytest.mark.parametrize(
    ("text", "translation"), [("%(n)s lamps", "farolas"), ("%(n)s lamps", "%(m)s farolas"), ("A: ", "A:")]
)
def test_a_torn_translation_is_caught(text: str, translation: str) -> None:
    assert list(torn(Message(text, translation)))


def test_a_whole_translation_passes() -> None:
    assert list(torn(Message(("%(n)s lamp", "%(n)s lamps"), ("%(n)s farola", "%(n)s farolas")))) == []
