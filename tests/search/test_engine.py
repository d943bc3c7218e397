"""The engine finds exactly what the plain way finds, through additions, replacements, deletions and rebuilds."""

from __future__ import annotations

import random
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.search.engine import Document, IndexBusy, IndexState, IndexUnavailable, Partial, WhooshEngine, segment
from portal.search.engine.generations import Generations
from portal.search.engine.writing import Writing
from portal.search.language import parse
from tests.search.corpus import documents, matching


@pytest.fixture
def index(tmp_path: Path) -> WhooshEngine:
    """An engine on an empty directory."""
    return WhooshEngine(tmp_path / "index", patience=0.2)


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> tuple[WhooshEngine, list[Document]]:
    """An index of several segments, with replaced and deleted texts, and what it should hold."""
    texts = {text.id: text for text in documents(300, seed=1)}
    index = WhooshEngine(tmp_path_factory.mktemp("grown") / "index")
    index.rebuild(texts.values())
    for seed in range(2, 7):
        later = list(documents(20, seed, first_id=seed * 57))
        index.index(later)
        texts |= {text.id: text for text in later}
    gone = list(range(3, 400, 11))
    index.delete([*gone, 999_999])
    return index, [text for text in texts.values() if text.id not in gone]


_PARTS = [
    *("the", "la", "plan", "planning", "school", "escuela", "educacion", "educación", "educaciones", "canon", "absent"),
    *(
        "i65",
        "15-per-hour",
        "dont",
        "citys",
        "😊",
        "好酷",
        "好",
        "sch*",
        "educ*",
        "par*",
        "pla*",
        '"the of"',
        '"la plan"',
    ),
    *('"park stop"', '"de la"', '"to the of"', '"好 酷"', '"educación en"', '"educaciones calle"', '"bus bus"'),
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=st.lists(st.tuples(st.booleans(), st.sampled_from(_PARTS)), min_size=1, max_size=4),
    skip_below=st.sampled_from([0, 2, 1000]),
)
def test_it_finds_exactly_what_the_plain_way_finds(
    grown: tuple[WhooshEngine, list[Document]], parts: list[tuple[bool, str]], skip_below: int
) -> None:
    index, texts = grown
    query = parse(" ".join(f"-{part}" if excluded else part for excluded, part in parts))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segment, "_SKIP_BELOW", skip_below)
        hits = index.search(query)
    assert set(hits.ids) == matching(query, texts)
    assert len(hits.ids) == len(set(hits.ids))
    assert hits.partial == frozenset()
    assert set(index.search(query, ranked=False).ids) == set(hits.ids)


def test_it_counts_what_is_there(grown: tuple[WhooshEngine, list[Document]]) -> None:
    index, texts = grown
    assert index.count() == len(texts)
    assert index.state() is IndexState.READY


@pytest.mark.parametrize(
    ("lang", "text", "questions"),
    [
        ("en", "They stopped planning while running", ["stop", "stops", "stopping", "plan", "planned", "run", "runn*"]),
        ("en", "The government's plan", ["government", "governme*", '"the governments plan"']),
        ("en", "I-65 is full", ["I-65", "i65", '"i 65"', "65", "I-65 full"]),
        ("en", "only $15-per-hour", ["15-per-hour", "15 hour", '"per hour"', "$15"]),
        ("en", "I don’t mind", ["dont", "don't", "don’t"]),
        ("es", "El cañón de la educación", ["canon", "cañones", "educacion", "educaciones", '"la educacion"', "cañ*"]),
        ("de", "Die neue Straße", ["strasse", "STRASSEN", "straß*"]),
        ("zh", "这家店好酷 😊", ["好酷", "好", "😊", '"好酷"', "店好"]),
        ("en", "to be or not to be", ["to be", "not", '"to be or not"', "to -that"]),
        ("sw", "barabara mbaya", ["barabara", "bara*"]),
    ],
)
def test_a_reader_finds_a_text_by_the_words_a_reader_would_type(
    index: WhooshEngine, lang: str, text: str, questions: list[str]
) -> None:
    index.rebuild([Document(7, lang, text), Document(8, lang, "nothing of it")])
    assert {question: index.search(parse(question)).ids for question in questions} == dict.fromkeys(questions, (7,))


