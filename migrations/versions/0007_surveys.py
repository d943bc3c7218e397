"""Surveys: forms in versions, drafts, the box, responses, tallies, results; and comments on their questions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

OF_TWO = "(CASE WHEN project_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN agenda_item_id IS NULL THEN 0 ELSE 1 END) = 1"
OF_THREE = OF_TWO.removesuffix(" = 1") + " + (CASE WHEN survey_question_id IS NULL THEN 0 ELSE 1 END) = 1"


def upgrade() -> None:
    op.create_table(
        "survey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("intro", sa.JSON(), nullable=False),
        sa.Column("open_records", sa.JSON(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("promise", sa.String(length=20), nullable=False),
        sa.Column("results_shown", sa.String(length=20), nullable=False),
        sa.Column("groupings", sa.JSON(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("illustrative", sa.Boolean(), nullable=False),
        sa.Column("attribution", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_survey_created_by_person")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_survey_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
        sa.UniqueConstraint("slug", name=op.f("uq_survey_slug")),
    )
    with op.batch_alter_table("survey") as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_survey_state"), ["state"], unique=False)

    op.create_table(
        "survey_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.Column("label", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_question_survey_id_survey")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_question")),
        sa.UniqueConstraint("survey_id", "path", name="uq_survey_question_survey_id_path"),
    )
    op.create_table(
        "survey_receipt",
        sa.Column(
            "receipt_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipt.id"], name=op.f("fk_survey_receipt_receipt_id_receipt")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_receipt_survey_id_survey")),
        sa.PrimaryKeyConstraint("receipt_id", name=op.f("pk_survey_receipt")),
    )
    with op.batch_alter_table("survey_receipt") as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_receipt_survey_id"), ["survey_id"], unique=False)

    op.create_table(
        "survey_results",
        sa.Column("survey_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tables", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_results_survey_id_survey")),
        sa.PrimaryKeyConstraint("survey_id", name=op.f("pk_survey_results")),
    )
    op.create_table(
        "survey_tally",
        sa.Column("survey_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question", sa.String(length=300), nullable=False),
        sa.Column("dimension", sa.String(length=20), nullable=False),
        sa.Column("group", sa.String(length=80), nullable=False),
        sa.Column("mark", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=255), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_tally_survey_id_survey")),
        sa.PrimaryKeyConstraint(
            "survey_id", "question", "dimension", "group", "mark", "value", name=op.f("pk_survey_tally")
        ),
    )
    op.create_table(
        "survey_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("form", sa.JSON(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("source_name", sa.String(length=200), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_survey_version_made_by_person")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_version_survey_id_survey")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_version")),
        sa.UniqueConstraint("survey_id", "number", name="uq_survey_version_survey_id_number"),
    )
    op.create_table(
        "survey_box",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("lang", sa.String(length=20), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_box_survey_id_survey")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["survey_version.id"], name=op.f("fk_survey_box_version_id_survey_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_box")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("survey_box") as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_box_survey_id"), ["survey_id"], unique=False)

    op.create_table(
        "survey_draft",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("lang", sa.String(length=20), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(length=400), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_draft_survey_id_survey")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["survey_version.id"], name=op.f("fk_survey_draft_version_id_survey_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_draft")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_survey_draft_code_hash")),
    )
    with op.batch_alter_table("survey_draft") as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_draft_survey_id"), ["survey_id"], unique=False)

    op.create_table(
        "survey_response",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("lang", sa.String(length=20), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("receipt_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("texts_taken", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(receipt_id IS NULL) = (sent_at IS NULL)", name=op.f("ck_survey_response_anonymous_has_no_time")
        ),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipt.id"], name=op.f("fk_survey_response_receipt_id_receipt")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_response_survey_id_survey")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["survey_version.id"], name=op.f("fk_survey_response_version_id_survey_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_response")),
        sa.UniqueConstraint("receipt_id", name=op.f("uq_survey_response_receipt_id")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("survey_response") as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_response_survey_id"), ["survey_id"], unique=False)

    with op.batch_alter_table("comment") as batch_op:
        batch_op.add_column(sa.Column("survey_question_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_comment_survey_question_id"), ["survey_question_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_comment_survey_question_id_survey_question"),
            "survey_question",
            ["survey_question_id"],
            ["id"],
        )
        batch_op.drop_constraint(batch_op.f("ck_comment_one_target"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_comment_one_target"), OF_THREE)


def downgrade() -> None:
    if op.get_bind().execute(sa.text("SELECT 1 FROM comment WHERE survey_question_id IS NOT NULL")).first():
        raise SystemExit("There are free texts of surveys. The older version has no place for them.")
    with op.batch_alter_table("comment") as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_comment_one_target"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_comment_one_target"), OF_TWO)
        batch_op.drop_constraint(batch_op.f("fk_comment_survey_question_id_survey_question"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_comment_survey_question_id"))
        batch_op.drop_column("survey_question_id")

    with op.batch_alter_table("survey_response") as batch_op:
        batch_op.drop_index(batch_op.f("ix_survey_response_survey_id"))

    op.drop_table("survey_response")
    with op.batch_alter_table("survey_draft") as batch_op:
        batch_op.drop_index(batch_op.f("ix_survey_draft_survey_id"))

    op.drop_table("survey_draft")
    with op.batch_alter_table("survey_box") as batch_op:
        batch_op.drop_index(batch_op.f("ix_survey_box_survey_id"))

    op.drop_table("survey_box")
    op.drop_table("survey_version")
    op.drop_table("survey_tally")
    op.drop_table("survey_results")
    with op.batch_alter_table("survey_receipt") as batch_op:
        batch_op.drop_index(batch_op.f("ix_survey_receipt_survey_id"))

    op.drop_table("survey_receipt")
    op.drop_table("survey_question")
    with op.batch_alter_table("survey") as batch_op:
        batch_op.drop_index(batch_op.f("ix_survey_state"))
        batch_op.drop_index(batch_op.f("ix_survey_project_id"))

    op.drop_table("survey")
