"""Names that people gave to files: shown, made into titles, and made harmless. No name ever reaches the disk."""

from __future__ import annotations

import re
import unicodedata

from portal.core.files.types import Kind

LONGEST_SHOWN = 100
LONGEST_SAVED = 200
_UNSAFE = re.compile(r'[\\/:*?"<>|%;]+')
# Windows opens a device, not a file, under these names
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def shown_name(name: str) -> str:
    """The name as a message may say it: without folders, without signs that hide or turn, not too long."""
    return _visible(re.split(r"[\\/]", name)[-1])[:LONGEST_SHOWN].strip() or "?"


def title_from(name: str) -> str:
    """A title for a file that has none: its name without extension and underscores."""
    shown = shown_name(name)
    stem = re.sub(r"\.\w{1,5}$", "", shown) or shown
    return " ".join(stem.replace("_", " ").split()) or shown


def safe_name(name: str, kind: Kind) -> str:
    """A file name that every system can save: no path, no sign that hides or turns, not too long, right extension."""
    stem = " ".join(_UNSAFE.sub(" ", _visible(name)).split()).removesuffix(f".{kind}").strip(" .")
    if _DEVICES.match(stem):
        stem = f"_{stem}"
    short = stem.encode()[:LONGEST_SAVED].decode("utf-8", "ignore").rstrip(" .")
    return f"{short or 'file'}.{kind}"


def _visible(name: str) -> str:
    composed = unicodedata.normalize("NFC", name)
    return " ".join("".join(c if unicodedata.category(c)[0] not in "CZ" else " " for c in composed).split())
