"""Appeals at the desk: what waits, from whom an answer may come, and what is needed to give it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, select, true

from portal.accounts import queries as accounts
from portal.accounts.models import Person
from portal.comments.models import Comment
from portal.comments.queries import Target, target_from, with_targets
from portal.core.clock import now
from portal.core.db import db
from portal.core.formats import local, working_days_after
from portal.core.paging import Page
from portal.core.permissions import Actor, Permission, Role, can
from portal.core.translated import Text
from portal.feedback.queries import bound_people
from portal.moderation.access import AppealCase
from portal.moderation.models import Appeal, AppealState, Guideline, GuidelineVersion, Ruling, RulingKind
from portal.moderation.queries.appeals import appeal_days, standing
from portal.moderation.queries.reports import EXCERPT, PAGE_SIZE, after_number
from portal.moderation.queries.steps import CitedGuideline


@dataclass(frozen=True)
class AppealLine:
    """One appeal that waits. `mine`: whoever looks made the ruling, and so cannot answer."""

    id: int
    comment_id: int
    kind: RulingKind
    made_at: datetime
    answer_by: date
    late: bool
    excerpt: Text
    target: Target
    mine: bool


@dataclass(frozen=True)
class DeskAppeal:
    """An appeal with all that is needed to answer it; `ruled_by` is a name of the desk, never for the public."""

    id: int
    comment_id: int
    kind: RulingKind
    ruled_at: datetime
    ruled_by: str
    guideline: CitedGuideline | None
    passage: str
    note: str
    words: str
    made_at: datetime
    answer_by: date
    body: Text
    display_name: str
    received_at: datetime
    target: Target
    case: AppealCase


def waiting_appeals(actor: Actor, after: str | None = None) -> Page[AppealLine]:
    """A page of the appeals that wait, oldest first: all of them for moderators, for others those they may answer."""
    below, chosen = after_number(after), _waiting(actor)
    wanted = with_targets(_with_ruling(select(Appeal, Ruling, Comment))).where(chosen)
    if below is not None:
        wanted = wanted.where(Appeal.id > below)
    rows = db.session.execute(wanted.order_by(Appeal.id).limit(PAGE_SIZE + 1)).all()
    lines = [_line(actor, *row) for row in rows[:PAGE_SIZE]]
    more = str(lines[-1].id) if len(rows) > PAGE_SIZE else None
    total = db.session.scalar(_with_ruling(select(func.count(Appeal.id))).where(chosen))
    return Page(lines, total or 0, more, first_page=below is None)


def _with_ruling(wanted: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return standing(wanted.select_from(Appeal).join(Comment, Comment.id == Appeal.comment_id))


def _waiting(actor: Actor) -> ColumnElement[bool]:
    return and_(Appeal.state == AppealState.WAITING, _within_reach(actor))


def _within_reach(actor: Actor) -> ColumnElement[bool]:
    """Every appeal for moderators; for those who stand in, appeals that no other moderator could answer."""
    if actor.has(Role.MODERATOR):
        return true()
    moderators = active_moderators()
    if len(moderators) > 1 or not can(actor, Permission.APPEAL_ANSWER):
        return false()
    return Ruling.moderator_id.in_(moderators) if moderators else true()


def active_moderators() -> frozenset[int]:
    """Who may rule at present."""
    return frozenset(one.id for one in accounts.holders_of(Role.MODERATOR))


def appeals_to_answer(actor: Actor) -> int:
    """How many appeals wait that the actor may answer, by somebody else's rulings."""
    own = Ruling.moderator_id.is_distinct_from(actor.person_id)
    return db.session.scalar(_with_ruling(select(func.count(Appeal.id))).where(_waiting(actor), own)) or 0


def waiting_appeals_count() -> int:
    """How many appeals wait: a number only."""
    counting = _with_ruling(select(func.count(Appeal.id))).where(Appeal.state == AppealState.WAITING)
    return db.session.scalar(counting) or 0


def _line(actor: Actor, appeal: Appeal, ruling: Ruling, comment: Comment, *target: Any) -> AppealLine:
    answer_by = working_days_after(appeal.made_at, appeal_days())
    return AppealLine(
        id=appeal.id,
        comment_id=comment.id,
        kind=RulingKind(ruling.kind),
        made_at=appeal.made_at,
        answer_by=answer_by,
        late=local(now()).date() > answer_by,
        excerpt=Text(appeal.words, comment.lang).beginning(EXCERPT),
        target=target_from(*target),
        mine=actor.person_id is not None and actor.person_id == ruling.moderator_id,
    )


def desk_appeal(appeal_id: int) -> DeskAppeal | None:
    """One appeal that waits; whoever shows it asks first whether its reader may see it (`case`)."""
    wanted = (
        _with_ruling(select(Appeal, Ruling, Person, Guideline, GuidelineVersion, Comment))
        .outerjoin(Person, Person.id == Ruling.moderator_id)
        .outerjoin(Guideline, Guideline.id == Ruling.guideline_id)
        .outerjoin(
            GuidelineVersion,
            and_(
                GuidelineVersion.guideline_id == Ruling.guideline_id,
                GuidelineVersion.number == Ruling.guideline_version,
            ),
        )
        .where(Appeal.id == appeal_id, Appeal.state == AppealState.WAITING)
    )
    row = db.session.execute(with_targets(wanted)).first()
    return _desk(*row) if row else None


def _desk(
    appeal: Appeal,
    ruling: Ruling,
    moderator: Person | None,
    guideline: Guideline | None,
    words: GuidelineVersion | None,
    comment: Comment,
    *target: Any,
) -> DeskAppeal:
    return DeskAppeal(
        id=appeal.id,
        comment_id=comment.id,
        kind=RulingKind(ruling.kind),
        ruled_at=ruling.ruled_at,
        ruled_by=moderator.name if moderator else "",
        guideline=_cited(guideline, words, ruling.guideline_version) if guideline else None,
        passage=ruling.passage,
        note=ruling.note,
        words=appeal.words,
        made_at=appeal.made_at,
        answer_by=working_days_after(appeal.made_at, appeal_days()),
        body=Text(comment.body, comment.lang),
        display_name=comment.display_name,
        received_at=comment.received_at,
        target=target_from(*target),
        case=appeal_case(ruling),
    )


def _cited(guideline: Guideline, then: GuidelineVersion | None, version: int | None) -> CitedGuideline:
    words = then or guideline
    return CitedGuideline(guideline.code, version or guideline.version, words.title, words.text, words.advice)


def appeal_case(ruling: Ruling) -> AppealCase:
    """What decides who answers an appeal against a ruling."""
    bound = bound_people(ruling.comment_id)
    return AppealCase(ruling.moderator_id, bool(active_moderators() - {ruling.moderator_id, *bound}), bound)


def appeal_to_answer(appeal_id: int) -> Appeal | None:
    """The appeal itself, locked, for whoever answers it."""
    return db.session.get(Appeal, appeal_id, with_for_update=True, populate_existing=True)


def appeal_comment(appeal_id: int) -> int | None:
    """The comment that an appeal is about."""
    return db.session.scalar(select(Appeal.comment_id).where(Appeal.id == appeal_id))
