"""Comments and moderation in full: replies, supports, photos, rulings of all kinds, families, appeals, erasure."""

from __future__ import annotations

import hashlib
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "escalation_plan",
        sa.Column("danger", sa.String(length=20), nullable=False),
        sa.Column("tell", sa.Text(), nullable=False),
        sa.Column("help", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("danger", name=op.f("pk_escalation_plan")),
    )
    op.create_table(
        "mail",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=200), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("key", name=op.f("uq_mail_key")),
    )
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mail_due_at"), ["due_at"], unique=False)

    op.create_table(
        "tombstone",
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_tombstone")),
    )
    op.create_table(
        "guideline_version",
        sa.Column("guideline_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("advice", sa.JSON(), nullable=False),
        sa.Column("practice", sa.JSON(), nullable=False),
        sa.Column("reason", sa.JSON(), nullable=False),
        sa.Column("stands_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record_seq", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["guideline_id"], ["guideline.id"], name=op.f("fk_guideline_version_guideline_id_guideline")
        ),
        sa.PrimaryKeyConstraint("guideline_id", "number", name=op.f("pk_guideline_version")),
    )
    op.create_table(
        "reply_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guideline_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["guideline_id"], ["guideline.id"], name=op.f("fk_reply_template_guideline_id_guideline")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_template")),
    )
    with op.batch_alter_table("reply_template", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reply_template_guideline_id"), ["guideline_id"], unique=False)

    op.create_table(
        "slip_batch",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("occasion", sa.String(length=160), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_slip_batch_made_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slip_batch")),
    )
    op.create_table(
        "assignment",
        sa.Column(
            "comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("assigned_by", sa.Integer(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["assigned_by"], ["person.id"], name=op.f("fk_assignment_assigned_by_person")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_assignment_comment_id_comment")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_assignment_person_id_person")),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_assignment")),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_person_id"), ["person_id"], unique=False)

    op.create_table(
        "claim",
        sa.Column(
            "comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_claim_comment_id_comment")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_claim_person_id_person")),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_claim")),
    )
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_person_id"), ["person_id"], unique=False)

    op.create_table(
        "comment_contact",
        sa.Column(
            "comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("lang", sa.String(length=20), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_comment_contact_comment_id_comment")),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_comment_contact")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_comment_contact_token_hash")),
    )
    op.create_table(
        "comment_photo",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("file_key", sa.String(length=32), nullable=False),
        sa.Column("file_type", sa.String(length=20), nullable=False),
        sa.Column("alt", sa.String(length=300), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_comment_photo_comment_id_comment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_photo")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_comment_photo_comment_id")),
        sa.UniqueConstraint("file_key", name=op.f("uq_comment_photo_file_key")),
    )
    op.create_table(
        "escalation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("danger", sa.String(length=20), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("escalated_by", sa.Integer(), nullable=False),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["closed_by"], ["person.id"], name=op.f("fk_escalation_closed_by_person")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_escalation_comment_id_comment")),
        sa.ForeignKeyConstraint(["escalated_by"], ["person.id"], name=op.f("fk_escalation_escalated_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation")),
    )
    with op.batch_alter_table("escalation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_escalation_comment_id"), ["comment_id"], unique=False)

    op.create_table(
        "family",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("representative_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["representative_id"], ["comment.id"], name=op.f("fk_family_representative_id_comment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family")),
        sa.UniqueConstraint("representative_id", name=op.f("uq_family_representative_id")),
    )
    op.create_table(
        "family_mark",
        sa.Column("mark", sa.String(length=20), nullable=False),
        sa.Column(
            "comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_family_mark_comment_id_comment")),
        sa.PrimaryKeyConstraint("mark", "comment_id", name=op.f("pk_family_mark")),
    )
    with op.batch_alter_table("family_mark", schema=None) as batch_op:
        batch_op.create_index("ix_family_mark_comment", ["comment_id"], unique=False)

    op.create_table(
        "internal_note",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_internal_note_comment_id_comment")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_internal_note_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_internal_note")),
    )
    with op.batch_alter_table("internal_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_internal_note_comment_id"), ["comment_id"], unique=False)

    op.create_table(
        "legal_hold",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_legal_hold_comment_id_comment")),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=op.f("fk_legal_hold_ended_by_person")),
        sa.ForeignKeyConstraint(["set_by"], ["person.id"], name=op.f("fk_legal_hold_set_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
    )
    with op.batch_alter_table("legal_hold", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_legal_hold_comment_id"), ["comment_id"], unique=False)

    op.create_table(
        "report",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("nonce_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["closed_by"], ["person.id"], name=op.f("fk_report_closed_by_person")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_report_comment_id_comment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("nonce_hash", name=op.f("uq_report_nonce_hash")),
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index("ix_report_comment_closed", ["comment_id", "closed_at"], unique=False)

    op.create_table(
        "seal_opening",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_seal_opening_comment_id_comment")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_seal_opening_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seal_opening")),
    )
    with op.batch_alter_table("seal_opening", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seal_opening_comment_id"), ["comment_id"], unique=False)

    op.create_table(
        "second_look",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_second_look_asked_by_person")),
        sa.ForeignKeyConstraint(["closed_by"], ["person.id"], name=op.f("fk_second_look_closed_by_person")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_second_look_comment_id_comment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_look")),
    )
    with op.batch_alter_table("second_look", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_second_look_comment_id"), ["comment_id"], unique=False)

    op.create_table(
        "support",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("nonce_hash", sa.String(length=64), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_support_comment_id_comment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support")),
        sa.UniqueConstraint("nonce_hash", name=op.f("uq_support_nonce_hash")),
    )
    with op.batch_alter_table("support", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_comment_id"), ["comment_id"], unique=False)

    op.create_table(
        "family_member",
        sa.Column(
            "comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("family_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("overlap", sa.Double(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_family_member_comment_id_comment")),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"], name=op.f("fk_family_member_family_id_family")),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_family_member")),
    )
    with op.batch_alter_table("family_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_family_member_family_id"), ["family_id"], unique=False)

    op.create_table(
        "appeal",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ruling_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("record_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name=op.f("fk_appeal_answered_by_person")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_appeal_comment_id_comment")),
        sa.ForeignKeyConstraint(["ruling_id"], ["ruling.id"], name=op.f("fk_appeal_ruling_id_ruling")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_appeal_comment_id")),
    )
    with op.batch_alter_table("appeal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appeal_state"), ["state"], unique=False)

    op.create_table(
        "sealed_original",
        sa.Column(
            "comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("ruling_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("passages", sa.JSON(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_sealed_original_comment_id_comment")),
        sa.ForeignKeyConstraint(["ruling_id"], ["ruling.id"], name=op.f("fk_sealed_original_ruling_id_ruling")),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_sealed_original")),
    )
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("status_update_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("reply_to_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.add_column(sa.Column("channel", sa.String(length=20), nullable=False, server_default="web"))
        batch_op.add_column(sa.Column("heard_at", sa.String(length=160), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("entered_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("text_hash", sa.String(length=64), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("signals", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("fold", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("redacted", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("supports", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(
            sa.Column("represented_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.add_column(sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.drop_constraint(batch_op.f("ck_comment_published_has_time"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_comment_published_has_time"), "state != 'published' OR published_at IS NOT NULL"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_comment_update_of_project"), "status_update_id IS NULL OR project_id IS NOT NULL"
        )
        batch_op.create_index(batch_op.f("ix_comment_fold"), ["fold"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_reply_to_id"), ["reply_to_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_represented_by_id"), ["represented_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_status_update_id"), ["status_update_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_text_hash"), ["text_hash"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_comment_reply_to_id_comment"), "comment", ["reply_to_id"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_comment_status_update_id_project_update"), "project_update", ["status_update_id"], ["id"]
        )
        batch_op.create_foreign_key(batch_op.f("fk_comment_entered_by_person"), "person", ["entered_by"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_comment_represented_by_id_comment"), "comment", ["represented_by_id"], ["id"]
        )

    with op.batch_alter_table("guideline", schema=None) as batch_op:
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("retired", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("practice", sa.JSON(), nullable=False, server_default="{}"))

    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("slip_batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.create_index(batch_op.f("ix_receipt_slip_batch_id"), ["slip_batch_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_receipt_slip_batch_id_slip_batch"), "slip_batch", ["slip_batch_id"], ["id"]
        )

    with op.batch_alter_table("ruling", schema=None) as batch_op:
        batch_op.add_column(sa.Column("guideline_version", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("passage", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("remedy", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("waits_for", sa.String(length=160), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("moved_from", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("family_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
        batch_op.drop_constraint(batch_op.f("ck_ruling_decline_cites_guideline"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_ruling_cites_guideline"),
            "kind NOT IN ('redact', 'decline', 'hide') OR imported OR guideline_id IS NOT NULL",
        )
        batch_op.create_index(batch_op.f("ix_ruling_family_id"), ["family_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_ruling_family_id_family"), "family", ["family_id"], ["id"])

    _fingerprint_comments()
    _keep_first_versions()


def _fingerprint_comments() -> None:
    """Comments that are here learn by what the same words are known again."""
    comment = sa.table("comment", sa.column("id", sa.BigInteger), sa.column("body", sa.Text), sa.column("text_hash"))
    connection = op.get_bind()
    last = 0
    while rows := connection.execute(
        sa.select(comment.c.id, comment.c.body).where(comment.c.id > last).order_by(comment.c.id).limit(1000)
    ).all():
        connection.execute(
            comment.update().where(comment.c.id == sa.bindparam("key")).values(text_hash=sa.bindparam("hash")),
            [{"key": row.id, "hash": _fingerprint(row.body)} for row in rows],
        )
        last = rows[-1].id


def _fingerprint(body: str) -> str:
    folded = unicodedata.normalize("NFKC", body).casefold()
    words = " ".join("".join(c if c.isalnum() else " " for c in folded).split())
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest() if words else ""


def _keep_first_versions() -> None:
    """The words of each guideline so far are its first version; the oldest ruling that cites it tells since when."""
    op.execute(
        "INSERT INTO guideline_version (guideline_id, number, title, text, advice, practice, reason, stands_from)"
        " SELECT g.id, 1, g.title, g.text, g.advice, g.practice, '{}',"
        " coalesce((SELECT min(r.ruled_at) FROM ruling r WHERE r.guideline_id = g.id), CURRENT_TIMESTAMP)"
        " FROM guideline g"
    )
    op.execute("UPDATE ruling SET guideline_version = 1 WHERE guideline_id IS NOT NULL")


def downgrade() -> None:
    op.execute("UPDATE comment SET state = 'pending' WHERE state = 'set_aside'")
    op.execute("UPDATE comment SET state = 'declined' WHERE state IN ('hidden', 'withdrawn', 'erased')")
    op.execute("UPDATE comment SET published_at = NULL WHERE state != 'published'")
    with op.batch_alter_table("ruling", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_ruling_family_id_family"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_ruling_family_id"))
        batch_op.drop_constraint(batch_op.f("ck_ruling_cites_guideline"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_ruling_decline_cites_guideline"), "kind != 'decline' OR imported OR guideline_id IS NOT NULL"
        )
        batch_op.drop_column("family_id")
        batch_op.drop_column("moved_from")
        batch_op.drop_column("waits_for")
        batch_op.drop_column("remedy")
        batch_op.drop_column("passage")
        batch_op.drop_column("guideline_version")

    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_receipt_slip_batch_id_slip_batch"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_receipt_slip_batch_id"))
        batch_op.drop_column("slip_batch_id")

    with op.batch_alter_table("guideline", schema=None) as batch_op:
        batch_op.drop_column("practice")
        batch_op.drop_column("retired")
        batch_op.drop_column("version")

    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_comment_represented_by_id_comment"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_comment_entered_by_person"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_comment_status_update_id_project_update"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_comment_reply_to_id_comment"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_comment_text_hash"))
        batch_op.drop_index(batch_op.f("ix_comment_status_update_id"))
        batch_op.drop_index(batch_op.f("ix_comment_represented_by_id"))
        batch_op.drop_index(batch_op.f("ix_comment_reply_to_id"))
        batch_op.drop_index(batch_op.f("ix_comment_fold"))
        batch_op.drop_constraint(batch_op.f("ck_comment_update_of_project"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_comment_published_has_time"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_comment_published_has_time"), "(state = 'published') = (published_at IS NOT NULL)"
        )
        batch_op.drop_column("edited_at")
        batch_op.drop_column("represented_by_id")
        batch_op.drop_column("supports")
        batch_op.drop_column("redacted")
        batch_op.drop_column("fold")
        batch_op.drop_column("signals")
        batch_op.drop_column("text_hash")
        batch_op.drop_column("entered_by")
        batch_op.drop_column("heard_at")
        batch_op.drop_column("channel")
        batch_op.drop_column("reply_to_id")
        batch_op.drop_column("status_update_id")

    op.drop_table("sealed_original")
    with op.batch_alter_table("appeal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appeal_state"))

    op.drop_table("appeal")
    with op.batch_alter_table("family_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_family_member_family_id"))

    op.drop_table("family_member")
    with op.batch_alter_table("support", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_support_comment_id"))

    op.drop_table("support")
    with op.batch_alter_table("second_look", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_second_look_comment_id"))

    op.drop_table("second_look")
    with op.batch_alter_table("seal_opening", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seal_opening_comment_id"))

    op.drop_table("seal_opening")
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_index("ix_report_comment_closed")

    op.drop_table("report")
    with op.batch_alter_table("legal_hold", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_legal_hold_comment_id"))

    op.drop_table("legal_hold")
    with op.batch_alter_table("internal_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_internal_note_comment_id"))

    op.drop_table("internal_note")
    with op.batch_alter_table("family_mark", schema=None) as batch_op:
        batch_op.drop_index("ix_family_mark_comment")

    op.drop_table("family_mark")
    op.drop_table("family")
    with op.batch_alter_table("escalation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_escalation_comment_id"))

    op.drop_table("escalation")
    op.drop_table("comment_photo")
    op.drop_table("comment_contact")
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_person_id"))

    op.drop_table("claim")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assignment_person_id"))

    op.drop_table("assignment")
    op.drop_table("slip_batch")
    with op.batch_alter_table("reply_template", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reply_template_guideline_id"))

    op.drop_table("reply_template")
    op.drop_table("guideline_version")
    op.drop_table("tombstone")
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mail_due_at"))

    op.drop_table("mail")
    op.drop_table("escalation_plan")
