"""The files that photos of comments need: the sweep leaves them alone."""

from __future__ import annotations

from portal.comments import queries
from portal.core.files.sweeping import holds_files

holds_files(queries.photo_keys)
