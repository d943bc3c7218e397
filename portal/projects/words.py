"""The published names and plain meanings of phases and conditions, shown wherever they are used."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from portal.projects.models import CommentWindow, Condition, Phase

PHASE_NAMES = {
    Phase.PROPOSED: _l("Proposed"),
    Phase.AGREED: _l("Agreed"),
    Phase.BUILDING: _l("Building"),
    Phase.PILOTING: _l("Piloting"),
    Phase.EVALUATING: _l("Evaluating"),
    Phase.SCALING: _l("Scaling"),
    Phase.COMPLETED: _l("Completed"),
    Phase.STOPPED: _l("Stopped"),
}

PHASE_MEANINGS = {
    Phase.PROPOSED: _l("Somebody asked for it. The committee has not agreed to it yet."),
    Phase.AGREED: _l("The committee agreed to it. Work has not started yet."),
    Phase.BUILDING: _l("People are making it or putting it in place."),
    Phase.PILOTING: _l("A small test runs with real users."),
    Phase.EVALUATING: _l("The test is over. The committee looks at what it showed."),
    Phase.SCALING: _l("The test went well. It now grows to more places."),
    Phase.COMPLETED: _l("The work is done. Nothing more is planned."),
    Phase.STOPPED: _l("The committee ended it before it was done."),
}

CONDITION_NAMES = {
    Condition.ON_TRACK: _l("On track"),
    Condition.AT_RISK: _l("At risk"),
    Condition.DELAYED: _l("Delayed"),
    Condition.ON_HOLD: _l("On hold"),
}

CONDITION_MEANINGS = {
    Condition.ON_TRACK: _l("Time and money are as planned."),
    Condition.AT_RISK: _l("Something could make it late or cost more."),
    Condition.DELAYED: _l("It is later than planned."),
    Condition.ON_HOLD: _l("Work has paused. It waits for something."),
}

WINDOW_NAMES = {
    CommentWindow.OPEN: _l("Open for comments"),
    CommentWindow.UPCOMING: _l("Comments open soon"),
    CommentWindow.CLOSED: _l("Comments closed"),
    CommentWindow.NONE: _l("No comments taken"),
}


@dataclass(frozen=True)
class Words:
    """The published words of phases, conditions and comment windows, for templates."""

    phases = PHASE_NAMES
    phase_meanings = PHASE_MEANINGS
    conditions = CONDITION_NAMES
    condition_meanings = CONDITION_MEANINGS
    windows = WINDOW_NAMES


WORDS = Words()
