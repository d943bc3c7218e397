"""The survey itself, the versions of its form, and its questions."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, TranslatedText, UTCDateTime
from portal.core.errors import WrongState
from portal.core.translated import Translated

LONGEST_PATH = 300
DIMENSIONS = ("audience", "area", "size_class")  # by what results are broken down, where a question tells it


class SurveyState(StrEnum):
    """How far a survey is. Once it is open, its promise and its choices stand."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"  # closed, and its results are public


class Promise(StrEnum):
    """What is promised to whoever answers. Anonymous: nobody can tell who gave which answers, not even the site.

    Confidential: the site knows which receipt a response belongs to; the responsible clerks may read it.
    """

    ANONYMOUS = "anonymous"
    CONFIDENTIAL = "confidential"


class ResultsShown(StrEnum):
    """Who sees the results, and when."""

    NEVER = "never"  # the committee alone
    AFTER_CLOSING = "after_closing"


class Access(StrEnum):
    """Who may answer."""

    ALL = "all"
    INVITED = "invited"  # each business that was sent a link, once


class Survey(Base):
    """One survey. `groupings` names the question that tells each of DIMENSIONS (a path), where there is one.

    `open_records` says in the clerk's words what answers are worth under open-records law; it stands on the first
    page with the promise. `opened_at` and `closed_at` are when it really opened and closed, the others when it is to.
    What is answered now is its newest version.
    """

    __tablename__ = "survey"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[Translated] = mapped_column(TranslatedText)
    intro: Mapped[Translated] = mapped_column(TranslatedText)
    open_records: Mapped[Translated] = mapped_column(TranslatedText)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"), index=True)
    state: Mapped[SurveyState] = mapped_column(String(20), default=SurveyState.DRAFT, index=True)
    promise: Mapped[Promise] = mapped_column(String(20), default=Promise.ANONYMOUS)
    results_shown: Mapped[ResultsShown] = mapped_column(String(20), default=ResultsShown.AFTER_CLOSING)
    access: Mapped[Access] = mapped_column(String(20), default=Access.ALL, server_default=Access.ALL)
    groupings: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    minutes: Mapped[int] = mapped_column(default=5)
    opens_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    opened_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    illustrative: Mapped[bool] = mapped_column(default=False)
    attribution: Mapped[Translated] = mapped_column(TranslatedText)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    def open(self, words: str) -> None:
        """Let people answer. `words` tell whoever comes second."""
        self._move(SurveyState.DRAFT, SurveyState.OPEN, words)
        self.opened_at = now()

    def close(self, words: str) -> None:
        """Take no more answers. `words` tell whoever comes second."""
        self._move(SurveyState.OPEN, SurveyState.CLOSED, words)
        self.closed_at = now()

    def publish(self, words: str) -> None:
        """Show everybody the results. `words` tell that it is not closed, or that they are public."""
        self._move(SurveyState.CLOSED, SurveyState.PUBLISHED, words)

    def takes_answers(self, at: datetime) -> bool:
        """Whether it can be answered at `at`: open, and its time, where one is set, has come and not passed."""
        begun = self.opens_at is None or self.opens_at <= at
        return self.state == SurveyState.OPEN and begun and (self.closes_at is None or at < self.closes_at)

    def _move(self, start: SurveyState, end: SurveyState, words: str) -> None:
        if self.state != start:
            raise WrongState(words)
        self.state = end


class SurveyVersion(Base):
    """One form of a survey, as `definition.kept` writes it. Versions are only added: old answers stay readable.

    `left_out` holds what the import left out, each as {"row", "name", "kind", "why"}; `source_name` the file's name.
    """

    __tablename__ = "survey_version"
    __table_args__ = (UniqueConstraint("survey_id", "number", name="uq_survey_version_survey_id_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    number: Mapped[int]
    form: Mapped[dict[str, Any]] = mapped_column(JSON)
    left_out: Mapped[list[Any]] = mapped_column(JSON, default=list)
    source_name: Mapped[str] = mapped_column(String(200), default="")
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class SurveyQuestion(Base):
    """A question by its path, over all versions: what the free texts that answer it point to.

    `label` is how the newest version puts it.
    """

    __tablename__ = "survey_question"
    __table_args__ = (UniqueConstraint("survey_id", "path", name="uq_survey_question_survey_id_path"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    path: Mapped[str] = mapped_column(String(LONGEST_PATH))
    label: Mapped[Translated] = mapped_column(TranslatedText)
