"""The real town: conversations, meetings, projects and forms of surveys that are real, where their files are."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from portal.comments.queries import TargetKey
from portal.core import clock
from portal.core.formats import site_zone
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.meetings.imports.plan import Target
from portal.meetings.imports.reader import read_meetings
from portal.meetings.usecases import import_meetings
from portal.moderation.imports.reader import read_feedback
from portal.moderation.usecases import import_feedback
from portal.projects import queries as projects
from portal.projects.imports.plan import Target as ProjectTarget
from portal.projects.imports.reader import read_projects
from portal.projects.usecases import add_project, import_projects
from portal.surveys import queries as surveys
from portal.surveys.models import Access, Promise, ResultsShown, Survey, SurveyState
from portal.surveys.usecases import edit_survey, keep_form, open_survey
from portal.surveys.written import WrittenSurvey
from portal.surveys.xlsform import read_workbook


@dataclass(frozen=True)
class Imported:
    """What one file brought."""

    name: str
    new: int
    known: int
    refused: int


def conversations(folder: Path) -> list[dict[str, Any]]:
    """The conversations whose files are in `folder`."""
    return _at_hand("conversations", folder)


def calendars(folder: Path) -> list[dict[str, Any]]:
    """The files of meetings that are in `folder`; items after the events that they belong to."""
    return _at_hand("meetings", folder)


def trackers(folder: Path) -> list[dict[str, Any]]:
    """The files of projects that are in `folder`."""
    return _at_hand("projects", folder)


def workbooks(folder: Path) -> list[dict[str, Any]]:
    """The forms of surveys that are in `folder`, each with the words that they have in common."""
    return [_listed()["surveys_in_common"] | words for words in _at_hand("surveys", folder)]


def _at_hand(kind: str, folder: Path) -> list[dict[str, Any]]:
    return [words for words in _listed()[kind] if (folder / words["file"]).is_file()]


def _listed() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "real.toml").read_text("utf-8"))


def load_meetings(folder: Path, words: dict[str, Any]) -> Imported:
    """Import the meetings that are not there yet, each to a committee of its own city."""
    path, city = folder / words["file"], words["city"]
    zone = ZoneInfo(words["zone"]) if words["zone"] else site_zone()
    read = read_meetings(path.read_bytes(), zone, clock.now())
    records = tuple(replace(each, body=f"{each.body or words['body']}, {city}") for each in read.records)
    target = Target(attribution=Translated(words["attribution"]))
    done = import_meetings(actor=COMMAND_LINE, file=replace(read, records=records), target=target)
    return Imported(path.name, done.new_count, done.known_count, len(done.refusals))


def load_projects(folder: Path, words: dict[str, Any]) -> Imported:
    """Import the projects that are not there yet."""
    path = folder / words["file"]
    target = ProjectTarget(words["source"], Translated(words["attribution"]))
    done = import_projects(actor=COMMAND_LINE, file=read_projects(path.read_bytes(), "en"), target=target)
    return Imported(path.name, len(done.new), len(done.known), len(done.refusals))


def load_conversation(folder: Path, words: dict[str, Any]) -> Imported:
    """Make the project where it is missing, and import what is not there yet."""
    if projects.project_by_slug(words["slug"]) is None:
        add_project(
            actor=COMMAND_LINE,
            slug=words["slug"],
            title=Translated(words["title"]),
            summary=Translated(words["summary"]),
            body=Translated(words["body"]),
            area="Bowling Green",
            attribution=Translated(words["attribution"]),
        )
    read = read_feedback((folder / words["file"]).read_bytes(), clock.now())
    done = import_feedback(
        actor=COMMAND_LINE,
        records=read.records,
        conversation=words["slug"],
        target=TargetKey(words["slug"]),
        lang="en",
    )
    return Imported(words["slug"], len(done.new), done.known, len(read.refusals) + len(done.refusals))


def load_survey(folder: Path, words: dict[str, Any]) -> Imported:
    """Open a survey with a real form. One that is open already is not read again: that takes seconds."""
    slug, path = words["slug"], folder / words["file"]
    if surveys.survey_row(slug) is None:
        reading = read_workbook(path.read_bytes(), path.name, without_unsupported=True)
        if reading.form is None:
            return Imported(slug, 0, 0, 1)
        keep_form(
            actor=COMMAND_LINE,
            form=reading.form,
            left_out=[asdict(one) for one in reading.left_out],
            source_name=path.name,
            title=Translated(words["title"]) if "title" in words else None,
            slug=slug,
            attribution=Translated(words["attribution"]),
        )
    survey = surveys.survey_row(slug)
    if survey is None or survey.state != SurveyState.DRAFT:
        return Imported(slug, 0, 1, 0)
    edit_survey(actor=COMMAND_LINE, slug=slug, written=_written(survey, words))
    open_survey(actor=COMMAND_LINE, slug=slug)
    return Imported(slug, 1, 0, 0)


def _written(survey: Survey, words: dict[str, Any]) -> WrittenSurvey:
    return WrittenSurvey(
        title=survey.title,
        intro=Translated(words["intro"]),
        open_records=Translated(words["open_records"]),
        project=None,
        promise=Promise(words["promise"]),
        results_shown=ResultsShown.AFTER_CLOSING,
        access=Access.ALL,
        groupings={},
        minutes=words["minutes"],
        opens_at=None,
        closes_at=clock.now() + timedelta(days=words["open_for_days"]),
    )
