"""The demo's name and help line, written to the site's settings where it has none of its own."""

from __future__ import annotations

import tomllib
from pathlib import Path

WORDS = {
    "site_name": "Cedar Bend Smart City",
    "help_phone": "555-0100",
    "help_email": "help@example.org",
    "help_address": "Town Hall, 1 Market Street, Cedar Bend, Kentucky",
}


def name_site(settings: Path) -> None:
    """Add what is missing to `settings` (TOML); the server reads it at its next start."""
    old = settings.read_text("utf-8") if settings.exists() else ""
    known = tomllib.loads(old)
    missing = [f'{name} = "{value}"\n' for name, value in WORDS.items() if name not in known]
    if missing:
        settings.write_text(old + "".join(missing), "utf-8")
