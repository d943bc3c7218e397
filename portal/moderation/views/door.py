"""The blueprint of moderation, and what its pages share: where in the queue a moderator is."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.errors import WrongState
from portal.core.web import render

blueprint = Blueprint("moderation", __name__)
PLACE = ("lane", "about", "lang", "channel", "only", "fold", "order", "hints", "after")


def the_place() -> dict[str, Any]:
    """Where in the queue the moderator is; every step keeps it in the address."""
    return {name: request.args[name] for name in PLACE if request.args.get(name)}


def back_to_queue(ruling_id: int) -> Response:
    """On to what waits next, with a word on the ruling; for the script, which has the cards, to that word alone."""
    page = "moderation.said" if "script" in request.form else "moderation.queue"
    return redirect(url_for(page, ruled=str(ruling_id), **the_place()), 303)


def not_now(title: str, refusal: WrongState, kept: str | None = None) -> tuple[str, int]:
    """The page that says why something cannot be done (any more)."""
    page = render("moderation/not_now.html", title=title, refusal=refusal.message, kept=kept, place=the_place())
    return page, 409


def undo_minutes() -> int:
    """How long a ruling may be undone."""
    minutes: int = current_app.config["SETTINGS"].undo_minutes
    return minutes
