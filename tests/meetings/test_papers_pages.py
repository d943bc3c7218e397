"""The pages of papers: a clerk sends them, everybody reads them on a phone, and what is not posted is not there."""

from __future__ import annotations

import io
import logging
import re
from dataclasses import replace

import pytest

from portal.core.addresses import key_text
from portal.core.files import store
from portal.core.permissions import COMMAND_LINE, VISITOR
from portal.core.translated import Translated
from portal.meetings import queries, usecases
from portal.meetings.forms.papers import MOST_AT_ONCE
from portal.meetings.uploads import take
from tests.meetings.test_papers import add, edit, row
from tests.meetings.writing import an_item, post, write
from tests.support import papers
from tests.support.builders import SCRIPT, words

TURNED = "plan\u202efdp"


@pytest.fixture
def meeting(town) -> str:
    """A draft with two items."""
    town.committee()
    return write(items=(an_item("Lamps"), an_item("Buses")))


@pytest.fixture
def desk(client, cast):
    """A clerk's browser."""
    return client.sign_in(cast.clerk)


def paper_ids(slug: str) -> list[int]:
    """All papers of a meeting, in order."""
    return [line.link.id for line in queries.paper_lines(COMMAND_LINE, slug)]


def posted_paper(slug: str, content: bytes, **others) -> int:
    """A paper on item 1 of the agenda, posted."""
    (paper_id,) = add(slug, content, position=1, **others)
    usecases.post_meeting(actor=COMMAND_LINE, slug=slug)
    return paper_id


def test_a_clerk_sends_papers_and_everybody_reads_them(desk, client, meeting, worker):
    page = desk.open(desk.get("meetings.preview", slug=meeting).link("Papers of this meeting"))
    assert "No paper yet." in page.text
    files = [papers.sent("lamp_plan.pdf", papers.pdf("Lamps at night", "Costs")), papers.sent("b.csv", b"lamp;cost\n")]
    page = desk.submit(page, "Add papers", files=files, item="1")
    assert "The papers are kept. We are reading them." in page.text
    assert "We are reading it." in page.text
    worker()
    page = desk.get("meetings.papers", slug=meeting)
    assert "Text found" in page.text
    assert "PDF, " in page.text
    assert "2 pages" in page.text
    page = desk.open(page.link("Edit: lamp plan"))
    page = desk.submit(page, "Save this paper", title_en="Plan of the lamps", title_es="Plano de las lámparas")
    assert "The paper is saved." in page.text
    assert "Plan of the lamps" in desk.get("meetings.preview", slug=meeting).text
    desk.submit(desk.get("meetings.preview", slug=meeting), "Post this agenda")

    public = client.get("meetings.show", slug=meeting)
    assert re.search(r"Plan of the lamps \(PDF, [\d.]+ k?B?\w*, 2 pages\)", public.text.replace("\xa0", " "))
    page = client.open(client.get("meetings.item", slug=meeting, number=1).link("Plan of the lamps"))
    assert page.h1 == "Plan of the lamps"
    assert "Lamps at night" in page.text
    assert "Costs" in page.words("p")
    response = client.send("GET", page.link("Download the file"))
    assert response.data == papers.pdf("Lamps at night", "Costs")
    assert response.headers["Content-Disposition"].startswith('attachment; filename="lamp_plan.pdf"')
    spanish = client.in_language("es").get("meetings.paper", paper_id=paper_ids(meeting)[0])
    assert spanish.h1 == "Plano de las lámparas"
    assert spanish.all(".//div[@lang='en']"), "the text is marked as English"


def test_of_several_files_the_good_ones_are_kept_and_each_bad_one_is_named(desk, meeting):
    files = [
        papers.sent("good.pdf", papers.pdf()),
        papers.sent("virus.pdf", b"MZ" + bytes(100)),
        papers.sent("ana/empty.docx", b""),
        papers.sent(f"{SCRIPT}.html", b"<html>"),
        papers.sent("also good.txt", b"Lamps"),
    ]
    page = desk.submit(desk.get("meetings.papers", slug=meeting), "Add papers", files=files, expect=422)
    assert [line.link.title["en"] for line in queries.paper_lines(COMMAND_LINE, meeting)] == ["good", "also good"]
    assert page.errors[0].startswith("virus.pdf is of a kind that we do not take.")
    assert page.errors[1] == "empty.docx is empty. Choose another file."
    assert len(page.errors) == 3
    assert "The papers are kept." in page.text
    assert "also good" in page.text


