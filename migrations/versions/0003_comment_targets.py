"""A comment is about a project or about an agenda item, and one on an item may say for or against."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ONE_TARGET = (
    "(CASE WHEN project_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN agenda_item_id IS NULL THEN 0 ELSE 1 END) = 1"
)


def upgrade() -> None:
    with op.batch_alter_table("comment") as batch_op:
        batch_op.alter_column("project_id", existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column("agenda_item_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("stance", sa.String(length=20), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_comment_agenda_item_id_agenda_item"), "agenda_item", ["agenda_item_id"], ["id"]
        )
        batch_op.create_check_constraint(batch_op.f("ck_comment_one_target"), ONE_TARGET)
        batch_op.create_check_constraint(
            batch_op.f("ck_comment_stance_on_item"), "stance IS NULL OR agenda_item_id IS NOT NULL"
        )
        batch_op.create_index(
            "ix_comment_item_state_received", ["agenda_item_id", "state", "received_at", "id"], unique=False
        )
        # for moderators, who read in every state: without it SQLite joins and sorts the whole table
        batch_op.create_index("ix_comment_received", ["received_at", "id"], unique=False)


def downgrade() -> None:
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM comment WHERE agenda_item_id IS NOT NULL")):
        raise SystemExit("There are comments on agenda items. The older version has no place for them.")
    with op.batch_alter_table("comment") as batch_op:
        batch_op.drop_index("ix_comment_received")
        batch_op.drop_index("ix_comment_item_state_received")
        batch_op.drop_constraint(batch_op.f("ck_comment_stance_on_item"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_comment_one_target"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_comment_agenda_item_id_agenda_item"), type_="foreignkey")
        batch_op.drop_column("stance")
        batch_op.drop_column("agenda_item_id")
        batch_op.alter_column("project_id", existing_type=sa.Integer(), nullable=False)
