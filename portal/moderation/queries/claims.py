"""Who reads what at the desk, and whose an item is."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app
from sqlalchemy import delete, select

from portal.accounts import queries as accounts
from portal.accounts.models import Person
from portal.core.db import db
from portal.core.permissions import Role
from portal.moderation.models import Assignment, Claim, SecondLook


def claim_time() -> timedelta:
    """How long a claim holds."""
    return timedelta(minutes=current_app.config["SETTINGS"].claim_minutes)


def claim_on(comment_id: int) -> Claim | None:
    """The claim itself, for use cases; it may have expired."""
    return db.session.get(Claim, comment_id, with_for_update=True, populate_existing=True)


def end_other_claims(person_id: int, comment_id: int) -> None:
    """Forget what else than this comment somebody was reading."""
    db.session.execute(delete(Claim).where(Claim.person_id == person_id, Claim.comment_id != comment_id))


def assignment_of(comment_id: int) -> Assignment | None:
    """Whose an item is, for use cases."""
    return db.session.get(Assignment, comment_id, with_for_update=True, populate_existing=True)


def open_second_look(comment_id: int) -> SecondLook | None:
    """The open question itself, for use cases."""
    return db.session.scalar(
        select(SecondLook).where(SecondLook.comment_id == comment_id, SecondLook.closed_at.is_(None)).limit(1)
    )


def moderators() -> dict[int, str]:
    """Who may be asked to rule: the names of the desk, by id. The pseudonym tells two of one name apart."""
    return {one.id: f"{one.name} ({one.pseudonym})" for one in accounts.holders_of(Role.MODERATOR)}


def name_of(person_id: int) -> str:
    """The name of somebody of the desk."""
    return db.session.scalars(select(Person.name).where(Person.id == person_id)).one()
