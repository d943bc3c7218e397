"""Files that a clerk sends: each judged and put on the disk, before any row names it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from flask import current_app
from flask_babel import gettext as _

from portal.core.errors import Refused
from portal.core.files import store
from portal.core.files.names import shown_name, title_from
from portal.core.files.store import Kept
from portal.core.files.types import Kind, kind_of
from portal.core.formats import size
from portal.core.translated import Translated


@dataclass(frozen=True)
class Upload:
    """A file that is on the disk for good and waits for its row. A row that never comes: the sweep takes it."""

    kept: Kept
    kind: Kind
    filename: str
    title: Translated


def take(files: Iterable[tuple[str, BinaryIO]]) -> tuple[list[Upload], list[str]]:
    """Keep these files, given with the names that their senders gave them: those that are good, and what is wrong
    with each of the others.
    """
    good: list[Upload] = []
    problems: list[str] = []
    for name, stream in files:
        try:
            good.append(_take_one(name, stream))
        except Refused as refusal:
            problems.append(refusal.message)
    return good, problems


def _take_one(name: str, stream: BinaryIO) -> Upload:
    settings = current_app.config["SETTINGS"]
    shown = shown_name(name)
    kind = kind_of(stream, shown)
    try:
        kept = store.keep(stream, settings.largest_file)
    except store.TooLarge as error:
        most = size(settings.largest_file)
        raise Refused(
            _("%(name)s is larger than %(size)s. Make it smaller or send it in parts.", name=shown, size=most)
        ) from error
    return Upload(kept, kind, shown, Translated({settings.default_language: title_from(name)}))
