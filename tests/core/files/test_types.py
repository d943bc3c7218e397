"""What a file is, by its content; and what is refused, in words that say what is taken."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile

import pytest
from flask import Flask

from portal.core.errors import Refused
from portal.core.files.types import KIND_NAMES, MEDIA_TYPES, Kind, kind_of
from tests.support import papers
from tests.support.engines import sqlite_only

pytestmark = sqlite_only

TAKEN = {
    Kind.PDF: ("a.pdf", papers.pdf()),
    Kind.DOCX: ("a.docx", papers.docx("Lamps")),
    Kind.XLSX: ("a.xlsx", papers.xlsx("Lamps")),
    Kind.PPTX: ("a.pptx", papers.pptx("Lamps")),
    Kind.ODT: ("a.odt", papers.opendocument("text")),
    Kind.ODS: ("a.ods", papers.opendocument("spreadsheet")),
    Kind.ODP: ("a.odp", papers.opendocument("presentation")),
    Kind.PNG: ("a.png", papers.picture("PNG")),
    Kind.JPEG: ("a.jpg", papers.picture("JPEG")),
    Kind.TEXT: ("a.txt", "Lámparas, \ufeffand 灯\r\n\tmore\f".encode()),
    Kind.CSV: ("A.CSV", "\ufefflamp;place\n1;Főtér\n".encode()),
}
WORD = papers.docx("Lamps")
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
PARTS = {"[Content_Types].xml": "<Types/>", "_rels/.rels": "<r/>", "word/document.xml": "<d/>"}


def twice_in_one_place() -> bytes:
    """Two parts whose bytes are the same stretch: how a small file swells without end."""
    whole = bytearray(papers.package(PARTS | {"x": bytes(100_000), "y": "y"}))
    entries = [at for at in range(len(whole)) if whole[at : at + 4] == b"PK\x01\x02"]
    (first,) = struct.unpack_from("<L", whole, entries[-2] + 42)
    struct.pack_into("<L", whole, entries[-1] + 42, first)
    return bytes(whole)


def another_directory() -> bytes:
    """An archive whose end names one directory, and a far end before it another one, of any size."""
    end = WORD[-22:]
    count, length, offset = struct.unpack_from("<HLL", end, 10)
    far = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, length, offset)
    far += struct.pack("<4sLQL", b"PK\x06\x07", 0, offset + length, 1)
    return WORD[:-22] + far + end[:12] + struct.pack("<L", length + len(far)) + end[16:]


ODD = {
    "an exe named .pdf": ("report.pdf", EXE),
    "an exe before a PDF": ("report.pdf", EXE + papers.pdf()),
    "a PDF after a blank line": ("report.pdf", b"\n" + papers.pdf()),
    "html named .pdf": ("report.pdf", b"<!DOCTYPE html><script>alert(1)</script>"),
    "html named .txt": ("a.txt", b"  \n<HTML><body onload=alert(1)>"),
    "svg": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    "svg named .txt": ("a.txt", b"<svg onload='alert(1)'/>"),
    "xml": ("a.xml", b"<?xml version='1.0'?><x/>"),
    "a shell script named .txt": ("a.txt", b"#!/bin/sh\nrm -r x"),
    "a script of Windows": ("a.vbs", b"MsgBox 1"),
    "text named .pdf": ("a.pdf", b"Only text"),
    "text with a control character": ("a.txt", b"Lamps\x00"),
    "text in another coding": ("a.txt", "Lámparas".encode("latin-1")),
    "text cut inside a letter": ("a.txt", "Lámp".encode()[:2]),
    "utf-16": ("a.csv", "Lamps".encode("utf-16")),
    "an old Word file, or a locked new one": ("a.docx", OLE),
    "an animated picture": ("a.gif", b"GIF89a" + bytes(20)),
    "the beginning of a PNG alone": ("a.png", b"\x89PNG\r\n\x1a\n"),
    "a zip archive": ("a.zip", papers.package({"a.txt": "x"})),
    "a zip archive named .docx": ("a.docx", papers.package({"word/document.xml": "x"})),
    "a program of Java": ("a.jar", papers.package({"META-INF/MANIFEST.MF": "x", "A.class": "x"})),
    "a book": ("a.epub", papers.package({"mimetype": "application/epub+zip", "content.xml": "x"})),
    "an OpenDocument template": ("a.ott", papers.opendocument("text-template")),
    "an OpenDocument drawing": ("a.odg", papers.opendocument("graphics")),
    "an OpenDocument file that lies": ("a.odt", papers.package({"mimetype": papers.OPEN_TYPE + "text"}, compression=0)),
    "two documents in one": ("a.docx", papers.package(PARTS | {"xl/workbook.xml": "x"})),
    "an empty archive": ("a.docx", papers.package({})),
    "an exe before an archive": ("a.docx", EXE + WORD),
    "words after an archive": ("a.docx", WORD + b"words"),
    "an archive with a comment": ("a.docx", papers.with_end(WORD, 20, "<H", 5) + b"words"),
    "an archive cut off": ("a.docx", WORD[:-30]),
    "a directory somewhere else": ("a.docx", papers.with_end(WORD, 16, "<L", 7)),
    "a directory of another length": ("a.docx", papers.with_end(WORD, 12, "<L", 46)),
    "a second directory": ("a.docx", another_directory()),
    "an archive in many pieces": ("a.docx", papers.with_end(WORD, 4, "<H", 1)),
    "a locked part": ("a.docx", papers.with_field(WORD, 8, "<H", 1)),
    "a part packed in another way": ("a.docx", papers.package(PARTS, compression=zipfile.ZIP_LZMA)),
    "a bomb": ("a.docx", papers.with_field(WORD, 24, "<L", 900_000_000)),
    "parts that overlap": ("a.docx", twice_in_one_place()),
    "two parts with one name": ("a.docx", papers.package(PARTS | {"WORD/document.xml": "x"})),
    "a part outside": ("a.docx", papers.package(PARTS | {"../../x": "x"})),
    "a part outside, on Windows": ("a.docx", papers.package(PARTS | {"..\\x": "x"})),
    "a part at the root": ("a.docx", papers.package(PARTS | {"/etc/x": "x"})),
}
MACROS = {
    "a Word file with macros": papers.package(PARTS | {"word/vbaProject.bin": "x"}),
    "macros in capitals": papers.package(PARTS | {"word/VBAPROJECT.BIN": "x"}),
    "controls": papers.package(PARTS | {"word/activeX/activeX1.xml": "x"}),
    "old macro sheets": papers.package(PARTS | {"xl/macrosheets/sheet1.xml": "x"}),
    "a program inside": papers.package(PARTS | {"word/embeddings/setup.exe": "x"}),
    "an OpenDocument text with macros": papers.opendocument("text", **{"Basic/Standard/a.xml": "x"}),
}


@pytest.mark.parametrize("kind", TAKEN)
def test_each_kind_is_known_by_its_content(app: Flask, kind: Kind) -> None:
    name, content = TAKEN[kind]
    stream = io.BytesIO(content)
    assert kind_of(stream, name) is kind
    assert stream.tell() == 0


@pytest.mark.parametrize("kind", sorted(set(TAKEN) - {Kind.TEXT, Kind.CSV}))
@pytest.mark.parametrize("name", ["", "a", "a.exe", "a.html", "a.txt", "../../etc/passwd", "\x00", "a.pdf.docx"])
def test_a_name_changes_nothing(app: Flask, kind: Kind, name: str) -> None:
    assert kind_of(io.BytesIO(TAKEN[kind][1]), name) is kind


@pytest.mark.parametrize("what", ODD)
def test_what_is_odd_is_refused_in_words_that_say_what_is_taken(app: Flask, what: str) -> None:
    name, content = ODD[what]
    with pytest.raises(Refused, match=r"kind that we do not take. Send a PDF, a Word") as refusal:
        kind_of(io.BytesIO(content), name)
    assert refusal.value.message.startswith(name)


@pytest.mark.parametrize("what", MACROS)
def test_macros_are_refused_by_name(app: Flask, what: str) -> None:
    with pytest.raises(Refused, match="Save it without macros"):
        kind_of(io.BytesIO(MACROS[what]), "a.docx")


def test_an_empty_file_is_refused(app: Flask) -> None:
    with pytest.raises(Refused, match=r"a.pdf is empty"):
        kind_of(io.BytesIO(b""), "a.pdf")


def test_every_piece_of_every_kind_is_judged_without_a_crash(app: Flask) -> None:
    for name, content in TAKEN.values():
        for length in range(1, len(content), 97):
            try:
                assert kind_of(io.BytesIO(content[:length]), name) in Kind
            except Refused:
                continue


def test_a_bomb_is_judged_without_unpacking_it(app: Flask) -> None:
    bomb = io.BytesIO(papers.package(PARTS | {"word/media/x": bytes(600_000_000)}))
    assert bomb.getbuffer().nbytes < 1_000_000
    tracemalloc.start()
    with pytest.raises(Refused):
        kind_of(bomb, "a.docx")
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2_000_000


def test_a_directory_too_large_to_read_is_not_read(app: Flask) -> None:
    parts: dict[str, str | bytes] = {f"{number:040}": b"" for number in range(15_000)}
    crowded = io.BytesIO(papers.package(PARTS | parts, compression=0))
    with pytest.raises(Refused):
        kind_of(crowded, "a.docx")


def test_every_kind_has_a_name_and_a_media_type(app: Flask) -> None:
    assert set(KIND_NAMES) == set(MEDIA_TYPES) == set(Kind)
    assert (Kind.PDF.words, Kind.DOCX.words, Kind.CSV.media_type) == ("PDF", "Word document", "text/csv")
