"""The posting certificate: a page for people, and a file that code which is not ours can check."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from flask import Flask

from portal.core.clock import now
from portal.core.db import db
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.meetings import queries, usecases
from portal.meetings.agendas.contents import agenda_text
from portal.meetings.models import MinutesState, MinutesVersion
from portal.record import queries as record
from portal.record.models import Deed, append
from tests.house.sources import ROOT
from tests.meetings.writing import post
from tests.support.builders import SCRIPT, words
from tests.support.recorder import recorded

HOSTILE = Translated({"en": f'{SCRIPT} e\u0301 \u2028 𝕏 \\ "quotes" \' مرحبا \u202e', "es": "Ñandú"})
CHECK = "check_certificate.py"


@pytest.fixture
def slug(town, clock) -> str:
    """A posted meeting whose texts are hostile."""
    return post(committee=town.committee(), title=HOSTILE)


def minutes_of(slug: str) -> None:
    """A posted version of minutes, as their use case keeps it."""
    with transaction():
        meeting = queries.meeting_by_slug(slug)
        content = {"meeting": slug, "text": "We met."}
        deed = Deed("minutes.posted", f"minutes:{slug}/1", "clerk", text=agenda_text(content))
        seq, at = append(COMMAND_LINE, deed), now()
        values = {"number": 1, "state": MinutesState.DRAFT, "posted_at": at, "content": content, "record_seq": seq}
        db.session.add(MinutesVersion(meeting_id=meeting.id, **values))


def downloaded(client, tmp_path, endpoint: str, slug: str) -> None:
    """Save what a reader downloads: certificate, record, and the check from the site's own link."""
    page = client.get(endpoint, slug=slug, number=1)
    for name, link in (("certificate.json", "Download the certificate"), ("record.jsonl", "Download the whole record")):
        (tmp_path / name).write_bytes(client.send("GET", page.link(link)).data)
    (tmp_path / CHECK).write_bytes(client.send("GET", page.link("Download the check")).data)


def check(tmp_path) -> tuple[int, str]:
    """Run the check as the page says; its exit status and its words."""
    command = [sys.executable, CHECK, "certificate.json", "record.jsonl"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, text=True, encoding="utf-8")
    return done.returncode, done.stdout + done.stderr


def test_the_page_tells_what_when_and_by_whom(client, slug) -> None:
    (entry,) = record.all_entries()
    page = client.get("meetings.certificate", slug=slug, number=1)
    for told in ("Agenda, version 1 of 1", "April 15, 2026", "command line", entry["hash"], entry["prev"]):
        assert str(told) in page.text
    assert entry["commitment"] in page.text
    assert page.link("Entry 1 in the public record") == "/record?after=2"


@pytest.mark.parametrize("endpoint", ["meetings.certificate", "meetings.minutes_certificate"])
def test_what_is_downloaded_can_be_checked_by_anybody(client, slug, tmp_path, endpoint) -> None:
    minutes_of(slug)
    downloaded(client, tmp_path, endpoint, slug)
    status, said = check(tmp_path)
    assert status == 0, said
    assert "2026-04-15T17:00:00Z" in said


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda c: c | {"text": c["text"].replace("Town hall", "Back room")}, "The text is not the one"),
        (lambda c: c | {"salt": "00" * 32}, "The text is not the one"),
        (lambda c: c | {"entry": c["entry"] | {"at": "2026-04-01T17:00:00Z"}}, "The entry was changed"),
        (lambda c: c | {"entry": c["entry"] | {"pseudonym": "Staff 0000"}}, "The entry was changed"),
    ],
)
def test_a_changed_certificate_fails(client, slug, tmp_path, change, words) -> None:
    downloaded(client, tmp_path, "meetings.certificate", slug)
    path = tmp_path / "certificate.json"
    before = json.loads(path.read_text("utf-8"))
    assert before != change(before)
    path.write_text(json.dumps(change(before)), "utf-8")
    status, said = check(tmp_path)
    assert (status, words in said) == (1, True)


def test_a_record_that_lacks_the_entry_fails(client, slug, tmp_path) -> None:
    downloaded(client, tmp_path, "meetings.certificate", slug)
    (tmp_path / "record.jsonl").write_text("", "utf-8")
    assert check(tmp_path)[0] == 1


def test_the_file_has_a_name_and_is_saved(client, slug) -> None:
    answer = client.send("GET", f"/meetings/{slug}/versions/1/certificate.json")
    assert answer.mimetype == "application/json"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={slug}-agenda-1-certificate.json"


def test_each_version_has_a_certificate_of_its_own(client, slug) -> None:
    usecases.cancel_meeting(actor=COMMAND_LINE, slug=slug, reason=words("Storm"))
    first, second = (client.send("GET", f"/meetings/{slug}/versions/{n}/certificate.json").json for n in (1, 2))
    assert (first["entry"]["action"], second["entry"]["action"]) == ("meeting.posted", "meeting.cancelled")
    assert first["salt"] != second["salt"]
    assert "Storm" in second["text"]
    assert "version 1 of 2" in client.get("meetings.certificate", slug=slug, number=1).text


def test_what_is_not_posted_has_none(client, town, slug) -> None:
    for place, number in ((slug, 2), (slug, 0), ("nothing", 1), (town.meeting(), 1)):
        client.get("meetings.certificate", slug=place, number=number, expect=404)
        client.get("meetings.minutes_certificate", slug=place, number=number, expect=404)
        assert client.send("GET", f"/meetings/{place}/versions/{number}/certificate.json").status_code == 404


def test_the_salts_of_texts_that_can_be_erased_stay_secret(app: Flask) -> None:
    with transaction():
        seqs = [
            append(COMMAND_LINE, Deed("x", subject, "clerk", text="Words")) for subject in ("comment:a", "update:b/1")
        ]
    assert record.proofs(seqs) == {}


def test_the_page_asks_the_database_little(app, client, slug) -> None:
    with recorded(app) as asked:
        client.get("meetings.certificate", slug=slug, number=1)
    asked.within(3)


def test_the_record_leads_to_the_certificate(client, slug) -> None:
    assert client.get("record.index").link(f"{slug}/1") == f"/meetings/{slug}/versions/1/certificate"


def test_the_documentation_shows_the_very_check() -> None:
    code = (ROOT / "static" / CHECK).read_text("utf-8")
    assert f"```python\n{code}```" in (ROOT / "docs" / "record.md").read_text("utf-8")


def test_an_invented_committee_says_so_and_borrowed_data_is_credited(client, town) -> None:
    slug = post(committee=town.committee(illustrative=True, attribution=words("Data of the county")))
    page = client.get("meetings.certificate", slug=slug, number=1)
    assert "example town" in page.text
    assert "Data of the county" in page.text
