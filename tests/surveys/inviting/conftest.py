"""What tests of invitations share."""

from __future__ import annotations

import dataclasses

import pytest


@pytest.fixture
def posting(app):
    """The site sends mails."""
    known = app.config["SETTINGS"]
    app.config["SETTINGS"] = dataclasses.replace(known, mail_url="file:mails", mail_from="news@example.org")
