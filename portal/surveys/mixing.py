"""Mixing the box: anonymous responses leave it together, in random order, under new keys, and are counted.

Whatever people wrote in their own words leaves them on the way: it becomes feedback in an order of its own.

While a survey is open, some stay behind, drawn by lot: else the few that come after the last mixing would go alone
when it closes, and whoever answered last would be known.

All of it is one transaction, so that on PostgreSQL a batch has one transaction number, and its order in the file is
the drawn one; on SQLite the tables have no row numbers. What neither wipes by itself, `tidy_boxes` has wiped.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Set
from itertools import chain
from pathlib import Path
from typing import Any

from flask import current_app

from portal.core import queries as core
from portal.core.db import db, new_id
from portal.core.worker import chore
from portal.surveys import queries
from portal.surveys.counting import Counted, tallies_of
from portal.surveys.definition import Path as Place
from portal.surveys.events import hand_over
from portal.surveys.interview import worded
from portal.surveys.models import BoxedResponse, Survey, SurveyState
from portal.surveys.texts import kept_words, texts_in, without_texts

FEWEST = 5  # so many are mixed together at least, and so many stay behind in the box of an open survey
_dice = random.SystemRandom()


def mix(survey_id: int) -> int:
    """Mix what lies in the box of a survey in the transaction at hand, if enough do or no more come; how many it was.

    Fewer than FEWEST go together only where no more than these answered the survey at all.
    """
    survey = queries.survey_for_mixing(survey_id)
    if survey is None:
        return 0
    boxed = list(queries.in_box(survey_id))
    staying = FEWEST if survey.state == SurveyState.OPEN else 0
    if len(boxed) < max(2 * staying, 1):
        return 0
    _wanted().touch()
    _dice.shuffle(boxed)
    del boxed[:staying]
    kept = kept_words(survey.groupings)
    forms = {version_id: queries.form_of(version_id) for version_id in {one.version_id for one in boxed}}
    words = {version_id: worded(form, kept) for version_id, form in forms.items()}
    rows = [_mixed(one, forms[one.version_id].default_language, words[one.version_id]) for one in boxed]
    split = (texts_in(survey_id, forms[one.version_id], one.lang, one.answers, kept) for one in boxed)
    texts = list(chain.from_iterable(split))
    _dice.shuffle(texts)
    queries.take_out([one.id for one in boxed])
    queries.put_responses(rows)
    count(survey, [(row["version_id"], row["answers"]) for row in rows])
    hand_over(texts)
    return len(rows)


def count(survey: Survey, responses: Iterable[tuple[int, dict[str, Any]]]) -> None:
    """Add responses, each a version and its answers, to the tallies."""
    counted: Counter[Counted] = Counter()
    for version_id, answers in responses:
        counted.update(tallies_of(queries.form_of(version_id), answers, survey.groupings))
    queries.add_to_tallies(survey.id, counted)


@chore
def tidy_boxes() -> None:
    """Have what lay in a box leave the files of the database, once a box was mixed; while somebody reads, later."""
    if not _wanted().exists():
        return
    db.session.rollback()
    queries.rewrite_box()
    if core.fold_write_ahead_log():
        _wanted().unlink(missing_ok=True)


def _wanted() -> Path:
    return Path(current_app.instance_path) / "box-tidying-wanted"


def _mixed(boxed: BoxedResponse, lang: str, words: Set[Place]) -> dict[str, Any]:
    return {
        "id": new_id(),
        "survey_id": boxed.survey_id,
        "version_id": boxed.version_id,
        "lang": lang,
        "answers": without_texts(boxed.answers, words),
        "receipt_id": None,
        "sent_at": None,
        "counted": True,
        "texts_taken": True,
    }
