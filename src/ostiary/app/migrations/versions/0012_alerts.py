"""Alerts: which events are, what has become of them, and which types make them."""

import sqlalchemy as sa
from alembic import op

from ostiary.kernel import schema

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("event", sa.Column("alert", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "alert",
        sa.Column("event_id", schema.Key, autoincrement=False, nullable=False),
        sa.Column("at", schema.Moment(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("ack_user_id", schema.ordered(), nullable=True),
        sa.Column("ack_user_name", schema.ordered(), nullable=True),
        sa.Column("ack_message", schema.ordered(), nullable=True),
        sa.Column("ack_at", schema.Moment(), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_alert_event_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_alert")),
    )
    op.create_index(op.f("ix_alert_at_event_id"), "alert", ["at", "event_id"], unique=False)
    op.create_index(op.f("ix_alert_status_at"), "alert", ["status", "at"], unique=False)
    op.create_table(
        "alert_choice",
        sa.Column("code", schema.Key, autoincrement=False, nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_alert_choice")),
    )
