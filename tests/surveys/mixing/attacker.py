"""What an attacker finds who has the database's files, and knows from elsewhere who answered one after the other."""

from __future__ import annotations

import json
import re
from pathlib import Path

from flask import Flask
from sqlalchemy import text

from portal.core.db import db

BOXES, PEOPLE = 20, 12
IN_FULL = 3  # so many boxes are filled as pages do it, over drafts; that takes longer
ANSWER = re.compile(r"4\.(\d\d)(\d\d)7 33\.3 0 0")
WORDS = re.compile(r"said-(\d\d)-(\d\d)-end")
Orders = list[list[int]]  # of each box: its people, by the order in which they came


def answers(box: int, person: int) -> dict[str, object]:
    """What somebody answers: known again by the place, and by the words."""
    return {"place": f"4.{box:02}{person:02}7 33.3 0 0", "more": {"why": f"said-{box:02}-{person:02}-end"}}


def by_box(found: list[str], mark: re.Pattern[str] = ANSWER) -> Orders:
    """The people of each box in the order in which their marks were found."""
    orders: dict[int, dict[int, None]] = {}
    for hit in mark.finditer("\n".join(found)):
        orders.setdefault(int(hit[1]), {})[int(hit[2])] = None
    return [list(order) for _box, order in sorted(orders.items())]


def raw(app: Flask) -> str:
    """All bytes of the files of the database, the log with them."""
    db.session.rollback()
    if db.engine.dialect.name == "sqlite":
        return "".join(path.read_text("latin-1") for path in sorted(Path(app.instance_path).glob("portal.sqlite*")))
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SET default_transaction_read_only = off"))
        connection.execute(text("CHECKPOINT"))
        oid = "SELECT oid FROM pg_database WHERE datname = current_database()"
        where = f"SELECT current_setting('data_directory') || '/base/' || ({oid})"
        folder = Path(connection.execute(text(where)).scalar_one())
    return "".join(path.read_text("latin-1") for path in sorted(folder.iterdir()) if path.is_file())


def column(statement: str) -> list[str]:
    """One column as texts, in the order in which the database gives it."""
    db.session.rollback()
    return [str(value) for value in db.session.scalars(text(statement))]


def told_by_outbox() -> dict[str, Orders]:
    """The order in which the outbox speaks of comments, before the worker has taken them away."""
    names = db.session.execute(text("SELECT payload FROM outbox WHERE event = 'CommentPosted' ORDER BY id")).scalars()
    keys = [json.loads(name)["comment_id"] if isinstance(name, str) else name["comment_id"] for name in names]
    said = {row.id: row.body for row in db.session.execute(text("SELECT id, body FROM comment"))}
    return {"outbox": by_box([said[key] for key in keys], WORDS)}


def channels(files: str) -> dict[str, Orders]:
    """Every order that can be read of the answers, of the words, and of which words lie beside which answers."""
    found = {
        "answers in the files": by_box([files]),
        "keys of responses": by_box(column("SELECT answers FROM survey_response ORDER BY id")),
        "words in the files": by_box([files], WORDS),
        "keys of comments": by_box(column("SELECT body FROM comment ORDER BY id"), WORDS),
        "times of comments": by_box(column("SELECT body FROM comment ORDER BY received_at"), WORDS),
    }
    if db.engine.dialect.name == "sqlite":
        found["row numbers of comments"] = by_box(column("SELECT body FROM comment ORDER BY rowid"), WORDS)
    else:
        here = "ORDER BY xmin::text::bigint, ctid"
        found["places of responses"] = by_box(column(f"SELECT answers FROM survey_response {here}"))
        found["places of comments"] = by_box(column(f"SELECT body FROM comment {here}"), WORDS)
    pairs = {
        f"{one}, {other}": [beside(*both) for both in zip(found[one], found[other], strict=True)]
        for one in found
        for other in found
        if ("answer" in one or "responses" in one) and ("words" in other or "comments" in other)
    }
    return found | pairs


def beside(order: list[int], words: list[int]) -> list[int]:
    """The order of the words as somebody sees it who takes the order of the answers for the true one."""
    places = {person: place for place, person in enumerate(order)}
    return [places[person] for person in words]
