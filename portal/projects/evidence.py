"""What an update shows for what it says: photos, papers, decisions, links. As given, as kept, as the record has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from portal.core.addresses import key_text
from portal.core.files.types import Kind
from portal.core.translated import Translated
from portal.projects.models import FileKind, ProjectFile

MOST_FILES = 12
MOST_LINKS = 5
LONGEST_LINK = 500


@dataclass(frozen=True)
class Photo:
    """A photo as its sender describes it: words for whoever does not see it, or that it only decorates."""

    file_id: int
    alt: Translated = field(default_factory=Translated)
    decorative: bool = False


@dataclass(frozen=True)
class WebLink:
    """An address and the words of the link to it."""

    url: str
    label: Translated


@dataclass(frozen=True)
class GivenEvidence:
    """What a writer gives with an update. Files are there already, by id; decisions by `<meeting slug>/<number>`."""

    photos: tuple[Photo, ...] = ()
    papers: tuple[int, ...] = ()
    decisions: tuple[str, ...] = ()
    links: tuple[WebLink, ...] = ()


@dataclass(frozen=True)
class FileCard:
    """One file of a project as pages show it."""

    id: int
    kind: FileKind
    title: Translated
    alt: Translated
    decorative: bool
    lang: str
    type: Kind
    size: int
    width: int | None
    height: int | None
    small_width: int | None
    sha256: str
    posted: bool


@dataclass(frozen=True)
class Evidence:
    """What an update shows for what it says."""

    files: tuple[FileCard, ...] = ()
    decisions: tuple[str, ...] = ()
    links: tuple[WebLink, ...] = ()

    @property
    def photos(self) -> tuple[FileCard, ...]:
        """Its photos."""
        return tuple(file for file in self.files if file.kind == FileKind.PHOTO)

    @property
    def papers(self) -> tuple[FileCard, ...]:
        """Its papers."""
        return tuple(file for file in self.files if file.kind == FileKind.PAPER)

    def __bool__(self) -> bool:
        return bool(self.files or self.decisions or self.links)


NO_EVIDENCE = Evidence()


def file_card(row: ProjectFile) -> FileCard:
    """What pages show of a file."""
    return FileCard(
        id=row.id,
        kind=FileKind(row.kind),
        title=row.title,
        alt=row.alt,
        decorative=row.decorative,
        lang=row.lang,
        type=Kind(row.file_type),
        size=row.size,
        width=row.width,
        height=row.height,
        small_width=row.small_width,
        sha256=row.sha256,
        posted=row.posted_at is not None,
    )


def kept_evidence(files: Iterable[int], decisions: Iterable[str], links: Iterable[WebLink]) -> list[Any]:
    """The JSON of an update's row."""
    return [
        *({"file": key_text(file_id)} for file_id in files),
        *({"decision": key} for key in decisions),
        *({"url": link.url, "label": dict(link.label)} for link in links),
    ]


def file_keys(kept: Iterable[Any]) -> list[str]:
    """The keys of the files in the JSON of an update's row."""
    return [entry["file"] for entry in kept if "file" in entry]


def evidence_from(kept: Sequence[Any], files: Mapping[str, FileCard]) -> Evidence:
    """What the JSON of an update's row says, with its files by key."""
    return Evidence(
        files=tuple(files[key] for key in file_keys(kept) if key in files),
        decisions=tuple(entry["decision"] for entry in kept if "decision" in entry),
        links=tuple(WebLink(entry["url"], Translated(entry["label"])) for entry in kept if "url" in entry),
    )


def recorded_evidence(evidence: Evidence) -> list[Any]:
    """What the public record commits to: files by their bytes and their words, all else as it is shown."""
    return [
        *({"alt": dict(photo.alt), "sha256": photo.sha256} for photo in evidence.photos),
        *({"sha256": paper.sha256, "title": dict(paper.title)} for paper in evidence.papers),
        *({"decision": key} for key in evidence.decisions),
        *({"label": dict(link.label), "url": link.url} for link in evidence.links),
    ]


def may_link_to(url: str) -> bool:
    """Whether an update may link to `url`: a whole https address."""
    if len(url) > LONGEST_LINK or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme == "https" and bool(parts.hostname)
    except ValueError:
        return False
