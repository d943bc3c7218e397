"""The comment form, its receipt, the list, the permalink, as a resident's browser sees them."""

from __future__ import annotations


def test_a_comment_is_received_and_answered_with_its_receipt(client, town):
    project = town.project()
    page = client.get("comments.new", slug=project)
    page = client.submit(page, body="More lamps")
    assert "More lamps" in page.text
