"""A program of its own, run by `bound.py` as `reader.py KIND TEXT` with a file as its input.

It answers one line of JSON: state, pages, text, and whether the text was cut. It takes nothing from the portal.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections.abc import Iterator
from typing import IO, Any
from xml.parsers import expat

_LARGEST_PART = 50_000_000
_FEWEST_LETTERS = 3
_RUNNING_TEXT = 60
_SENTENCE_END = tuple(".!?:;…")
_OFFICE = {"docx", "pptx", "xlsx"}
_PARAGRAPHS = {"p", "h", "si"}
_BLANKS = {"tab": "\t", "br": "\n", "line-break": "\n", "s": " "}
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")


class Gathered:
    """Pieces of text up to a bound; `full` once there is no more room."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.pieces: list[str] = []

    @property
    def full(self) -> bool:
        """Whether anything was left out."""
        return self.room < 0

    def add(self, piece: str) -> None:
        """Take as much of `piece` as there is room for."""
        if self.room > 0:
            self.pieces.append(piece[: self.room])
        self.room -= len(piece)

    def answer(self, pages: int | None, separator: str) -> dict[str, Any]:
        """What the program says."""
        text = separator.join(self.pieces)
        letters = sum(character.isalnum() for character in text[:100_000])
        has_text = letters >= _FEWEST_LETTERS * min(pages or 1, 1000)
        state = "read" if has_text else "no_text"
        return {"state": state, "pages": pages, "text": text if has_text else "", "cut": self.full}


def read_pdf(file: IO[bytes], room: int) -> dict[str, Any]:
    """Pages and text of a PDF."""
    import pypdfium2  # large, and only this kind needs it

    gathered = Gathered(room)
    document = pypdfium2.PdfDocument(file)
    pages = len(document)
    for number in range(pages):
        if gathered.full:
            break
        try:
            page = document[number]
            words = page.get_textpage()
            gathered.add(reflowed(words.get_text_bounded()))
            words.close()
            page.close()
        except pypdfium2.PdfiumError:
            continue  # one broken page spoils no other
    return gathered.answer(pages, "\n\n")


def reflowed(page: str) -> str:
    """The lines of a page as paragraphs: in running text a full line that ends no sentence goes on in the next."""
    lines = [" ".join(line.split()) for line in re.sub("[\x02\ufffe]\r?\n?", "", page).splitlines()]
    full = max(_RUNNING_TEXT, 0.75 * max(map(len, lines), default=0))
    text = ""
    for line in lines:
        goes_on = len(line) >= full and not line.endswith(_SENTENCE_END)
        text += line + (" " if goes_on else "\n")
    return text.strip()


def read_package(kind: str, file: IO[bytes], room: int) -> dict[str, Any]:
    """Text of an office document, paragraph by paragraph; slides are its pages."""
    gathered = Gathered(room)
    with zipfile.ZipFile(file) as package:
        names = _text_parts(kind, package.namelist())
        for name in names:
            with package.open(name) as part:
                _paragraphs(part, gathered, "t" if kind in _OFFICE else "")
    return gathered.answer(len(names) if kind == "pptx" else None, "\n\n")


def _text_parts(kind: str, names: list[str]) -> list[str]:
    if kind == "pptx":
        slides = {int(found[1]): name for name in names if (found := _SLIDE.fullmatch(name))}
        return [slides[number] for number in sorted(slides)]
    known = {"docx": "word/document.xml", "xlsx": "xl/sharedStrings.xml"}
    return [known.get(kind, "content.xml")] if known.get(kind, "content.xml") in names else []


def _paragraphs(part: IO[bytes], gathered: Gathered, wanted: str) -> None:
    """Each paragraph of an XML part; `wanted` names the element that alone holds text, empty where all do."""
    parser = expat.ParserCreate(namespace_separator="}")
    words: list[str] = []
    inside: list[str] = []

    def begin(tag: str, _attributes: dict[str, str]) -> None:
        inside.append(tag.rpartition("}")[2])
        words.append(_BLANKS.get(inside[-1], ""))

    def say(text: str) -> None:
        if not wanted or inside[-1] == wanted:
            words.append(text)

    def end(_tag: str) -> None:
        if inside.pop() in _PARAGRAPHS:
            if paragraph := "".join(words).strip():
                gathered.add(paragraph)
            words.clear()

    def refuse(*_declared: object) -> None:
        raise ValueError("office programs declare no document types")

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = say
    parser.StartDoctypeDeclHandler = refuse
    for chunk in _chunks(part):
        parser.Parse(chunk)
        if gathered.full:
            return
    parser.Parse(b"", True)


def _chunks(part: IO[bytes]) -> Iterator[bytes]:
    left = _LARGEST_PART
    while left > 0 and (chunk := part.read(1 << 16)):
        yield chunk
        left -= len(chunk)
    if left <= 0:
        raise ValueError("the part swells")


def read_plain(file: IO[bytes], room: int) -> dict[str, Any]:
    """Plain text and tables of values as they stand."""
    gathered = Gathered(room)
    gathered.add(file.read(4 * room + 4).decode("utf-8-sig", "ignore"))
    return gathered.answer(None, "")


def read_file(kind: str, file: IO[bytes], room: int) -> dict[str, Any]:
    """Whatever `kind` says that the file is; a picture has no text."""
    if kind == "pdf":
        return read_pdf(file, room)
    if kind in {"png", "jpg"}:
        return {"state": "no_text", "pages": None, "text": "", "cut": False}
    return read_plain(file, room) if kind in {"txt", "csv"} else read_package(kind, file, room)


if __name__ == "__main__":
    which, longest = sys.argv[1:]
    print(json.dumps(read_file(which, sys.stdin.buffer, int(longest))))
