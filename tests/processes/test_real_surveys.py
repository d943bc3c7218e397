"""Real forms, where their files are at hand: the demo opens them, and loading it again does not read them again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser.site import Site, copied, part_of, served
from tests.processes.wire import Surfer

# Two of the six: each takes seconds to read. tests/surveys/xlsform reads them all.
FILES = {
    "good-eats": "surveys/good_eats_multilang_legacy_types.xlsx",
    "mitwirken-umfrage": "surveys/mitwirken_participation_survey_de.xlsx",
}


@pytest.fixture(scope="module")
def real(original: Site, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A resting site whose demo has these surveys."""
    data, place = os.environ.get("PORTAL_DEMO_DATA", ""), tmp_path_factory.mktemp("surveys")
    if not data or not all((Path(data) / file).is_file() for file in FILES.values()):
        pytest.skip("PORTAL_DEMO_DATA names no folder with the real forms")
    site = copied(original, place / "site", part_of(Path(data), place / "data", *FILES.values()))
    said = site.do("demo", "load")
    assert [f"Real survey {slug}: new 1, already there 0, refused 0" in said for slug in FILES] == [True, True]
    return site


def test_their_pages_show_the_credit_and_lead_to_the_first_question(real: Site) -> None:
    with served(real) as site:
        for slug in FILES:
            stranger = Surfer(site)
            assert "license" in stranger.open(f"/surveys/{slug}").text
            assert "licencia" in stranger.open(f"/es/surveys/{slug}").text
            start = stranger.open(f"/surveys/{slug}/respond/start")
            assert stranger.submit(start, "Start answering").path.startswith(f"/surveys/{slug}/respond")


def test_a_second_load_adds_nothing(real: Site) -> None:
    said = real.do("demo", "load")
    assert [f"Real survey {slug}: new 0, already there 1, refused 0" in said for slug in FILES] == [True, True]