def test_without_a_file_nothing_is_sent(desk, meeting):
    page = desk.submit(desk.get("meetings.papers", slug=meeting), "Add papers", expect=422)
    assert page.errors == ["Choose at least one file"]


def test_too_many_files_at_once_are_refused(desk, meeting):
    files = [papers.sent(f"{n}.txt", f"Paper {n}".encode()) for n in range(MOST_AT_ONCE + 1)]
    page = desk.submit(desk.get("meetings.papers", slug=meeting), "Add papers", files=files, expect=422)
    assert page.errors == ["Choose at most 20 files at once"]
    assert paper_ids(meeting) == []


@pytest.mark.parametrize("item", ["7", "x", "-1", "1 OR 1", ""])
def test_an_item_that_is_not_there_is_refused(desk, meeting, item):
    files = [papers.sent("a.pdf", papers.pdf())]
    page = desk.submit(desk.get("meetings.papers", slug=meeting), "Add papers", files=files, item=item, expect=422)
    assert page.errors == ["Choose one from the list"]


def test_a_file_field_that_holds_text_is_no_file(desk, meeting):
    page = desk.submit(desk.get("meetings.papers", slug=meeting), "Add papers", files="a.pdf", expect=422)
    assert page.errors == ["Choose at least one file"]


def test_papers_are_kept_though_the_agenda_changed_meanwhile(desk, meeting):
    page = desk.get("meetings.papers", slug=meeting)
    draft = queries.sheet(COMMAND_LINE, meeting).draft
    usecases.edit_meeting(actor=COMMAND_LINE, slug=meeting, draft=replace(draft, items=draft.items[::-1]))
    page = desk.submit(page, "Add papers", files=[papers.sent("a.pdf", papers.pdf())], item="1", expect=422)
    assert "Somebody else changed the agenda meanwhile." in page.errors[0]
    assert len(paper_ids(meeting)) == 1
    assert queries.papers_without_text(1, queries.sheet(COMMAND_LINE, meeting).draft) == []
    page = desk.submit(page, "Add papers", files=[papers.sent("a.pdf", papers.pdf())], item="1")
    assert [len(item.papers) for item in queries.sheet(COMMAND_LINE, meeting).items] == [1, 0]


def test_a_paper_that_is_too_large_is_named_with_the_limit(desk, meeting):
    page = desk.get("meetings.papers", slug=meeting)
    page = desk.submit(page, "Add papers", files=[papers.sent("big.txt", b"x" * 25_000_001)], expect=422)
    assert page.errors == ["big.txt is larger than 25 MB. Make it smaller or send it in parts."]


def test_more_than_a_request_may_bring_has_a_page(desk, meeting):
    page = desk.get("meetings.papers", slug=meeting)
    files = [papers.sent(f"{n}.txt", b"x" * 21_000_000) for n in range(5)]
    page = desk.submit(page, "Add papers", files=files, expect=413)
    assert "You can send up to 101 MB at once." in page.text


def test_a_scanned_paper_warns_the_clerk(desk, meeting, worker):
    (paper_id,) = add(meeting, papers.scanned_pdf(), position=1)
    worker()
    warning = "People who use a screen reader cannot read this PDF."
    assert warning in desk.get("meetings.papers", slug=meeting).text
    assert warning in desk.get("meetings.edit_paper", paper_id=paper_id).text
    page = desk.get("meetings.preview", slug=meeting)
    assert "People who use a screen reader cannot read these papers." in page.text
    assert desk.open(page.link("paper-1")).h1 == "paper-1"
    usecases.post_meeting(actor=COMMAND_LINE, slug=meeting)
    public = desk.get("meetings.paper", paper_id=paper_id)
    assert "We have no text of this paper." in public.text
    assert warning not in public.text


def test_a_locked_paper_tells_the_clerk(desk, meeting, worker):
    add(meeting, papers.locked_pdf())
    worker()
    assert "It may be locked or damaged." in desk.get("meetings.papers", slug=meeting).text


