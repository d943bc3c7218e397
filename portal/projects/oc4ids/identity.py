"""The ids under which this site exports its projects."""

from __future__ import annotations

from urllib.parse import urlsplit

from portal.config import Settings
from portal.core.addresses import slugify

SOURCE = "oc4ids"


def identity_of(prefix: str, slug: str, source: str | None, external_id: str | None) -> str:
    """The standard's id of a project: the one it came with, where it came in this standard; else prefix and slug."""
    return external_id if source == SOURCE and external_id else f"{prefix}-{slug}"


def prefix_of(settings: Settings) -> str:
    """The prefix of those ids: the registered one where the site has one, else its host, which is its own as well."""
    host = urlsplit(settings.base_url).hostname or "localhost"
    return settings.oc4ids_prefix or slugify(host)
