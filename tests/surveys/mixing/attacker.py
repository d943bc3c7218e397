"""What an attacker finds who has the database's files, and knows from elsewhere who answered one after the other."""

from __future__ import annotations

import json
import re
from pathlib import Path

from flask import Flask
from sqlalchemy import text

from portal.core.db import db

BOXES, PEOPLE = 20, 12  # so many are mixed, so many together
IN_FULL = 3  # so many boxes are filled as pages do it, over drafts; that takes longer
ANSWER = re.compile(r"4\.(\d\d\d)7 33\.3 0 0")
WORDS = re.compile(r"said-(\d\d\d)-end")
UNSPLIT = re.compile(r'"said-(\d\d\d)-end"')  # words within answers: only box and drafts had them
Orders = list[list[int]]  # of all that were mixed together: each by its place among them, in the order found


def answers(person: int) -> dict[str, object]:
    """What the next person answers: known again by the place, and by the words."""
    return {"place": f"4.{person:03}7 33.3 0 0", "more": {"why": f"said-{person:03}-end"}}


def people(found: list[str], mark: re.Pattern[str] = ANSWER) -> list[int]:
    """Who is told apart in these texts, in the order found."""
    return list(dict.fromkeys(int(hit[1]) for hit in mark.finditer("\n".join(found))))


def mixed_now() -> list[int]:
    """Whose answers are mixed by now."""
    return people(column("SELECT answers FROM survey_response"))


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


def told_by_outbox() -> list[int]:
    """Of whom the outbox speaks, before the worker has taken its rows away."""
    names = db.session.scalars(text("SELECT payload FROM outbox WHERE event = 'CommentPosted' ORDER BY id"))
    keys = [json.loads(name)["comment_id"] if isinstance(name, str) else name["comment_id"] for name in names]
    said = {row.id: row.body for row in db.session.execute(text("SELECT id, body FROM comment"))}
    return people([said[key] for key in keys], WORDS)


def orders(files: str) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Every order that can be read of the answers, and of the words."""
    of_answers = {
        "in the files": people([files]),
        "by key": people(column("SELECT answers FROM survey_response ORDER BY id")),
    }
    of_words = {
        "in the files": people([files], WORDS),
        "by key": people(column("SELECT body FROM comment ORDER BY id"), WORDS),
        "by time": people(column("SELECT body FROM comment ORDER BY received_at"), WORDS),
    }
    if db.engine.dialect.name == "sqlite":
        of_words["by row number"] = people(column("SELECT body FROM comment ORDER BY rowid"), WORDS)
    else:
        here = "ORDER BY xmin::text::bigint, ctid"
        of_answers["by place"] = people(column(f"SELECT answers FROM survey_response {here}"))
        of_words["by place"] = people(column(f"SELECT body FROM comment {here}"), WORDS)
    return of_answers, of_words


def among(order: list[int], together: list[set[int]], true_order: list[int] | None = None) -> Orders:
    """Those who were mixed together, each by its place in the true order, in the order found."""
    found = []
    for some in together:
        truly = [person for person in true_order or range(1000) if person in some]
        found.append([truly.index(person) for person in order if person in some])
    return found


def channels(files: str, told: list[int], together: list[set[int]]) -> dict[str, Orders]:
    """What each order tells of who came when, and of which words belong to which answers."""
    of_answers, of_words = orders(files)
    of_words["in the outbox"] = told
    found = {f"answers {name}": among(order, together) for name, order in of_answers.items()}
    found |= {f"words {name}": among(order, together) for name, order in of_words.items()}
    for name, order in of_answers.items():
        found |= {f"{name}, words {other}": among(words, together, order) for other, words in of_words.items()}
    return found
