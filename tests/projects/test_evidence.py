"""What updates show: photos without their notes and never without words, papers, decisions, links; and corrections."""

from __future__ import annotations

import io
import json

import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage

from portal.core.addresses import key_text
from portal.core.db import db
from portal.core.errors import Forbidden, NotFound, Refused
from portal.core.files import store
from portal.core.permissions import COMMAND_LINE, VISITOR
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.meetings.minuting.drafts import ItemMinutes
from portal.projects import handlers, queries, usecases
from portal.projects.evidence import GivenEvidence, Photo, WebLink, may_link_to
from portal.projects.filing import take_papers, take_photos
from portal.projects.models import Condition, Partner, PartnerKind, Phase, ProjectFile
from portal.record import queries as record
from portal.record.chain import commitment
from tests.meetings.minuting import a_motion, held, minuted, seats
from tests.meetings.writing import an_item
from tests.support import papers
from tests.support.builders import SCRIPT, words
from tests.support.recorder import recorded


def jpeg(width: int = 60, height: int = 40, color: tuple[int, int, int] = (200, 30, 30)) -> bytes:
    """A photo that says where it was taken."""
    notes, content = Image.Exif(), io.BytesIO()
    notes[0x010F] = "Camera of Ana"
    Image.new("RGB", (width, height), color).save(content, "JPEG", exif=notes)
    return content.getvalue()


def sent(content: bytes, name: str = "lamp.jpg") -> FileStorage:
    """A file as a browser sends it."""
    return FileStorage(io.BytesIO(content), filename=name)


def add(project: str, *photos: bytes, paper: bytes | None = None) -> list[int]:
    """Files at the desk; their ids."""
    good, wrong = take_photos((f"lamp-{n}.jpg", io.BytesIO(content)) for n, content in enumerate(photos))
    more, wrong_too = take_papers([("plan.pdf", io.BytesIO(paper))] if paper else [])
    assert not wrong + wrong_too
    return usecases.add_files(actor=COMMAND_LINE, project_slug=project, uploads=[*good, *more])


def post(project: str, **others: object) -> int:
    """Post an update."""
    values = {"phase": Phase.PILOTING, "condition": Condition.ON_TRACK, "text": words("Ten lamps are up.")}
    return usecases.post_update(**({"actor": COMMAND_LINE, "project_slug": project} | values | others))


def recorded_text(project: str = "lamps") -> dict[str, object]:
    """What the record commits to for the newest update of a project, read anew from the rows."""
    number = queries.last_update_number(queries.facts(project).id)
    held = next(one for one in record.newest_commitments("update") if one.subject == f"update:{project}/{number}")
    text = queries.update_texts([f"{project}/{number}"])[f"{project}/{number}"]
    assert commitment(held.salt, text) == held.digest
    return json.loads(text)


def decided(project: str) -> str:
    """A decision about a project; its key."""
    seats()
    slug = held(items=(an_item("Lamps", projects=(project,)),))
    return minuted(slug, ItemMinutes(1, motions=(a_motion(f"Buy ten lamps {SCRIPT}"),))) + "/1"


@pytest.fixture
def desk(client, cast, town):
    """The clerk's browser, and a project."""
    town.project("lamps")
    return client.sign_in(cast.clerk)


FACTS = {"phase": "piloting", "condition": "on_track", "text_en": "Ten lamps are up."}


# The use case


def test_an_update_without_evidence_keeps_the_text_that_the_record_always_had(town):
    post(town.project("lamps"), text=Translated({"en": "Same"}))
    assert recorded_text() == {"condition": "on_track", "phase": "piloting", "text": {"en": "Same"}}


