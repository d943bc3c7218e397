"""Files as people and attackers send them, made when a test asks: PDFs, office documents, archives that are odd."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence

from PIL import Image
from werkzeug.datastructures import FileStorage

WORDS = "The lamps at the station"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
OPEN_TYPE = "application/vnd.oasis.opendocument."


def raw_pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalog."""
    made, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(made)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), entries, content)


def pdf_of(contents: Sequence[bytes], trailer: bytes = b"", extra: Sequence[bytes] = ()) -> bytes:
    """A PDF with one page for each content stream (a whole object); `extra` objects are numbered from 4 on."""
    first = 4 + len(extra)
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(contents), kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        *extra,
    ]
    for number, content in enumerate(contents):
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R " % (first + 2 * number + 1)
        resources = b"/Resources << /Font << /F1 3 0 R >> /XObject << /X 4 0 R >> >> >>"
        objects += [page + resources, content]
    return raw_pdf(objects, trailer)


def lines_on_page(*lines: str, times: int = 1) -> bytes:
    """The content of a page with these lines; `times` draws each so often almost at one place, to look bold."""
    drawn = []
    for row, line in enumerate(lines):
        text = line.encode("cp1252")
        for sign in (b"\\", b"(", b")"):
            text = text.replace(sign, b"\\" + sign)
        drawn += [b"BT /F1 12 Tf %.1f %d Td (%b) Tj ET" % (72 + 0.3 * n, 720 - 16 * row, text) for n in range(times)]
    return stream(b"\n".join(drawn))


def pdf(*pages: str) -> bytes:
    """A PDF with a text layer: one page for each text, one line for each of its lines."""
    return pdf_of([lines_on_page(*page.split("\n")) for page in pages or (WORDS,)])


def scanned_pdf(pages: int = 1) -> bytes:
    """A PDF that is pictures alone."""
    made = io.BytesIO()
    picture = Image.new("RGB", (60, 80), "white")
    picture.save(made, "PDF", save_all=True, append_images=[picture] * (pages - 1))
    return made.getvalue()


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    lock = b"<< /Filter /Standard /V 1 /R 2 /O <%b> /U <%b> /P -4 >>" % (b"41" * 32, b"42" * 32)
    return pdf_of([lines_on_page(WORDS)], b"/Encrypt 4 0 R /ID [<01> <01>]", [lock])


def swelling_pdf() -> bytes:
    """Half a megabyte that unpacks to half a gigabyte of page content."""
    once = zlib.compress(b" " * 500_000_000, 9)
    return pdf_of([stream(zlib.compress(once, 9), b"/Filter [/FlateDecode /FlateDecode]")])


def nested_pdf(depth: int = 200_000) -> bytes:
    """A page inside brackets inside brackets …"""
    return raw_pdf([b"<< /Type /Catalog /Pages 2 0 R /X " + b"[" * depth + b"]" * depth + b" >>", b"[" * depth])


def circling_pdf() -> bytes:
    """A tree of pages whose branch is its own root, and says it has two thousand million of them."""
    return raw_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 2000000000 /Kids [2 0 R 2 0 R] /Parent 2 0 R >>",
        ]
    )


def mirrored_pdf() -> bytes:
    """A drawing that draws itself twice."""
    own = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >>"
    return pdf_of([stream(b"/X Do")], extra=[stream(b"/X Do /X Do", own)])


def package(parts: dict[str, str | bytes], **how: int) -> bytes:
    """A zip archive of these parts, in their order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how.get("compression", zipfile.ZIP_DEFLATED)) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, how.get("compression", zipfile.ZIP_DEFLATED))
    return made.getvalue()


def office(part: str, xml: str, **others: str | bytes) -> bytes:
    """An Office Open XML file whose main part is `part`."""
    return package({"[Content_Types].xml": "<Types/>", "_rels/.rels": "<Relationships/>", part: xml, **others})


def docx(*paragraphs: str) -> bytes:
    """A Word document; its paragraphs are put in as they stand."""
    body = "".join(f"<w:p><w:pPr><w:x>7</w:x></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    return office("word/document.xml", f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>')


def xlsx(*cells: str) -> bytes:
    """An Excel spreadsheet with these texts."""
    shared = "".join(f"<si><t>{words}</t></si>" for words in cells)
    return office("xl/workbook.xml", "<workbook/>", **{"xl/sharedStrings.xml": f"<sst>{shared}</sst>"})


def pptx(*slides: str) -> bytes:
    """PowerPoint slides."""
    parts = {
        f"ppt/slides/slide{n}.xml": f"<sld><p><r><t>{words}</t></r></p></sld>" for n, words in enumerate(slides, 1)
    }
    return office("ppt/presentation.xml", "<presentation/>", **parts)


def opendocument(kind: str = "text", *paragraphs: str, **others: str) -> bytes:
    """An OpenDocument file of `kind`: text, spreadsheet or presentation."""
    body = "".join(f"<text:p>{words}</text:p>" for words in paragraphs or (WORDS,))
    head = f'xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0"'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", OPEN_TYPE + kind, zipfile.ZIP_STORED)
        archive.writestr("content.xml", f"<office:doc {head}>{body}</office:doc>", zipfile.ZIP_DEFLATED)
        for name, content in others.items():
            archive.writestr(name, content)
    return made.getvalue()


def picture(kind: str = "PNG") -> bytes:
    """A small picture."""
    made = io.BytesIO()
    Image.new("RGB", (3, 3), "navy").save(made, kind)
    return made.getvalue()


def with_field(archive: bytes, offset: int, form: str, value: int) -> bytes:
    """`archive` with one number of its first directory entry replaced: a lie, or a lock."""
    entry = archive.index(b"PK\x01\x02") + offset
    number = struct.pack(form, value)
    return archive[:entry] + number + archive[entry + len(number) :]


def with_end(archive: bytes, offset: int, form: str, value: int) -> bytes:
    """`archive` with one number of the end of its directory replaced."""
    end = archive.rindex(b"PK\x05\x06") + offset
    number = struct.pack(form, value)
    return archive[:end] + number + archive[end + len(number) :]


def sent(name: str, content: bytes) -> FileStorage:
    """A file as a form field of the page client takes it."""
    return FileStorage(io.BytesIO(content), filename=name)
