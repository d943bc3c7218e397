"""Projects in full: goals, sheets that partners sign, partners, evidence, places, drafts of partners."""

from __future__ import annotations

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("indicator", sa.JSON(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("illustrative", sa.Boolean(), nullable=False),
        sa.Column("attribution", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
        sa.UniqueConstraint("slug", name=op.f("uq_goal_slug")),
    )
    op.create_table(
        "partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("website", sa.String(length=500), nullable=False),
        sa.Column("illustrative", sa.Boolean(), nullable=False),
        sa.Column("attribution", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=True),
        sa.Column("external_id", sa.String(length=255), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
        sa.UniqueConstraint("slug", name=op.f("uq_partner_slug")),
    )
    with op.batch_alter_table("partner") as batch_op:
        batch_op.create_index("uq_partner_source_external_id", ["source", "external_id"], unique=True)

    op.create_table(
        "vision",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vision")),
    )
    op.create_table(
        "spokesperson",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["confirmed_by"], ["person.id"], name=op.f("fk_spokesperson_confirmed_by_person")),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_spokesperson_partner_id_partner")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_spokesperson_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spokesperson")),
    )
    with op.batch_alter_table("spokesperson") as batch_op:
        batch_op.create_index(batch_op.f("ix_spokesperson_partner_id"), ["partner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_spokesperson_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "uq_spokesperson_now",
            ["partner_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "criterion_score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(length=20), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("measured_on", sa.Date(), nullable=True),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("record_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_criterion_score_author_id_person")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_criterion_score_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion_score")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_criterion_score_project_id_number")),
    )
    op.create_table(
        "milestone_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("milestone", sa.String(length=20), nullable=False),
        sa.Column("forecast_on", sa.Date(), nullable=True),
        sa.Column("actual_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.JSON(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("record_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_milestone_move_author_id_person")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_milestone_move_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone_move")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_milestone_move_project_id_number")),
    )
    op.create_table(
        "partner_draft",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("published_as", sa.String(length=80), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_partner_draft_author_id_person")),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_partner_draft_partner_id_partner")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_partner_draft_project_id_project")),
        sa.ForeignKeyConstraint(["settled_by"], ["person.id"], name=op.f("fk_partner_draft_settled_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_draft")),
    )
    with op.batch_alter_table("partner_draft") as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_draft_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partner_draft_partner_id"), ["partner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partner_draft_project_id"), ["project_id"], unique=False)
        batch_op.create_index("ix_partner_draft_state_sent_at", ["state", "sent_at"], unique=False)

    op.create_table(
        "project_file",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("alt", sa.JSON(), nullable=False),
        sa.Column("decorative", sa.Boolean(), nullable=False),
        sa.Column("lang", sa.String(length=20), nullable=False),
        sa.Column("file_key", sa.String(length=32), nullable=False),
        sa.Column("filename", sa.String(length=150), nullable=False),
        sa.Column("file_type", sa.String(length=20), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("small_key", sa.String(length=32), nullable=True),
        sa.Column("small_width", sa.Integer(), nullable=True),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_project_file_partner_id_partner")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_file_project_id_project")),
        sa.ForeignKeyConstraint(["uploaded_by"], ["person.id"], name=op.f("fk_project_file_uploaded_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_file")),
        sa.UniqueConstraint("file_key", name=op.f("uq_project_file_file_key")),
        sa.UniqueConstraint("small_key", name=op.f("uq_project_file_small_key")),
    )
    with op.batch_alter_table("project_file") as batch_op:
        batch_op.create_index(batch_op.f("ix_project_file_project_id"), ["project_id"], unique=False)

    op.create_table(
        "project_partner",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_project_partner_partner_id_partner")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_partner_project_id_project")),
        sa.PrimaryKeyConstraint("project_id", "partner_id", name=op.f("pk_project_partner")),
    )
    with op.batch_alter_table("project_partner") as batch_op:
        batch_op.create_index(batch_op.f("ix_project_partner_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "project_topic",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_topic_project_id_project")),
        sa.PrimaryKeyConstraint("project_id", "topic", name=op.f("pk_project_topic")),
    )
    with op.batch_alter_table("project_topic") as batch_op:
        batch_op.create_index(batch_op.f("ix_project_topic_topic"), ["topic"], unique=False)

    op.create_table(
        "sheet_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.JSON(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("record_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_sheet_version_author_id_person")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_sheet_version_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_version")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_sheet_version_project_id_number")),
    )
    op.create_table(
        "sign_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=20), nullable=False),
        sa.Column("signed_by", sa.String(length=100), nullable=False),
        sa.Column("role", sa.String(length=100), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_sign_off_partner_id_partner")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["sheet_version.id"], name=op.f("fk_sign_off_version_id_sheet_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_off")),
        sa.UniqueConstraint("version_id", "partner_id", name=op.f("uq_sign_off_version_id_partner_id")),
    )
    with op.batch_alter_table("sign_off") as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_off_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "sign_off_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_sign_off_link_made_by_person")),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_sign_off_link_partner_id_partner")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["sheet_version.id"], name=op.f("fk_sign_off_link_version_id_sheet_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_off_link")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_sign_off_link_code_hash")),
    )
    with op.batch_alter_table("sign_off_link") as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_off_link_partner_id"), ["partner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_off_link_version_id"), ["version_id"], unique=False)

    with op.batch_alter_table("project") as batch_op:
        batch_op.add_column(sa.Column("address", sa.String(length=300), server_default="", nullable=False))
        batch_op.add_column(sa.Column("title_words", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("geometry", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("goal_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("sheet_draft", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("sheet_keys", sa.JSON(), server_default="{}", nullable=False))
        batch_op.add_column(sa.Column("criteria_frozen_in", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("criteria_frozen_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("source", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("external_id", sa.String(length=255), nullable=True))
        batch_op.add_column(sa.Column("source_status", sa.String(length=60), server_default="", nullable=False))
        batch_op.add_column(sa.Column("imported", sa.JSON(none_as_null=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_project_area"), ["area"], unique=False)
        batch_op.create_index(batch_op.f("ix_project_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index("uq_project_source_external_id", ["source", "external_id"], unique=True)
        batch_op.create_foreign_key(batch_op.f("fk_project_goal_id_goal"), "goal", ["goal_id"], ["id"])

    with op.batch_alter_table("project_update") as batch_op:
        batch_op.add_column(sa.Column("evidence", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("corrects", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("partner_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_project_update_partner_id_partner"), "partner", ["partner_id"], ["id"]
        )
    _fold_titles()


def _fold_titles() -> None:
    project = sa.table(
        "project", sa.column("id", sa.Integer), sa.column("title", sa.JSON), sa.column("title_words", sa.Text)
    )
    for key, title in op.get_bind().execute(sa.select(project.c.id, project.c.title)).all():
        apart = unicodedata.normalize("NFKD", "\n".join(title.values()).casefold())
        words = "".join(c for c in apart if not unicodedata.combining(c))
        op.execute(project.update().where(project.c.id == key).values(title_words=words))


def downgrade() -> None:
    with op.batch_alter_table("project_update") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_project_update_partner_id_partner"), type_="foreignkey")
        batch_op.drop_column("partner_id")
        batch_op.drop_column("corrects")
        batch_op.drop_column("evidence")

    with op.batch_alter_table("project") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_project_goal_id_goal"), type_="foreignkey")
        batch_op.drop_index("uq_project_source_external_id")
        batch_op.drop_index(batch_op.f("ix_project_goal_id"))
        batch_op.drop_index(batch_op.f("ix_project_area"))
        batch_op.drop_column("imported")
        batch_op.drop_column("source_status")
        batch_op.drop_column("external_id")
        batch_op.drop_column("source")
        batch_op.drop_column("criteria_frozen_at")
        batch_op.drop_column("criteria_frozen_in")
        batch_op.drop_column("sheet_keys")
        batch_op.drop_column("sheet_draft")
        batch_op.drop_column("goal_id")
        batch_op.drop_column("geometry")
        batch_op.drop_column("title_words")
        batch_op.drop_column("address")

    with op.batch_alter_table("sign_off_link") as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_off_link_version_id"))
        batch_op.drop_index(batch_op.f("ix_sign_off_link_partner_id"))

    op.drop_table("sign_off_link")
    with op.batch_alter_table("sign_off") as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_off_partner_id"))

    op.drop_table("sign_off")
    op.drop_table("sheet_version")
    with op.batch_alter_table("project_topic") as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_topic_topic"))

    op.drop_table("project_topic")
    with op.batch_alter_table("project_partner") as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_partner_partner_id"))

    op.drop_table("project_partner")
    with op.batch_alter_table("project_file") as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_file_project_id"))

    op.drop_table("project_file")
    with op.batch_alter_table("partner_draft") as batch_op:
        batch_op.drop_index("ix_partner_draft_state_sent_at")
        batch_op.drop_index(batch_op.f("ix_partner_draft_project_id"))
        batch_op.drop_index(batch_op.f("ix_partner_draft_partner_id"))
        batch_op.drop_index(batch_op.f("ix_partner_draft_author_id"))

    op.drop_table("partner_draft")
    op.drop_table("milestone_move")
    op.drop_table("criterion_score")
    with op.batch_alter_table("spokesperson") as batch_op:
        batch_op.drop_index(
            "uq_spokesperson_now",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_spokesperson_person_id"))
        batch_op.drop_index(batch_op.f("ix_spokesperson_partner_id"))

    op.drop_table("spokesperson")
    op.drop_table("vision")
    with op.batch_alter_table("partner") as batch_op:
        batch_op.drop_index("uq_partner_source_external_id")

    op.drop_table("partner")
    op.drop_table("goal")
