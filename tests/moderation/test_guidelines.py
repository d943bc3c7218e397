"""Guidelines: the shipped ones, and keeping one's own."""

from __future__ import annotations

import pytest

from portal.core.errors import Forbidden
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.moderation import queries, usecases
from portal.moderation.commands import guidelines
from portal.moderation.defaults import default_guidelines


def words(text):
    return Translated({"en": text, "es": text + " (es)"})


def test_the_shipped_guidelines_are_complete_in_both_languages():
    shipped = default_guidelines()
    assert len(shipped) == len({one.code for one in shipped}) == 6
    for one in shipped:
        for text in (one.title, one.text, one.advice):
            assert set(text) == {"en", "es"}, one.code


def test_missing_guidelines_are_added_and_kept_ones_keep_their_words(app):
    usecases.define_guideline(
        actor=COMMAND_LINE, code="off-topic", title=words("Ours"), text=words("Ours"), advice=words("Ours")
    )
    assert usecases.ensure_guidelines(actor=COMMAND_LINE) == 5
    assert usecases.ensure_guidelines(actor=COMMAND_LINE) == 0
    cards = queries.guidelines()
    assert cards[0].title["en"] == "Ours"
    others = [one.code for one in default_guidelines() if one.code != "off-topic"]
    assert [card.code for card in cards[1:]] == others


def test_a_guideline_is_reworded_under_its_code(cast):
    values = {"code": "quiet", "text": words("b"), "advice": words("c")}
    first = usecases.define_guideline(actor=cast.clerk.actor, title=words("Old"), **values)
    again = usecases.define_guideline(actor=cast.moderator.actor, title=words("New"), position=7, **values)
    assert first == again
    (card,) = queries.guidelines()
    assert card.title["en"] == "New"


@pytest.mark.parametrize("name", ["visitor", "nobody", "member", "admin"])
def test_guidelines_are_for_moderators_and_clerks(cast, name):
    with pytest.raises(Forbidden):
        usecases.ensure_guidelines(actor=cast.actor(name))
    with pytest.raises(Forbidden):
        usecases.define_guideline(
            actor=cast.actor(name), code="x", title=words("x"), text=words("x"), advice=words("x")
        )


def test_the_command_loads_them_and_says_how_many(app):
    run = app.test_cli_runner()
    assert run.invoke(guidelines, ["load"]).output == "guidelines added: 6\n"
    assert run.invoke(guidelines, ["load"]).output == "guidelines added: 0\n"
