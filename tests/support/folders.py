"""Where tests keep what need not outlive them."""

from __future__ import annotations

import os
import shutil
from functools import cache
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ENOUGH = 1_000_000_000


@cache
def swift_folder() -> Path | None:
    """A folder in memory with a gigabyte to spare, or None for the usual place on disk."""
    usable = _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK | os.X_OK)
    return _MEMORY if usable and shutil.disk_usage(_MEMORY).free > _ENOUGH else None
