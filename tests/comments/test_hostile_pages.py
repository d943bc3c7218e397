"""The same town twice, once in hostile words: every page that shows a comment has the same elements both times.

What staff typed, or a table brought, skips the visitor's form; so the words are written past it, as they are.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask

from portal.comments.models import Channel, Comment, CommentPhoto, FeedbackState
from portal.core.db import db
from portal.core.permissions import VISITOR, Role
from portal.core.usecase import transaction
from portal.moderation import usecases as moderation
from portal.moderation.models import Danger, Escalation, Family, FamilyMember, ReportReason
from portal.receipts import queries as receipts
from portal.retention import usecases as retention
from tests.support.builders import SCRIPT, Town
from tests.support.cast import Cast, add_player
from tests.support.engines import Databases, site, sqlite_only
from tests.support.page import Page
from tests.support.pages import Client

pytestmark = sqlite_only
PHONE = "270-555-0143"
BIDI = "\u202eevil\u202d \u202a\u202bx \u2067\u2066abc \u2069\u2069\u2069 \u2068 rest"
HOSTILE = {
    "markup": f"{SCRIPT} </textarea></blockquote></title><img src=x onerror=alert(1)> {{{{ 7*7 }}}} &lt; &#60;b&#62;",
    "attributes": "\" onmouseover=alert(1) x=\" ' autofocus onfocus=alert(1) ' ><svg/onload=alert(1)> javascript:x",
    "bidi": BIDI,
    "zero width": "La\u200bm\u2060ps\ufeff\u00ad Mod\u200berator",
    "emoji": "💡" * 3000,
    "right to left": "مرحبا بالعالم שלום نورٌ في الشارع",
    "one word": "W" * 10_000,
}
ALL = " ".join(HOSTILE.values())
HARMLESS = "Lamps near the station help people every evening " * 400  # as long: excerpts end in both
Elements = list[tuple[str, tuple[str, ...]]]


def elements(page: Page) -> Elements:
    """The tree of a page: every element with the names of its attributes."""
    return [(str(e.tag), tuple(sorted(set(e.attrib) - {"lang"}))) for e in page.tree.iter()]


def shape(value: Any) -> Any:
    """The keys of JSON and the kinds of its values."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    return [shape(inner) for inner in value] if isinstance(value, list) else type(value).__name__


