"""Importing meetings that were published elsewhere: each is public at once, and the public record says so."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.committees import queries as committees
from portal.committees.models import Committee
from portal.core.addresses import slugify, slugs_from
from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import Refused
from portal.core.permissions import Actor, Permission, authorize
from portal.core.translated import Translated
from portal.core.usecase import usecase
from portal.meetings import queries
from portal.meetings.agendas.beginning import slug_for
from portal.meetings.agendas.contents import content_of
from portal.meetings.agendas.laying import lay_out, lay_out_new
from portal.meetings.agendas.versions import add_first_versions, add_version
from portal.meetings.imports.plan import SOURCES, Changed, New, Plan, Target, folded, plan
from portal.meetings.imports.records import MeetingFile
from portal.meetings.models import Change, Meeting, MeetingState


def planned(file: MeetingFile, target: Target) -> Plan:
    """What an import would do. Raises `Refused` for an unknown committee."""
    if target.committee and committees.committee_by_slug(target.committee) is None:
        raise Refused(_("There is no committee “%(slug)s”.", slug=target.committee), "committee")
    # of two with one name, the older
    rows = reversed(committees.all_committees())
    slugs = {folded(name): each.slug for each in rows for name in each.name.values()}
    return plan(file, target, queries.known_meetings(SOURCES[file.kind]), slugs)


@usecase
def import_meetings(*, actor: Actor, file: MeetingFile, target: Target) -> Plan:
    """Import a file's meetings, or the items of meetings that are here, all in one transaction; returns what was done.

    Committees that are named and not here are made. Raises `Refused` for an unknown committee of `target`.
    """
    authorize(actor, Permission.MEETING_EDIT)
    authorize(actor, Permission.COMMITTEE_EDIT)
    todo = planned(file, target)
    homes = _Homes(target, todo)
    _add(actor, todo.new, homes, SOURCES[file.kind])
    meetings = queries.meetings_by_id(change.known.meeting_id for change in todo.changed)
    for change in todo.changed:
        _follow(actor, meetings[change.known.meeting_id], change)
    return todo


class _Homes:
    """The committees that meetings go to; what is missing is made."""

    def __init__(self, target: Target, todo: Plan) -> None:
        self._target = target
        self._made: dict[str, Committee] = {}
        self._there = {each.slug: each for each in committees.all_committees()}
        if target.committee:
            self._credit(self._there[target.committee], todo)

    def of(self, new: New) -> Committee:
        """The committee of a new meeting."""
        if new.committee:
            return self._there[new.committee]
        name = folded(new.committee_name)
        if name not in self._made:
            self._made[name] = self._make(new.committee_name)
        return self._made[name]

    def _make(self, name: str) -> Committee:
        taken = {*self._there, *(each.slug for each in self._made.values())}
        committee = Committee(
            slug=next(slug for slug in slugs_from(slugify(name)) if slug not in taken),
            name=Translated({self._target.lang: name}),
            purpose=Translated(),
            attribution=self._target.attribution,
        )
        db.session.add(committee)
        db.session.flush()
        return committee

    def _credit(self, committee: Committee, todo: Plan) -> None:
        if not committee.attribution:
            committee.attribution = self._target.attribution
        elif self._target.attribution and committee.attribution != self._target.attribution:
            todo.notes.append(f"committee {committee.slug} has another attribution already; it stays")


def _add(actor: Actor, new: list[New], homes: _Homes, source: str) -> None:
    """Write all new meetings with few questions to the database: thousands take seconds."""
    taken, moment = queries.slugs_taken(), now()
    laid, versions = [], []
    for each in new:
        committee, content = homes.of(each), content_of(each.draft)
        slug = next(slug for slug in slugs_from(slug_for(each.draft)) if slug not in taken)
        taken.add(slug)
        meeting = Meeting(
            slug=slug,
            committee_id=committee.id,
            source=source,
            external_id=each.record.external_id,
            source_status=each.record.status_word,
            state=MeetingState.CANCELLED if each.record.cancelled else MeetingState.POSTED,
            posted_at=moment,
            changed_at=moment,
        )
        laid.append((meeting, content))
        versions.append((meeting, committee, content))
    lay_out_new(laid)
    add_first_versions(actor, versions, moment)


def _follow(actor: Actor, meeting: Meeting, change: Changed) -> None:
    """Let a meeting say what its source says now."""
    meeting.source_status = change.status_word
    if change.draft is None:
        return
    meeting.follow(change.cancelled)
    content = content_of(change.draft, taken=queries.highest_number(meeting.id))
    lay_out(meeting, content)
    add_version(actor, meeting, queries.committee_of(meeting), content, Change.IMPORTED)