def test_the_record_commits_to_everything_that_is_shown(town):
    town.project("lamps")
    photo, pretty, paper = add("lamps", jpeg(), jpeg(color=(1, 2, 3)), paper=papers.pdf())
    shown = GivenEvidence(
        photos=(Photo(photo, Translated({"en": "A lamp"})), Photo(pretty, Translated({"en": "x"}), decorative=True)),
        papers=(paper,),
        decisions=("spring/1",),
        links=(WebLink("https://example.org/", Translated({"en": "Plan"})),),
    )
    post("lamps")
    with transaction():
        db.session.add(Partner(slug="volt", name="Volt", kind=PartnerKind.COMPANY))
    partner = db.session.query(Partner).one().id
    assert post("lamps", evidence=shown, corrects=1, partner_id=partner) == 2
    said = recorded_text()
    assert (said["corrects"], said["partner"]) == (1, "volt")
    hashes = [queries.project_file("lamps", one, posted=True).card.sha256 for one in (photo, pretty, paper)]
    assert said["evidence"] == [
        {"alt": {"en": "A lamp"}, "sha256": hashes[0]},
        {"alt": {}, "sha256": hashes[1]},
        {"sha256": hashes[2], "title": {"en": "plan"}},
        {"decision": "spring/1"},
        {"label": {"en": "Plan"}, "url": "https://example.org/"},
    ]
    with transaction():
        db.session.get(ProjectFile, photo).alt = Translated({"en": "Another lamp"})
    with pytest.raises(AssertionError):
        recorded_text()


@pytest.mark.parametrize(
    ("alt", "words_of_it"),
    [({}, "Describe each photo"), ({"es": "Una farola"}, "Describe each photo"), ({"en": ""}, "Describe each photo")],
)
def test_a_photo_without_words_is_refused(town, alt, words_of_it):
    [photo] = add(town.project("lamps"), jpeg())
    with pytest.raises(Refused, match=words_of_it):
        post("lamps", evidence=GivenEvidence(photos=(Photo(photo, Translated(alt)),)))
    assert not db.session.get(ProjectFile, photo).posted_at


@pytest.mark.parametrize(
    "url", ["http://example.org", "javascript:alert(1)", "https://", "https://a b", "https://[", ""]
)
def test_only_whole_https_addresses_are_linked(town, url):
    assert not may_link_to(url)
    with pytest.raises(Refused, match="https://"):
        post(town.project("lamps"), evidence=GivenEvidence(links=(WebLink(url, Translated({"en": "x"})),)))


def test_files_of_others_and_of_another_kind_are_refused(town):
    [mine, paper] = add(town.project("lamps"), jpeg(), paper=papers.pdf())
    town.project("trees")
    alt = Translated({"en": "A lamp"})
    for project, given in (
        ("trees", GivenEvidence(photos=(Photo(mine, alt),))),
        ("trees", GivenEvidence(papers=(paper,))),
        ("lamps", GivenEvidence(papers=(mine,))),
        ("lamps", GivenEvidence(photos=(Photo(7, alt),))),
    ):
        with pytest.raises(Refused, match="not there any more"):
            post(project, evidence=given)


def test_once_public_a_photo_keeps_its_words(town):
    [photo] = add(town.project("lamps"), jpeg())
    post("lamps", evidence=GivenEvidence(photos=(Photo(photo, Translated({"en": "First"})),)))
    first = db.session.get(ProjectFile, photo).posted_at
    post("lamps", evidence=GivenEvidence(photos=(Photo(photo, Translated({"en": "Second"})),)))
    assert db.session.get(ProjectFile, photo).alt == {"en": "First"}
    assert db.session.get(ProjectFile, photo).posted_at == first


def test_the_same_form_with_evidence_sent_twice_posts_once(town):
    [photo] = add(town.project("lamps"), jpeg())
    given = GivenEvidence(photos=(Photo(photo, Translated({"en": "A lamp"})),))
    assert [post("lamps", number=1, evidence=given) for _time in range(2)] == [1, 1]
    with pytest.raises(Refused, match="Another update"):
        post("lamps", number=1)


@pytest.mark.parametrize("number", [0, -1, 2, 99])
def test_only_an_earlier_update_can_be_corrected(town, number):
    post(town.project("lamps"))
    with pytest.raises(Refused, match="Choose an update"):
        post("lamps", corrects=number)


def test_an_unknown_partner_wrote_nothing(town):
    with pytest.raises(NotFound):
        post(town.project("lamps"), partner_id=99)


def test_files_are_for_clerks_and_for_projects_that_exist(town, cast):
    good, _wrong = take_photos([("x.jpg", io.BytesIO(jpeg()))])
    for actor in (VISITOR, cast.member.actor, cast.moderator.actor):
        with pytest.raises(Forbidden):
            usecases.add_files(actor=actor, project_slug=town.project(), uploads=good)
    with pytest.raises(NotFound):
        usecases.add_files(actor=COMMAND_LINE, project_slug="nothing", uploads=good)


