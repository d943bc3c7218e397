"""Every setting is documented, and bad values are refused at start."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.config import BadSetting, Settings, load
from tests.house.sources import ROOT, nothing_wrong

NAMES = {f"PORTAL_{field.name.upper()}" for field in dataclasses.fields(Settings)}
SECRET = "a-secret-of-thirty-two-characters-or-more"
NOT_SETTINGS = {"PORTAL_TEST_STRICT"}


def undocumented(names: set[str], page: str) -> Iterator[str]:
    """Settings that the page does not tell, and those that it tells though they are gone."""
    told = set(re.findall(r"\bPORTAL_[A-Z_]+\b", page))
    yield from (f"{name} is not in docs/settings.md" for name in sorted(names - told))
    yield from (
        f"docs/settings.md tells of {name}, which is no setting" for name in sorted(told - names - NOT_SETTINGS)
    )


def test_every_setting_is_documented() -> None:
    page = ROOT / "docs" / "settings.md"
    assert page.exists(), "docs/settings.md is not there"
    nothing_wrong(undocumented(NAMES, page.read_text("utf-8")))


def test_an_undocumented_setting_is_caught() -> None:
    assert list(undocumented({"PORTAL_TEA"}, "PORTAL_COFFEE: black")) == [
        "PORTAL_TEA is not in docs/settings.md",
        "docs/settings.md tells of PORTAL_COFFEE, which is no setting",
    ]


def test_every_setting_says_what_it_means() -> None:
    assert all(field.metadata["meaning"] for field in dataclasses.fields(Settings))


def test_the_environment_goes_before_the_file_before_the_default(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(f'secret_key = "{SECRET}"\nreview_days = 5\nundo_minutes = 3\n')
    settings = load({"PORTAL_INSTANCE": str(tmp_path), "PORTAL_REVIEW_DAYS": "7", "PORTAL_LANGUAGES": "es, en"})
    assert (settings.review_days, settings.undo_minutes, settings.comments_per_network) == (7, 3, 500)
    assert settings.languages == ("es", "en")
    assert settings.sqlalchemy_url == f"sqlite:///{tmp_path}/portal.sqlite"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("ENV", "staging"),
        ("TIMEZONE", "Mars/Olympus"),
        ("LANGUAGES", "en,xx"),
        ("LANGUAGES", ","),
        ("DATABASE_URL", "mysql://localhost/x"),
        ("BASE_URL", "feedback.example.org"),
        ("BASE_URL", "https://example.org/feedback"),
        ("PROXIES", "-1"),
        ("PROXIES", "two"),
        ("REVIEW_DAYS", "-1"),
        ("COMMENTS_PER_NETWORK", "0"),
        ("LARGEST_FILE_MB", "0"),
        ("LARGEST_FILE_MB", "501"),
        ("SIGN_OFF_DAYS", "0"),
        ("SIGN_OFF_DAYS", "366"),
        ("INSECURE_COOKIES", "maybe"),
    ],
)
def test_a_bad_value_is_refused_by_name(tmp_path: Path, name: str, value: str) -> None:
    environ = {"PORTAL_INSTANCE": str(tmp_path), "PORTAL_SECRET_KEY": SECRET, f"PORTAL_{name}": value}
    with pytest.raises(BadSetting, match=rf"(?i){name.split('_')[0]}"):
        load(environ)


@pytest.mark.parametrize("line", ["tea = 1", "review_days = 'two'", "secret_key = ", "insecure_cookies = 1"])
def test_a_bad_file_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "settings.toml").write_text(f"{line}\n")
    with pytest.raises(BadSetting):
        load({"PORTAL_INSTANCE": str(tmp_path), "PORTAL_SECRET_KEY": SECRET})
