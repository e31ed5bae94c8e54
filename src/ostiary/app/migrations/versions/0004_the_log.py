"""The log."""

import sqlalchemy as sa
from alembic import op

from ostiary.kernel import schema

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    _event()
    _event_gap()
    _event_name()
    _event_position()
    _event_unlisted_code()


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("id", schema.Key, autoincrement=True, nullable=False),
        sa.Column("at", schema.Moment(), nullable=False),
        sa.Column("stored_at", schema.Moment(), nullable=False),
        sa.Column("source_id", schema.Key, nullable=True),
        sa.Column("epoch", schema.Key, nullable=True),
        sa.Column("log_index", schema.Key, nullable=True),
        sa.Column("code", sa.Integer(), nullable=False),
        sa.Column("device_id", schema.Key, nullable=True),
        sa.Column("device_name", schema.ordered(), nullable=False),
        sa.Column("device_group_id", schema.Key, nullable=True),
        sa.Column("door_id", schema.Key, nullable=True),
        sa.Column("door_name", schema.ordered(), nullable=False),
        sa.Column("door_group_id", schema.Key, nullable=True),
        sa.Column("user_id", schema.ordered(), nullable=True),
        sa.Column("user_name", schema.ordered(), nullable=False),
        sa.Column("user_group_id", schema.Key, nullable=True),
        sa.Column("user_group_name", schema.ordered(), nullable=False),
        sa.Column("credential", schema.ordered(), nullable=False),
        sa.Column("reason", schema.ordered(), nullable=False),
        sa.Column("parameter", schema.ordered(), nullable=False),
        sa.Column("tna_key", sa.Integer(), nullable=False),
        sa.Column("shift", sa.Integer(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("source_id", "epoch", "log_index", name=op.f("uq_event_source_id_epoch_log_index")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_event_at_id"), "event", ["at", "id"], unique=False)
    op.create_index(op.f("ix_event_code_at"), "event", ["code", "at"], unique=False)
    op.create_index(op.f("ix_event_device_id_at"), "event", ["device_id", "at"], unique=False)
    op.create_index(
        "ix_event_door_id_at",
        "event",
        ["door_id", "at"],
        unique=False,
        sqlite_where=sa.text("door_id IS NOT NULL"),
        postgresql_where=sa.text("door_id IS NOT NULL"),
    )
    op.create_index(
        "ix_event_user_id_at",
        "event",
        ["user_id", "at"],
        unique=False,
        sqlite_where=sa.text("user_id IS NOT NULL"),
        postgresql_where=sa.text("user_id IS NOT NULL"),
    )


def _event_gap() -> None:
    op.create_table(
        "event_gap",
        sa.Column("id", schema.Key, autoincrement=True, nullable=False),
        sa.Column("device_id", schema.Key, nullable=False),
        sa.Column("epoch", schema.Key, nullable=False),
        sa.Column("first", schema.Key, nullable=False),
        sa.Column("last", schema.Key, nullable=False),
        sa.Column("why", schema.ordered(16), nullable=False),
        sa.Column("found", schema.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_gap")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_event_gap_device_id_epoch"), "event_gap", ["device_id", "epoch"], unique=False)


def _event_name() -> None:
    op.create_table(
        "event_name",
        sa.Column("id", schema.Key, autoincrement=True, nullable=False),
        sa.Column("kind", schema.ordered(32), nullable=False),
        sa.Column("key", schema.ordered(64), nullable=False),
        sa.Column("since", schema.Moment(), nullable=False),
        sa.Column("name", schema.ordered(), nullable=False),
        sa.Column("group_id", schema.Key, nullable=True),
        sa.Column("timezone", schema.ordered(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_event_name_kind_key_since"), "event_name", ["kind", "key", "since"], unique=False)


def _event_position() -> None:
    op.create_table(
        "event_position",
        sa.Column("device_id", schema.Key, autoincrement=False, nullable=False),
        sa.Column("epoch", schema.Key, nullable=False),
        sa.Column("log_index", schema.Key, nullable=False),
        sa.Column("told", schema.Key, nullable=False),
        sa.PrimaryKeyConstraint("device_id", name=op.f("pk_event_position")),
    )


def _event_unlisted_code() -> None:
    op.create_table(
        "event_unlisted_code",
        sa.Column("code", schema.Key, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_event_unlisted_code")),
    )
