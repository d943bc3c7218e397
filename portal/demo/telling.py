"""How the town's projects begin, and what their clerk tells of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from portal.core.formats import from_local, local
from portal.core.translated import Translated
from portal.demo.people import actor
from portal.demo.scenes import Scene
from portal.projects.evidence import GivenEvidence, Photo, WebLink
from portal.projects.filing import take_photos
from portal.projects.models import Condition, Phase
from portal.projects.usecases import add_files, add_project, post_update

FOLDER = Path(__file__).parent / "town"


def project_scene(words: dict[str, Any], today: datetime, at: datetime) -> Scene:
    """A project is published."""

    def found() -> None:
        add_project(
            actor=actor("clerk"),
            slug=words["slug"],
            title=Translated(words["title"]),
            summary=Translated(words["summary"]),
            body=Translated(words["body"]),
            area=words["area"],
            address=words["address"],
            topics=words["topics"],
            geometry=words.get("geometry"),
            comments_open_at=today - timedelta(days=words["comments_open_days_ago"]),
            comments_close_at=_end_of_day(today + timedelta(days=words["comments_close_in_days"])),
            illustrative=True,
        )

    return Scene(at, found)


def _end_of_day(moment: datetime) -> datetime:
    return from_local(datetime.combine(local(moment).date(), time(23, 59)))


def update_scenes(words: dict[str, Any], today: datetime) -> Iterator[Scene]:
    """Every status update of a project, at its moment."""
    for update in words["updates"]:
        yield Scene(today - timedelta(days=update["days_ago"]), _update_poster(words["slug"], update))


def _update_poster(slug: str, words: dict[str, Any]) -> Callable[[], object]:
    return lambda: post_update(
        actor=actor("clerk"),
        project_slug=slug,
        phase=Phase(words["phase"]),
        condition=Condition(words["condition"]),
        text=Translated(words["text"]),
        evidence=_evidence(slug, words),
        corrects=words.get("corrects"),
    )


def _evidence(slug: str, words: dict[str, Any]) -> GivenEvidence:
    return GivenEvidence(
        photos=tuple(_photo(slug, photo) for photo in words.get("photos", ())),
        decisions=tuple(words.get("decisions", ())),
        links=tuple(WebLink(link["url"], Translated(link["label"])) for link in words.get("links", ())),
    )


def _photo(slug: str, words: dict[str, Any]) -> Photo:
    with (FOLDER / words["file"]).open("rb") as stream:
        uploads, problems = take_photos([(words["file"], stream)])
    if problems:
        raise LookupError(problems[0])
    [file_id] = add_files(actor=actor("clerk"), project_slug=slug, uploads=uploads)
    return Photo(file_id, Translated(words["alt"]))
