"""Who may write surveys, answer them, and see what was answered."""

from __future__ import annotations

from typing import Any

from portal.core.permissions import Actor, Permission, Role, rule
from portal.surveys.models import Promise, ResultsShown, Survey, SurveyState


@rule(Permission.SURVEY_EDIT)
def may_edit_survey(actor: Actor, _survey: Any = None) -> bool:
    """Clerks publish."""
    return actor.has(Role.CLERK)


@rule(Permission.SURVEY_INVITE)
def may_invite(actor: Actor, created_by: int | None = None) -> bool:
    """The clerk who made the survey: names and addresses of businesses are for no other; any, where nobody made it."""
    return actor.has(Role.CLERK) and created_by in (None, actor.person_id)


@rule(Permission.SURVEY_READ)
def may_read_survey(actor: Actor, state: SurveyState | None) -> bool:
    """What was opened is everybody's; drafts are for clerks and members."""
    return (state is not None and state != SurveyState.DRAFT) or actor.has(Role.CLERK, Role.MEMBER)


@rule(Permission.SURVEY_ANSWER)
def may_answer_survey(_actor: Actor, takes_answers: bool | None) -> bool:
    """Anybody, while it takes answers."""
    return takes_answers is True


@rule(Permission.SURVEY_RESULTS)
def may_see_results(actor: Actor, survey: Survey | None) -> bool:
    """Once they are published, everybody, unless they are for the committee alone; before, clerks and members."""
    if survey is not None and survey.state == SurveyState.PUBLISHED:
        return survey.results_shown != ResultsShown.NEVER or actor.has(Role.CLERK, Role.MEMBER)
    return actor.has(Role.CLERK, Role.MEMBER)


@rule(Permission.SURVEY_RESPONSES)
def may_read_responses(actor: Actor, survey: Survey | None) -> bool:
    """Single responses: those of a confidential survey, for the clerk who made it; of an anonymous one, nobody."""
    if survey is None:
        return actor.has(Role.CLERK)
    own = survey.created_by is None or survey.created_by == actor.person_id
    return actor.has(Role.CLERK) and survey.promise == Promise.CONFIDENTIAL and own
