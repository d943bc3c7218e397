"""The desk's words for hints, rulings and languages. Names of moderators stand in some: never for the public."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from babel import Locale, UnknownLocaleError
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.core.clock import now
from portal.core.formats import when
from portal.core.languages import page_language
from portal.moderation.hints import Hint
from portal.moderation.models import RulingKind
from portal.moderation.queries import About, RulingLine, WaitingCount, undo_time

HINT_NAMES = {
    Hint.LINK: _l("Has a link"),
    Hint.EMAIL: _l("Has an email address"),
    Hint.PHONE: _l("Has a number like a phone number"),
    Hint.ADDRESS: _l("Has a street and a house number"),
    Hint.PLATE: _l("Has a number like a license plate"),
    Hint.IDENTITY: _l("Has a number like an ID number"),
    Hint.CARD: _l("Has a number like a card number"),
    Hint.ACCOUNT: _l("Has a number like a bank account"),
    Hint.SENT_BEFORE: _l("The same text was sent before"),
}
RULING_NAMES = {
    RulingKind.PUBLISH: _l("Published"),
    RulingKind.REDACT: _l("Published with passages taken out"),
    RulingKind.DECLINE: _l("Not published"),
    RulingKind.SET_ASIDE: _l("Set aside"),
    RulingKind.HIDE: _l("Hidden"),
    RulingKind.RESTORE: _l("Made public again"),
    RulingKind.MOVE: _l("Moved to another page"),
    RulingKind.OVERTURN: _l("Published after an appeal"),
    RulingKind.UNDO: _l("Undone"),
}


def said_by(ruling: RulingLine) -> str:
    """Who ruled what and when."""
    facts = {"name": ruling.moderator, "when": when(ruling.ruled_at)}
    if ruling.imported:
        return _("This comment came with a ruling made elsewhere. It was imported on %(when)s.", **facts)
    if ruling.kind is RulingKind.PUBLISH:
        return _("%(name)s published this comment on %(when)s.", **facts)
    if ruling.kind is RulingKind.DECLINE:
        return _("%(name)s declined this comment on %(when)s.", **facts)
    if ruling.kind is RulingKind.REDACT:
        return _("%(name)s took passages out of this comment on %(when)s.", **facts)
    if ruling.kind is RulingKind.SET_ASIDE:
        return _("%(name)s set this comment aside on %(when)s.", **facts)
    if ruling.kind is RulingKind.HIDE:
        return _("%(name)s hid this comment on %(when)s.", **facts)
    if ruling.kind is RulingKind.RESTORE:
        return _("%(name)s made this comment public again on %(when)s.", **facts)
    if ruling.kind is RulingKind.MOVE:
        return _("%(name)s moved this comment to another page on %(when)s.", **facts)
    if ruling.kind is RulingKind.OVERTURN:
        return _("%(name)s published this comment after an appeal on %(when)s.", **facts)
    return _("%(name)s undid the ruling on this comment on %(when)s.", **facts)


def why_no_undo(ruling: RulingLine) -> str:
    """Why a ruling stays as it is."""
    if ruling.undone:
        return _("This ruling was already undone.")
    if ruling.imported:
        return _("This ruling was made elsewhere and imported. It cannot be undone here.")
    if ruling.kind is RulingKind.UNDO:
        return _("An undo cannot be undone. Rule on the comment again.")
    if ruling.kind is RulingKind.OVERTURN:
        return _("The answer to an appeal is final.")
    if now() >= ruling.ruled_at + undo_time():
        return _("The time to undo this ruling is over.")
    return _("The comment has moved on since this ruling.")


def language_name(tag: str) -> str:
    """A language's name in the language of the page; the tag itself where there is none."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(page_language()) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def hint_words(hints: Iterable[Hint]) -> list[str]:
    """Hints as a card shows them."""
    return [str(HINT_NAMES[hint]) for hint in hints]


def about_choices(counts: Sequence[WaitingCount], chosen: About | None) -> list[tuple[str, str]]:
    """The choices of the queue's filter with how much waits on each; the chosen one is always among them."""
    total = sum(line.count for line in counts)
    choices = [("", str(_("Everything (%(count)s)", count=total)))]
    choices += [(str(line.about), f"{line.title.best(page_language())} ({line.count})") for line in counts]
    if chosen and all(line.about != chosen for line in counts):
        choices.append((str(chosen), f"{chosen.slug} (0)"))
    return choices
