"""Zip files that say they are office documents: judged by their directory alone, nothing is unpacked.

Office programs write plain archives. Whatever is odd about one (words before or after it, parts that overlap, that
are locked or would swell) is a reason not to take it.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO

BEGINNING = b"PK\x03\x04"
_END = struct.Struct("<4s4H2LH")
_FAR_END = b"PK\x06\x07"
_LARGEST_DIRECTORY = 1_000_000
_LARGEST_UNPACKED = 500_000_000
_LOCAL_HEADER = 30
_OFFICE_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
_OPEN_TYPES = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
_OPEN_TYPE = re.compile(rb"application/vnd\.oasis\.opendocument\.([a-z]+)PK")
_MACROS = re.compile(
    r"(?:^|/)(?:vba\w*\.(?:bin|xml)|macrosheets/|activex/|basic/|scripts/)|\.(?:exe|dll|js|vbs)$", re.I
)


class Odd(ValueError):
    """Not an archive as office programs write them."""


@dataclass(frozen=True)
class Held:
    """What an archive holds: the extension of the document that it is, empty for none; and whether with macros."""

    extension: str
    has_macros: bool


def look_into(stream: BinaryIO) -> Held:
    """What the archive in `stream` is; raises `Odd`."""
    _look_at_end(stream)
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        raise Odd("the directory cannot be read") from error
    _look_at_parts(parts)
    names = {part.filename for part in parts}
    return Held(_document(stream, parts, names), any(_MACROS.search(name) for name in names))


def _look_at_end(stream: BinaryIO) -> None:
    """The directory must be small and end the file: a huge one would be read into memory whole."""
    size = stream.seek(0, 2)
    if size < _END.size:
        raise Odd("cut off")
    stream.seek(max(0, size - _END.size - 20))
    tail = stream.read()
    signature, disk, first_disk, here, count, length, offset, comment = _END.unpack(tail[-_END.size :])
    plain = signature == b"PK\x05\x06" and (disk, first_disk, comment) == (0, 0, 0) and here == count
    if not plain or tail.startswith(_FAR_END) or length > _LARGEST_DIRECTORY or offset + length + _END.size != size:
        raise Odd("the directory is not where it belongs")


def _look_at_parts(parts: Sequence[zipfile.ZipInfo]) -> None:
    if len({part.filename.lower() for part in parts}) != len(parts):
        raise Odd("two parts with one name")
    if sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
        raise Odd("would swell")
    for part in parts:
        if part.flag_bits & 0x41:
            raise Odd("locked")
        if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Odd("packed in an unusual way")
        if part.filename.startswith("/") or "\\" in part.filename or ".." in part.filename.split("/"):
            raise Odd("a part that would leave its folder")
    in_order = sorted(parts, key=lambda part: part.header_offset)
    for one, next_one in pairwise(in_order):
        # one stretch of bytes that many parts share is how a small file swells to petabytes
        if one.header_offset + _LOCAL_HEADER + one.compress_size > next_one.header_offset:
            raise Odd("parts overlap")


def _document(stream: BinaryIO, parts: Sequence[zipfile.ZipInfo], names: set[str]) -> str:
    if "[Content_Types].xml" in names and "_rels/.rels" in names:
        found = [extension for part, extension in _OFFICE_PARTS.items() if part in names]
        return found[0] if len(found) == 1 else ""
    first = min(parts, key=lambda part: part.header_offset, default=None)
    if first is None or first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED:
        return ""
    stream.seek(_LOCAL_HEADER + len("mimetype"))
    said = _OPEN_TYPE.match(stream.read(100))
    return _OPEN_TYPES.get(said[1].decode(), "") if said and "content.xml" in names else ""
