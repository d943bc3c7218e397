"""A file that is handed out: as an attachment, under a harmless name, in its own small cage."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from flask import Flask, Response

from portal.core.files import store
from portal.core.files.names import safe_name, shown_name, title_from
from portal.core.files.serving import attachment
from portal.core.files.types import Kind
from portal.core.routes import public
from tests.support import papers
from tests.support.engines import Databases, site, sqlite_only
from tests.support.pages import Client

pytestmark = sqlite_only

NAMES = {
    "Budget 2026.pdf": "Budget 2026.pdf",
    "Budget 2026": "Budget 2026.pdf",
    "../../etc/passwd": "etc passwd.pdf",
    "C:\\Users\\ana\\plan.docx": "C Users ana plan.docx.pdf",
    "a\x00b.pdf": "a b.pdf",
    "a\r\nSet-Cookie: x=1": "a Set-Cookie x=1.pdf",
    "plan\u202efdp.exe": "plan fdp.exe.pdf",
    '"quoted"; filename="x.exe': "quoted filename= x.exe.pdf",
    "CON": "_CON.pdf",
    "nul.pdf": "_nul.pdf",
    "lpt1.txt": "_lpt1.txt.pdf",
    "  . . ": "file.pdf",
    "": "file.pdf",
    "...": "file.pdf",
    ".htaccess": "htaccess.pdf",
    "plan.pdf. ": "plan.pdf.pdf",
    "Plan für Főtér 灯": "Plan für Főtér 灯.pdf",
    "📎 plan": "📎 plan.pdf",
    "<script>alert(1)</script>": "script alert(1) script.pdf",
    "x" * 300: "x" * 200 + ".pdf",
    "灯" * 300: "灯" * 66 + ".pdf",
    "\ud800lone": "lone.pdf",
    "%00%2e%2e%2f": "00 2e 2e 2f.pdf",
}


@pytest.fixture
def handed_out(databases: Databases) -> Iterator[Client]:
    """A site with one kept PDF at /file."""
    with site(databases, "sqlite", new=True) as app:
        kept = store.keep(io.BytesIO(papers.pdf()), 10**6)

        @public()
        def file() -> Response:
            return attachment(kept.key, Kind.PDF, "Plan für alle", kept.sha256)

        app.add_url_rule("/file", "file", file)
        yield Client(app)


def plain_name(app: Flask, name: str) -> str:
    """What the header says in plain letters, for a file of this name."""
    kept = store.keep(io.BytesIO(b"x"), 10)
    with app.test_request_context():
        response = attachment(kept.key, Kind.PDF, name, kept.sha256)
        said = response.headers["Content-Disposition"]
        response.close()
    found = re.fullmatch(r"attachment; filename=\"([ -~]*)\"; filename\*=UTF-8''([\w.%~-]+)", said, re.ASCII)
    assert found is not None, said
    assert unquote(found[2]) == safe_name(name, Kind.PDF)
    return found[1]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_becomes_harmless(name: str) -> None:
    made = safe_name(name, Kind.PDF)
    assert made == NAMES[name]
    assert len(made.encode()) <= 255


@pytest.mark.parametrize("name", NAMES)
def test_the_header_holds_the_name_twice_and_nothing_else(app: Flask, name: str) -> None:
    plain = plain_name(app, name)
    assert plain.endswith(".pdf")
    assert plain.removesuffix(".pdf").strip()
    assert '"' not in plain


@pytest.mark.parametrize(
    ("name", "shown", "title"),
    [
        ("Budget_2026-04.pdf", "Budget_2026-04.pdf", "Budget 2026-04"),
        ("C:\\Users\\ana\\plan.docx", "plan.docx", "plan"),
        ("../../etc/passwd", "passwd", "passwd"),
        ("plan\u202efdp.exe\x00", "plan fdp.exe", "plan fdp"),
        ("x" * 300 + ".pdf", "x" * 100, "x" * 100),
        (".pdf", ".pdf", ".pdf"),
        ("___.pdf", "___.pdf", "___.pdf"),
        ("", "?", "?"),
        ("/", "?", "?"),
        ("📎 1.5 million.pdf", "📎 1.5 million.pdf", "📎 1.5 million"),
    ],
)
def test_names_are_shown_without_what_hides_or_turns(name: str, shown: str, title: str) -> None:
    assert (shown_name(name), title_from(name)) == (shown, title)


def test_the_headers_of_a_file(handed_out: Client) -> None:
    response = handed_out.send("GET", "/file")
    assert response.data == papers.pdf()
    headers = response.headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Length"] == str(len(papers.pdf()))
    assert headers["Content-Disposition"].startswith('attachment; filename="Plan fur alle.pdf"; filename*=UTF-8')
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "public, no-cache"
    assert "Set-Cookie" not in headers


def test_a_file_is_not_sent_twice(handed_out: Client) -> None:
    tag = handed_out.send("GET", "/file").headers["ETag"]
    again = handed_out.send("GET", "/file", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Cache-Control"] == "public, no-cache"
    assert handed_out.send("GET", "/file", headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_broken_download_goes_on_where_it_stopped(handed_out: Client) -> None:
    rest = handed_out.send("GET", "/file", headers={"Range": "bytes=10-"})
    assert (rest.status_code, rest.data) == (206, papers.pdf()[10:])
    assert handed_out.send("GET", "/file", headers={"Range": "bytes=999999-"}).status_code == 416


def test_head_tells_the_length(handed_out: Client) -> None:
    response = handed_out.send("HEAD", "/file")
    assert (response.data, response.headers["Content-Length"]) == (b"", str(len(papers.pdf())))


@pytest.mark.parametrize("kind", Kind)
def test_no_kind_is_ever_a_page(app: Flask, kind: Kind) -> None:
    kept = store.keep(io.BytesIO(b"<script>alert(1)</script>"), 100)
    with app.test_request_context():
        response = attachment(kept.key, kind, "x", kept.sha256)
        response.close()
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.mimetype == kind.media_type
    assert "html" not in response.content_type
    assert "xml" not in response.content_type or "openxml" in response.content_type


def test_a_lost_file_is_told(app: Flask) -> None:
    kept = store.keep(io.BytesIO(b"x"), 10)
    store.path_of(kept.key).unlink()
    with app.test_request_context(), pytest.raises(store.Lost):
        attachment(kept.key, Kind.PDF, "x", kept.sha256)
