"""How files that somebody sends come in: each is judged and put on the disk, before any row names it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import BinaryIO, TypeVar

from flask import current_app
from flask_babel import gettext as _

from portal.core.errors import Refused
from portal.core.files import store
from portal.core.files.names import shown_name
from portal.core.files.store import Kept
from portal.core.files.types import Kind, kind_of
from portal.core.formats import size

T = TypeVar("T")
Sent = Iterable[tuple[str, BinaryIO]]


def take_each(files: Sent, take_one: Callable[[str, BinaryIO], T]) -> tuple[list[T], list[str]]:
    """Take files, given with the names that their senders gave them: those that are good, and what is wrong with each
    of the others. One that is refused stops no other.
    """
    good: list[T] = []
    problems: list[str] = []
    for name, stream in files:
        try:
            good.append(take_one(name, stream))
        except Refused as refusal:
            problems.append(refusal.message)
    return good, problems


def take_file(name: str, stream: BinaryIO) -> tuple[Kept, Kind]:
    """Keep one file as it is; `Refused` says what is wrong with its kind or size."""
    largest, shown = current_app.config["SETTINGS"].largest_file, shown_name(name)
    kind = kind_of(stream, shown)
    try:
        return store.keep(stream, largest), kind
    except store.TooLarge as error:
        words = _(
            "%(name)s is larger than %(size)s. Make it smaller or send it in parts.", name=shown, size=size(largest)
        )
        raise Refused(words) from error
