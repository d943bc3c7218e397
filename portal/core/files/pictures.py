"""Pictures that people send: drawn anew in a process of its own (`redraw.py`), and only the new ones are kept.

So nobody reads in a photo where and by whom it was taken, it stands upright, and a phone loads a small one.
"""

from __future__ import annotations

import io
import json
import shutil
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from flask import current_app
from flask_babel import gettext as _

from portal.core.errors import Refused
from portal.core.files import store
from portal.core.files.apart import Bounds, answer_of
from portal.core.files.names import shown_name
from portal.core.files.store import Kept
from portal.core.files.types import Kind
from portal.core.formats import size as size_words

LONGEST_SIDE = 1600
SMALL_SIDE = 800  # a phone 360 points wide has 720 pixels or more
MOST_PIXELS = {"jpg": 50_000_000, "png": 25_000_000, "webp": 25_000_000}  # only a JPEG is read smaller than it is
USUAL = Bounds(seconds=20, memory=500_000_000)
_REDRAW = Path(__file__).with_name("redraw.py")
_LONGEST_ANSWER = 20_000_000
_BEGINNINGS = {b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}
_PHONE_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Drawn:
    """One picture on the disk, waiting for its row."""

    kept: Kept
    width: int
    height: int


@dataclass(frozen=True)
class Picture:
    """A picture as the public gets it; `small` is None where the large one is small itself."""

    kind: Kind
    large: Drawn
    small: Drawn | None


def take_picture(stream: BinaryIO, name: str, bounds: Bounds = USUAL) -> Picture:
    """Draw the picture in `stream` anew and keep it; raises `Refused` with words. `name` is its sender's."""
    name = shown_name(name)
    form = _form_of(stream, name)
    arguments = (form, str(MOST_PIXELS[form]), str(LONGEST_SIDE), str(SMALL_SIDE))
    with tempfile.TemporaryFile() as file, _one_at_a_time:  # a large picture takes much memory for a moment
        _copy(stream, file, name)
        answer = answer_of(_REDRAW, arguments, file, bounds, _LONGEST_ANSWER)
    try:
        kind, pictures = _checked(answer or b"")
    except (ValueError, KeyError, TypeError, StopIteration, RecursionError) as error:
        words = _("%(name)s cannot be read. It may be damaged. Save it again as JPEG and send it.", name=name)
        raise Refused(words) from error
    if not pictures:
        most = MOST_PIXELS[form] // 1_000_000
        words = _("%(name)s has more than %(most)s million pixels. Make it smaller and send it.", name=name, most=most)
        raise Refused(words)
    drawn = [Drawn(store.keep(io.BytesIO(content), len(content)), *measures) for measures, content in pictures]
    return Picture(kind, drawn[0], drawn[1] if len(drawn) > 1 else None)


def _form_of(stream: BinaryIO, name: str) -> str:
    stream.seek(0)
    head = stream.read(16)
    stream.seek(0)
    if not head:
        raise Refused(_("%(name)s is empty. Choose another file.", name=name))
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and head[8:12] in _PHONE_BRANDS:
        raise Refused(_("%(name)s is a HEIC or AVIF picture. Save it as JPEG and send it again.", name=name))
    form = next((form for beginning, form in _BEGINNINGS.items() if head.startswith(beginning)), None)
    if form is None:
        raise Refused(_("%(name)s is not a picture that we take. Send a JPEG, PNG or WebP picture.", name=name))
    return form


def _copy(stream: BinaryIO, file: BinaryIO, name: str) -> None:
    """Another process can read a real file only."""
    largest: int = current_app.config["SETTINGS"].largest_file
    shutil.copyfileobj(stream, file)
    if file.tell() > largest:
        most = size_words(largest)
        raise Refused(_("%(name)s is larger than %(size)s. Make it smaller and send it again.", name=name, size=most))
    file.seek(0)


def _checked(answer: bytes) -> tuple[Kind, list[tuple[tuple[int, int], bytes]]]:
    """What the program drew: nothing where it refused. It may have been taken over, so nothing of it is believed."""
    line, _end, rest = answer.partition(b"\n")
    said = json.loads(line)
    if "refused" in said:
        return Kind.JPEG, []
    kind = Kind(said["kind"])
    beginning = next(beginning for beginning, form in _BEGINNINGS.items() if form == kind.value)
    pictures: list[tuple[tuple[int, int], bytes]] = []
    for (width, height, length), side in zip(said["pictures"], (LONGEST_SIDE, SMALL_SIDE), strict=False):
        content, rest = rest[:length], rest[length:]
        if not (0 < width <= side and 0 < height <= side and content.startswith(beginning)):
            raise ValueError("not what was asked for")
        pictures.append(((width, height), content))
    if rest or not pictures:
        raise ValueError("more or less than was said")
    return kind, pictures
