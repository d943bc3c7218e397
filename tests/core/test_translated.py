"""Texts side by side: the reader's language, else the one there is, always named."""

from __future__ import annotations

from portal.core.translated import Text, Translated


def test_the_reader_gets_the_language_of_the_page() -> None:
    both = Translated({"en": "Lamps", "es": "Farolas"})
    assert both.best("es") == Text("Farolas", "es")
    assert both.best("en") == Text("Lamps", "en")


def test_a_text_in_one_language_is_shown_everywhere_with_its_tag() -> None:
    assert Translated({"es": "Farolas", "en": ""}).best("en") == Text("Farolas", "es")


def test_no_text_at_all_is_empty_and_false() -> None:
    nothing = Translated({"en": None, "es": ""})
    assert (len(nothing), bool(nothing.best("en")), str(nothing.best("en"))) == (0, False, "")


def test_it_is_a_mapping_that_hashes_by_value() -> None:
    assert hash(Translated({"en": "a", "es": "b"})) == hash(Translated({"es": "b", "en": "a"}))
    assert dict(Translated({"en": "a"})) == {"en": "a"}