def test_a_paper_that_nobody_has_read_yet_says_so(client, meeting):
    paper_id = posted_paper(meeting, papers.pdf("Lamps"))
    page = client.get("meetings.paper", paper_id=paper_id)
    assert "We are reading the file." in page.text
    assert page.link("Download the file")


def test_what_is_not_posted_is_not_there(client, cast, meeting):
    (paper_id,) = add(meeting, papers.pdf("Secret plan"), position=1)
    client.get("meetings.paper", paper_id=paper_id, expect=404)
    assert client.send("GET", client.url("meetings.paper_file", paper_id=paper_id)).status_code == 404
    usecases.post_meeting(actor=COMMAND_LINE, slug=meeting)
    (late,) = add(meeting, papers.pdf("Late plan"), position=1)
    client.get("meetings.paper", paper_id=late, expect=404)
    assert key_text(late) not in client.get("meetings.show", slug=meeting).html
    client.sign_in(cast.clerk)
    client.get("meetings.paper", paper_id=late, expect=404)


@pytest.mark.parametrize(
    ("name", "status"), [("clerk", 200), ("member", 200), ("moderator", 403), ("admin", 403), ("nobody", 403)]
)
def test_the_desk_shows_drafts_to_clerks_and_members(client, cast, meeting, name, status):
    (paper_id,) = add(meeting, papers.pdf("Secret plan"), position=1)
    client.sign_in(getattr(cast, name))
    for endpoint, values in (
        ("meetings.papers", {"slug": meeting}),
        ("meetings.desk_paper", {"paper_id": paper_id}),
    ):
        page = client.get(endpoint, expect=status, **values)
        assert ("Add papers" in page.text) == (name == "clerk" and endpoint == "meetings.papers")
        assert ("Edit this paper" in page.text) == (name == "clerk" and endpoint == "meetings.desk_paper")
    response = client.send("GET", client.url("meetings.desk_paper_file", paper_id=paper_id))
    assert response.status_code == status
    assert response.headers["Cache-Control"] == "no-store"
    writes = 200 if name == "clerk" else 403
    client.get("meetings.edit_paper", paper_id=paper_id, expect=writes)


def test_a_preview_of_a_draft_leads_to_the_desks_own_pages(desk, meeting):
    (paper_id,) = add(meeting, papers.pdf(), position=1)
    page = desk.get("meetings.preview", slug=meeting)
    assert page.link("paper-1") == f"/staff/papers/{key_text(paper_id)}"
    assert desk.open(page.link("paper-1")).h1 == "paper-1"


def test_a_paper_taken_off_says_so_and_stays(desk, meeting):
    paper_id = posted_paper(meeting, papers.pdf("Lamps"))
    page = desk.get("meetings.edit_paper", paper_id=paper_id)
    assert "Remove this paper" not in page.text
    assert page.value("title_en") is None
    desk.submit(page, "Save this paper", items=[])
    assert "not on the agenda now" not in desk.get("meetings.paper", paper_id=paper_id).text
    usecases.post_amendment(actor=COMMAND_LINE, slug=meeting, reason=words("It was wrong"))
    assert "It is not on the agenda now." in desk.get("meetings.paper", paper_id=paper_id).text
    assert desk.send("GET", f"/papers/{key_text(paper_id)}/file").status_code == 200
    assert key_text(paper_id) not in desk.get("meetings.show", slug=meeting).html


def test_a_paper_that_was_never_public_is_removed(desk, meeting):
    (paper_id,) = add(meeting, position=2)
    page = desk.submit(desk.get("meetings.edit_paper", paper_id=paper_id), "Remove this paper")
    assert "The paper is removed." in page.text
    assert "No paper yet." in page.text
    desk.get("meetings.desk_paper", paper_id=paper_id, expect=404)


def test_a_lost_file_has_a_page_and_a_line_in_the_log(client, meeting, worker, caplog):
    paper_id = posted_paper(meeting, papers.pdf("Lamps"))
    worker()
    store.path_of(row(paper_id).file_key).unlink()
    assert "Lamps" in client.get("meetings.paper", paper_id=paper_id).text
    with caplog.at_level(logging.ERROR, "portal"):
        page = client.open(f"/papers/{key_text(paper_id)}/file", expect=404)
    assert page.h1 == "This file is missing"
    assert "file lost" in caplog.messages


