"""Pages and text of files, read by a process that files cannot break out of, hang or swell."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.core.files import reading
from portal.core.files.apart import Bounds
from portal.core.files.reader import Gathered, reflowed
from portal.core.files.reading import LONGEST_TEXT, Reading, ReadState, read
from portal.core.files.types import Kind
from tests.support import papers
from tests.support.process import strict

READER = Path(reading.__file__).with_name("reader.py")
CHICAGO = "meetings/chicago_human_relations_meeting_schedule.pdf"

Look = Callable[..., Reading]


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """Read some bytes as a file of a kind."""

    def look(content: bytes, kind: Kind = Kind.PDF, bounds: Bounds = reading.USUAL) -> Reading:
        path = tmp_path / "file"
        path.write_bytes(content)
        return read(path, kind, bounds)

    return look


def test_pages_and_text_of_a_pdf(look: Look) -> None:
    found = look(papers.pdf("Lamps at the station\nDim after midnight", "Second (page) \\ of 2"))
    assert found == Reading(
        ReadState.READ, 2, "Lamps at the station\nDim after midnight\n\nSecond (page) \\ of 2", cut=False
    )


def test_letters_drawn_twice_to_look_bold_are_read_once(look: Look) -> None:
    bold = papers.pdf_of([papers.lines_on_page("CHICAGO COMMISSION 2019", "JULY 11", times=2)])
    assert look(bold).text == "CHICAGO COMMISSION 2019\nJULY 11"


def test_the_schedule_of_a_real_commission_is_read_right() -> None:
    folder = os.environ.get("PORTAL_DEMO_DATA", "")
    path = Path(folder) / CHICAGO
    if not folder or not path.is_file():
        (pytest.fail if strict() and folder else pytest.skip)("PORTAL_DEMO_DATA names no folder with the schedule")
    found = read(path, Kind.PDF)
    assert (found.state, found.pages, found.cut) == (ReadState.READ, 1, False)
    lines = found.text.splitlines()
    assert lines[0] == "CHICAGO COMMISSION ON HUMAN RELATIONS"
    assert {"JANUARY 10", "JULY 11", "OPEN TO THE PUBLIC", "TIME: 3:30pm – 5:00pm"} <= set(lines)


def test_two_thousand_pages_are_read_in_time(look: Look) -> None:
    began = time.monotonic()
    found = look(papers.pdf(*(f"Page {number} of the budget" for number in range(1, 2001))))
    assert (found.state, found.pages) == (ReadState.READ, 2000)
    assert found.text.endswith("Page 2000 of the budget")
    assert time.monotonic() - began < 20


def test_more_text_than_we_keep_is_cut_and_said_so(look: Look) -> None:
    page = "\n".join(["The budget of the town in all its parts. " * 2] * 40)
    found = look(papers.pdf(*[page] * 400))
    assert (found.state, found.pages, found.cut) == (ReadState.READ, 400, True)
    assert LONGEST_TEXT * 0.9 < len(found.text) <= LONGEST_TEXT


@pytest.mark.parametrize("pages", [1, 30])
def test_a_scanned_pdf_has_no_text_layer(look: Look, pages: int) -> None:
    assert look(papers.scanned_pdf(pages)) == Reading(ReadState.NO_TEXT, pages)


def test_a_stamp_on_scanned_pages_is_no_text_layer(look: Look) -> None:
    pages = [papers.lines_on_page("1")] + [papers.stream(b"")] * 9
    assert look(papers.pdf_of(pages)) == Reading(ReadState.NO_TEXT, 10)


@pytest.mark.parametrize(
    "content",
    [
        papers.locked_pdf(),
        papers.pdf()[:100],
        b"%PDF-1.7\n",
        b"%PDF-1.7\n" + bytes(100_000),
        papers.nested_pdf(),
        papers.circling_pdf(),
    ],
    ids=["locked", "cut off", "a beginning", "zeros", "nested", "circling"],
)
def test_a_pdf_that_cannot_be_read_is_told(look: Look, content: bytes) -> None:
    assert look(content, bounds=Bounds(seconds=10)).state in {ReadState.UNREADABLE, ReadState.NO_TEXT}


def test_a_pdf_without_its_end_is_mended_or_told(look: Look) -> None:
    whole = papers.pdf("Lamps at the station")
    for length in range(60, len(whole), 60):
        assert look(whole[:length]).state in ReadState


@pytest.mark.parametrize("make", [papers.swelling_pdf, papers.mirrored_pdf, papers.nested_pdf, papers.circling_pdf])
def test_a_hostile_pdf_ends_within_its_bounds(look: Look, make: Callable[[], bytes]) -> None:
    content, began = make(), time.monotonic()
    look(content, bounds=Bounds(seconds=5, memory=600_000_000))
    assert time.monotonic() - began < 8
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < 2_000_000_000


def test_a_reader_that_hangs_is_ended(look: Look, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stuck = tmp_path / "stuck.py"
    stuck.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(reading, "_READER", stuck)
    began = time.monotonic()
    assert look(papers.pdf(), bounds=Bounds(seconds=1)) == reading.UNREADABLE
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "answer",
    [
        "", "[]", "null", "x" * 100, "[" * 100_000, '{"state": "read"}',
        '{"state": "taken over", "pages": 1, "text": "", "cut": false}',
        '{"state": "read", "pages": "1", "text": "", "cut": false}',
        '{"state": "read", "pages": true, "text": "", "cut": false}',
        '{"state": "read", "pages": -1, "text": "", "cut": false}',
        '{"state": "read", "pages": 2000000000, "text": "", "cut": false}',
        '{"state": "read", "pages": 1, "text": 7, "cut": false}',
    ],
)  # fmt: skip
def test_a_reader_that_was_taken_over_is_not_believed(
    look: Look, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: str
) -> None:
    false = tmp_path / "false.py"
    false.write_text(f"print({answer!r})\n")
    monkeypatch.setattr(reading, "_READER", false)
    assert look(papers.pdf()) == reading.UNREADABLE


def test_an_answer_without_end_is_bounded_and_cleaned(
    look: Look, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    false = tmp_path / "false.py"
    false.write_text(
        f"import json\nsaid = chr(0) + chr(0xd800) + chr(0x202e) + 'a' * {2 * LONGEST_TEXT}\n"
        "print(json.dumps({'state': 'read', 'pages': 1, 'text': said, 'cut': False}))\n"
    )
    monkeypatch.setattr(reading, "_READER", false)
    found = look(papers.pdf())
    assert set(found.text) == {"a"}
    assert len(found.text) == LONGEST_TEXT


def test_the_reader_knows_no_secret_and_cannot_write_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SECRET_KEY", "a secret")
    spy = tmp_path / "spy.py"
    spy.write_text(
        "import json, os\nwhere = " + repr(str(tmp_path / "big")) + "\n"
        "def grow():\n    with open(where, 'wb') as f:\n        f.write(bytes(9_000_000))\n"
        "try:\n    grow(); wrote = 'all'\nexcept OSError:\n    wrote = 'bounded'\n"
        "said = ' '.join(os.environ) + ' ' + os.getcwd() + ' ' + wrote\n"
        "print(json.dumps({'state': 'read', 'pages': None, 'text': said, 'cut': False}))\n"
    )
    monkeypatch.setattr(reading, "_READER", spy)
    (tmp_path / "file").write_bytes(b"x")
    assert read(tmp_path / "file", Kind.PDF).text == "LC_ALL / bounded"


def test_paragraphs_of_office_documents_are_read(look: Look) -> None:
    assert look(papers.docx("First &amp; lamps", "Second"), Kind.DOCX) == Reading(
        ReadState.READ, None, "First & lamps\n\nSecond"
    )
    assert look(
        papers.opendocument("text", "First<text:tab/>lamps", "<text:span>Second</text:span> half"), Kind.ODT
    ).text == ("First\tlamps\n\nSecond half")
    assert look(papers.pptx("Slide one", "Slide two"), Kind.PPTX) == Reading(
        ReadState.READ, 2, "Slide one\n\nSlide two"
    )
    assert look(papers.xlsx("Lamps", "Cost"), Kind.XLSX).text == "Lamps\n\nCost"
    assert look(papers.opendocument("presentation"), Kind.ODP).text == papers.WORDS


@pytest.mark.parametrize(
    "xml",
    [
        "<w:document",
        "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><w><p><t>&b;</t></p></w>",
        "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><w><p><t>&a;</t></p></w>",
        "<w>" + " " * 60_000_000 + "</w>",
    ],
    ids=["broken", "entities", "another file", "swelling"],
)
def test_hostile_xml_is_not_read(look: Look, xml: str) -> None:
    assert look(papers.office("word/document.xml", xml), Kind.DOCX) == reading.UNREADABLE


def test_deep_xml_ends_within_its_bounds(look: Look) -> None:
    deep = "<p>" * 500_000 + "</p>" * 500_000
    assert look(papers.office("word/document.xml", deep), Kind.DOCX, Bounds(seconds=10)).state in ReadState


def test_plain_text_is_read_as_it_stands(look: Look) -> None:
    assert look("\ufeffLámparas\r\n\r\nmás".encode(), Kind.TEXT) == Reading(ReadState.READ, None, "Lámparas\n\nmás")
    assert look(b"lamp;place\n1;market\n", Kind.CSV).text == "lamp;place\n1;market"
    assert look(b"   \n", Kind.TEXT).state is ReadState.NO_TEXT


@pytest.mark.parametrize("kind", [Kind.PNG, Kind.JPEG])
def test_a_picture_has_no_text(look: Look, kind: Kind) -> None:
    assert look(papers.picture("PNG"), kind) == Reading(ReadState.NO_TEXT)


def test_running_text_becomes_paragraphs_and_short_lines_stay() -> None:
    long = "The lamps at the station will be dimmed after midnight from the first"
    assert reflowed(f"{long}\r\nof March on.\r\nCost:\r\n1,000\r\n") == f"{long} of March on.\nCost:\n1,000"
    assert reflowed(f"{long}.\r\nNext") == f"{long}.\nNext"
    assert reflowed("the light\x02\r\nhouse and the sta\ufffetion") == "the lighthouse and the station"
    assert reflowed("") == ""


def test_a_reader_stops_gathering_when_it_has_enough() -> None:
    gathered = Gathered(5)
    for piece in ("abc", "def", "ghi"):
        gathered.add(piece)
    assert gathered.full
    assert gathered.answer(1, "")["text"] == "abcde"


def test_the_reader_starts_without_the_portal(tmp_path: Path) -> None:
    program = f"import runpy, sys\nrunpy.run_path({str(READER)!r})\nprint('portal' in sys.modules)"
    ran = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
