"""A kept file on its way to a reader: always as an attachment, under a harmless name, never as a page of ours."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from flask import Response, send_file

from portal.core.files import store
from portal.core.files.types import Kind

LONGEST_NAME = 200
_UNSAFE = re.compile(r'[\\/:*?"<>|%;]+')
# Windows opens a device, not a file, under these names
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
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


def safe_name(name: str, kind: Kind) -> str:
    """A file name that every system can save: no path, no sign that hides or turns, not too long, right extension."""
    visible = "".join(c if unicodedata.category(c)[0] not in "CZ" else " " for c in unicodedata.normalize("NFC", name))
    stem = " ".join(_UNSAFE.sub(" ", visible).split()).removesuffix(f".{kind}").strip(" .")
    if _DEVICES.match(stem):
        stem = f"_{stem}"
    short = stem.encode()[:LONGEST_NAME].decode("utf-8", "ignore").rstrip(" .")
    return f"{short or 'file'}.{kind}"


def _disposition(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = plain if plain.rpartition(".")[0].strip() else f"file{plain.strip()}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
