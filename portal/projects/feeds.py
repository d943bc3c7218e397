"""Projects and status updates as Atom feeds, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from flask import current_app
from flask_babel import gettext as _

from portal.core.atom import Entry, Feed, atom
from portal.core.languages import page_language, page_languages
from portal.core.paging import Page
from portal.core.translated import Text, Translated
from portal.core.web import absolute_url, in_page_language
from portal.projects.models import ENDED, Condition, Phase
from portal.projects.queries import ProjectFacts, ProjectLine, UpdateEntry
from portal.projects.words import WORDS


def projects_feed(page: Page[ProjectLine], parameters: Mapping[str, str], title: str) -> bytes:
    """A page of a list of projects as a feed: each project once, with its newest status."""
    more = {"after": page.next_cursor} if page.next_cursor else {}
    feed = Feed(
        path="/projects.atom" + (f"?{urlencode(parameters)}" if parameters else ""),
        title=title,
        lang=page_language(),
        author=current_app.config["SETTINGS"].site_name,
        here={language.tag: language.href for language in page_languages()},
        page=absolute_url("projects.index", **parameters),
        entries=[_project(line) for line in page.items],
        next=absolute_url("projects.feed", **parameters, **more) if more else "",
    )
    return atom(feed)


def updates_feed(project: ProjectFacts, updates: Sequence[UpdateEntry]) -> bytes:
    """The newest status updates of a project as a feed; corrections are entries of their own, as on its page."""
    name = in_page_language(project.title).text
    feed = Feed(
        path=f"/projects/{project.slug}/updates.atom",
        title=_("Status updates: %(project)s", project=name),
        lang=page_language(),
        author=current_app.config["SETTINGS"].site_name,
        here={language.tag: language.href for language in page_languages()},
        page=absolute_url("projects.show", slug=project.slug),
        entries=[_update(project, name, update) for update in updates],
    )
    return atom(feed)


def _project(line: ProjectLine) -> Entry:
    standing = said_standing(line.phase, line.condition)
    return Entry(
        path=f"/projects/{line.slug}",
        title=in_page_language(line.title),
        href=absolute_url("projects.show", slug=line.slug),
        published=line.created_at,
        updated=line.heard_at,
        summary=Text(standing, page_language()),
        source=_content(standing, line.news if line.update else line.summary),
    )


def _update(project: ProjectFacts, name: str, update: UpdateEntry) -> Entry:
    standing = said_standing(update.phase, update.condition)
    if update.corrects:
        standing = _("Correction of update %(number)s.", number=update.corrects) + " " + standing
    return Entry(
        path=f"/projects/{project.slug}/updates/{update.number}",
        title=Text(_("Update %(number)s: %(project)s", number=update.number, project=name), page_language()),
        href=absolute_url("projects.update", slug=project.slug, number=update.number),
        published=update.posted_at,
        updated=update.posted_at,
        summary=Text(standing, page_language()),
        source=_content(standing, update.text),
        author=update.partner,
    )


def said_standing(phase: Phase | None, condition: Condition | None) -> str:
    """Where a project stands, in the published words."""
    if phase is None or condition is None:
        return _("No update yet")
    said = f"{WORDS.phases[phase]}: {WORDS.phase_meanings[phase]}"
    if phase in ENDED:
        return said
    return f"{said} {WORDS.conditions[condition]}: {WORDS.condition_meanings[condition]}"


def _content(standing: str, texts: Translated) -> Text:
    told = in_page_language(texts)
    return Text(f"{standing}\n\n{told.text}", told.lang)
