"""What makes two texts one letter, and what a letter adds: pure texts in, values out."""

from __future__ import annotations

import random

import pytest

from portal.moderation.families.joining import confirmed
from portal.moderation.families.sentences import key_of, sentences
from portal.moderation.families.shared import marked, own_sentences, shared_keys, shared_text
from portal.moderation.families.shingles import marks, shingled
from tests.moderation.families.letters import LETTER, SENTENCES, letter

CJK = "我們希望市政府在新的時刻表公布之前保留河街的晚班公車，因為醫院和麵包店的員工都要很晚才能下班回家。"
HOSTILE = {
    "one long word": "a" * 10_000,
    "emoji": "👍" * 40,
    "signs only": "?!… — ***",
    "right to left": "نرجو الإبقاء على حافلة المساء في شارع النهر. الكثير منا يعمل حتى وقت متأخر من الليل في المستشفى.",
    "no blanks": CJK,
    "marks without width": "a\u200bb\u202ec\ud800",
    "very many sentences": "Ja. " * 700,
}


def alike(one: str, other: str) -> bool:
    return confirmed(shingled(one), shingled(other)) is not None


def test_a_letter_is_known_again_when_words_order_and_paragraphs_changed():
    words = LETTER.split()
    for place in range(3, len(words), 8):
        words[place] = "indeed"
    assert alike(LETTER, " ".join(words))
    assert alike(LETTER, " ".join(reversed(SENTENCES)))
    assert alike(LETTER, letter("I also want a bench. " * 12 + "My mother is 81 and cannot stand for long."))
    assert alike(CJK, CJK.replace("河街", "山路"))


def test_what_only_quotes_or_frames_alike_is_no_letter_of_the_family():
    assert not alike(LETTER, SENTENCES[0])
    assert not alike(LETTER, "We ask the committee to plant trees along the river and to print a map of benches there.")
    assert not alike("More lamps at the station", "More lamps at the station square")
    assert alike("More lamps at the station", "more lamps, at the station!")
    assert not alike("a" * 10_000, "b" * 10_000)
    assert not alike("👍", "👎")


@pytest.mark.parametrize("name", HOSTILE)
def test_any_text_has_few_marks_and_equals_itself(name):
    body = HOSTILE[name]
    text = shingled(body)
    found = marks(body, text, "project 1")
    assert 1 <= len(found) == len(set(found)) <= 93
    assert all(len(mark) <= 20 for mark in found)
    assert confirmed(text, shingled(body)) == 1.0
    assert set(found).isdisjoint(marks(body, text, "project 2"))


@pytest.mark.parametrize("name", HOSTILE)
def test_sentences_hold_every_letter_of_a_text(name):
    body = HOSTILE[name]
    told = "".join(sentence.text for sentence in sentences(body))
    assert "".join(told.split()) == "".join(body.split())
    assert "".join(piece.text for piece in marked(body, frozenset())) == body


def test_nothing_that_somebody_added_seems_to_be_shared():
    keys = shared_keys([LETTER] * 3)
    assert not own_sentences(LETTER.upper().replace("  ", "\n"), keys)
    for added in ("🖕", "Vote for me!", "$$$", "\u202e", "\u200b", "<b>"):
        assert own_sentences(f"{LETTER} {added}", keys), added
    assert key_of("“Keep it” — please") == key_of('"keep it" - please.')


def test_shared_is_what_half_of_the_letters_and_two_at_least_say():
    assert shared_text([LETTER, letter("Mine.")], shared_keys([LETTER, letter("Mine.")])) == list(SENTENCES)
    assert shared_keys([LETTER, "Something else."]) == frozenset()
    three = [letter("Also lamps."), letter("Also lamps."), LETTER, LETTER, letter("Only me.")]
    assert [one.text for one in own_sentences(three[4], shared_keys(three))] == ["Only me."]
    assert own_sentences(three[0], shared_keys(three))


def test_marks_find_half_edited_letters_of_random_words():
    rng = random.Random(4)
    words = ["".join(rng.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(6)) for _ in range(90)]
    edited = [word if rng.random() > 0.2 else "different" for word in words]
    one, other = " ".join(words), " ".join(edited)
    common = set(marks(one, shingled(one), "x")) & set(marks(other, shingled(other), "x"))
    assert common
    assert alike(one, other)
