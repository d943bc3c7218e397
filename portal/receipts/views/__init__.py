"""The pages of receipts: looking one up, what its holder may do, what is held about it, and what a lost code means."""

from __future__ import annotations

from portal.receipts.views import export, look_up, refusals
from portal.receipts.views.door import blueprint

__all__ = [
    "blueprint",
    "export",
    "look_up",
    "refusals",
]
