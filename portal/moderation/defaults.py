"""What comes with the product: guidelines, so that a new site can decline at all, and a plan for dangers."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portal.core.translated import Translated
from portal.moderation.models import Danger

_PLAN = Path(__file__).with_name("default_plan.toml")
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


@dataclass(frozen=True)
class PlanWords:
    """Whom to tell of a danger, and the words of help for the author, before a town wrote its own."""

    tell: Translated
    help: Translated


@cache
def default_plan() -> dict[Danger, PlanWords]:
    """The shipped plan."""
    read = tomllib.loads(_PLAN.read_text("utf-8"))
    return {danger: PlanWords(Translated(read[danger]["tell"]), Translated(read[danger]["help"])) for danger in Danger}
