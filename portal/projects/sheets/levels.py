"""Technology maturity, level 1 to 9, in words of projects: what a level means, and what takes one to the next.

The scale is that of the technology readiness levels of space agencies and research programs; the words are ours.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


@dataclass(frozen=True)
class Level:
    """One level: a lay sentence, and what must be true to move up one; None at the top."""

    meaning: LazyString
    to_move_up: LazyString | None


LEVELS = {
    1: Level(
        _l("The basic idea is known. Nobody has said yet how to use it."),
        _l("It is written down what the idea could do here, and for whom."),
    ),
    2: Level(
        _l("It is written down what the idea could do. Nobody has tried it."),
        _l("First tries show that the most important part can work."),
    ),
    3: Level(
        _l("First tries showed that the most important part can work."),
        _l("The parts work together on a workbench."),
    ),
    4: Level(
        _l("The parts work together on a workbench."),
        _l("They also work together in a place much like the real one."),
    ),
    5: Level(
        _l("The parts work together in a place much like the real one."),
        _l("A full trial model does the whole job there, and the results are measured."),
    ),
    6: Level(
        _l("A full trial model did the whole job in a place much like the real one."),
        _l("It runs in the real place, with real users, as a test."),
    ),
    7: Level(
        _l("It runs in the real place, with real users, as a test."),
        _l("It is finished, checked, and cleared for daily use."),
    ),
    8: Level(
        _l("It is finished, checked, and cleared for daily use."),
        _l("It has done its job in daily use long enough for people to count on it."),
    ),
    9: Level(_l("It has done its job in daily use. People count on it."), None),
}
