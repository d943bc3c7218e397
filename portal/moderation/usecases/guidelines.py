"""Keeping the guidelines that rulings cite."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.core.db import db
from portal.core.errors import NotFound, Refused, WrongState
from portal.core.permissions import Actor, Permission, authorize
from portal.core.translated import Translated
from portal.core.usecase import usecase
from portal.moderation import queries
from portal.moderation.defaults import default_guidelines
from portal.moderation.guideline_versions import WORDS, capacity, post_version
from portal.moderation.models import Guideline
from portal.record.models import Deed, append


@usecase
def define_guideline(
    *,
    actor: Actor,
    code: str,
    title: Translated,
    text: Translated,
    advice: Translated,
    practice: Translated | None = None,
    position: int | None = None,
) -> int:
    """Add a guideline as version 1, or give the one with this code new words as its next version; returns its id.

    New ones go to the end. Words that are there already make no version. Without `practice` it stays as it is.
    """
    authorize(actor, Permission.GUIDELINE_EDIT)
    guideline = queries.guideline_for_change(code)
    words = {"title": title, "text": text, "advice": advice}
    if guideline is None:
        guideline = Guideline(code=code, position=queries.last_guideline_position() + 1, practice=Translated())
        guideline.version = 0
        db.session.add(guideline)
    _reword(actor, guideline, words | {"practice": practice or guideline.practice}, Translated())
    if position is not None:
        guideline.position = position
    return guideline.id


@usecase
def ensure_guidelines(*, actor: Actor) -> int:
    """Add those of the shipped guidelines whose code is missing; returns how many were added."""
    authorize(actor, Permission.GUIDELINE_EDIT)
    taken, last = queries.guideline_codes(), queries.last_guideline_position()
    missing = [words for words in default_guidelines() if words.code not in taken]
    for place, words in enumerate(missing, start=1):
        guideline = Guideline(code=words.code, position=last + place, version=0)
        db.session.add(guideline)
        _reword(actor, guideline, {name: getattr(words, name) for name in WORDS}, Translated())
    return len(missing)


@usecase
def revise_guideline(
    *,
    actor: Actor,
    code: str,
    title: Translated,
    text: Translated,
    advice: Translated,
    practice: Translated,
    reason: Translated,
    loaded: int,
) -> int:
    """Give a guideline other words from now on, for a reason that is public; returns the number of the version.

    `loaded` is the version that the writer saw: if there is a newer one by now, nothing is overwritten.
    """
    authorize(actor, Permission.GUIDELINE_EDIT)
    guideline = queries.guideline_for_change(code)
    if guideline is None:
        raise NotFound
    if guideline.version != loaded:
        raise WrongState(_("Somebody else changed this guideline while you wrote. Nothing was overwritten."))
    words = {"title": title, "text": text, "advice": advice, "practice": practice}
    if not _reword(actor, guideline, words, reason):
        raise Refused(_("Nothing differs from the words that stand now"))
    return guideline.version


@usecase
def retire_guideline(*, actor: Actor, code: str, retired: bool) -> None:
    """Let a guideline be cited no more, or again. What cited it stays as it is."""
    authorize(actor, Permission.GUIDELINE_EDIT)
    guideline = queries.guideline_for_change(code)
    if guideline is None:
        raise NotFound
    if guideline.retired == retired:
        return
    guideline.retired = retired
    action = "guideline.retired" if retired else "guideline.revived"
    append(actor, Deed(action=action, subject=f"guideline:{code}", role=capacity(actor), guideline=code))


@usecase
def reorder_guideline(*, actor: Actor, code: str, up: bool) -> None:
    """Let a guideline change places with the one before it, or with the one after it."""
    authorize(actor, Permission.GUIDELINE_EDIT)
    rows = queries.guideline_rows()
    at = next((place for place, row in enumerate(rows) if row.code == code), None)
    if at is None:
        raise NotFound
    other = at - 1 if up else at + 1
    if 0 <= other < len(rows):
        rows[at], rows[other] = rows[other], rows[at]
    for position, row in enumerate(rows, start=1):
        row.position = position


def _reword(actor: Actor, guideline: Guideline, words: dict[str, Translated], reason: Translated) -> bool:
    """Post other words as the next version; whether they differ from those that stand."""
    if guideline.version and all(getattr(guideline, name) == text for name, text in words.items()):
        return False
    for name, text in words.items():
        setattr(guideline, name, text)
    guideline.version += 1
    db.session.flush()
    post_version(actor, guideline, reason)
    return True
