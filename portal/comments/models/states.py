"""The states of feedback, and what its author may say of themselves."""

from __future__ import annotations

from enum import StrEnum


class FeedbackState(StrEnum):
    """What has become of a text. Everything is pending until a person has read it."""

    PENDING = "pending"
    PUBLISHED = "published"
    DECLINED = "declined"
    SET_ASIDE = "set_aside"
    HIDDEN = "hidden"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


class Audience(StrEnum):
    """What a contributor says to be writing as."""

    RESIDENT = "resident"
    BUSINESS = "business"
    VISITOR = "visitor"
    PARTNER = "partner"
    OTHER = "other"


class Stance(StrEnum):
    """What a comment on an agenda item says to the item, where its author chose to tell."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    NEUTRAL = "neutral"


class Channel(StrEnum):
    """How a comment came in: typed on the site, answered in a survey, or taken down by staff."""

    WEB = "web"
    PAPER = "paper"
    PHONE = "phone"
    ROOM = "room"
    SURVEY = "survey"


# What its author has taken back; no ruling reaches it any more.
GONE = frozenset({FeedbackState.WITHDRAWN, FeedbackState.ERASED})

# What a moderator may do at any time; appeals, undoing and what an author does have methods of their own.
MOVES: dict[FeedbackState, frozenset[FeedbackState]] = {
    FeedbackState.PENDING: frozenset({FeedbackState.PUBLISHED, FeedbackState.DECLINED, FeedbackState.SET_ASIDE}),
    FeedbackState.SET_ASIDE: frozenset({FeedbackState.PUBLISHED, FeedbackState.DECLINED}),
    FeedbackState.PUBLISHED: frozenset({FeedbackState.HIDDEN}),
    FeedbackState.HIDDEN: frozenset(),
    FeedbackState.DECLINED: frozenset(),
    FeedbackState.WITHDRAWN: frozenset(),
    FeedbackState.ERASED: frozenset(),
}
