"""The real town: two projects made from two real conversations, where their files are at hand."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.comments.queries import TargetKey
from portal.core import clock
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.moderation.imports.reader import read_feedback
from portal.moderation.usecases import import_feedback
from portal.projects import queries as projects
from portal.projects.usecases import add_project


@dataclass(frozen=True)
class Imported:
    """What one conversation brought."""

    slug: str
    new: int
    known: int
    refused: int


def conversations(folder: Path) -> list[dict[str, Any]]:
    """The conversations whose files are in `folder`."""
    listed = tomllib.loads((Path(__file__).parent / "real.toml").read_text("utf-8"))["conversations"]
    return [words for words in listed if (folder / words["file"]).is_file()]


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
