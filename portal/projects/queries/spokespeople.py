"""Reads of who speaks for which partner. Only people who may act as partners now count as speaking."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, false, select

from portal.accounts.models import Person, PersonRole
from portal.core.db import db
from portal.core.permissions import Actor, Role
from portal.projects.models import Partner, Project, ProjectPartner, Spokesperson


@dataclass(frozen=True)
class SpokespersonLine:
    """One person who speaks, or spoke, for a partner. `pseudonym` tells two of one name apart, at the desk only."""

    id: int
    name: str
    pseudonym: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class PartnerName:
    """A partner as pages name it."""

    id: int
    slug: str
    name: str


def speaks_now() -> ColumnElement[bool]:
    """The condition that a spokesperson counts: not ended, and the person may still act as a partner."""
    may_act = select(PersonRole.person_id).join(Person).where(PersonRole.role == Role.PARTNER, Person.active)
    return Spokesperson.ended_at.is_(None) & Spokesperson.person_id.in_(may_act)


def own_projects_of(actor: Actor) -> ColumnElement[bool]:
    """The twin of `access.may_write_draft`, as a condition on projects."""
    if not actor.has(Role.PARTNER):
        return false()
    taking_part = select(ProjectPartner.project_id).where(ProjectPartner.partner_id.in_(spoken_for_by(actor)))
    return Project.id.in_(taking_part)


def spoken_for_by(actor: Actor) -> Select[int]:
    """The ids of the partners that the actor speaks for now, to be part of a condition."""
    return select(Spokesperson.partner_id).where(Spokesperson.person_id == actor.person_id, speaks_now())


def partners_of(actor: Actor) -> list[PartnerName]:
    """The partners that the actor speaks for now, by name."""
    wanted = select(Partner.id, Partner.slug, Partner.name).where(Partner.id.in_(spoken_for_by(actor)))
    return [PartnerName(*row) for row in db.session.execute(wanted.order_by(Partner.name, Partner.id))]


def speakers_for(partner_id: int) -> frozenset[int]:
    """The people who speak for a partner now."""
    wanted = select(Spokesperson.person_id).where(Spokesperson.partner_id == partner_id, speaks_now())
    return frozenset(db.session.scalars(wanted))


def takes_part(project_id: int, partner_id: int) -> bool:
    """Whether the newest sheet of the project names the partner."""
    return db.session.get(ProjectPartner, (project_id, partner_id)) is not None


def speakers_on(project_id: int, partner_id: int) -> frozenset[int]:
    """The people who may draft for a project as this partner: nobody where it takes no part."""
    return speakers_for(partner_id) if takes_part(project_id, partner_id) else frozenset()


def spokespeople(partner_id: int) -> list[SpokespersonLine]:
    """Who speaks for a partner now, as everybody may read, by name."""
    return _lines(Spokesperson.partner_id == partner_id, speaks_now())


def past_spokespeople(partner_id: int) -> list[SpokespersonLine]:
    """Who spoke for a partner, for the desk."""
    return _lines(Spokesperson.partner_id == partner_id, ~speaks_now())


def _lines(*conditions: ColumnElement[bool]) -> list[SpokespersonLine]:
    wanted = select(
        Spokesperson.id, Person.name, Person.pseudonym, Spokesperson.started_at, Spokesperson.ended_at
    ).join(Person, Person.id == Spokesperson.person_id)
    rows = db.session.execute(wanted.where(*conditions).order_by(Person.name, Spokesperson.id))
    return [SpokespersonLine(*row) for row in rows]


def could_speak(partner_id: int) -> list[tuple[int, str]]:
    """The people with a partner account who do not speak for this partner: their id, and words that tell them apart."""
    wanted = (
        select(Person.id, Person.name, Person.pseudonym)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(PersonRole.role == Role.PARTNER, Person.active, Person.id.not_in(speakers_for(partner_id)))
        .order_by(Person.name, Person.id)
    )
    return [(row.id, f"{row.name} ({row.pseudonym})") for row in db.session.execute(wanted)]


def spokesperson_now(partner_id: int, person_id: int) -> Spokesperson | None:
    """The row itself that says so, unless it has ended."""
    return db.session.scalar(
        select(Spokesperson).where(
            Spokesperson.partner_id == partner_id,
            Spokesperson.person_id == person_id,
            Spokesperson.ended_at.is_(None),
        )
    )


def spokesperson_by_id(spokesperson_id: int) -> Spokesperson | None:
    """The row itself, for use cases."""
    return db.session.get(Spokesperson, spokesperson_id)


def left_spokespeople(people: Collection[int]) -> Sequence[Spokesperson]:
    """The rows of these people that are not ended though they may no longer act as partners."""
    wanted = select(Spokesperson).where(
        Spokesperson.person_id.in_(people), Spokesperson.ended_at.is_(None), ~speaks_now()
    )
    return db.session.scalars(wanted).all()
