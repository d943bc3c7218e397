"""Tables that come as files: bytes to text, text to rows. Strict, so that no record is lost inside another."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from portal.core.imports import LARGEST_FILE, UnreadableFile

DELIMITERS = (",", ";", "\t")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(raw: bytes) -> str:
    """The text of a file in UTF-8 or, with a byte order mark, UTF-16.

    Bytes that do not fit become lone surrogates, so that only the records they stand in are touched.
    """
    if len(raw) > LARGEST_FILE:
        raise UnreadableFile(f"the file is larger than {LARGEST_FILE // 1_000_000} MB")
    if raw.startswith(_UTF16_MARKS):
        try:
            return raw.decode("utf-16", "surrogatepass")
        except UnicodeDecodeError as error:
            raise UnreadableFile("the file says that it is UTF-16, but it ends within a character") from error
    return raw.decode("utf-8-sig", "surrogateescape")


def decode_leniently(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file, whoever wrote it, and notes of what had to be guessed about its letters."""
    if len(raw) >= 4 and raw[:4].count(0) == 2 and 0 in (raw[0], raw[1]):
        raw = (b"\xfe\xff" if raw[0] == 0 else b"\xff\xfe") + raw
    text = decode(raw)
    letters = {sign for sign in set(text) if sign > "\x7f"}
    broken = {sign for sign in letters if "\ud800" <= sign <= "\udfff"}
    if not broken:
        return text, ()
    if broken == letters:
        # nothing in it is UTF-8: it is what Windows programs write in America and western Europe
        western = raw.decode("cp1252", "replace")
        return western, ("the file is not UTF-8; it was read as Windows-1252",)
    whole = text.translate({ord(sign): "\ufffd" for sign in broken})
    return whole, ("some bytes of the file are not UTF-8; a \ufffd stands in their place",)


def rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of a table, lines with nothing in them left out; raises `csv.Error`."""
    # strict: what follows a closing quotation mark must be the next column. Otherwise a mark that is never
    # closed would quietly swallow the records after it.
    lines = io.StringIO(text, newline="")  # splits at line ends only; str.splitlines knows many more
    return (row for row in csv.reader(lines, delimiter=delimiter, strict=True) if row)


def header(text: str, delimiter: str) -> list[str]:
    """The first row; empty where it cannot be read with this delimiter."""
    try:
        return next(rows(text, delimiter), [])
    except csv.Error:
        return []


def numbered(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Every row below the header with its number, counted from 1; blank lines do not count."""
    usual_limit = csv.field_size_limit(LARGEST_FILE)
    below, number = rows(text, delimiter), 0
    try:
        next(below)
        for number, row in enumerate(below, start=1):
            yield number, row
    except csv.Error as error:
        raise UnreadableFile(
            f"record {number + 1}: its quotation marks do not pair up ({error}), "
            "so where records begin and end cannot be told"
        ) from error
    finally:
        csv.field_size_limit(usual_limit)


def has_columns(names: list[str]) -> str:
    """Words for a message: which columns a table has."""
    shown = [name for name in names[:20] if name.isprintable() and name]
    return f"it has {', '.join(shown)[:300]}" if shown else "its first line holds no names of columns"
