"""The illustrative town: its texts are in `town/*.toml`, its life is played in the order of time."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from portal.core import clock
from portal.core.formats import from_local, local
from portal.core.permissions import COMMAND_LINE, VISITOR
from portal.core.translated import Translated
from portal.demo.agreeing import agreement_scenes, founding
from portal.demo.amending import amend_agenda
from portal.demo.founding import adopt_version, found_committee
from portal.demo.minuting import note_approval, publish_minutes, record_minutes
from portal.demo.people import actor
from portal.demo.ruling import desk_scenes, ruling_scenes
from portal.demo.saying import nonce_of, said_by, saying_scenes, support_scenes
from portal.demo.scenes import Scene
from portal.demo.surveying import survey_scenes
from portal.demo.telling import project_scene, update_scenes
from portal.meetings.agendas.drafts import ItemDraft, MeetingDraft
from portal.meetings.models import ItemKind, MeetingKind
from portal.meetings.speaking import SpeakerDraft
from portal.meetings.usecases import post_meeting, register_speaker, write_meeting
from portal.moderation.usecases import ensure_guidelines

FOLDER = Path(__file__).parent / "town"


class Progress:
    """How far the town's life was played, kept in the instance folder, so that a load cut short goes on later."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "demo-town.json"
        kept = json.loads(self._path.read_text("utf-8")) if self._path.exists() else {}
        self.today = datetime.fromisoformat(kept["today"]) if kept else clock.now()
        self.done: int = kept["done"] if kept else 0

    def advance(self) -> None:
        """Note that one more scene was played."""
        self.done += 1
        fresh = self._path.with_suffix(".new")
        fresh.write_text(json.dumps({"today": self.today.isoformat(), "done": self.done}), "utf-8")
        fresh.replace(self._path)


def scenes(today: datetime) -> list[Scene]:
    """The town's life up to `today`, oldest first; the same list for the same day."""
    projects, meetings, minutes, said = (_read(name)[name] for name in ("projects", "meetings", "minutes", "comments"))
    life: list[Scene] = []
    for project in projects:
        life.extend(update_scenes(project, today))
    for meeting in meetings:
        life.extend(_meeting_scenes(meeting, today))
        life.extend(_speaker_scenes(meeting, today))
    begins = {meeting["slug"]: _begins(meeting, today) for meeting in meetings}
    for words in minutes:
        life.extend(_minutes_scenes(words, begins))
    spoken = said_by(today, said)
    life.extend(saying_scenes(spoken))
    life.extend(ruling_scenes(spoken, today))
    for comment in spoken:
        life.extend(support_scenes(comment, today))
    life.extend(desk_scenes(_read("desk"), spoken, today))
    for survey in _read("surveys")["surveys"]:
        life.extend(survey_scenes(survey, today))
    agreed = _read("agreements")
    life.extend(agreement_scenes(agreed, today))
    founded = min(scene.at for scene in life) - timedelta(days=7)
    life.append(Scene(founded - timedelta(minutes=1), lambda: ensure_guidelines(actor=COMMAND_LINE)))
    life.extend(_committee_scenes(today, founded))
    life.extend(Scene(founded + timedelta(minutes=number), play) for number, play in enumerate(founding(agreed), 1))
    for number, project in enumerate(projects, 1):
        life.append(project_scene(project, today, founded + timedelta(hours=number)))
    return sorted(life, key=lambda scene: scene.at)


def play(scene: Scene) -> None:
    """Let a scene happen at its moment."""
    clock.set_source(lambda: scene.at)
    try:
        scene.play()
    finally:
        clock.set_source(None)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def _committee_scenes(today: datetime, founded: datetime) -> Iterator[Scene]:
    words = _read("committee")
    yield Scene(founded, lambda: found_committee(words, local(today).date()))
    for version in words["charter"]:
        yield Scene(today - timedelta(days=version["days_ago"]), _adopter(words["slug"], version))


def _adopter(slug: str, words: dict[str, Any]) -> Callable[[], object]:
    return lambda: adopt_version(slug, words)


def _meeting_scenes(words: dict[str, Any], today: datetime) -> Iterator[Scene]:
    starts_at = _begins(words, today)
    posted_at = starts_at - timedelta(days=words["posted_days_before"])
    draft = MeetingDraft(
        committee_slug=_read("committee")["slug"],
        title=Translated(words["title"]),
        starts_at=starts_at,
        place=Translated(words["place"]),
        step_free=Translated(words["step_free"]),
        remote_link=words["remote_link"],
        items=tuple(_item(item) for item in words["items"]),
        takes_speakers="speakers" in words,
        kind=MeetingKind(words.get("kind", MeetingKind.REGULAR)),
    )
    slug = words["slug"]
    yield Scene(posted_at - timedelta(hours=2), lambda: write_meeting(actor=actor("clerk"), draft=draft, slug=slug))
    yield Scene(posted_at, lambda: post_meeting(actor=actor("clerk"), slug=slug))
    if change := words.get("amended"):
        at = starts_at - timedelta(hours=change["hours_before"])
        yield Scene(at, lambda: amend_agenda(slug, _item(change["item"]), Translated(change["reason"])))


def _begins(words: dict[str, Any], today: datetime) -> datetime:
    day = local(today + timedelta(days=words["starts_in_days"])).date()
    return from_local(datetime.combine(day, time.fromisoformat(words["start_time"])))


def _minutes_scenes(words: dict[str, Any], begins: dict[str, datetime]) -> Iterator[Scene]:
    posted_at = begins[words["meeting"]] + timedelta(days=words["posted_days_after"])
    yield Scene(posted_at - timedelta(hours=1), lambda: record_minutes(words))
    yield Scene(posted_at, lambda: publish_minutes(words))
    if by := words.get("approved"):
        yield Scene(begins[by["meeting"]] + timedelta(days=by["days_after"]), lambda: note_approval(words))


def _speaker_scenes(words: dict[str, Any], today: datetime) -> Iterator[Scene]:
    for number, speaker in enumerate(words.get("speakers", ())):
        nonce = nonce_of(today.isoformat(), words["slug"], number)
        yield Scene(today - timedelta(days=speaker["days_ago"]), _registrar(words["slug"], nonce, speaker))


def _registrar(slug: str, nonce: bytes, words: dict[str, Any]) -> Callable[[], object]:
    draft = SpeakerDraft(words["name"], words.get("item"), words.get("remote", False), words.get("needs", ""))
    return lambda: register_speaker(actor=VISITOR, slug=slug, nonce=nonce, draft=draft, lang=words["lang"])


def _item(words: dict[str, Any]) -> ItemDraft:
    return ItemDraft(
        kind=ItemKind(words["kind"]),
        title=Translated(words["title"]),
        summary=Translated(words["summary"]),
        minutes=words["minutes"],
        consent=words.get("consent", False),
        approves=words.get("approves", ""),
        projects=(words["project"],) if "project" in words else (),
    )
