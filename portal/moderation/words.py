"""The desk's words for hints, lanes, rulings and languages. Names of moderators stand in some: never for the public."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from babel import Locale, UnknownLocaleError
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.comments.models import Channel, FeedbackState
from portal.core.clock import now
from portal.core.formats import when
from portal.core.languages import page_language
from portal.moderation.hints import Hint
from portal.moderation.models import Danger, ReportReason, RulingKind
from portal.moderation.queries import Lane, Only, RulingLine, WaitingItem, undo_time

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
# What may be noticed when a comment comes in (`Comment.signals`).
SIGNAL_NAMES = {
    "trap": _l("A hidden field was filled in"),
    "fast": _l("Sent faster than people write"),
    "links": _l("Has many links"),
    "sent_before": HINT_NAMES[Hint.SENT_BEFORE],
    "many": _l("Many from one network that day"),
}
STATE_NAMES = {
    FeedbackState.PENDING: _l("Waiting for review"),
    FeedbackState.PUBLISHED: _l("Published"),
    FeedbackState.DECLINED: _l("Not published"),
    FeedbackState.SET_ASIDE: _l("Set aside"),
    FeedbackState.HIDDEN: _l("Hidden"),
    FeedbackState.WITHDRAWN: _l("Withdrawn by its author"),
    FeedbackState.ERASED: _l("Erased"),
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


# What the line over the queue says after a ruling.
RULED = {
    RulingKind.PUBLISH: _l("Published."),
    RulingKind.REDACT: _l("Published with passages taken out."),
    RulingKind.DECLINE: _l("Not published."),
    RulingKind.SET_ASIDE: _l("Set aside."),
    RulingKind.HIDE: _l("Hidden."),
    RulingKind.RESTORE: _l("Public again."),
    RulingKind.MOVE: _l("Moved to another page."),
    RulingKind.OVERTURN: _l("Published after an appeal."),
    RulingKind.UNDO: _l("Undone."),
}
LANE_NAMES = {
    Lane.WAITING: _l("Waiting for a ruling"),
    Lane.ASIDE: _l("Set aside"),
    Lane.REPORTS: _l("Reported by readers"),
    Lane.APPEALS: _l("Appeals"),
    Lane.ESCALATIONS: _l("Escalations"),
}
ONLY_NAMES = {
    Only.HINTS: _l("With hints from when they came in"),
    Only.MINE: _l("Assigned to me"),
    Only.SECOND_LOOK: _l("Waiting for a second pair of eyes"),
    Only.FOLDED: _l("Many from one network"),
}
CHANNEL_NAMES = {
    Channel.WEB: _l("Written on this site"),
    Channel.PAPER: _l("Taken down from paper"),
    Channel.PHONE: _l("Taken down on the phone"),
    Channel.ROOM: _l("Taken down in a room"),
    Channel.SURVEY: _l("Answered in a survey"),
}
REPORT_NAMES = {
    ReportReason.PRIVATE: _l("Private details"),
    ReportReason.THREAT: _l("A threat"),
    ReportReason.HATE: _l("Hate against people"),
    ReportReason.SPAM: _l("Advertising"),
    ReportReason.NOT_MINE: _l("Somebody else’s words or name"),
    ReportReason.OTHER: _l("Another reason"),
}
DANGER_NAMES = {
    Danger.THREAT: _l("A threat to somebody"),
    Danger.SELF_HARM: _l("Somebody may hurt themselves"),
    Danger.CHILD: _l("A child may be in danger"),
}


def said_by(ruling: RulingLine) -> str:
    """Who ruled what and when."""
    facts = {"name": ruling.moderator, "when": when(ruling.ruled_at)}
    if ruling.imported:
        return _("This comment came with a ruling made elsewhere. It was imported on %(when)s.", **facts)
    return _SAID[ruling.kind](**facts)


_SAID: dict[RulingKind, Callable[..., str]] = {
    RulingKind.PUBLISH: lambda **facts: _("%(name)s published this comment on %(when)s.", **facts),
    RulingKind.REDACT: lambda **facts: _("%(name)s took passages out of this comment on %(when)s.", **facts),
    RulingKind.DECLINE: lambda **facts: _("%(name)s declined this comment on %(when)s.", **facts),
    RulingKind.SET_ASIDE: lambda **facts: _("%(name)s set this comment aside on %(when)s.", **facts),
    RulingKind.HIDE: lambda **facts: _("%(name)s hid this comment on %(when)s.", **facts),
    RulingKind.RESTORE: lambda **facts: _("%(name)s made this comment public again on %(when)s.", **facts),
    RulingKind.MOVE: lambda **facts: _("%(name)s moved this comment to another page on %(when)s.", **facts),
    RulingKind.OVERTURN: lambda **facts: _("%(name)s published this comment after an appeal on %(when)s.", **facts),
    RulingKind.UNDO: lambda **facts: _("%(name)s undid the ruling on this comment on %(when)s.", **facts),
}


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


def noticed_words(item: WaitingItem) -> list[str]:
    """All that was noticed in a comment, or about its coming, each once: reasons for a second look."""
    known = dict.fromkeys([*hint_words(item.hints), *(str(SIGNAL_NAMES[s]) for s in item.signals if s in SIGNAL_NAMES)])
    return list(known)
