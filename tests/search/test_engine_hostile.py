"""Questions made to hurt: each is answered within the two seconds that are promised, or refused cleanly."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from portal.search.engine import Document, WhooshEngine, segment
from portal.search.engine.asking import Asking
from portal.search.language import QueryRefused, parse

_SECONDS = 2  # measured: 0.27 at the most on a slow machine; see bench/hostile_questions.py

HOSTILE = [
    *("a*", "s*", "?*", "*", "*a*", "*a* *e* *i*", "*ing", "st*", "con*", "sch?ol", "(a* OR b*) AND (c* OR d*)"),
    " ".join(["s*"] * 60),
    "pro* con* com* res* int* sta* tra* par*",
    *("a~3", "school~9", "school~99999999999", "government~9/0", "schoolxyzabcdef~5"),
    *("[a TO z]", "{a TO b}", "[TO]", "id:*", "id:7", "text_en:school", "project:7 OR status:rejected", "created:abc"),
    *("NOT NOT school", "-school", "school^-1", "school^99999", "x:y:z", "the", "the of to in", "AND", "OR OR"),
    *("(" * 200, "(" * 2000 + "a" + ")" * 2000, '"' * 200, '"' * 199, "-" * 200, '-"' * 100, "*" * 200, "a" * 200),
    "a" * 30_000,
    '"' + "school " * 1000 + '"',
    '"the the the the the the the the"',
    '"of the" "in the" "to the" "for the" "the of" "the in" "the to" "the for"',
    "the of to in for and a is",
    "the -of -to -in -for -and -a -is",
    "-the school",
    *("\x00", "\ud800", "\u202e\u0301" * 50, "é\u0301" * 60, "ﷺ" * 200, "好" * 200, "😊" * 200, "a 好" * 50, "'" * 200),
    *("%", "%%%_", "' OR 1=1 --", "<script>alert(1)</script>", "../../../etc/passwd", "{{7*7}}", "\\", "\\u0000"),
]


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    return crowded_index(tmp_path_factory.mktemp("crowded"))


def crowded_index(folder: Path) -> WhooshEngine:
    """Texts of which most hold the commonest words, and thousands of rare ones."""
    dice = random.Random(5)
    common = ["the", "of", "to", "in", "for", "and", "a", "is", "school", "road"]
    starts = ["pro", "con", "com", "res", "int", "sta", "tra", "par", "a", "s"]

    def text() -> str:
        rare = ["".join((dice.choice(starts), *dice.choices("aeinrst", k=4))) for _ in range(8)]
        words = dice.choices(common, k=30) + rare
        dice.shuffle(words)
        return " ".join(words)

    index = WhooshEngine(folder / "index")
    index.rebuild(Document(number, "en", text()) for number in range(1200))
    return index


@pytest.mark.parametrize("question", HOSTILE, ids=lambda question: ascii(question)[1:25])
def test_a_hostile_question_is_answered_or_refused_in_time(crowded: WhooshEngine, question: str) -> None:
    crowded.search(parse("warm"))
    assert _seconds_of(crowded, question) < _SECONDS


def _seconds_of(index: WhooshEngine, question: str) -> float:
    """How long this thread works on an answer or a refusal."""
    start = time.thread_time()
    try:
        hits = index.search(parse(question))
    except QueryRefused:
        assert len(question) > 200
    else:
        assert len(hits) <= 1200
    return time.thread_time() - start


def test_the_corpus_is_one_that_can_hurt(crowded: WhooshEngine) -> None:
    assert len(crowded.search(parse("the of to"))) > 600
    assert len(crowded.search(parse("con*"))) > 60


def test_the_clock_is_looked_at_while_places_are_read(crowded: WhooshEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segment, "_BETWEEN_LOOKS", 100)
    looks: list[float] = []
    monkeypatch.setattr(Asking, "_look", lambda asking: looks.append(asking.deadline))
    crowded.search(parse('"the of"'))
    assert len(looks) > 10
