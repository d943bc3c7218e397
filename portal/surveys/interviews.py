"""An interview at the point where its draft is: the answers so far, today where the site is, the order drawn for it."""

from __future__ import annotations

from typing import Any, Protocol

from portal.core.clock import now
from portal.core.formats import local
from portal.surveys.definition import Form
from portal.surveys.interview import Interview

CHECK = "check"  # in the place of a page's key: all pages are answered


class Begun(Protocol):
    """What an interview needs of a draft, be it a row or what pages read of it."""

    @property
    def answers(self) -> dict[str, Any]:
        """The tree of what was answered so far."""

    @property
    def lang(self) -> str:
        """The language of the form in which it goes on."""

    @property
    def seed(self) -> int:
        """What choices in random order are drawn from."""


def interview_of(form: Form, draft: Begun) -> Interview:
    """The interview that `draft` has come to."""
    at = local(now())
    return Interview(form, draft.answers, lang=draft.lang, today=at.date(), now=at, seed=draft.seed)
