"""Status updates: how a project stands, told once and for good."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, TranslatedText, UTCDateTime
from portal.core.translated import Translated
from portal.projects.models.projects import Condition, Phase


class ProjectUpdate(Base):
    """A status update: never changed once posted; a correction is a new one, which names the number it `corrects`.

    `evidence` are JSON values: {"file": key of a project file}, {"decision": its key}, {"url", "label"}.
    `partner_id` is the partner who wrote it, where a clerk published a partner's draft.
    """

    __tablename__ = "project_update"
    __table_args__ = (UniqueConstraint("project_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    number: Mapped[int]
    phase: Mapped[Phase] = mapped_column(String(20))
    condition: Mapped[Condition] = mapped_column(String(20))
    text: Mapped[Translated] = mapped_column(TranslatedText)
    posted_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    evidence: Mapped[list[Any]] = mapped_column(JSON, default=list)
    corrects: Mapped[int | None]
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"))