def test_files_that_nobody_posts_are_forgotten_and_the_others_stay(app, town, clock, worker):
    posted, waiting = add(town.project("lamps"), jpeg(3000, 2000), jpeg(color=(9, 9, 9)))
    post("lamps", evidence=GivenEvidence(photos=(Photo(posted, decorative=True),)))
    known = queries.stored_keys()
    assert len(known) == 3
    clock.forward(days=31)
    handlers.forget_waiting_files()
    assert queries.waiting_photos(queries.facts("lamps").id) == []
    assert len(queries.stored_keys()) == 2
    assert queries.project_file("lamps", waiting, posted=False) is None


# At the desk and in public


def test_a_clerk_posts_photos_a_paper_a_decision_and_a_link(desk, client, town):
    town.committee()
    key = decided("lamps")
    page = desk.get("projects.new_update", slug="lamps")
    page = desk.submit(
        page,
        "Add the files",
        new_photos=[sent(jpeg(3000, 2000)), sent(jpeg())],
        new_papers=sent(papers.pdf(), "Plan.pdf"),
        **FACTS,
    )
    assert (page.errors, page.value("text_en")) == ([], "Ten lamps are up.")
    assert {"Photo 1: lamp", "Photo 2: lamp", "Papers of this project (optional)"} <= set(page.words("legend"))
    page = desk.submit(page, "Post the update", expect=422, decision=key)
    assert page.errors == 2 * ["Describe the photo for people who cannot see it, or mark it as decoration"]
    assert page.link(page.errors[0]) == "#photos-1-alt_en"
    fields = {"photos-0-alt_en": f"A lamp {SCRIPT}", "photos-1-decorative": True}
    link = {"links-0-url": "https://example.org/plan", "links-0-label_en": f"The plan {SCRIPT}"}
    page = desk.submit(page, "Preview", **fields, **link)
    assert [image.get("alt") for image in page.all(".//section[@id='preview']//img")] == [f"A lamp {SCRIPT}", ""]
    assert "Plan (PDF" in page.text
    assert "Decision of" in page.text
    assert queries.updates(queries.facts("lamps").id) == []
    assert "The update is public." in desk.submit(page, "Post the update").text
    for shown in (client.get("projects.show", slug="lamps"), client.get("projects.update", slug="lamps", number=1)):
        photos = shown.all(".//main//img")
        assert [photo.get("alt") for photo in photos] == [f"A lamp {SCRIPT}", ""]
        assert photos[0].get("srcset").endswith(" 1600w")
        assert shown.link("The plan") == "https://example.org/plan"
        assert "/minutes#decision-1" in shown.link("Decision of")
        paper = client.send("GET", shown.link("Plan"))
        assert paper.headers["Content-Disposition"].startswith("attachment;")


