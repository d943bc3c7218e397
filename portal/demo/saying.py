"""What people of the illustrative town said: comments, replies, what staff took down for them, and supports."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from portal.comments import queries as comments
from portal.comments.models import Audience, Channel, Signal, Stance
from portal.comments.photos import take_photo
from portal.comments.queries import TargetKey
from portal.comments.signals import has_many_links
from portal.comments.taken_down.entries import Entry
from portal.comments.usecases import enter_comment, post_comment, print_slips, support_comment
from portal.core.formats import local
from portal.core.permissions import VISITOR
from portal.demo.people import actor
from portal.demo.scenes import Scene
from portal.receipts import queries as receipts

FOLDER = Path(__file__).parent / "town"


@dataclass(frozen=True)
class Said:
    """A comment of the town: its words, when it came, and the nonce of its form, by which it is found again."""

    words: Mapping[str, Any]
    at: datetime
    nonce: bytes

    @property
    def comment_id(self) -> int:
        """The comment, once its scene was played."""
        return comments.id_by_receipt(self.receipt_id)

    @property
    def receipt_id(self) -> int:
        """What its author holds."""
        receipt_id = receipts.id_by_nonce(self.nonce)
        if receipt_id is None:
            raise LookupError("the comment of this scene was not posted")
        return receipt_id


def nonce_of(*parts: object) -> bytes:
    """16 bytes that are the same for the same parts, so that a scene played twice writes once."""
    return hashlib.sha256("/".join(map(str, parts)).encode()).digest()[:16]


def said_by(today: datetime, all_words: list[dict[str, Any]]) -> list[Said]:
    """The comments of the town in the order of their file."""
    return [
        Said(words, today - timedelta(days=words["days_ago"]), nonce_of(today.isoformat(), number))
        for number, words in enumerate(all_words)
    ]


def by_key(said: list[Said]) -> dict[str, Said]:
    """Those comments that others speak of, by the name that they do it with."""
    return {each.words["key"]: each for each in said if "key" in each.words}


def saying_scenes(said: list[Said]) -> Iterator[Scene]:
    """Everything that was said, each at its moment, and the slips that were printed for an evening."""
    known = by_key(said)
    for each in said:
        if "slip" in each.words:
            yield Scene(each.at - timedelta(days=2), _printer(each))
        yield Scene(each.at, _taker(each) if "channel" in each.words else _poster(each, known))


def _poster(said: Said, known: Mapping[str, Said]) -> Callable[[], object]:
    words = said.words

    def post() -> None:
        post_comment(
            actor=VISITOR,
            target=_target(words),
            nonce=said.nonce,
            body=words["body"],
            reply_to=known[words["reply_to"]].comment_id if "reply_to" in words else None,
            signals=[Signal.LINKS] if has_many_links(words["body"]) else [],
            **_photo(words),
            **_of_the_author(words),
        )

    return post


def _photo(words: Mapping[str, Any]) -> dict[str, Any]:
    if "photo" not in words:
        return {}
    with (FOLDER / words["photo"]).open("rb") as stream:
        return {"photo": take_photo(stream, words["photo"]), "photo_alt": words["alt"]}


def _of_the_author(words: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "lang": words["lang"],
        "display_name": words.get("display_name", ""),
        "audience": Audience(words["audience"]) if "audience" in words else None,
        "area": words.get("area", ""),
        "stance": Stance(words["stance"]) if "stance" in words else None,
    }


def _target(words: Mapping[str, Any]) -> TargetKey:
    if "meeting" in words:
        return TargetKey(words["meeting"], words["item"])
    return TargetKey(words["project"], update=words.get("update"))


def _printer(said: Said) -> Callable[[], object]:
    return lambda: print_slips(actor=actor("clerk"), occasion=said.words["occasion"], nonces=[said.nonce])


def _taker(said: Said) -> Callable[[], object]:
    words = said.words
    slip = receipts.symbols_of(receipts.code_by_nonce(said.nonce)) if "slip" in words else None
    entry = Entry(
        body=words["body"],
        channel=Channel(words["channel"]),
        occasion=words["occasion"],
        said_on=local(said.at).date(),
        slip=slip or "",
        **_of_the_author(words),
    )
    # the slip's own nonce is taken: the form has another
    nonce = nonce_of(said.nonce.hex(), "form") if slip else said.nonce
    return lambda: enter_comment(actor=actor("clerk"), target=_target(words), nonce=nonce, entry=entry)


def support_scenes(said: Said, today: datetime) -> Iterator[Scene]:
    """Every support of a comment, one after the other over its time, some hours after it was public."""
    times = said.words.get("supports", 0)
    begins = said.at + timedelta(hours=9)
    for number in range(times):
        nonce = nonce_of(said.nonce.hex(), "support", number)
        yield Scene(begins + (today - begins) * number / times, _supporter(said, nonce))


def _supporter(said: Said, nonce: bytes) -> Callable[[], object]:
    return lambda: support_comment(actor=VISITOR, comment_id=said.comment_id, nonce=nonce)
