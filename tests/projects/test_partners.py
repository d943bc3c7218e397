"""Partners: at the desk and as everybody sees them."""

from __future__ import annotations

import pytest

from portal.core.db import db
from portal.core.errors import Forbidden, NotFound
from portal.core.permissions import COMMAND_LINE, VISITOR
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.projects import queries, usecases
from portal.projects.models import Partner, PartnerKind
from portal.projects.partner_words import KIND_MEANINGS, KIND_NAMES
from portal.projects.usecases import end_spokesperson
from tests.projects.partnering import spokesperson
from tests.projects.signing import RESERVED, add_partner, ask, asked, publish, sign
from tests.support.builders import SCRIPT, words
from tests.support.recorder import recorded


def many(number: int) -> None:
    """That many partners of every kind."""
    kinds = list(PartnerKind)
    with transaction():
        db.session.add_all(
            Partner(
                slug=f"partner-{n}", name=f"Partner {n:03d}", kind=kinds[n % len(kinds)], about=words("Makes lamps")
            )
            for n in range(number)
        )


def test_partners_are_listed_by_kind_with_its_meaning(client, town):
    add_partner("Lumen")
    add_partner("Metro", PartnerKind.PUBLIC_BODY)
    add_partner("Alpha")
    page = client.get("projects.partners")
    assert page.words("h2")[:2] == [KIND_NAMES[PartnerKind.PUBLIC_BODY], KIND_NAMES[PartnerKind.COMPANY]]
    assert [said.split()[0] for said in page.words("h3")] == ["Metro", "Alpha", "Lumen"]
    assert str(KIND_MEANINGS[PartnerKind.COMPANY]) in page.text


def test_the_list_can_be_narrowed_to_a_kind(client, town):
    add_partner("Lumen")
    add_partner("Metro", PartnerKind.PUBLIC_BODY)
    page = client.submit(client.get("projects.partners"), kind="company")
    assert [said.split()[0] for said in page.words("h3")] == ["Lumen"]
    none = client.get("projects.partners", kind="university")
    assert "No partner is of this kind." in none.text
    assert client.get("projects.partners", kind="nonsense", after="nobody").words("h3") != []


def test_an_empty_list_says_so(client):
    page = client.get("projects.partners")
    assert "No partner is listed yet." in page.text
    assert not page.forms


def test_a_long_list_is_paged_and_shows_everybody_once(app, client):
    many(300)
    seen, page = [], client.get("projects.partners")
    while True:
        seen += page.words("h3")
        assert len(page.html) < 60_000
        if "Next page" not in page.links():
            break
        page = client.open(page.link("Next page"))
    assert (len(seen), len(set(seen))) == (300, 300)
    assert client.open(page.link("First page")).path == "/partners"
    kind = client.get("projects.partners", kind="university", after="partner-3")
    assert "Partner 010" in kind.text
    assert "Partner 003" not in kind.text


def test_the_lists_ask_as_often_for_many_as_for_one(app, client, town, cast):
    add_partner()
    desk = client.sign_in(cast.clerk)
    counts = []
    for _round in range(2):
        with recorded(app) as public:
            client.get("projects.partners")
        with recorded(app) as staff:
            desk.get("projects.partners_desk")
        counts.append((len(public), len(staff)))
        many(300) if not counts[1:] else None
    assert counts[0] == counts[1]
    assert counts[0][0] <= 3


def test_a_partners_page_says_what_it_does_wants_and_signed(client, town):
    sign(asked(town), RESERVED)
    town.project("signs")
    publish("signs", "lumen")
    publish("lamps", "lumen", vision="Bright streets")
    page = client.get("projects.partner", slug="lumen")
    for said in ("Company", "Makes lamps", "Pilot of lamps", "Pilot of signs", "sheet, version 2"):
        assert said in page.text
    for said in ("Supplier", "Forty lamps", "Repairs at night", "Darker skies", "A place to show lamps"):
        assert page.text.count(said) == 2, said
    assert "March 2, 2026" in page.text
    assert ("version 1 Agrees with a reservation" in page.text, RESERVED.words in page.text) == (True, True)
    assert page.link("https://lumen.example/") == "https://lumen.example/"
    assert "555 0100" not in page.text


def test_a_partner_that_did_nothing_yet_has_a_page(client, town):
    add_partner(about=Translated(), website="")
    page = client.get("projects.partner", slug="lumen")
    for said in ("no project now", "has not answered", "Nobody has an account"):
        assert said in page.text
    client.get("projects.partner", slug="nobody", expect=404)


def test_a_partner_that_left_a_project_is_not_listed_there_but_its_answer_stays(client, town):
    sign(asked(town))
    publish("lamps")
    page = client.get("projects.partner", slug="lumen")
    assert "no project now" in page.text
    assert "version 1 Agrees" in page.text


def test_a_partners_page_shows_who_speaks_for_it_now_and_nobody_who_left(client, clock):
    add_partner()
    spokesperson("ana", "lumen")
    spokesperson("ben", "lumen")
    clock.forward(days=2)
    [ben] = [each for each in queries.spokespeople(queries.partner_facts("lumen").id) if each.name == "Ben Example"]
    end_spokesperson(actor=COMMAND_LINE, partner_slug="lumen", spokesperson_id=ben.id)
    page = client.get("projects.partner", slug="lumen")
    assert "Ana Example, since April 15, 2026" in page.text
    assert "Ben Example" not in page.text


