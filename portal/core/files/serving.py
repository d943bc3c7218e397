"""A kept file on its way to a reader: under a harmless name, never as a page of ours. Only pictures that we drew
ourselves (`pictures.py`) are shown in place; everything else is an attachment."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

from flask import Response, send_file

from portal.core.files import store
from portal.core.files.names import safe_name
from portal.core.files.types import Kind

_FILE_POLICY = "default-src 'none'; sandbox"


def attachment(key: str, kind: Kind, name: str, sha256: str) -> Response:
    """The file of `key` to be saved as `name` with the extension of its kind; raises `store.Lost`."""
    response = _sent(key, kind, sha256)
    response.headers["Content-Disposition"] = _disposition(safe_name(name, kind))
    return response


def picture(key: str, kind: Kind, sha256: str) -> Response:
    """The picture of `key`, which `pictures.take_picture` kept, to be shown in a page; raises `store.Lost`."""
    response = _sent(key, kind, sha256)
    response.headers["Content-Disposition"] = "inline"
    return response


def _sent(key: str, kind: Kind, sha256: str) -> Response:
    path = store.path_of(key)
    response = send_file(path, mimetype=kind.media_type, as_attachment=True, download_name="file", etag=sha256)
    response.headers["Content-Security-Policy"] = _FILE_POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _disposition(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = plain if plain.rpartition(".")[0].strip() else f"file{plain.strip()}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
