"""Groups of commands that several features fill."""

from __future__ import annotations

from flask.cli import AppGroup

imports = AppGroup("import", help="Bring in what was collected elsewhere.")
