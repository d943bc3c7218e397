"""The question language: what is read from a question, and what the reader is told about the rest."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.search.analysis import tokens
from portal.search.language import LONGEST_PHRASE, LONGEST_QUERY, MOST_TERMS, Kind, QueryRefused, Reason, parse


def _read(text: str) -> list[str]:
    return [f"{clause.kind}:{clause}" for clause in parse(text).clauses]


def _told(text: str) -> list[tuple[str, Reason]]:
    return [(ignored.part, ignored.reason) for ignored in parse(text).ignored]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("  parking   station ", ["word:parking", "word:station"]),
        ('"bowling green" city', ['phrase:"bowling green"', "word:city"]),
        ("“bowling green”", ['phrase:"bowling green"']),
        ("«plaza mayor»", ['phrase:"plaza mayor"']),
        ('"one"', ["word:one"]),
        ("parking -school", ["word:parking", "word:-school"]),
        ("parking –school —bus --tax", ["word:parking", "word:-school", "word:-bus", "word:-tax"]),
        ('parking -"high school"', ["word:parking", 'phrase:-"high school"']),
        ("park* -scho*", ["prefix:park*", "prefix:-scho*"]),
        ("park***", ["prefix:park*"]),
        ("I-65 15-per-hour", ["word:I-65", "word:15-per-hour"]),
        ("don't (really)!", ["word:don't", "word:really"]),
        ("好酷 😊", ["word:好酷", "word:😊"]),
        ("field:value a/b", ["word:field:value", "word:a/b"]),
        ("School school SCHOOL", ["word:School"]),
        ("the of", ["word:the", "word:of"]),
        ('a"b c"d', ["word:a", 'phrase:"b c"', "word:d"]),
    ],
)
def test_a_question_is_read(text: str, clauses: list[str]) -> None:
    assert _read(text) == clauses
    assert _told(text) == []


@pytest.mark.parametrize(
    ("text", "clauses", "told"),
    [
        ("", [], []),
        ("-school", [], [("-school", Reason.ONLY_EXCLUDED)]),
        ('-school -"high way"', [], [("-school", Reason.ONLY_EXCLUDED), ('-"high way"', Reason.ONLY_EXCLUDED)]),
        ("parks & schools", ["word:parks", "word:schools"], [("&", Reason.NO_WORD)]),
        ('"" x', ["word:x"], [('""', Reason.NO_WORD)]),
        ("st*", ["word:st"], [("st*", Reason.SHORT_PREFIX)]),
        ("I-6*", ["word:I-6"], [("I-6*", Reason.COMPOUND_PREFIX)]),
        ("*ing s*ool ok", ["word:ok"], [("*ing", Reason.STAR_INSIDE), ("s*ool", Reason.STAR_INSIDE)]),
        ("*", [], [("*", Reason.NO_WORD)]),
        ('"big par*"', ['phrase:"big par"'], [("*", Reason.STAR_INSIDE)]),
        ('big "old road', ["word:big", "word:old", "word:road"], [('"', Reason.OPEN_QUOTE)]),
        ("bus OR tram", ["word:bus", "word:tram"], [("OR", Reason.OPERATOR)]),
        ("NOT NOT school", ["word:school"], [("NOT", Reason.OPERATOR), ("NOT", Reason.OPERATOR)]),
        ("x " + "y" * 41, ["word:x"], [("y" * 41, Reason.LONG_WORD)]),
        ("y" * 40, ["word:" + "y" * 40], []),
        (
            '"1 2 3 4 5 6 7 8 9 10"',
            ['phrase:"1 2 3 4 5 6 7 8"'],
            [("9 10", Reason.LONG_PHRASE)],
        ),
    ],
)
def test_what_is_not_used_is_told(text: str, clauses: list[str], told: list[tuple[str, Reason]]) -> None:
    assert _read(text) == clauses
    assert _told(text) == told


def test_the_ninth_term_is_told_not_used() -> None:
    query = parse('a b c d e f g "h i" -j k*')
    assert len(query.clauses) == MOST_TERMS
    assert [(ignored.part, ignored.reason) for ignored in query.ignored] == [
        ("-j", Reason.TOO_MANY),
        ("k*", Reason.SHORT_PREFIX),
        ("k", Reason.TOO_MANY),
    ]


def test_a_long_run_without_spaces_becomes_several_phrases() -> None:
    assert [len(list(tokens(clause.text))) for clause in parse("停车位太少了请多建一些公园和学校").clauses] == [8, 8]


def test_a_question_that_is_too_long_is_refused_with_its_reason() -> None:
    parse("x" * LONGEST_QUERY + "   ")
    with pytest.raises(QueryRefused) as refusal:
        parse("x" * (LONGEST_QUERY + 1))
    assert refusal.value.reason is Reason.TOO_LONG


def test_plain_words_are_what_sql_can_look_for() -> None:
    query = parse('I-65 don\'t "Big Road" PAR* 50%_x -school -"old bridge"')
    assert query.plain_words() == ("i", "65", "don't", "big", "road", "par", "50", "x")
    assert query.plain_excluded() == ("school",)


@given(st.text(max_size=LONGEST_QUERY) | st.text("ab1 \"*-–好😊'“:(OR", max_size=LONGEST_QUERY))
@example('-"*"-*"-"')
@example("\ud800\x00\u0301")
def test_any_two_hundred_characters_can_be_read(text: str) -> None:
    query = parse(text)
    assert len(query.clauses) <= MOST_TERMS
    assert bool(query.clauses) == bool(query.required)
    for clause in query.clauses:
        words = list(tokens(clause.text))
        assert 1 <= len(words) <= LONGEST_PHRASE
        assert clause.kind is not Kind.PREFIX or len(words) == 1
        assert clause.text in text.translate({ord(quote): '"' for quote in "“”„‟«»＂"})
    if text.strip() and not query.clauses:
        assert query.ignored


@given(st.text('ab "*-', max_size=60))
def test_a_question_written_out_again_means_the_same(text: str) -> None:
    query = parse(text)
    assert parse(" ".join(map(str, query.clauses))).clauses == query.clauses


@pytest.mark.parametrize("piece", ['"', "-", "*", '-"', "a*", "a'", "“", " ", '"a', "é\u0301"])
def test_reading_takes_no_time_even_for_what_is_refused(piece: str) -> None:
    start = time.thread_time()
    parse((piece * LONGEST_QUERY)[:LONGEST_QUERY])
    with pytest.raises(QueryRefused):
        parse(f"x{piece * 300_000}x")
    assert time.thread_time() - start < 2
