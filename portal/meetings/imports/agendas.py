"""The meeting and the agenda that a record makes here. What its source says stands in the source's own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _

from portal.core.plain_texts import joined
from portal.core.translated import Translated
from portal.meetings.agendas.drafts import ItemDraft, Link, MeetingDraft
from portal.meetings.imports.records import ItemRecord, MeetingRecord


def meeting_draft(record: MeetingRecord, committee_slug: str, lang: str, with_body: bool) -> MeetingDraft:
    """The meeting of a record, without items; `with_body` where its committee is not the one that its source names."""
    body = record.body if with_body and record.body != record.title else ""
    return MeetingDraft(
        committee_slug=committee_slug,
        kind=record.kind,
        title=Translated({lang: record.title}),
        note=Translated({lang: joined((body, record.description))}),
        starts_at=_whole_minute(record.starts_at),
        ends_at=_end(record),
        timed=record.timed,
        place=Translated({lang: record.place}),
        step_free=Translated({lang: record.step_free}),
        remote_link=record.remote_link,
        links=tuple(Link(label, url) for label, url in record.links),
    )


def _whole_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _end(record: MeetingRecord) -> datetime | None:
    if record.ends_at is None or _whole_minute(record.ends_at) <= _whole_minute(record.starts_at):
        return None
    return _whole_minute(record.ends_at)


def item_drafts(items: Iterable[ItemRecord], lang: str) -> list[ItemDraft]:
    """The items in the order of the day."""
    with force_locale(lang):
        return [_item_draft(item, lang) for item in sorted(items, key=lambda item: (item.position, item.number))]


def _item_draft(item: ItemRecord, lang: str) -> ItemDraft:
    links = "\n".join(f"{label}: {url}" for label, url in item.links)
    summary = joined((item.description, " ".join(_facts(item)), item.minutes_note, links))
    return ItemDraft(
        title=Translated({lang: item.title}),
        kind=item.kind,
        summary=Translated({lang: summary}),
        consent=item.consent,
        source=item.external_id,
    )


def _facts(item: ItemRecord) -> Iterator[str]:
    """What the source tells of an item, as plain sentences."""
    if item.label:
        yield _("Number at the source: %(label)s.", label=item.label)
    if item.file:
        yield _("File: %(file)s.", file=item.file)
    if item.mover:
        yield _("Moved by %(name)s.", name=item.mover)
    if item.seconder:
        yield _("Seconded by %(name)s.", name=item.seconder)
    if result := ", ".join(dict.fromkeys(filter(None, (item.action, item.passed)))):
        yield _("Result: %(result)s.", result=result)


def merged(there: Sequence[ItemDraft], wanted: Sequence[ItemDraft]) -> tuple[ItemDraft, ...]:
    """The agenda `there` with the `wanted` items: those it has are replaced in place, the others follow.

    Where all that is there is wanted too, the order is that of the wanted.
    """
    by_source = {item.source: item for item in wanted}
    numbers = {item.source: item.number for item in there if item.source}
    if all(item.source in by_source for item in there):
        return tuple(replace(item, number=numbers.get(item.source)) for item in wanted)
    kept = [replace(by_source[item.source], number=item.number) if item.source in by_source else item for item in there]
    return (*kept, *(item for item in wanted if item.source not in numbers))
