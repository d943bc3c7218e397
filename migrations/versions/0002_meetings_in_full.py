"""Meetings in full: kinds, versions with reasons, papers, speakers, minutes, decisions; seats with terms."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("item_number", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_decision_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_decision_meeting_id_number")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index("ix_decision_decided_at", ["decided_at", "id"], unique=False)

    op.create_table(
        "minutes",
        sa.Column("meeting_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_in_id", sa.Integer(), nullable=True),
        sa.Column("approved_item", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'approved') = (approved_in_id IS NOT NULL)", name=op.f("ck_minutes_approved_by_a_meeting")
        ),
        sa.ForeignKeyConstraint(["approved_in_id"], ["meeting.id"], name=op.f("fk_minutes_approved_in_id_meeting")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_minutes_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_minutes")),
    )
    with op.batch_alter_table("minutes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_minutes_approved_in_id"), ["approved_in_id"], unique=False)

    op.create_table(
        "minutes_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.JSON(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("record_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_minutes_version_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_version")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_minutes_version_meeting_id_number")),
    )
    op.create_table(
        "paper",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("lang", sa.String(length=20), nullable=False),
        sa.Column("file_key", sa.String(length=32), nullable=False),
        sa.Column("filename", sa.String(length=150), nullable=False),
        sa.Column("file_type", sa.String(length=20), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("text_state", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_cut", sa.Boolean(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_paper_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["uploaded_by"], ["person.id"], name=op.f("fk_paper_uploaded_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sa.UniqueConstraint("file_key", name=op.f("uq_paper_file_key")),
    )
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "speaker",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_number", sa.Integer(), nullable=True),
        sa.Column("receipt_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("needs", sa.String(length=300), nullable=False),
        sa.Column("lang", sa.String(length=20), nullable=False),
        sa.Column("remote", sa.Boolean(), nullable=False),
        sa.Column("by_staff", sa.Boolean(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_speaker_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipt.id"], name=op.f("fk_speaker_receipt_id_receipt")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker")),
        sa.UniqueConstraint("receipt_id", name=op.f("uq_speaker_receipt_id")),
    )
    with op.batch_alter_table("speaker", schema=None) as batch_op:
        batch_op.create_index(
            "ix_speaker_meeting_id_registered_at", ["meeting_id", "registered_at", "id"], unique=False
        )

    op.create_table(
        "agenda_item_paper",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_agenda_item_paper_item_id_agenda_item"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_agenda_item_paper_paper_id_paper")),
        sa.PrimaryKeyConstraint("item_id", "paper_id", name=op.f("pk_agenda_item_paper")),
    )
    with op.batch_alter_table("agenda_item_paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_item_paper_paper_id"), ["paper_id"], unique=False)

    op.create_table(
        "decision_project",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_decision_project_decision_id_decision"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_decision_project_project_id_project")),
        sa.PrimaryKeyConstraint("decision_id", "project_id", name=op.f("pk_decision_project")),
    )
    with op.batch_alter_table("decision_project", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_project_project_id"), ["project_id"], unique=False)

    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("position", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("consent", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("presenter", sa.String(length=150), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("citation", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("approves", sa.String(length=80), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("continues", sa.String(length=100), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("agenda_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("change", sa.String(length=20), nullable=False, server_default="posted"))
        batch_op.add_column(sa.Column("reason", sa.JSON(), nullable=False, server_default="{}"))

    with op.batch_alter_table("committee", schema=None) as batch_op:
        batch_op.add_column(sa.Column("attribution", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("posting_rules", sa.String(length=40), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("quorum", sa.Integer(), nullable=True))

    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=20), nullable=False, server_default="regular"))
        batch_op.add_column(sa.Column("note", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("timed", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("links", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("comments_close_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("takes_speakers", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("speakers_close_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("sequence", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("amendment", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("source", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("external_id", sa.String(length=255), nullable=True))
        batch_op.add_column(sa.Column("source_status", sa.String(length=60), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_unique_constraint(
            batch_op.f("uq_meeting_committee_id_source_external_id"), ["committee_id", "source", "external_id"]
        )

    op.execute("UPDATE meeting SET changed_at = coalesce(posted_at, created_at)")
    op.execute("UPDATE agenda_item SET position = number")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.alter_column("changed_at", existing_type=sa.DateTime(timezone=True), nullable=False)

    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.add_column(sa.Column("votes", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("starts_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("ends_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.drop_column("ends_on")
        batch_op.drop_column("starts_on")
        batch_op.drop_column("votes")

    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_meeting_committee_id_source_external_id"), type_="unique")
        batch_op.drop_column("changed_at")
        batch_op.drop_column("source_status")
        batch_op.drop_column("external_id")
        batch_op.drop_column("source")
        batch_op.drop_column("amendment")
        batch_op.drop_column("sequence")
        batch_op.drop_column("speakers_close_at")
        batch_op.drop_column("takes_speakers")
        batch_op.drop_column("comments_close_at")
        batch_op.drop_column("links")
        batch_op.drop_column("timed")
        batch_op.drop_column("ends_at")
        batch_op.drop_column("note")
        batch_op.drop_column("kind")

    with op.batch_alter_table("committee", schema=None) as batch_op:
        batch_op.drop_column("quorum")
        batch_op.drop_column("posting_rules")
        batch_op.drop_column("attribution")

    with op.batch_alter_table("agenda_version", schema=None) as batch_op:
        batch_op.drop_column("reason")
        batch_op.drop_column("change")

    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.drop_column("withdrawn_at")
        batch_op.drop_column("continues")
        batch_op.drop_column("approves")
        batch_op.drop_column("citation")
        batch_op.drop_column("presenter")
        batch_op.drop_column("consent")
        batch_op.drop_column("position")

    with op.batch_alter_table("decision_project", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_project_project_id"))

    op.drop_table("decision_project")
    with op.batch_alter_table("agenda_item_paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agenda_item_paper_paper_id"))

    op.drop_table("agenda_item_paper")
    with op.batch_alter_table("speaker", schema=None) as batch_op:
        batch_op.drop_index("ix_speaker_meeting_id_registered_at")

    op.drop_table("speaker")
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_meeting_id"))

    op.drop_table("paper")
    op.drop_table("minutes_version")
    with op.batch_alter_table("minutes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_minutes_approved_in_id"))

    op.drop_table("minutes")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index("ix_decision_decided_at")

    op.drop_table("decision")
