"""The photo that comes with a form: kept at once, whatever else lacks, so that nobody has to choose it twice."""

from __future__ import annotations

from datetime import timedelta
from typing import BinaryIO, cast

from flask import current_app
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from portal.comments.forms import CommentForm
from portal.comments.photos import NewPhoto, carried, read_carried, take_photo
from portal.core import limits
from portal.core.errors import Refused

A_DAY = timedelta(days=1)


def photo_of(form: CommentForm) -> NewPhoto | None:
    """The photo of a form, new or kept from its last showing; what is wrong with it is told at its field."""
    if form.without_photo.data:
        form.kept_photo.data = ""
        return None
    file = form.photo.data
    if isinstance(file, FileStorage) and file.filename:
        return _taken(form, file.filename, cast(BinaryIO, file.stream))
    photo = read_carried(form.kept_photo.data) if form.kept_photo.data else None
    if form.kept_photo.data and photo is None:
        form.kept_photo.data = ""
        form.show(Refused(_("We kept your photo for some hours only. Choose it again."), "photo"))
    return photo


def _taken(form: CommentForm, name: str, stream: BinaryIO) -> NewPhoto | None:
    most = current_app.config["SETTINGS"].comments_per_network
    if limits.count_hit(name="photo", key=limits.network_key(), length=A_DAY) > most:
        form.show(Refused(_("Too many photos came from your network today. Send your comment without one."), "photo"))
        return None
    try:
        photo = take_photo(stream, name)
    except Refused as refusal:
        form.show(Refused(refusal.message, "photo"))
        return None
    form.kept_photo.data = carried(photo)
    return photo
