"""The status update that a partner's update, paper or evidence becomes.

A paper and evidence say nothing new of how the project stands: they repeat where it stood last.
"""

from __future__ import annotations

from flask_babel import force_locale
from flask_babel import gettext as _

from portal.core.translated import Translated
from portal.projects.drafts.shapes import EvidenceWords, PaperWords, UpdateWords
from portal.projects.models import Condition, Phase
from portal.projects.posting import NewUpdate


def becoming(
    words: UpdateWords | PaperWords | EvidenceWords, standing: tuple[Phase, Condition], partner_id: int
) -> NewUpdate:
    """The update to post; `standing` is where the project stood last."""
    if isinstance(words, UpdateWords):
        return NewUpdate(words.phase, words.condition, words.text, words.evidence, partner_id=partner_id)
    return NewUpdate(*standing, text_of(words), words.evidence, partner_id=partner_id)


def text_of(words: PaperWords | EvidenceWords) -> Translated:
    """What the update says, in each language that the partner wrote."""
    if isinstance(words, PaperWords):
        return Translated({tag: _announced(tag, title) for tag, title in words.title.items()})
    return Translated({tag: f"**{_about(tag, words.about)}**\n\n{text}" for tag, text in words.text.items()})


def _announced(tag: str, title: str) -> str:
    with force_locale(tag):
        return _("A new paper: %(title)s", title=title)


def _about(tag: str, about: str) -> str:
    kind, _slash, key = about.partition("/")
    with force_locale(tag):
        if kind == "update":
            return _("Evidence for update %(number)s", number=key)
        if kind == "requirement":
            return _("Evidence for requirement %(key)s", key=key)
        return _("Evidence for success criterion %(key)s", key=key)