def test_a_partners_page_asks_as_often_for_many_projects_as_for_one(app, client, town):
    sign(asked(town))
    with recorded(app) as few:
        client.get("projects.partner", slug="lumen")
    for number in range(12):
        slug = town.project(f"more-{number}")
        publish(slug, "lumen")
        sign(ask(slug))
    with recorded(app) as many_of_them:
        page = client.get("projects.partner", slug="lumen")
    assert len(few) == len(many_of_them) <= 4
    assert len(page.html) < 60_000


def test_a_project_page_asks_as_often_for_many_versions_as_for_one(app, client, town):
    sign(asked(town))
    with recorded(app) as few:
        client.get("projects.show", slug="lamps")
    for number in range(2, 12):
        publish("lamps", "lumen", vision=f"Vision {number}")
        sign(ask("lamps", number=number))
    with recorded(app) as many_of_them:
        page = client.get("projects.show", slug="lamps")
    assert len(few) == len(many_of_them)
    assert page.words("h3")[0].startswith("Version 11")
    assert len(page.all("summary")) == 10
    assert len(page.html) < 60_000


def test_a_project_without_a_sheet_shows_no_sign_off(client, town):
    assert "Who signed" not in client.get("projects.show", slug=town.project()).text


# ---- the desk


def test_a_clerk_adds_a_partner_and_changes_it(client, cast):
    desk = client.sign_in(cast.clerk)
    form = desk.get("projects.new_partner")
    page = desk.submit(
        form, name=f"Lumen {SCRIPT}", kind="company", about_en="Makes lamps", website="https://l.example"
    )
    assert "Saved." in page.text
    slug = page.link("View the partner").rpartition("/")[2]
    edit = desk.open(f"/staff/partners/{slug}/edit")
    assert (edit.value("about_en"), edit.value("kind")) == ("Makes lamps", "company")
    desk.submit(edit, name="Lumen Inc.", kind="non_profit")
    shown = desk.get("projects.partner", slug=slug)
    assert ("Lumen Inc." in shown.h1, "Nonprofit" in shown.text) == (True, True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": " "}, "Write the name"),
        ({"name": "x" * 201}, "Shorten the name"),
        ({"kind": None}, "Choose a kind"),
        ({"website": "javascript:alert(1)"}, "begins with https://"),
        ({"website": "lumen.example"}, "begins with https://"),
        ({"about_en": "x" * 5001}, "Shorten the text"),
    ],
)
def test_a_form_that_lacks_something_says_so(client, cast, typed, said):
    desk = client.sign_in(cast.clerk)
    values = {"name": "Lumen", "kind": "company"} | typed
    page = desk.submit(desk.get("projects.new_partner"), **values, expect=422)
    assert said in page.errors[0]


def test_the_same_name_is_warned_of_and_may_be_used_all_the_same(client, town, cast):
    desk = client.sign_in(cast.clerk)
    desk.submit(desk.get("projects.new_partner"), name="Lumen", kind="company")
    form = desk.get("projects.new_partner")
    assert "namesake" not in form.form().names()
    warned = desk.submit(form, name="  lumen ", kind="university", expect=422)
    assert "already" in warned.errors[0]
    page = desk.submit(warned, namesake=True)
    assert page.link("View the partner") == "/partners/lumen-2"


def test_the_same_form_twice_adds_one_partner(client, cast):
    desk = client.sign_in(cast.clerk)
    form = desk.get("projects.new_partner")
    for _time in range(2):
        page = desk.submit(form, name="Lumen", kind="company", about_en="Makes lamps")
        assert page.link("View the partner") == "/partners/lumen"
    assert db.session.query(Partner).count() == 1


def test_a_partner_may_keep_a_name_that_another_has_but_not_take_it_unwarned(town):
    add_partner()
    name = f"Lumen {SCRIPT}"
    facts = {"kind": PartnerKind.COMPANY, "about": Translated(), "website": ""}
    second = usecases.add_partner(actor=COMMAND_LINE, name=name, kind=PartnerKind.OTHER, namesake=True)
    usecases.edit_partner(actor=COMMAND_LINE, slug=second, name=name, **facts)
    third = usecases.add_partner(actor=COMMAND_LINE, name="Metro", kind=PartnerKind.OTHER)
    with pytest.raises(usecases.SameName):
        usecases.edit_partner(actor=COMMAND_LINE, slug=third, name=name.upper(), **facts)
    with pytest.raises(NotFound):
        usecases.edit_partner(actor=COMMAND_LINE, slug="nobody", name=name, **facts)


def test_only_clerks_edit_partners(town, cast):
    add_partner()
    for actor in (VISITOR, cast.member.actor, cast.moderator.actor, cast.admin.actor):
        with pytest.raises(Forbidden):
            usecases.add_partner(actor=actor, name="Metro", kind=PartnerKind.OTHER)
        with pytest.raises(Forbidden):
            usecases.edit_partner(
                actor=actor, slug="lumen", name="Metro", kind=PartnerKind.OTHER, about=Translated(), website=""
            )


def test_the_desk_marks_where_one_is(client, town, cast):
    desk = client.sign_in(cast.clerk)
    here = {
        "projects.partners_desk": "Partners",
        "projects.new_partner": "Partners",
        "projects.desk": "Projects",
        "pages.desk": "Desk",
    }
    for endpoint, label in here.items():
        page = desk.get(endpoint)
        assert page.words(".//nav[@class='bands']//a[@aria-current]") == [label]
    spanish = desk.in_language("es").get("projects.partners_desk")
    assert len(spanish.words(".//nav[@class='bands']//a[@aria-current]")) == 1
