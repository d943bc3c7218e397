"""A kept file on its way to a reader: always as an attachment, under a harmless name, never as a page of ours."""

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
    response = send_file(
        store.path_of(key), mimetype=kind.media_type, as_attachment=True, download_name="file", etag=sha256
    )
    response.headers["Content-Disposition"] = _disposition(safe_name(name, kind))
    response.headers["Content-Security-Policy"] = _FILE_POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _disposition(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = plain if plain.rpartition(".")[0].strip() else f"file{plain.strip()}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