class Hostile:
    """A town in which somebody wrote `text` into every field, and the walk through its pages."""

    def __init__(self, app: Flask, text: str, short: tuple[str, ...]) -> None:
        self.town, self.text, self.cast = Town(app), text, Cast()
        self.short = itertools.cycle(short)  # for fields that hold one kind at a time
        self.anybody, self.desk = Client(app), Client(app).sign_in(self.cast.moderator)
        self.second = add_player("second", Role.MODERATOR)
        self.desk_of_second = Client(app).sign_in(self.second)
        self.member = Client(app).sign_in(self.cast.member)
        self.guideline = self.town.guideline()
        self.project, self.other = self.town.project("lamps"), self.town.project("trees")
        self.update, self.meeting = self.town.update("lamps"), self.town.posted(slug="june", items=1)
        self.codes: dict[int, str] = {}
        self._write()

    def _comment(self, state: FeedbackState = FeedbackState.PENDING, more: str = "", **others: Any) -> int:
        """A comment that says the text in all its fields; `more` is a line after it."""
        nonce = len(self.codes).to_bytes(16)
        told: dict[str, Any] = {"body": self.text + more, "display_name": next(self.short)[:60]}
        told["area"] = next(self.short)[:80]
        where = {} if "item" in others else {"project": self.project}
        comment_id = self.town.comment_in(state, nonce=nonce, **(where | told | others))
        with transaction():
            row = db.session.get_one(Comment, comment_id)
            row.channel, row.heard_at = Channel.ROOM, next(self.short)[:160]
            photo = {"file_key": f"{comment_id:032x}"[-32:], "file_type": "jpeg", "alt": next(self.short)[:300]}
            db.session.add(CommentPhoto(comment_id=comment_id, size=1, width=4, height=3, **photo))
        self.codes[comment_id] = receipts.code_by_nonce(nonce)
        return comment_id

    def _write(self) -> None:
        public, by = FeedbackState.PUBLISHED, self.cast.moderator.actor
        self.public = self._comment(public)
        self.reply = self._comment(public, reply_to=self.public)
        self.on_update = self._comment(public, update=self.update)
        self.on_item = self._comment(public, item=(self.meeting, 1))
        self.letters = [
            self._comment(public, project=self.other),
            self._comment(public, "\nAnd trees.", project=self.other),
        ]
        self.waiting = self._comment()
        self.declined = self._comment()
        moderation.decline_comment(
            actor=by,
            comment_id=self.declined,
            guideline_code=self.guideline,
            passage=self.text[:900],
            note=self.text[:900],
        )
        self.appeal = moderation.make_appeal(receipt_id=self._receipt(self.declined), words=self.text[:900])
        self.redacted = self._comment(more=f"\nCall {PHONE}")
        moderation.redact_comment(
            actor=by, comment_id=self.redacted, guideline_code=self.guideline, passages=[PHONE], note=self.text[:900]
        )
        self.aside = self._comment()
        moderation.set_comment_aside(actor=by, comment_id=self.aside, waits_for=self.text[:100], note=self.text[:900])
        self.endangered = self._comment()
        moderation.escalate_comment(actor=by, comment_id=self.endangered, danger=Danger.CHILD, note=self.text[:900])
        moderation.add_note(actor=by, comment_id=self.waiting, text=self.text[:900])
        moderation.ask_second_look(actor=self.second.actor, comment_id=self.waiting, question=self.text[:900])
        for reason in (ReportReason.PRIVATE, ReportReason.OTHER):
            moderation.report_comment(
                actor=VISITOR,
                comment_id=self.public,
                nonce=bytes(15) + reason.value[:1].encode(),
                reason=reason,
                words=self.text[:900],
            )
        retention.set_hold(actor=self.cast.clerk.actor, comment_id=self.on_item, reason="file 7")
        self._make_family()

    def _make_family(self) -> None:
        with transaction():
            db.session.get_one(Comment, self.letters[1]).represented_by_id = self.letters[0]
            family = Family(representative_id=self.letters[0])
            db.session.add(family)
            db.session.flush()
            for comment_id in (*self.letters, self.waiting, self.aside):
                db.session.add(FamilyMember(comment_id=comment_id, family_id=family.id, overlap=1.0))
            self.family = family.id

    def _receipt(self, comment_id: int) -> int:
        return db.session.get_one(Comment, comment_id).receipt_id or 0

    def pages(self) -> Iterator[tuple[str, Any]]:
        """Every page that shows what somebody wrote: what it is called, and its shape."""
        for name, page in (*self._of_anybody(), *self._of_holders(), *self._of_desk()):
            yield name, elements(page)
        yield "statements", shape(json.loads(self.anybody.send("GET", "/moderation/rulings.json").data))
        yield "figures", self.anybody.send("GET", "/moderation/figures.csv").data.count(b"\n")
        yield "record", len(self.anybody.send("GET", "/record.jsonl").data.splitlines())

    def _of_anybody(self) -> Iterator[tuple[str, Page]]:
        get = self.anybody.get
        yield "home", get("pages.home")
        yield "project", get("projects.show", slug=self.project)
        yield "update", get("projects.update", slug=self.project, number=self.update)
        yield "item", get("meetings.item", slug=self.meeting, number=1)
        for slug in (self.project, self.other):
            yield f"list of {slug}", get("comments.index", slug=slug)
        for comment_id in (self.public, self.redacted):
            yield "permalink", get("comments.show", comment_id=comment_id)
        for endpoint in ("comments.support", "moderation.report", "comments.reply"):
            yield endpoint, get(endpoint, comment_id=self.public)
        yield "family", get("moderation.letters", comment_id=self.letters[0])
        yield "record page", get("record.index")
        told = {"display_name": "Ana", "area": "", "body": self.text[:2000]}
        form = get("comments.new", slug=self.other)
        yield "look at what was said before", self.anybody.submit(form, **told)

    def _of_holders(self) -> Iterator[tuple[str, Page]]:
        look_up = self.anybody.get("receipts.look_up")
        for comment_id in (self.reply, self.declined, self.waiting, self.aside):
            receipt = self.anybody.submit(look_up, code=self.codes[comment_id])
            yield "receipt", receipt
            for button in receipt.all(".//main//div[@class='actions']//button"):
                if comment_id == self.waiting or button.text == "Appeal the ruling":
                    yield f"{button.text}", self.anybody.submit(receipt, button.text)

    def _of_desk(self) -> Iterator[tuple[str, Page]]:
        get = self.desk.get
        yield "queue", get("moderation.queue")
        yield "set aside", get("moderation.queue", state="set_aside")
        for comment_id in (self.public, self.declined, self.waiting):
            yield "item", get("moderation.item", comment_id=comment_id)
        for verb in ("decline", "redact", "set_aside", "move", "escalate"):
            yield verb, get(f"moderation.{verb}", comment_id=self.waiting)
        yield "hide", get("moderation.hide", comment_id=self.public)
        yield "reports", get("moderation.close_reports", comment_id=self.public)
        yield "sealed", get("moderation.sealed", comment_id=self.redacted)
        yield "opened", self.desk.submit(get("moderation.sealed", comment_id=self.redacted), reason="An appeal")
        yield "rulings", get("moderation.rulings")
        yield "appeals", self.desk_of_second.get("moderation.appeals")
        yield "appeal", self.desk_of_second.get("moderation.answer_appeal", appeal_id=self.appeal)
        yield "escalation", get("moderation.escalation", escalation_id=db.session.query(Escalation.id).scalar())
        yield "family at the desk", get("moderation.family", family_id=self.family)
        yield "erase", get("retention.erase_on_request", comment_id=self.public)
        yield "search", self.member.get("search.feedback")
        yield "desk", get("pages.desk")


@contextmanager
def built(databases: Databases, text: str, *short: str) -> Iterator[Hostile]:
    """That town, in a database of its own."""
    with site(databases, "sqlite") as app:
        yield Hostile(app, text, short)


def test_every_page_has_the_elements_of_the_harmless_town(databases: Databases) -> None:
    with built(databases, HARMLESS.strip(), *(f"{number} {HARMLESS}" for number in range(len(HOSTILE)))) as town:
        expected = list(town.pages())
    with built(databases, ALL, *HOSTILE.values()) as town:
        found = list(town.pages())
    assert [name for name, _shape in found] == [name for name, _shape in expected]
    for (name, mine), (_name, theirs) in zip(found, expected, strict=True):
        assert mine == theirs, name
