"""Papers, photos and links that partners draft: hidden until they are published, and then part of an update."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage

from portal.core.db import db
from portal.core.errors import Forbidden, Refused
from portal.core.translated import Translated
from portal.projects import queries
from portal.projects.drafts.shapes import EvidenceWords, PaperWords
from portal.projects.evidence import GivenEvidence, Photo, WebLink
from portal.projects.handlers import forget_waiting_files
from portal.projects.models import ProjectFile
from portal.projects.usecases import give_back_draft, publish_draft, withdraw_draft
from tests.projects.partnering import (
    draft,
    loaded,
    paper_of,
    partner,
    photo_of,
    requirement,
    sheet_of,
    spokesperson,
    update_words,
    updates_of,
)
from tests.support import papers
from tests.support.builders import SCRIPT, words
from tests.support.pages import Client

ALT = Translated({"en": f"A lamp {SCRIPT}", "es": "Una farola"})
LINK = WebLink("https://example.org/plan", Translated({"en": "The plan"}))


@pytest.fixture
def ana(town):
    """Speaks for `bright`, a partner of the project `lamps`, of which something was said already."""
    partner("bright")
    sheet_of(town.project("lamps"), "bright", requirements=(requirement(key="R1"),))
    town.update("lamps", phase="building", condition="delayed")
    return spokesperson("ana", "bright")


def picture() -> FileStorage:
    """A photo as a browser sends it."""
    content = io.BytesIO()
    Image.new("RGB", (60, 40), (30, 200, 30)).save(content, "JPEG")
    content.seek(0)
    return FileStorage(content, filename="lamp.jpg")


def published(cast, key: int):
    """Publish a draft; the update that it became."""
    publish_draft(actor=cast.clerk.actor, draft_id=key, loaded=loaded(key, cast.clerk))
    return updates_of("lamps")[0]


def test_an_update_shows_its_photo_paper_and_link_under_the_name_of_the_partner(ana, cast, client):
    photo, paper = photo_of(ana, "lamps", "bright"), paper_of(ana, "lamps", "bright", papers.pdf("Plan"))
    shows = GivenEvidence(photos=(Photo(photo, ALT),), papers=(paper,), links=(LINK,))
    update = published(cast, draft(ana, "lamps", "bright", update_words(evidence=shows), sent=True))
    assert [card.id for card in update.evidence.files] == [photo, paper]
    assert (update.partner.slug, update.evidence.links) == ("bright", (LINK,))
    page = client.get("projects.update", slug="lamps", number=2)
    assert f"Written by Bright {SCRIPT}, a partner of this project." in page.text
    for file_id in (photo, paper):
        assert client.send("GET", client.url("projects.file", slug="lamps", file_id=file_id)).status_code == 200


def test_a_paper_becomes_an_update_that_repeats_where_the_project_stood(ana, cast):
    file_id = paper_of(ana, "lamps", "bright", papers.pdf("Plan"))
    title = Translated({"en": f"Plan {SCRIPT}", "es": "Plan de luces"})
    update = published(cast, draft(ana, "lamps", "bright", PaperWords(file_id, title, "es"), sent=True))
    assert (update.phase, update.condition) == ("building", "delayed")
    assert dict(update.text) == {"en": f"A new paper: Plan {SCRIPT}", "es": "Un documento nuevo: Plan de luces"}
    [card] = update.evidence.papers
    assert (card.title, card.lang) == (title, "es")


def test_evidence_says_for_what_it_is(ana, cast):
    shown = EvidenceWords("requirement/R1", words("It dims."), GivenEvidence(links=(LINK,)))
    update = published(cast, draft(ana, "lamps", "bright", shown, sent=True))
    assert update.text["en"].startswith("**Evidence for requirement R1**\n\nIt dims.")
    assert update.text["es"].startswith("**Prueba del requisito R1**")


def test_a_project_of_which_nothing_was_said_yet_takes_no_evidence(ana, cast, town):
    sheet_of(town.project("new"), "bright")
    shown = EvidenceWords("criterion/C1", words("It dims."), GivenEvidence(links=(LINK,)))
    key = draft(ana, "new", "bright", shown, sent=True)
    with pytest.raises(Refused, match="no status update yet"):
        publish_draft(actor=cast.clerk.actor, draft_id=key, loaded=loaded(key, cast.clerk))


def test_a_file_of_a_draft_is_served_to_whoever_may_read_the_draft_and_to_nobody_else(app, ana, cast):
    partner("dark")
    sheet_of("lamps", "bright", "dark")
    file_id = paper_of(ana, "lamps", "bright", papers.pdf("Plan"))
    key = draft(ana, "lamps", "bright", update_words(evidence=GivenEvidence(papers=(file_id,))))
    browsers = {
        "ana": Client(app).sign_in(ana),
        "other": Client(app).sign_in(spokesperson("ben", "dark")),
        "clerk": Client(app).sign_in(cast.clerk),
        "member": Client(app).sign_in(cast.member),
    }

    def may_have_it() -> set[str]:
        path = browsers["ana"].url("projects.draft_file", draft_id=key, file_id=file_id)
        return {name for name, browser in browsers.items() if browser.send("GET", path).status_code == 200}

    assert may_have_it() == {"ana"}
    draft_sent = draft(ana, "lamps", "bright", update_words(evidence=GivenEvidence(papers=(file_id,))), sent=True)
    assert draft_sent == key
    assert may_have_it() == {"ana", "clerk"}
    for endpoint in ("projects.file", "projects.desk_file"):
        for browser in browsers.values():
            path = browser.url(endpoint, slug="lamps", file_id=file_id)
            assert browser.send("GET", path).status_code in {403, 404}
    give_back_draft(actor=cast.clerk.actor, draft_id=key, reply="Not this paper.")
    assert may_have_it() == {"ana"}


def test_nobody_names_a_file_of_others_in_a_draft(ana, cast):
    partner("dark")
    sheet_of("lamps", "bright", "dark")
    theirs = paper_of(spokesperson("ben", "dark"), "lamps", "dark", papers.pdf("Secret"))
    for file_id in (theirs, 7):
        with pytest.raises(Refused, match="not there any more"):
            draft(ana, "lamps", "bright", update_words(evidence=GivenEvidence(papers=(file_id,))))
    with pytest.raises(Forbidden):
        paper_of(ana, "lamps", "dark", papers.pdf("Mine"))


def test_the_form_takes_a_photo_with_its_words(app, ana, cast, client):
    hers = client.sign_in(ana)
    page = hers.get("projects.new_draft", slug="lamps", partner="bright", kind="update")
    page = hers.submit(page, "Save the draft", expect=422, text_en="See.", new_photos=picture())
    assert page.errors == ["Describe the photo for people who cannot see it, or mark it as decoration"]
    name = next(name for name in page.form("Save the draft").names() if name.endswith("alt_en"))
    page = hers.submit(page, "Save the draft", **{name: f"A lamp {SCRIPT}"})
    assert page.all(".//div[@class='photos']/img")
    page = hers.submit(page, "Send to the clerk")
    desk = Client(app).sign_in(cast.clerk)
    page = desk.open(desk.get("projects.inbox").link("Status update: Pilot of lamps"))
    assert f"Photo 1: A lamp {SCRIPT}" in page.text
    [image] = page.all(".//div[@class='photos']/img")
    assert desk.send("GET", image.get("src")).status_code == 200


def test_the_form_of_a_paper_keeps_the_file_whatever_else_lacks(ana, client):
    hers = client.sign_in(ana)
    page = hers.get("projects.new_draft", slug="lamps", partner="bright", kind="paper")
    page = hers.submit(page, "Save the draft", expect=422)
    assert page.errors == ["Choose a file", "Write a title"]
    page = hers.submit(page, "Save the draft", expect=422, new_paper=sent(papers.pdf("Plan"), "plan.pdf"))
    assert page.errors == ["Write a title"]
    page = hers.submit(page, "Save the draft", title_en="The plan")
    assert "A new paper: The plan" in page.text
    page = hers.open(page.link("Edit the draft"))
    page = hers.submit(page, "Save the draft", title_en="The better plan", lang="es")
    assert "A new paper: The better plan" in page.text


def test_the_form_of_evidence_asks_for_what_it_shows(ana, client):
    hers = client.sign_in(ana)
    page = hers.get("projects.new_draft", slug="lamps", partner="bright", kind="evidence")
    page = hers.submit(page, "Save the draft", expect=422)
    assert set(page.errors) == {
        "Write what it shows",
        "Add a photo, a paper or a link",
        "Choose what it is evidence for",
    }
    fields = {"about": "requirement/R1", "text_en": "It dims.", "links-0-url": LINK.url, "links-0-label_en": "The plan"}
    page = hers.submit(page, "Save the draft", **fields)
    assert "Evidence for requirement R1" in page.text
    page = hers.open(page.link("Edit the draft"))
    assert (page.value("about"), page.value("links-0-url")) == ("requirement/R1", LINK.url)


def test_a_file_that_is_not_taken_is_told_and_nothing_is_kept(ana, client):
    hers = client.sign_in(ana)
    page = hers.get("projects.new_draft", slug="lamps", partner="bright", kind="paper")
    page = hers.submit(page, "Save the draft", expect=422, title_en="P", new_paper=sent(b"MZ\x00", "plan.pdf"))
    assert "plan.pdf is of a kind that we do not take" in page.errors[-1]
    assert db.session.query(ProjectFile).count() == 0
    assert queries.own_drafts(ana.actor) == []


def test_files_that_no_draft_needs_are_forgotten_and_those_of_drafts_are_kept(ana, clock):
    names = ("Kept", "Withdrawn", "Never used")
    kept, gone, _unused = (paper_of(ana, "lamps", "bright", papers.pdf(name)) for name in names)
    draft(ana, "lamps", "bright", update_words(evidence=GivenEvidence(papers=(kept,))))
    withdraw_draft(
        actor=ana.actor,
        draft_id=draft(ana, "lamps", "bright", update_words("No.", evidence=GivenEvidence(papers=(gone,)))),
    )
    clock.forward(days=31)
    forget_waiting_files()
    db.session.rollback()
    assert {row.id for row in db.session.query(ProjectFile)} == {kept}


def sent(content: bytes, name: str) -> FileStorage:
    """A file as a browser sends it."""
    return FileStorage(io.BytesIO(content), filename=name)
