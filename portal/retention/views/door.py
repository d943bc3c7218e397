"""The blueprint of retention."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("retention", __name__)
