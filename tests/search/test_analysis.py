"""From texts to terms: what a reader takes for the same word has a term in common."""

from __future__ import annotations

import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.analysis import LONGEST_WORD, tokens
from portal.search.characters import TOKEN
from portal.search.stems import LANGUAGES, language_of


def _terms(text: str, lang: str) -> list[set[str]]:
    return [set(token.terms) for token in tokens(text, lang)]


def _pieces(text: str, lang: str = "und") -> list[str]:
    return [text[token.start : token.end] for token in tokens(text, lang)]


@pytest.mark.parametrize(
    ("lang", "asked", "written"),
    [
        ("en", "stop", "stopped"),
        ("en", "stops", "stopping"),
        ("en", "plan", "planning"),
        ("en", "run", "running"),
        ("en", "dont", "don't"),
        ("en", "dont", "don’t"),
        ("en", "city", "City’s"),
        ("en", "cities", "city's"),
        ("en", "resident", "residents'"),
        ("en", "full", "ｆｕｌｌ"),
        ("en", "park", "pa\u00adrk"),
        ("es", "canon", "cañón"),
        ("es", "CAÑON", "cañones"),
        ("es", "canon", "can\u0303o\u0301n"),
        ("es", "educacion", "educación"),
        ("es", "educaciones", "educación"),
        ("es", "educación", "educacion"),
        ("es-MX", "estacion", "estación"),
        ("de", "strasse", "Straße"),
        ("de", "STRASSEN", "straße"),
        ("de", "schon", "schön"),
        ("fr", "école", "ecoles"),
        ("nb", "gater", "gate"),
        ("sw", "smorrebrod", "smørrebrød"),
        ("en", "👍", "👍🏽"),
        ("en", "❤", "❤️"),
        ("en", "1", "1️⃣"),
    ],
)
def test_two_spellings_of_one_word_have_a_term_in_common(lang: str, asked: str, written: str) -> None:
    (left,), (right,) = _terms(asked, lang), _terms(written, lang)
    assert left & right


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("en", "planet", "planning"),
        ("en", "parks", "parkway"),
        ("es", "parque", "parqueo"),
        ("en", "😊", "😢"),
        ("hi", "की", "का"),
        ("ja", "が", "か"),
        ("und", "stop", "stopped"),
    ],
)
def test_different_words_stay_different(lang: str, one: str, other: str) -> None:
    (left,), (right,) = _terms(one, lang), _terms(other, lang)
    assert not left & right


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("I-65", ["I", "65"]),
        ("I65", ["I", "65"]),
        ("15-per-hour", ["15", "per", "hour"]),
        ("don't 'quoted'", ["don't", "quoted"]),
        ("$3.50, 7,000", ["3", "50", "7", "000"]),
        ("so 😊😊!", ["so", "😊", "😊"]),
        ("👨‍👩‍👧", ["👨‍", "👩‍", "👧"]),
        ("好酷 ok", ["好", "酷", "ok"]),
        ("snake_case", ["snake", "case"]),
        ("हिन्दी", ["हिन्दी"]),
        (" ?!. — ", []),
    ],
)
def test_a_text_falls_into_the_words_a_reader_sees(text: str, pieces: list[str]) -> None:
    assert _pieces(text) == pieces


def test_a_dropped_vowel_ends_a_word_in_french_only() -> None:
    assert _pieces("l'école", "fr") == ["l", "école"]
    assert _pieces("l'école", "en") == ["l'école"]


def test_stop_words_are_words() -> None:
    assert len(_terms("to be or not to be", "en")) == 6


def test_a_tag_finds_its_language() -> None:
    assert [language_of(tag) for tag in ("en", "PT_br", "es-419", "nn", "zh", "", None)] == [
        *("en", "pt", "es", "no", "und", "und", "und")
    ]


@given(st.text(max_size=300), st.sampled_from([*LANGUAGES, "zh", "ar", "x"]))
def test_any_text_gives_sound_tokens(text: str, lang: str) -> None:
    end = 0
    for token in tokens(text, lang):
        assert end <= token.start < token.end <= len(text)
        assert token.spelling
        assert all(token.terms)
        assert all(len(term) <= 2 * LONGEST_WORD for term in token.terms)
        end = token.end


@pytest.mark.parametrize("piece", ["a", "a'", "é\u0301", "\u0301", "ﷺ", "a\u00ad", "好", "😊\u200d", "1\u20e3", " '"])
def test_a_long_hostile_text_is_read_in_linear_time(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        start = time.thread_time()
        for _ in tokens(text, "en"):
            pass
        return time.thread_time() - start

    seconds(100)
    assert seconds(20_000) < 5


def test_every_letter_of_every_script_is_part_of_a_word() -> None:
    letters = [chr(p) for p in range(sys.maxunicode) if chr(p).isalnum()]
    assert TOKEN.findall(" ".join(letters)) == letters
