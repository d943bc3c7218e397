"""Sites with processes of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.site import Site, copied, demo_site, served


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site that all others are copies of, with the illustrative town alone; nothing is done to it."""
    return demo_site(tmp_path_factory.getbasetemp() / "town")


@pytest.fixture
def resting(original: Site, tmp_path: Path) -> Site:
    """A site of one's own that is not served: for commands, and for whoever holds the file."""
    return copied(original, tmp_path / "site")


@pytest.fixture
def site(resting: Site) -> Iterator[Site]:
    """A site of one's own, served."""
    with served(resting) as site:
        yield site
