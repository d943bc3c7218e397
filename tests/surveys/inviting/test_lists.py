"""Long lists of the invited at the desk, and what leaves it for spreadsheets."""

from __future__ import annotations

import csv
import io

from sqlalchemy import insert

from portal.core.db import db, new_id
from portal.core.permissions import COMMAND_LINE
from portal.core.usecase import transaction
from portal.surveys import queries
from portal.surveys.invitees import Invitee
from portal.surveys.models import Access, Invitation, Promise
from portal.surveys.usecases import add_invitations
from tests.support.recorder import recorded
from tests.surveys.forms import survey_in

FORMULA = '=HYPERLINK("https://example.org")'


def many(slug, count):
    """Let so many businesses be invited."""
    survey_id = queries.survey_row(slug).id
    with transaction():
        known = {
            "survey_id": survey_id,
            "lang": "en",
            "size_class": "small",
            "email": "",
            "branch_of": "",
            "sector": "food",
        }
        rows = [
            {
                "id": new_id(),
                "name": f"Shop {n:05}",
                "known_by": str(n),
                "token_hash": f"{survey_id}-{n}",
                "size_class": "small",
            }
            | known
            for n in range(count)
        ]
        db.session.execute(insert(Invitation), rows)


def test_thousands_are_shown_page_by_page_with_as_few_queries_as_ten(app, client, cast):
    slug = survey_in(access=Access.INVITED)
    client.sign_in(cast.clerk)
    many(slug, 10)
    with recorded(app) as few:
        client.get("surveys.invitations", slug=slug)
    many_more = survey_in(access=Access.INVITED)
    many(many_more, 3_000)
    with recorded(app) as statements:
        page = client.get("surveys.invitations", slug=many_more)
    statements.within(len(few))
    assert "3000 invitations" in page.text
    assert len(page.html) < 60_000
    after = client.open(page.link("More"))
    last_of_first = max(word for word in page.text.split() if word.isdecimal() and len(word) == 5)
    assert f"Shop {int(last_of_first) + 1:05}" in after.text
    assert f"Shop {last_of_first}" not in after.text
    found = client.get("surveys.invitations", slug=many_more, q="02999")
    assert "1 invitation" in found.text


def test_names_are_no_formulas_in_the_list_of_links(client, cast):
    slug = survey_in(access=Access.INVITED)
    invitee = Invitee(FORMULA, "", "+1", "@food", "en", "-firm")
    add_invitations(actor=COMMAND_LINE, slug=slug, invitees=[invitee])
    client.sign_in(cast.clerk)
    form = client.get("surveys.invitations", slug=slug).form("Download the links")
    answer = client.send("POST", form.action, data=dict(form.pairs()))
    row = list(csv.reader(io.StringIO(answer.get_data(as_text=True))))[1]
    assert row[:6] == [f"'{FORMULA}", "", "'+1", "'@food", "en", "'-firm"]
    assert f"/surveys/{slug}/invitation/" in row[6]


def test_an_anonymous_survey_tells_no_rate_of_fewer_than_five(client, cast):
    slug = survey_in(access=Access.INVITED, promise=Promise.ANONYMOUS)
    invitees = [Invitee(f"Shop {n}", "", "small" if n < 4 else "big", "food", "en") for n in range(9)]
    add_invitations(actor=COMMAND_LINE, slug=slug, invitees=invitees)
    client.sign_in(cast.clerk)
    text = client.get("surveys.invitations", slug=slug).text
    assert "big 5 0 %" in text
    assert "small 4 Hidden: fewer than 5" in text
    assert "Begun" not in text
