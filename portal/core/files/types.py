"""What a file is, told by its content and never by its name; and the few kinds that the site takes."""

from __future__ import annotations

import codecs
from enum import StrEnum
from pathlib import PurePath
from typing import BinaryIO

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.core.errors import Refused
from portal.core.files import containers

_HEAD = 1024
_CHUNK = 1 << 16
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
# Plain text has no mark of its own, so here the name must agree; a script is text under another name.
_TEXT_NAMES = {"": "txt", ".txt": "txt", ".text": "txt", ".csv": "csv"}
_MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<iframe", b"<?xml", b"<?php", b"#!")
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f")


class Kind(StrEnum):
    """A kind of file that the site takes; the value is its extension."""

    CSV = "csv"
    DOCX = "docx"
    JPEG = "jpg"
    ODP = "odp"
    ODS = "ods"
    ODT = "odt"
    PDF = "pdf"
    PNG = "png"
    PPTX = "pptx"
    TEXT = "txt"
    XLSX = "xlsx"

    @property
    def words(self) -> str:
        """Its plain name, such as "Word document"."""
        return str(KIND_NAMES[self])

    @property
    def media_type(self) -> str:
        """Its media type, as HTTP names it."""
        return MEDIA_TYPES[self]


KIND_NAMES = {
    Kind.CSV: _l("CSV table"),
    Kind.DOCX: _l("Word document"),
    Kind.JPEG: _l("JPEG picture"),
    Kind.ODP: _l("OpenDocument slides"),
    Kind.ODS: _l("OpenDocument spreadsheet"),
    Kind.ODT: _l("OpenDocument text"),
    Kind.PDF: _l("PDF"),
    Kind.PNG: _l("PNG picture"),
    Kind.PPTX: _l("PowerPoint slides"),
    Kind.TEXT: _l("Plain text"),
    Kind.XLSX: _l("Excel spreadsheet"),
}
MEDIA_TYPES = {
    Kind.CSV: "text/csv",
    Kind.DOCX: _OFFICE + "wordprocessingml.document",
    Kind.JPEG: "image/jpeg",
    Kind.ODP: _OPEN + "presentation",
    Kind.ODS: _OPEN + "spreadsheet",
    Kind.ODT: _OPEN + "text",
    Kind.PDF: "application/pdf",
    Kind.PNG: "image/png",
    Kind.PPTX: _OFFICE + "presentationml.presentation",
    Kind.TEXT: "text/plain",
    Kind.XLSX: _OFFICE + "spreadsheetml.sheet",
}
_BEGINNINGS = {
    b"%PDF-1.": Kind.PDF,
    b"%PDF-2.": Kind.PDF,
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR": Kind.PNG,
    b"\xff\xd8\xff": Kind.JPEG,
}


def kind_of(stream: BinaryIO, name: str) -> Kind:
    """What `stream` holds; raises `Refused` with words that say what is taken. `name` is for those words.

    Nothing is unpacked and no file is held in memory. The stream is left at its beginning.
    """
    stream.seek(0)
    head = stream.read(_HEAD)
    if not head:
        raise Refused(_("%(name)s is empty. Choose another file.", name=name))
    kind = next((kind for beginning, kind in _BEGINNINGS.items() if head.startswith(beginning)), None)
    if kind is None and head.startswith(containers.BEGINNING):
        kind = _in_container(stream, name)
    elif kind is None:
        kind = _text(stream, head, name)
    stream.seek(0)
    if kind is None:
        raise Refused(_not_taken(name))
    return kind


def _in_container(stream: BinaryIO, name: str) -> Kind | None:
    try:
        held = containers.look_into(stream)
    except containers.Odd:
        return None
    if held.has_macros:
        raise Refused(_("%(name)s holds macros. Save it without macros and send it again.", name=name))
    return Kind(held.extension) if held.extension else None


def _text(stream: BinaryIO, head: bytes, name: str) -> Kind | None:
    named = _TEXT_NAMES.get(PurePath(name).suffix.lower())
    if named is None or any(mark in head.lower() for mark in _MARKUP):
        return None
    decoder = codecs.getincrementaldecoder("utf-8")()
    stream.seek(0)
    try:
        while chunk := stream.read(_CHUNK):
            decoder.decode(chunk)
            if not _CONTROLS.isdisjoint(chunk):
                return None
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return Kind(named)


def _not_taken(name: str) -> str:
    return _(
        "%(name)s is of a kind that we do not take. Send a PDF, a Word, Excel, PowerPoint or OpenDocument file, "
        "a PNG or JPEG picture, or plain text or CSV in UTF-8.",
        name=name,
    )
