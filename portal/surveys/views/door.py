"""The door of the pages of surveys: their blueprint."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("surveys", __name__)
