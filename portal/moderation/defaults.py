"""The guidelines that come with the product, so that a new site can decline at all."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from portal.core.translated import Translated

_FILE = Path(__file__).with_name("default_guidelines.toml")


@dataclass(frozen=True)
class GuidelineWords:
    """One guideline before it is in the database."""

    code: str
    title: Translated
    text: Translated
    advice: Translated
    practice: Translated


def default_guidelines() -> list[GuidelineWords]:
    """The shipped guidelines in their order."""
    read = tomllib.loads(_FILE.read_text("utf-8"))
    return [
        GuidelineWords(
            entry["code"],
            Translated(entry["title"]),
            Translated(entry["text"]),
            Translated(entry["advice"]),
            Translated(entry["practice"]),
        )
        for entry in read["guidelines"]
    ]
