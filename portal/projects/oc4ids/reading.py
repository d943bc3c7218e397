"""One project of the standard as a record of ours. `docs/integrator.md` has the tables; keep them in step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from portal.core.imports import BadRecord, shortened
from portal.core.translated import Translated
from portal.projects.imports.loading import named_twice
from portal.projects.imports.records import PageRecord, ProjectRecord, Remarks, Standing
from portal.projects.imports.values import LONGEST_ID, LONGEST_LINE, moment_text, one_line, summary_of, web_address
from portal.projects.oc4ids.extension import NAME, read_extension
from portal.projects.oc4ids.money import Money
from portal.projects.oc4ids.parties import Parties
from portal.projects.oc4ids.parts import TAG, Around, Part
from portal.projects.oc4ids.places import place_of
from portal.projects.oc4ids.schedule import Schedule
from portal.projects.oc4ids.words import PHASES, topic_of
from portal.projects.sheets.shapes import Sheet, SheetLink

LONGEST_STATUS = 60
LONGEST_TOPIC = 80
MOST_TOPICS = 20
MOST_LINKS = 50
# What tells a project of the standard from any other object.
_SIGNS = {
    "title", "description", "status", "period", "sector", "purpose", "locations", "budget", "parties", "documents",
    "publicAuthority", "contractingProcesses", "milestones", "completion", "identifiers",
}  # fmt: skip


def is_project(value: Any) -> bool:
    """Whether a JSON value looks like a project of the standard: an id, and something that it has words for."""
    return isinstance(value, Mapping) and "id" in value and not _SIGNS.isdisjoint(value)


def name_of(value: Any) -> str:
    """What to call a project that is refused."""
    if not isinstance(value, Mapping):
        return ""
    return next(filter(None, (one_line(value.get(name), 80) for name in ("title", "id"))), "")


def read_project(number: int, value: Any, lang: str, remarks: Remarks) -> ProjectRecord:
    """The record of a project; raises `BadRecord` with the field. `lang` is that of texts that name none."""
    if not isinstance(value, Mapping):
        raise BadRecord("it is no object with names and values")
    if twice := named_twice(value):
        raise BadRecord(f"{shortened(twice, 80)}: it stands twice, with two values")
    identity = one_line(value.get("id"), LONGEST_ID + 1)
    if not identity:
        raise BadRecord("id: it is missing")
    if len(identity) > LONGEST_ID:
        raise BadRecord(f"id: it is longer than {LONGEST_ID} characters")
    tag = one_line(value.get("language"), 20)
    project = Part(value, Around(number, tag if TAG.fullmatch(tag) else lang, remarks))
    if NAME in value:
        return _told_by_us(number, identity, project)
    record = _told_by_others(number, identity, project)
    project.done()
    return record


def _told_by_us(number: int, identity: str, project: Part) -> ProjectRecord:
    record = read_extension(number, identity, project.values[NAME])
    return replace(record, revision=moment_text(project.values.get("updated")))


def _told_by_others(number: int, identity: str, project: Part) -> ProjectRecord:
    status = project.text("status", LONGEST_STATUS)
    schedule, money, parties = Schedule(), Money(), Parties()
    schedule.take_project(project)
    money.take_project(project)
    parties.take_project(project)
    phase = PHASES.get(status)
    for asked in ("id", "language", "updated"):
        project.text(asked)
    sheet = Sheet(
        vision=project.lines("purpose"),
        milestones=tuple(schedule.milestones),
        budget=money.keyed(),
        partners=tuple(parties.parts.values()),
        links=_links(project),
    )
    return ProjectRecord(
        number=number,
        external_id=identity,
        page=_page(project),
        sheet=sheet,
        partners=tuple(parties.partners.values()),
        moves=tuple(schedule.moves),
        standing=Standing(phase) if phase else None,
        status_word=status,
        revision=moment_text(project.values.get("updated")),
    )


def _page(project: Part) -> PageRecord:
    title = project.words("title", lambda value: one_line(value, 1000))
    about = project.lines("description")
    title = title or Translated({tag: one_line(text) for tag, text in about.items()})
    if not title:
        raise BadRecord("title: it is missing, and so is a description")
    summary = Translated({tag: summary_of(" ".join(text.split())) for tag, text in about.items()})
    place = place_of(project)
    return PageRecord(
        title=Translated({tag: shortened(text, LONGEST_LINE) for tag, text in title.items()}),
        summary=summary,
        body=_body(title, summary, about),
        area=place.area,
        address=place.address,
        geometry=place.geometry,
        topics=_topics(project),
    )


def _body(title: Translated, summary: Translated, about: Translated) -> Translated:
    """What would be lost where the title or the summary is cut."""
    tags = dict.fromkeys([*title, *about])
    parts = {
        tag: [
            title.get(tag, "") if len(title.get(tag, "")) > LONGEST_LINE else "",
            about.get(tag, "") if about.get(tag, "") != summary.get(tag, "") else "",
        ]
        for tag in tags
    }
    return Translated({tag: "\n\n".join(filter(None, found)) for tag, found in parts.items()})


def _topics(project: Part) -> tuple[str, ...]:
    found = [topic_of(code) for code in project.texts("sector")]
    for each in project.parts("additionalClassifications"):
        scheme, code, words = each.text("scheme"), each.text("id"), each.text("description")
        found.append(words or " ".join(filter(None, (scheme, code))))
        each.done()
    short = (shortened(each, LONGEST_TOPIC) for each in found if each)
    return tuple(sorted(dict.fromkeys(short)))[:MOST_TOPICS]


def _links(project: Part) -> tuple[SheetLink, ...]:
    found = []
    for each in project.parts("documents"):
        address = web_address(each.values.get("url"))
        each.text("url", 500)
        label = each.words("title") or each.words("documentType")
        if address:
            found.append(SheetLink(label.best(each.around.lang).text or address[:100], address))
        else:
            each.left_out("entry without an https address")
        for passed_over in ("id", "documentType"):
            each.text(passed_over)
        each.done()
    return tuple(dict.fromkeys(found))[:MOST_LINKS]
