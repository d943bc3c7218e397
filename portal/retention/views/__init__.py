"""The pages of retention: erasing with a receipt or on request, and legal holds."""

from __future__ import annotations

from portal.retention.views import holds, own, requested
from portal.retention.views.door import blueprint

__all__ = [
    "blueprint",
    "holds",
    "own",
    "requested",
]
