"""Files that somebody sends for a project: each judged and put on the disk, then given its row.

`take` is for views, before a transaction begins; `file_away` for use cases. A clerk's and a partner's files take the
same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from flask import current_app

from portal.core.db import db
from portal.core.files.names import shown_name, title_from
from portal.core.files.pictures import take_picture
from portal.core.files.store import Kept
from portal.core.files.taking import Sent, take_each, take_file
from portal.core.files.types import Kind
from portal.core.permissions import Actor
from portal.core.translated import Translated
from portal.projects.models import FileKind, Project, ProjectFile


@dataclass(frozen=True)
class Upload:
    """A file that is on the disk for good and waits for its row. A row that never comes: the sweep takes it."""

    kind: FileKind
    kept: Kept
    type: Kind
    filename: str
    title: Translated
    width: int | None = None
    height: int | None = None
    small_key: str | None = None
    small_width: int | None = None


def take_photos(files: Sent) -> tuple[list[Upload], list[str]]:
    """Keep these photos, given with their senders' names: the good ones, and what is wrong with each of the others."""
    return take_each(files, _photo)


def take_papers(files: Sent) -> tuple[list[Upload], list[str]]:
    """Keep these papers, given with their senders' names: the good ones, and what is wrong with each of the others."""
    return take_each(files, _paper)


def _titled(name: str) -> Translated:
    return Translated({current_app.config["SETTINGS"].default_language: title_from(name)[:150]})


def _photo(name: str, stream: BinaryIO) -> Upload:
    picture = take_picture(stream, name)
    large, small = picture.large, picture.small
    return Upload(
        kind=FileKind.PHOTO,
        kept=large.kept,
        type=picture.kind,
        filename=shown_name(name),
        title=_titled(name),
        width=large.width,
        height=large.height,
        small_key=small.kept.key if small else None,
        small_width=small.width if small else None,
    )


def _paper(name: str, stream: BinaryIO) -> Upload:
    kept, kind = take_file(name, stream)
    return Upload(FileKind.PAPER, kept, kind, shown_name(name), _titled(name))


def file_away(actor: Actor, project: Project, upload: Upload, partner_id: int | None = None) -> ProjectFile:
    """Give a kept file its row, for the desk alone until it is part of something public."""
    row = ProjectFile(
        project_id=project.id,
        partner_id=partner_id,
        kind=upload.kind,
        title=upload.title,
        lang=current_app.config["SETTINGS"].default_language,
        file_key=upload.kept.key,
        filename=upload.filename,
        file_type=upload.type.value,
        size=upload.kept.size,
        width=upload.width,
        height=upload.height,
        sha256=upload.kept.sha256,
        small_key=upload.small_key,
        small_width=upload.small_width,
        uploaded_by=actor.person_id,
    )
    db.session.add(row)
    db.session.flush()
    return row
