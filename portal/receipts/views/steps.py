"""The words for each step of a comment, for whoever holds its receipt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.comments.queries import OwnComment
from portal.core.formats import when
from portal.core.languages import page_language
from portal.moderation.queries import Outcome, Step

STEP_NAMES: dict[str, Any] = {
    "received": _l("We received your comment"),
    "changed": _l("You changed your comment"),
    "masked": _l("You hid words of your comment"),
    "withdrawn": _l("You withdrew your comment"),
    "erased": _l("Your comment was erased"),
    "held": _l("Your comment was hidden, because the law forbids to erase it now"),
    "appealed": _l("You appealed"),
    "appeal_granted": _l("A second person answered your appeal: you were right"),
    "appeal_refused": _l("A second person answered your appeal: the ruling stands"),
    "publish": _l("A moderator published it"),
    "redact": _l("A moderator published it with passages taken out"),
    "decline": _l("A moderator decided not to publish it"),
    "set_aside": _l("A moderator set it aside"),
    "hide": _l("A moderator hid it"),
    "restore": _l("A moderator made it public again"),
    "move": _l("A moderator moved it to another page"),
    "overturn": _l("It was published after your appeal"),
    "undo": _l("A moderator took a ruling back"),
}
# What is still to come, by the state of the comment.
NEXT = {
    "pending": (_l("Waiting for review"), _l("A moderator reads it next.")),
    "set_aside": (_l("Waiting"), _l("A moderator rules on it when the answer is there.")),
}


@dataclass(frozen=True)
class Entry:
    """One entry of the timeline."""

    when: str
    title: str
    state: str
    detail: str = ""


def said(own: OwnComment, outcome: Outcome) -> list[Entry]:
    """The steps with their times and words, and what is still to come."""
    entries = [Entry(when(step.at), _title(step), "done", _detail(step)) for step in outcome.steps]
    if own.state in NEXT:
        title, detail = NEXT[own.state]
        entries.append(Entry(_("Now"), str(title), "ahead", str(detail)))
    return entries


def _title(step: Step) -> str:
    words = str(STEP_NAMES[step.kind])
    if step.imported:
        return _("%(step)s. The ruling was made elsewhere and written down here that day", step=words)
    return _("%(step)s. This was taken back later", step=words) if step.undone else words


def _detail(step: Step) -> str:
    if step.waits_for:
        return _("It waited for: %(whom)s", whom=step.waits_for)
    if step.guideline:
        title = step.guideline.title.best(page_language())
        return _("Guideline: %(title)s (version %(number)s)", title=title, number=step.guideline.version)
    if step.moved_from:
        return _("Before, it was about: %(title)s", title=step.moved_from.best(page_language()))
    return step.words if step.kind in {"appealed", "appeal_granted", "appeal_refused"} else ""
