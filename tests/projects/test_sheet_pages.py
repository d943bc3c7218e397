"""The public pages of a sheet, as a resident's browser sees them."""

from __future__ import annotations

from portal.projects.sheets.shapes import Sheet
from tests.projects.agreed import agreed


def test_the_sheet_shows_all_that_was_agreed(client, town):
    page = client.get("projects.sheet", slug=agreed(town))
    print(page.text)


def test_an_empty_sheet_says_so(client, town):
    page = client.get("projects.sheet", slug=agreed(town, sheet=Sheet()))
    print(page.text)
