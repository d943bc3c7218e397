"""Who is invited to answer, and who helps somebody else to. Neither leads to an anonymous response, or to its time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, UTCDateTime, new_id
from portal.core.models import RowNumber
from portal.surveys.models.surveys import LONGEST_PATH


class Invitation(Base):
    """One business that may answer once. Its link is worked out from `id` and `issue` and kept as a keyed hash alone.

    The draft that the link leads to is the one whose code has the same hash. `known_by` tells the same business in
    another upload; `branch_of` names the firm that it belongs to. `response_id` stays empty where the survey is
    anonymous: then `used` is all that is known, and no time.
    """

    __tablename__ = "survey_invitation"
    __table_args__ = (UniqueConstraint("survey_id", "known_by", name="uq_survey_invitation_survey_id_known_by"),)

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=False, default=new_id)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    known_by: Mapped[str] = mapped_column(String(420))
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254), default="")
    size_class: Mapped[str] = mapped_column(String(80), default="")
    sector: Mapped[str] = mapped_column(String(80), default="")
    branch_of: Mapped[str] = mapped_column(String(200), default="")
    lang: Mapped[str] = mapped_column(String(20))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    issue: Mapped[int] = mapped_column(default=1)
    mailed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    undeliverable: Mapped[bool] = mapped_column(default=False)
    reminders: Mapped[int] = mapped_column(default=0)
    reminded_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    used: Mapped[bool] = mapped_column(default=False)
    response_id: Mapped[int | None] = mapped_column(ForeignKey("survey_response.id"), unique=True)


class Hand(Base):
    """A link to one section of a draft, for a colleague. Once the draft is gone it only says that it is over.

    `section` is the path of a group; `label` the owner's note whom it is for.
    """

    __tablename__ = "survey_hand"

    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=False, default=new_id)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("survey_draft.id", ondelete="SET NULL"), index=True)
    section: Mapped[str] = mapped_column(String(LONGEST_PATH))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    label: Mapped[str] = mapped_column(String(80), default="")
    done: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    recalled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
