"""Files that a clerk sends: each judged and put on the disk, before any row names it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from flask import current_app

from portal.core.files.names import shown_name, title_from
from portal.core.files.store import Kept
from portal.core.files.taking import Sent, take_each, take_file
from portal.core.files.types import Kind
from portal.core.translated import Translated


@dataclass(frozen=True)
class Upload:
    """A file that is on the disk for good and waits for its row. A row that never comes: the sweep takes it."""

    kept: Kept
    kind: Kind
    filename: str
    title: Translated


def take(files: Sent) -> tuple[list[Upload], list[str]]:
    """Keep these files: those that are good, and what is wrong with each of the others."""
    return take_each(files, _take_one)


def _take_one(name: str, stream: BinaryIO) -> Upload:
    kept, kind = take_file(name, stream)
    settings = current_app.config["SETTINGS"]
    return Upload(kept, kind, shown_name(name), Translated({settings.default_language: title_from(name)}))