def test_texts_and_titles_of_strangers_stay_texts(desk, meeting, worker):
    name = f"{TURNED} <script>alert(1)<script>.txt"
    text = f"{'Lamps. ' * 200}{SCRIPT}\n\nSee https://example.org/x. \u202eturned".encode()
    page = desk.submit(
        desk.get("meetings.papers", slug=meeting), "Add papers", files=[papers.sent(name, text)], item="1"
    )
    assert "\u202e" not in page.html
    worker()
    (paper_id,) = paper_ids(meeting)
    edit(paper_id, title=Translated({"en": f"Plan {SCRIPT}"}), positions={1})
    usecases.post_meeting(actor=COMMAND_LINE, slug=meeting)
    for page in (
        desk.get("meetings.papers", slug=meeting),
        desk.get("meetings.desk_paper", paper_id=paper_id),
        desk.get("meetings.edit_paper", paper_id=paper_id),
        desk.get("meetings.paper", paper_id=paper_id),
        desk.get("meetings.show", slug=meeting),
        desk.get("meetings.item", slug=meeting, number=1),
    ):
        assert f"Plan {SCRIPT}" in page.text
        assert "\u202e" not in page.html
    page = desk.get("meetings.paper", paper_id=paper_id)
    assert SCRIPT in page.text
    assert page.link("https://example.org/x") == "https://example.org/x"
    said = desk.send("GET", page.link("Download the file")).headers["Content-Disposition"]
    assert "script" in said
    assert "<" not in said


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd.txt", "a\x00b.txt", "CON.txt", "x" * 300 + ".txt", "📎.txt", "a\r\nX: y.txt", ".txt",
        "'; DROP TABLE paper; --.txt", "{{ 7 * 7 }}.txt", "ñandú.TXT", "\u202etxt.exe.txt", "%2e%2e%2fa.txt",
    ],
)  # fmt: skip
def test_every_file_name_is_taken_and_none_reaches_the_disk(desk, meeting, name):
    page = desk.get("meetings.papers", slug=meeting)
    token = dict(page.form("Add papers").pairs())
    quoted = name.replace("\r\n", "%0D%0A").encode()
    body = b"".join(
        b'--b\r\nContent-Disposition: form-data; name="%b"\r\n\r\n%b\r\n' % (key.encode(), value.encode())
        for key, value in token.items()
        if key != "files"
    )
    body += b'--b\r\nContent-Disposition: form-data; name="files"; filename="%b"\r\n\r\nLamps\r\n--b--\r\n' % quoted
    path = desk.url("meetings.add_papers", slug=meeting)
    answer = desk.send("POST", path, data=body, headers={"Content-Type": "multipart/form-data; boundary=b"})
    assert answer.status_code in {303, 400, 422}
    found = {path.name for path in store.folder().rglob("*") if path.is_file()} if store.folder().exists() else set()
    assert all(re.fullmatch(r"[0-9a-f]{32}", name) for name in found)
    for line in queries.paper_lines(COMMAND_LINE, meeting):
        assert line.link.title["en"].isprintable()
        desk.get("meetings.desk_paper", paper_id=line.link.id)


def test_two_hundred_papers_are_listed(desk, meeting):
    many, _problems = take((f"paper {n}.txt", io.BytesIO(f"Paper {n}".encode())) for n in range(200))
    add(meeting, uploads=many)
    page = desk.get("meetings.papers", slug=meeting)
    assert len(page.all(".//tbody/tr")) == 200
    page = desk.submit(page, "Add papers", files=[papers.sent("more.txt", b"One more")], expect=422)
    assert page.errors == ["A meeting has at most 200 papers. Remove some first."]


def test_a_canceled_meeting_shows_its_papers_and_takes_none(desk, meeting):
    paper_id = posted_paper(meeting, papers.pdf("Lamps"))
    usecases.cancel_meeting(actor=COMMAND_LINE, slug=meeting, reason=words("Snow"))
    assert "Add papers" not in desk.get("meetings.papers", slug=meeting).text
    assert desk.get("meetings.paper", paper_id=paper_id)
    assert queries.paper_sheet(VISITOR, paper_id) is not None


def test_a_posted_meeting_tells_that_papers_wait_for_the_change(desk, town):
    town.committee()
    slug = post()
    assert "New papers become public when you post the change." in desk.get("meetings.papers", slug=slug).text
