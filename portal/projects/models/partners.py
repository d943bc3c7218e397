"""Partners, the projects they take part in, and the people who speak for them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, TranslatedText, UTCDateTime
from portal.core.translated import Translated


class PartnerKind(StrEnum):
    """What sort of organization a partner is."""

    MUNICIPALITY = "municipality"
    PUBLIC_BODY = "public_body"
    COMPANY = "company"
    UNIVERSITY = "university"
    NON_PROFIT = "non_profit"
    RESIDENTS_GROUP = "residents_group"
    OTHER = "other"


class Partner(Base):
    """An organization that takes part in projects. `source` and `external_id` tell an imported one again."""

    __tablename__ = "partner"
    __table_args__ = (Index("uq_partner_source_external_id", "source", "external_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[PartnerKind] = mapped_column(String(20))
    about: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    website: Mapped[str] = mapped_column(String(500), default="")
    illustrative: Mapped[bool] = mapped_column(default=False)
    attribution: Mapped[Translated] = mapped_column(TranslatedText, default=Translated)
    source: Mapped[str | None] = mapped_column(String(40))
    external_id: Mapped[str | None] = mapped_column(String(255))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class ProjectPartner(Base):
    """That a partner takes part in a project, as the newest sheet version says: lists are filtered by it."""

    __tablename__ = "project_partner"

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), primary_key=True, index=True)


class Spokesperson(Base):
    """That somebody with an account speaks for a partner: confirmed by a clerk, shown, and ended when they leave."""

    __tablename__ = "spokesperson"
    __table_args__ = (
        # one at a time; ended ones stay to be read
        Index(
            "uq_spokesperson_now",
            "partner_id",
            "person_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    started_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    def end(self) -> None:
        """End it for good."""
        self.ended_at = self.ended_at or now()
