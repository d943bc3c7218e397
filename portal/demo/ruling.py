"""What the moderators of the illustrative town rule, and what others say to it: the deeds of `town/desk.toml`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from portal.comments.events import CommentPosted
from portal.comments.usecases import withdraw_comment
from portal.core.permissions import VISITOR
from portal.core.translated import Translated
from portal.demo.people import actor
from portal.demo.saying import Said, by_key, nonce_of
from portal.demo.scenes import Scene
from portal.moderation import queries
from portal.moderation.events import FeedbackRuled
from portal.moderation.handlers.families import find_families, follow_rulings
from portal.moderation.models import Danger, ReportReason
from portal.moderation.usecases import (
    add_note,
    answer_appeal,
    ask_second_look,
    assign_item,
    close_reports,
    decline_comment,
    escalate_comment,
    hide_comment,
    make_appeal,
    note_told,
    publish_comment,
    publish_family,
    redact_comment,
    report_comment,
    save_template,
    set_comment_aside,
)
from portal.retention.usecases import set_hold

READING_TIME = timedelta(hours=7)


@dataclass(frozen=True)
class Deed:
    """Something done to one comment: its words, and who did it."""

    words: Mapping[str, Any]
    said: Said

    @property
    def who(self) -> dict[str, Any]:
        """Whoever it says, or the moderator, and the comment: what every use case of the desk is told."""
        return {"actor": actor(self.words.get("by", "moderator")), "comment_id": self.said.comment_id}

    def word(self, name: str) -> str:
        """A text that is for the author, in the language of the comment, or "" where there is none."""
        said: str = self.words.get(name, {}).get(self.said.words["lang"], "")
        return said


def ruling_scenes(said: list[Said], today: datetime) -> Iterator[Scene]:
    """The first ruling on each comment."""
    for each in said:
        # a comment of the last hours cannot have been ruled on seven hours later
        if play := _RULINGS.get(each.words["outcome"]):
            yield Scene(min(each.at + READING_TIME, today), _player(play, Deed(each.words, each)))


def desk_scenes(words: Mapping[str, Any], said: list[Said], today: datetime) -> Iterator[Scene]:
    """Everything else that happens at the desk and before it, each at its moment."""
    known = by_key(said)
    for template in words["templates"]:
        yield Scene(today - timedelta(days=template["days_ago"]), _template_saver(template))
    for deed in words["deeds"]:
        at = today - timedelta(days=deed["days_ago"])
        yield Scene(at, _player(_DEEDS[deed["do"]], Deed(deed, known[deed["comment"]])))
    letters = [each for each in said if each.words.get("letter")]
    at = today - timedelta(days=words["letters_read_days_ago"])
    yield Scene(at, lambda: _read_letters([each for each in letters if each.at < at]))
    yield Scene(today, lambda: _group(letters))


def _player(play: Callable[[Deed], object], deed: Deed) -> Callable[[], object]:
    return lambda: play(deed)


def _template_saver(words: Mapping[str, Any]) -> Callable[[], object]:
    return lambda: save_template(
        actor=actor("moderator"),
        title=words["title"],
        text=Translated(words["text"]),
        guideline_code=words.get("guideline", ""),
    )


# ---- first rulings --------------------------------------------------------------------------------------


def _publish(deed: Deed) -> None:
    publish_comment(**deed.who)


def _decline(deed: Deed) -> None:
    decline_comment(
        **deed.who,
        guideline_code=deed.words["guideline"],
        passage=deed.words.get("passage", ""),
        remedy=deed.word("remedy") or None,
        note=deed.word("note"),
    )


def _redact(deed: Deed) -> None:
    redact_comment(
        **deed.who,
        passages=deed.words["passages"],
        guideline_code=deed.words["guideline"],
        note=deed.word("note"),
    )


def _set_aside(deed: Deed) -> None:
    set_comment_aside(**deed.who, waits_for=deed.word("waits_for"), note=deed.word("note"))


_RULINGS = {"published": _publish, "declined": _decline, "redacted": _redact, "set_aside": _set_aside}

# ---- what comes later -----------------------------------------------------------------------------------


def _hide(deed: Deed) -> None:
    hide_comment(**deed.who, guideline_code=deed.words["guideline"], note=deed.word("note"))


def _appeal(deed: Deed) -> None:
    make_appeal(receipt_id=deed.said.receipt_id, words=deed.words["text"])


def _answer(deed: Deed) -> None:
    who = deed.who
    appeal = queries.appeal_row(who.pop("comment_id"))
    assert appeal is not None
    answer_appeal(**who, appeal_id=appeal.id, grant=deed.words["grant"], answer=deed.words["text"])


def _report(deed: Deed) -> None:
    nonce = nonce_of(deed.said.nonce.hex(), "report", deed.words["days_ago"])
    reason = ReportReason(deed.words["reason"])
    words = deed.words.get("text", "")
    report_comment(actor=VISITOR, comment_id=deed.said.comment_id, nonce=nonce, reason=reason, words=words)


def _let_stand(deed: Deed) -> None:
    close_reports(**deed.who, note=deed.words["text"])


def _note(deed: Deed) -> None:
    add_note(**deed.who, text=deed.words["text"])


def _ask(deed: Deed) -> None:
    ask_second_look(**deed.who, question=deed.words["text"])


def _assign(deed: Deed) -> None:
    assign_item(**deed.who, person_id=actor(deed.words["to"]).person_id)


def _escalate(deed: Deed) -> None:
    escalate_comment(**deed.who, danger=Danger(deed.words["danger"]), note=deed.words["text"])


def _tell(deed: Deed) -> None:
    who = deed.who
    escalation_id = queries.open_escalation(who.pop("comment_id"), Danger(deed.words["danger"]))
    assert escalation_id is not None
    note_told(**who, escalation_id=escalation_id, line=deed.words["text"], close=True)


def _hold(deed: Deed) -> None:
    set_hold(**deed.who, reason=deed.words["text"])


def _withdraw(deed: Deed) -> None:
    withdraw_comment(receipt_id=deed.said.receipt_id)


_DEEDS = {
    "hide": _hide,
    "appeal": _appeal,
    "answer": _answer,
    "report": _report,
    "let_stand": _let_stand,
    "note": _note,
    "ask": _ask,
    "assign": _assign,
    "escalate": _escalate,
    "tell": _tell,
    "hold": _hold,
    "withdraw": _withdraw,
}

# ---- the letters ----------------------------------------------------------------------------------------


def _group(letters: list[Said]) -> None:
    """Do at once what the worker would do later: the town is whole before any worker works."""
    find_families([CommentPosted(each.comment_id) for each in letters])


def _read_letters(letters: list[Said]) -> None:
    """Publish those letters of the family that only say what all say."""
    _group(letters)
    [family_id] = set(queries.families_by_member([each.comment_id for each in letters]).values())
    sheet = queries.family_sheet(actor("moderator"), family_id)
    assert sheet is not None
    ids = [letter.id for letter in sheet.plain]
    ruling_id = publish_family(actor=actor("moderator"), family_id=family_id, letters=ids, read=sheet.reading(ids))
    follow_rulings([FeedbackRuled(comment_id, ruling_id) for comment_id in ids])
