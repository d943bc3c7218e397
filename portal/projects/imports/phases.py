"""The words by which trackers say how far a project is. What none of them fits stays the source's own word."""

from __future__ import annotations

import re

from portal.projects.models import Condition, Phase

_PHASES = (
    (r"cancel|terminat|stopp|abandon|suspended indefinitely|cancelad", Phase.STOPPED),
    (r"complet(?:e|ed|ado)\b|closed|closeout|finished|in service|done|terminad", Phase.COMPLETED),
    (r"construct|implement|in progress|underway|building|active|ejecuci[oó]n|construcci[oó]n|obra", Phase.BUILDING),
    (r"procure|\bbid|award|design|approved|agreed|funded|contract|dise[nñ]o|licitaci[oó]n|aprobad", Phase.AGREED),
    (r"propos|plan|initiat|concept|pre-?design|scoping|identif|not started|future|propuest|idea", Phase.PROPOSED),
)
_CONDITIONS = (
    (r"on hold|paused|suspend|deferred|en pausa", Condition.ON_HOLD),
    (r"delay|late\b|behind|overdue|retras|demorad", Condition.DELAYED),
    (r"at risk|en riesgo", Condition.AT_RISK),
    (r"on[- ]track|on schedule|on time|a tiempo", Condition.ON_TRACK),
)


def phase_in(status: str) -> Phase | None:
    """The phase that a status tells."""
    return next((phase for signs, phase in _PHASES if re.search(signs, status, re.I)), None)


def condition_in(status: str) -> Condition | None:
    """The condition that a status tells."""
    return next((condition for signs, condition in _CONDITIONS if re.search(signs, status, re.I)), None)
