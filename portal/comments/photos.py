"""The photo that comes with a comment: drawn anew, kept on the disk, and carried by the form until it is sent.

A browser does not send a file twice, so a form that is shown again (an error, a preview) holds a signed name of the
kept file instead. One that never gets its row is swept away a day later.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import BinaryIO

from itsdangerous import BadData, URLSafeTimedSerializer

from portal.core.files import store
from portal.core.files.pictures import take_picture
from portal.core.keys import key_for

GOOD_FOR = 20 * 60 * 60  # seconds; less than the day after which the sweep may take the file


@dataclass(frozen=True)
class NewPhoto:
    """A photo on the disk that waits for its comment."""

    file_key: str
    file_type: str
    size: int
    width: int
    height: int


def take_photo(stream: BinaryIO, name: str) -> NewPhoto:
    """Keep the photo in `stream`, in the size of a phone; raises `Refused` with words. `name` is its sender's."""
    picture = take_picture(stream, name)
    drawn = picture.small or picture.large
    return NewPhoto(drawn.kept.key, picture.kind.value, drawn.kept.size, drawn.width, drawn.height)


def carried(photo: NewPhoto) -> str:
    """What the form holds of a kept photo."""
    return _signer().dumps(asdict(photo))


def read_carried(token: str) -> NewPhoto | None:
    """The kept photo that a form holds; None for what we did not sign, what is too old, or what is gone."""
    try:
        photo = NewPhoto(**_signer().loads(token, max_age=GOOD_FOR))
        store.path_of(photo.file_key)
    except (BadData, store.Lost):
        return None
    return photo


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key_for("comment-photo"))
