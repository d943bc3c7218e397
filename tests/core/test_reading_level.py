"""How hard a text is to read: rough, quick, the same for the same text, and never a reason to fail."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.reading_level import HARDEST, SHORTEST, english_syllables, reading_level, spanish_syllables

PLAIN = "We fixed ten lamps on Main Street. They dim at night. You can walk home safely. " * 6
OFFICIAL = (
    "Implementation of the aforementioned intergovernmental memorandum necessitates comprehensive "
    "coordination of administrative responsibilities across participating jurisdictions, notwithstanding "
    "considerable budgetary limitations anticipated throughout subsequent evaluation intervals. "
) * 4
LLANO = "Arreglamos diez lámparas en la calle. Bajan su luz de noche. Usted puede ir a casa sin miedo. " * 6
OFICIAL = (
    "La implementación del memorando intergubernamental anteriormente mencionado requiere una coordinación "
    "exhaustiva de las responsabilidades administrativas correspondientes, independientemente de las "
    "limitaciones presupuestarias previsiblemente experimentadas durante las evaluaciones posteriores. "
) * 4


def test_plain_english_is_for_a_low_grade_and_official_english_for_a_high_one() -> None:
    assert reading_level(PLAIN, "en").grade in {1, 2, 3, 4}
    assert reading_level(OFFICIAL, "en").grade == HARDEST


def test_plain_spanish_is_easy_and_official_spanish_hard() -> None:
    assert reading_level(LLANO, "es").ease > 75
    assert reading_level(OFICIAL, "es").ease < 30


def test_a_known_text_gets_the_grade_that_its_formula_gives() -> None:
    # 96 words in 8 sentences with 136 syllables: 0.39 * 12 + 11.8 * 17/12 - 15.59 = 5.8
    text = "The cat sat under the old table with a happy little puppy. " * 8
    assert sum(map(english_syllables, text.lower().replace(".", "").split())) == 136
    assert reading_level(text, "en").grade == 6


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_short_text_has_no_level_but_a_longest_sentence(lang: str) -> None:
    level = reading_level("Short. " + "Word " * (SHORTEST - 2), lang)
    assert (level.grade, level.ease, level.longest_words) == (None, None, SHORTEST - 2)
    assert reading_level("Word " * SHORTEST, lang) != level


def test_a_language_that_nobody_measured_has_no_level() -> None:
    level = reading_level(PLAIN, "fr")
    assert (level.grade, level.ease) == (None, None)


@pytest.mark.parametrize(
    ("text", "longest", "words"),
    [
        ("We met at 7 p.m. in Room 3. It rained.", "We met at 7 p.m. in Room 3.", 8),
        ("Dr. Ana Gómez spoke for the U.S. Army. We left.", "Dr. Ana Gómez spoke for the U.S. Army.", 8),
        ("It cost 3.5 million dollars! So much?", "It cost 3.5 million dollars!", 5),
        ('She said: "No." We left it at that.', "We left it at that.", 5),
        ("¿Vino usted? ¡Sí! Nos vimos en la plaza.", "Nos vimos en la plaza.", 5),
        ("## Why we do this now\n\n- one two\n- three", "Why we do this now", 5),
        ("Read **the [whole\nplan](https://example.org/a/b)** now", "Read the whole plan now", 5),
        ("| a b | c |\n|---|---|\n| d e f | g |", "d e f", 3),
        ("", "", 0),
        ("*** --- 😀", "", 0),
    ],
)
def test_sentences_are_told_apart_and_markdown_is_no_word(text: str, longest: str, words: int) -> None:
    level = reading_level(text, "en")
    assert (level.longest, level.longest_words) == (longest, words)


@pytest.mark.parametrize(
    ("word", "count"),
    [("street", 1), ("lamps", 1), ("moved", 1), ("needed", 2), ("table", 2), ("changes", 2), ("idea", 3), ("piano", 3),
     ("committee", 3), ("doesn't", 1), ("whole", 1), ("being", 2), ("queue", 1), ("evaluation", 5), ("x", 1)],
)  # fmt: skip
def test_syllables_of_english_words(word: str, count: int) -> None:
    assert english_syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [("ciudad", 2), ("día", 2), ("país", 2), ("queso", 2), ("guerra", 2), ("pingüino", 3), ("aéreo", 4), ("leer", 2),
     ("reunión", 2), ("viuda", 2), ("baúl", 2), ("transeúnte", 4), ("ayuntamiento", 5), ("hoy", 1), ("y", 1)],
)  # fmt: skip
def test_syllables_of_spanish_words(word: str, count: int) -> None:
    assert spanish_syllables(word) == count


@given(st.text(max_size=2000), st.sampled_from(["en", "es"]))
def test_any_text_has_an_answer(text: str, lang: str) -> None:
    level = reading_level(text, lang)
    assert level.longest_words >= 0
    assert level.ease is None or 0 <= level.ease <= 100
    assert level.grade is None or 1 <= level.grade <= HARDEST


@pytest.mark.parametrize(
    "text", ["a. " * 20_000, "A. " * 20_000, "a" * 60_000, "a-" * 30_000, "1." * 30_000, ".'" * 30_000, "(A." * 20_000]
)
def test_hostile_texts_are_read_in_time(text: str) -> None:
    for lang in ("en", "es"):
        began = time.perf_counter()
        reading_level(text, lang)
        assert time.perf_counter() - began < 10
