"""Why a clerk cannot publish a draft, or not any more, in words for the clerk."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.projects.models import DraftKind, DraftState

# What these become repeats where the project stood last, so it must have stood somewhere.
REPEATING = {DraftKind.PAPER, DraftKind.EVIDENCE}


def hindrance(*, takes_part: bool, author_speaks: bool, stands_somewhere: bool) -> str:
    """What has changed since the partner sent it; empty where nothing hinders."""
    if not takes_part:
        return _("This project no longer names the partner. Give the draft back.")
    if not author_speaks:
        return _("Who sent this no longer speaks for the partner. Give it back: a colleague can send it again.")
    if not stands_somewhere:
        return _("This project has no status update yet. Post the first one, then publish this.")
    return ""


def settled(state: DraftState) -> str:
    """That a draft does not wait any more, by the state it is in."""
    return {
        DraftState.WRITTEN: _("The partner has not sent this draft."),
        DraftState.SENT: _("This draft waits for a clerk."),
        DraftState.PUBLISHED: _("Another clerk published this draft."),
        DraftState.RETURNED: _("This draft was given back to the partner."),
        DraftState.WITHDRAWN: _("The partner took this draft back."),
    }[state]
