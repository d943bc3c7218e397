"""What is being answered and what was answered. Nothing of an anonymous response leads to who gave it, or when.

Answers are a tree: {"name": "Ana", "household": {"member": [{"age": "3"}, {"age": "40"}]}}. A leaf is a text as XForms
writes it ("" is blank; of several choices the names, separated by spaces; dates as ISO 8601), a group an object, a
repeat a list of objects. `TAKEN` stands where words were: they are comments by then, or destroyed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, UTCDateTime, new_id
from portal.core.models import RowNumber

TAKEN = "[…]"  # an answer, in a response that does not hold its words


class Draft(Base):
    """Answers that are not sent yet. Whoever has the code, of which a keyed hash is kept, may go on with them.

    `seed` orders what is shuffled; `page` is where the respondent was; `revision` counts savings. It is destroyed as
    soon as the answers are sent.
    """

    __tablename__ = "survey_draft"

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=False, default=new_id)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"))
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    lang: Mapped[str] = mapped_column(String(20))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    seed: Mapped[int]
    page: Mapped[str] = mapped_column(String(400), default="")
    revision: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class BoxedResponse(Base):
    """An anonymous response that waits in the box until enough have come: only then it is mixed among the others.

    Until then the order in the files of the database could still tell when it came; the first page says so.
    """

    __tablename__ = "survey_box"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=False, default=new_id)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"))
    lang: Mapped[str] = mapped_column(String(20))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)


class Response(Base):
    """What somebody answered. An anonymous one has neither receipt nor time, and a key drawn when it was mixed.

    It holds no words, and not the language that it was answered in: either would lead to the texts it came with.

    `counted` and `texts_taken` say that the tallies hold it, and that its free texts are feedback: each is done once.
    On SQLite its table has no row numbers: the order of coming would stand in them.
    """

    __tablename__ = "survey_response"
    __table_args__ = (
        CheckConstraint("(receipt_id IS NULL) = (sent_at IS NULL)", name="anonymous_has_no_time"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=False, default=new_id)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"))
    lang: Mapped[str] = mapped_column(String(20))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    receipt_id: Mapped[int | None] = mapped_column(ForeignKey("receipt.id"), unique=True)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    counted: Mapped[bool] = mapped_column(default=False)
    texts_taken: Mapped[bool] = mapped_column(default=False)


class SurveyReceipt(Base):
    """That a receipt is one of a survey. Of an anonymous response it is all there is: it leads to no answers."""

    __tablename__ = "survey_receipt"

    receipt_id: Mapped[int] = mapped_column(ForeignKey("receipt.id"), primary_key=True, autoincrement=False)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), index=True)