@pytest.mark.parametrize("question", ["酷好", '"be to or"', "stopper", "65-I", "scho -school", "gov*"])
def test_what_only_looks_alike_is_not_found(index: WhooshEngine, question: str) -> None:
    texts = ["这家店好酷", "to be or not to be", "school stop I-65"]
    index.rebuild([Document(number, "en", text) for number, text in enumerate(texts)])
    assert index.search(parse(question)).ids == ()


def test_the_best_match_comes_first(index: WhooshEngine) -> None:
    texts = {
        1: "parking " + "and other things " * 20,
        2: "parking at the station: parking, parking",
        3: "parking at the station",
        4: "the station",
    }
    index.rebuild([Document(number, "en", text) for number, text in texts.items()])
    hits = index.search(parse("parking"))
    assert hits.ids == (2, 3, 1)
    assert [score for _, score in hits.items] == sorted((score for _, score in hits.items), reverse=True)
    assert [score for _, score in index.search(parse("parking"), ranked=False).items] == [0.0, 0.0, 0.0]


def test_a_language_in_which_little_was_written_does_not_rank_behind(index: WhooshEngine) -> None:
    many = [Document(number, "en", "the station is far " * 5) for number in range(50)]
    index.rebuild([*many, Document(90, "es", "el bus de Smallhouse"), Document(91, "en", "the bus of Smallhouse")])
    spanish, english = (dict(index.search(parse("smallhouse")).items)[number] for number in (90, 91))
    assert spanish == pytest.approx(english, rel=0.2)


def test_a_replaced_text_is_found_by_its_new_words_only(index: WhooshEngine) -> None:
    index.rebuild([Document(1, "en", "old words")])
    index.index([Document(1, "en", "draft"), Document(1, "es", "palabras nuevas"), Document(2, "en", "more")])
    assert index.search(parse("old")).ids == ()
    assert index.search(parse("draft")).ids == ()
    assert index.search(parse("palabra")).ids == (1,)
    assert index.count() == 2


def test_only_a_purge_takes_the_words_of_a_deleted_text_out_of_the_files(index: WhooshEngine, tmp_path: Path) -> None:
    def held() -> bool:
        return any(b"xylocanthus" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())

    index.rebuild([Document(1, "en", "a lamp for Xylocanthus"), Document(2, "en", "a bench")])
    index.index([Document(3, "en", "another bench")])
    index.delete([1])
    assert held(), "deleting alone leaves them"
    index.purge()
    assert not held()
    assert sorted(index.search(parse("bench")).ids) == [2, 3]


def test_seeded_dice_do_not_let_segments_overwrite_each_other(index: WhooshEngine) -> None:
    state = random.getstate()
    try:
        for number in range(4):
            random.seed(0)
            if number == 0:
                index.rebuild([])
            index.index([Document(number, "en", f"text {number}")])
            assert set(index.search(parse("text")).ids) == set(range(number + 1))
        random.seed(0)
        dice = random.random()
        random.seed(0)
        index.delete([2])
        assert random.random() == dice
    finally:
        random.setstate(state)


def test_an_id_of_63_bits_comes_back_whole(index: WhooshEngine) -> None:
    index.rebuild([Document(2**63 - 1, "en", "large"), Document(0, "en", "small"), Document(2**50 + 1, "en", "usual")])
    assert [index.search(parse(word)).ids for word in ("large", "small", "usual")] == [(2**63 - 1,), (0,), (2**50 + 1,)]
    with pytest.raises(ValueError, match="63 bits"):
        Document(2**63, "en", "")


def test_a_wide_prefix_takes_the_most_frequent_words_and_says_so(index: WhooshEngine) -> None:
    texts = [Document(number, "sw", f"abc{chr(97 + number // 26)}{chr(97 + number % 26)}") for number in range(200)]
    index.rebuild([*texts, Document(500, "sw", "abczz"), Document(501, "sw", "abczz")])
    hits = index.search(parse("abc*"))
    assert hits.partial == {Partial.WIDE_PREFIX}
    assert {500, 501} <= set(hits.ids)
    assert len(hits) == 65  # 63 texts with words of their own, two that share one
    assert index.search(parse("abca*")).partial == frozenset()


def test_no_time_means_no_answer_but_a_word_of_it(grown: tuple[WhooshEngine, list[Document]]) -> None:
    hits = grown[0].search(parse("the"), seconds=-1)
    assert hits.ids == ()
    assert hits.partial == {Partial.OUT_OF_TIME}