def test_a_photo_is_served_in_place_for_good_and_without_notes(desk, client):
    page = desk.get("projects.new_update", slug="lamps")
    page = desk.submit(page, "Preview", new_photos=sent(jpeg(3000, 2000)), **FACTS)
    waiting = page.all(".//main//img")[0].get("src")
    key = waiting.rpartition("/")[2]
    assert desk.send("GET", waiting).headers["Content-Type"] == "image/jpeg"
    public = f"/projects/lamps/files/{key}"
    client.open(public, expect=404)
    client.open(public + "/small", expect=404)
    desk.submit(page, "Post the update", **{"photos-0-decorative": True})
    for address, side in ((public, 1600), (public + "/small", 800)):
        answer = client.send("GET", address)
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["Content-Disposition"] == "inline"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert Image.open(io.BytesIO(answer.data)).width == side
        assert b"Ana" not in answer.data
        again = client.send("GET", address, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304
    client.open(public.replace("lamps", "trees"), expect=404)
    client.open("/projects/lamps/files/0000000000", expect=404)


@pytest.mark.parametrize("name", ["nobody", "moderator", "member", "admin"])
def test_files_at_the_desk_are_for_clerks(client, cast, town, name):
    [photo] = add(town.project("lamps"), jpeg())
    client.sign_in(getattr(cast, name)).get("projects.desk_file", slug="lamps", file_id=photo, expect=403)


def test_what_is_no_picture_is_told_and_the_rest_is_kept(desk):
    page = desk.get("projects.new_update", slug="lamps")
    files = [sent(jpeg(), "good.jpg"), sent(b"GIF89a", "bad.gif")]
    page = desk.submit(
        page, "Post the update", expect=422, new_photos=files, new_papers=sent(b"<svg>", "x.svg"), **FACTS
    )
    assert "bad.gif is not a picture that we take. Send a JPEG, PNG or WebP picture." in page.errors
    assert any(message.startswith("x.svg is of a kind that we do not take.") for message in page.errors)
    assert "Photo 1: good" in page.words("legend")
    desk.submit(page, "Post the update", **{"photos-0-use": False})


def test_a_photo_that_waits_is_there_the_next_day_and_not_shown_by_itself(desk):
    page = desk.get("projects.new_update", slug="lamps")
    desk.submit(page, "Add the files", new_photos=sent(jpeg()))
    page = desk.get("projects.new_update", slug="lamps")
    assert len(page.all(".//main//img")) == 1
    desk.submit(page, "Post the update", **FACTS)
    assert not queries.updates(queries.facts("lamps").id)[0].evidence


def test_the_same_photo_sent_twice_is_one_row(desk):
    page = desk.get("projects.new_update", slug="lamps")
    for _time in range(2):
        page = desk.submit(page, "Add the files", new_photos=sent(jpeg()))
    assert len(page.all(".//main//img")) == 1


def test_more_rows_for_links_up_to_five(desk):
    page = desk.get("projects.new_update", slug="lamps")
    for _time in range(6):
        page = desk.submit(page, "Add another link")
    assert sum(said.startswith("Link ") for said in page.words("legend")) == 5
    page = desk.submit(page, "Post the update", expect=422, **(FACTS | {"links-1-url": "http://x.example"}))
    assert page.errors == ["Enter an address that begins with https://", "Write the words of the link"]


@pytest.mark.parametrize("field", ["decision", "corrects", "papers"])
def test_what_was_not_offered_is_refused(desk, town, field):
    town.committee()
    decided("lamps")
    post("lamps")
    add("lamps", paper=papers.pdf())
    page = desk.get("projects.new_update", slug="lamps")
    page = desk.submit(page, "Post the update", expect=422, **(FACTS | {field: "nothing/7"}))
    assert len(page.errors) == 1


def test_a_correction_and_what_it_corrects_name_each_other(desk, client):
    post("lamps")
    page = desk.get("projects.new_update", slug="lamps")
    desk.submit(page, "Post the update", corrects="1", **FACTS)
    old = client.get("projects.update", slug="lamps", number=1)
    assert "Corrected by update 2" in old.text
    new = client.get("projects.update", slug="lamps", number=2)
    assert "This corrects update 1" in new.text
    both = client.get("projects.show", slug="lamps").text
    assert "Corrected by update 2" in both
    assert "This corrects update 1" in both


def test_a_partner_is_named_as_author(client, town):
    with transaction():
        db.session.add(Partner(slug="volt", name=f"Volt {SCRIPT}", kind=PartnerKind.COMPANY))
    post(town.project("lamps"), partner_id=db.session.query(Partner).one().id)
    said = f"Written by Volt {SCRIPT}, a partner of this project."
    assert said in client.get("projects.show", slug="lamps").text
    assert said in client.get("projects.update", slug="lamps", number=1).text


def test_a_decision_that_left_the_register_is_still_named(client, town):
    post(town.project("lamps"), evidence=GivenEvidence(decisions=("gone/3",)))
    assert client.get("projects.show", slug="lamps").link("Decision 3") == "/meetings/gone/minutes"


def test_evidence_costs_two_statements_whatever_it_is(app, client, town):
    town.update(town.project("lamps"))
    with recorded(app) as without:
        client.get("projects.show", slug="lamps")
    for number in range(6):
        [photo] = add("lamps", jpeg(color=(number, 0, 0)))
        post("lamps", evidence=GivenEvidence(photos=(Photo(photo, decorative=True),), decisions=(f"m-{number}/1",)))
    with recorded(app) as asked:
        client.get("projects.show", slug="lamps")
    asked.within(len(without) + 2)


def test_a_file_that_is_lost_on_the_disk_is_no_crash(client, town):
    [photo] = add(town.project("lamps"), jpeg())
    post("lamps", evidence=GivenEvidence(photos=(Photo(photo, decorative=True),)))
    store.path_of(queries.project_file("lamps", photo, posted=True).file_key).unlink()
    assert client.send("GET", f"/projects/lamps/files/{key_text(photo)}").status_code == 404
