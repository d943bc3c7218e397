"""The words of minutes and decisions, in forms and on pages."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.meetings.minuting.drafts import Handling, Method, Presence, Vote
from portal.meetings.models import Outcome

PRESENCE_NAMES = {
    Presence.UNKNOWN: _l("Choose"),
    Presence.PRESENT: _l("Present"),
    Presence.REMOTE: _l("Present online"),
    Presence.ABSENT: _l("Absent"),
    Presence.EXCUSED: _l("Excused"),
}
HANDLING_NAMES = {
    Handling.UNSAID: _l("Nothing noted"),
    Handling.DISCUSSED: _l("Discussed"),
    Handling.DECIDED: _l("Decided"),
    Handling.CONTINUED: _l("Continued to another meeting"),
    Handling.WITHDRAWN: _l("Withdrawn"),
    Handling.NOT_REACHED: _l("Not reached"),
}
METHOD_NAMES = {
    Method.VOICE: _l("Voice vote"),
    Method.ROLL_CALL: _l("Roll call"),
    Method.CONSENT: _l("By consent, without a vote"),
}
VOTE_NAMES = {
    Vote.YES: _l("Yes"),
    Vote.NO: _l("No"),
    Vote.ABSTAIN: _l("Abstained"),
    Vote.RECUSED: _l("Recused"),
    Vote.ABSENT: _l("Absent"),
}
OUTCOME_NAMES = {
    Outcome.PASSED: _l("Passed"),
    Outcome.FAILED: _l("Failed"),
    Outcome.POSTPONED: _l("Postponed"),
    Outcome.WITHDRAWN: _l("Motion withdrawn"),
}


class MinuteWords:
    """All of them, for templates."""

    presence = PRESENCE_NAMES
    handling = HANDLING_NAMES
    method = METHOD_NAMES
    vote = VOTE_NAMES
    outcome = OUTCOME_NAMES


MINUTE_WORDS = MinuteWords()
