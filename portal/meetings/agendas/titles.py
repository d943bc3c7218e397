"""The titles of what happens at every meeting, for clerks who leave the field empty."""

from __future__ import annotations

from flask import current_app
from flask_babel import force_locale
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from portal.core.translated import Translated
from portal.meetings.models import ItemKind, MeetingKind

MEETING_TITLES = {
    MeetingKind.REGULAR: _l("Regular meeting"),
    MeetingKind.SPECIAL: _l("Special meeting"),
    MeetingKind.EMERGENCY: _l("Emergency meeting"),
}
ITEM_TITLES = {
    ItemKind.APPROVAL: _l("Approval of minutes"),
    ItemKind.CLOSED_SESSION: _l("Closed session"),
    ItemKind.PUBLIC_COMMENT: _l("Public comment"),
    ItemKind.RECESS: _l("Recess"),
    ItemKind.ROLL_CALL: _l("Roll call"),
}


def meeting_title(kind: MeetingKind) -> Translated:
    """The title of a meeting that was given none, in every language of the site."""
    return _in_all_languages(MEETING_TITLES[kind])


def item_title(kind: ItemKind) -> Translated:
    """The title of an item that was given none; empty where its kind does not tell what it is about."""
    return _in_all_languages(ITEM_TITLES[kind]) if kind in ITEM_TITLES else Translated()


def _in_all_languages(words: LazyString) -> Translated:
    texts = {}
    for tag in current_app.config["SETTINGS"].languages:
        with force_locale(tag):
            texts[tag] = str(words)
    return Translated(texts)


def consent_text(numbers: list[int]) -> Translated:
    """The motion that adopts the whole consent agenda, in every language of the site."""
    return _in_all_languages(
        _l("Approve the consent agenda: items %(numbers)s.", numbers=", ".join(str(number) for number in numbers))
    )