def test_a_question_that_asks_nothing_finds_nothing(grown: tuple[WhooshEngine, list[Document]]) -> None:
    assert grown[0].search(parse("")).ids == ()
    assert grown[0].search(parse("-the")).ids == ()


def test_before_the_first_rebuild_the_index_is_missing(index: WhooshEngine) -> None:
    assert index.state() is IndexState.MISSING
    for attempt in (
        lambda: index.search(parse("x")),
        index.count,
        index.watermark,
        lambda: index.note_watermark(1),
        lambda: index.index([Document(1, "en", "x")]),
        lambda: index.delete([1]),
    ):
        with pytest.raises(IndexUnavailable) as unavailable:
            attempt()
        assert unavailable.value.state is IndexState.MISSING


def test_an_index_of_another_format_counts_as_missing(index: WhooshEngine, tmp_path: Path) -> None:
    index.rebuild([Document(1, "en", "x")])
    (tmp_path / "index" / "CURRENT").write_text("99-" + "0" * 16)
    assert index.state() is IndexState.MISSING


def test_an_empty_index_is_ready(index: WhooshEngine) -> None:
    assert index.rebuild([]) == 0
    assert index.state() is IndexState.READY
    assert index.search(parse("x")).ids == ()
    index.index([Document(1, "en", "x")])
    assert index.search(parse("x")).ids == (1,)


def test_a_rebuild_replaces_everything_and_reports(index: WhooshEngine, tmp_path: Path) -> None:
    index.rebuild([Document(1, "en", "old")])
    reports: list[int] = []
    assert index.rebuild((Document(n, "en", "new") for n in range(1200)), reports.append, watermark=41) == 1200
    assert reports == [500, 1000, 1200]
    assert index.watermark() == 41
    assert index.search(parse("old")).ids == ()
    assert len(index.search(parse("new"))) == index.count() == 1200
    assert len([path for path in (tmp_path / "index").iterdir() if path.is_dir()]) == 1


def test_only_the_owner_may_enter_the_directories(index: WhooshEngine, tmp_path: Path) -> None:
    (tmp_path / "index").mkdir(mode=0o755)
    index.rebuild([Document(1, "en", "x")])
    folders = [tmp_path / "index", *(path for path in (tmp_path / "index").iterdir() if path.is_dir())]
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in folders] == [0o700, 0o700]


def test_a_rebuild_that_fails_leaves_the_old_index_and_the_error_as_it_was(index: WhooshEngine, tmp_path: Path) -> None:
    index.rebuild([Document(1, "en", "old")])

    def texts() -> Iterator[Document]:
        yield Document(2, "en", "new")
        raise KeyError("from the database")

    with pytest.raises(KeyError, match="from the database"):
        index.rebuild(texts())
    assert index.search(parse("old")).ids == (1,)
    assert len([path for path in (tmp_path / "index").iterdir() if path.is_dir()]) == 1
    index.index([Document(3, "en", "later")])


def test_during_a_rebuild_readers_go_on_and_a_second_writer_is_told(index: WhooshEngine) -> None:
    index.rebuild([Document(1, "en", "old")])
    seen: list[object] = []

    def texts() -> Iterator[Document]:
        seen.append(index.search(parse("old")).ids)
        for attempt in (lambda: index.index([Document(5, "en", "x")]), lambda: index.rebuild([])):
            with pytest.raises(IndexBusy):
                attempt()
        yield Document(2, "en", "new")

    index.rebuild(texts())
    assert seen == [(1,)]
    assert index.search(parse("new")).ids == (2,)


def test_the_watermark_goes_with_its_generation(index: WhooshEngine) -> None:
    index.rebuild([])
    assert index.watermark() is None
    index.note_watermark(2**50)
    assert index.watermark() == 2**50
    index.rebuild([])
    assert index.watermark() is None


def test_a_change_that_fails_half_way_changes_nothing(index: WhooshEngine, tmp_path: Path) -> None:
    index.rebuild([Document(1, "en", "old")])

    def texts() -> Iterator[Document]:
        yield Document(1, "en", "new")
        raise OSError("no space left")

    with pytest.raises(IndexUnavailable, match="no space left"):
        Writing(Generations(tmp_path / "index"), patience=1).change([1], texts())
    assert index.search(parse("old")).ids == (1,)
    index.index([Document(1, "en", "newer")])
    assert index.search(parse("newer")).ids == (1,)
