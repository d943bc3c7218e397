"""In which language a comment is: told by the worker, by the page where that is not plain."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable

import pytest
from sqlalchemy import select

from portal.comments import telling_languages
from portal.comments.models import Comment
from portal.comments.telling_languages import language_of
from portal.core.db import db
from tests.support.builders import Town
from tests.support.engines import sqlite_only


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Please add more lamps at the stop on College Street", "en"),
        ("Por favor pongan más farolas en la parada de la calle", "es"),
        ("Xin hãy thêm đèn đường ở trạm xe buýt này", "vi"),
        ("من فضلك أضف المزيد من المصابيح في المحطة", "ar"),
        ("Más farolas", None),
        ("https://example.org/por-favor-pongan-mas-farolas", None),
        ("Parking parking parking parking parking", None),
        ("💡" * 3000, None),
    ],
)
def test_a_language_is_told_where_it_is_plain(text: str, lang: str | None) -> None:
    assert language_of(text, ("en", "es")) == lang


@sqlite_only
def test_the_worker_marks_what_came_and_leaves_what_it_cannot_tell(town: Town, worker: Callable[[], int]) -> None:
    project = town.project()
    told = town.comment(project, lang="en", body="La parada está oscura por la noche y da miedo")
    short = town.comment(project, lang="es", body="Lamps")
    erased = town.comment_in("erased", project, lang="en", body="La parada está oscura por la noche y da miedo")
    worker()
    langs = dict(db.session.execute(select(Comment.id, Comment.lang)).all())
    assert langs == {told: "es", short: "es", erased: "en"}


def test_the_model_is_loaded_by_whoever_asks_first_and_not_with_the_site() -> None:
    tree = ast.parse(inspect.getsource(telling_languages))
    at_once = [ast.unparse(node) for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert at_once
    assert not any("py3langid" in line for line in at_once)
