"""Devices, doors, schedules, access."""

import sqlalchemy as sa
from alembic import op

from ostiary.kernel import schema

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    _access_level()
    _command()
    _device()
    _device_content()
    _door()
    _door_state()
    _holiday_group()
    _schedule()
    _access_group_level()
    _access_level_item()
    _access_level_door()


def _access_level() -> None:
    op.create_table(
        "access_level",
        sa.Column("id", schema.Key, autoincrement=True, nullable=False),
        sa.Column("name", schema.ordered(48), nullable=False),
        sa.Column("description", schema.ordered(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_level")),
        sa.UniqueConstraint("name", name=op.f("uq_access_level_name")),
        sqlite_autoincrement=True,
    )


def _command() -> None:
    op.create_table(
        "command",
        sa.Column("id", schema.Key, autoincrement=True, nullable=False),
        sa.Column("device_id", schema.Key, nullable=False),
        sa.Column("body", schema.Json, nullable=False),
        sa.Column("queued", schema.Moment(), nullable=False),
        sa.Column("expires", schema.Moment(), nullable=False),
        sa.Column("sent", schema.Moment(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("fault", sa.Integer(), nullable=True),
        sa.Column("outcome", schema.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_command")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_command_done_device_id"), "command", ["done", "device_id"], unique=False)


def _device() -> None:
    op.create_table(
        "device",
        sa.Column("id", schema.Key, autoincrement=False, nullable=False),
        sa.Column("name", schema.ordered(48), nullable=False),
        sa.Column("type_id", sa.Integer(), nullable=False),
        sa.Column("group_id", schema.Key, nullable=False),
        sa.Column("parent_id", schema.Key, nullable=True),
        sa.Column("driver", schema.ordered(32), nullable=False),
        sa.Column("address", schema.ordered(64), nullable=False),
        sa.Column("port", sa.Integer(), nullable=False),
        sa.Column("timezone", schema.ordered(64), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("connected", sa.Boolean(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("user_sync", sa.Integer(), nullable=False),
        sa.Column("firmware", schema.ordered(32), nullable=False),
        sa.Column("hardware", schema.ordered(32), nullable=False),
        sa.Column("mac", schema.ordered(32), nullable=False),
        sa.Column("settings", schema.Json, nullable=False),
        sa.Column("seen", schema.Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("name", name=op.f("uq_device_name")),
    )
    op.create_index(op.f("ix_device_group_id"), "device", ["group_id"], unique=False)
    op.create_index(op.f("ix_device_parent_id"), "device", ["parent_id"], unique=False)


def _device_content() -> None:
    op.create_table(
        "device_content",
        sa.Column("device_id", schema.Key, autoincrement=False, nullable=False),
        sa.Column("seq", schema.Key, nullable=False),
        sa.Column("state", schema.ordered(16), nullable=False),
        sa.Column("pending", sa.Integer(), nullable=False),
        sa.Column("held", schema.Json, nullable=False),
        sa.Column("refused", schema.Json, nullable=False),
        sa.Column("verified_at", schema.Moment(), nullable=True),
        sa.PrimaryKeyConstraint("device_id", name=op.f("pk_device_content")),
    )


def _door() -> None:
    op.create_table(
        "door",
        sa.Column("id", schema.Key, autoincrement=True, nullable=False),
        sa.Column("name", schema.ordered(48), nullable=False),
        sa.Column("name_fold", schema.ordered(), nullable=False),
        sa.Column("description", schema.ordered(), nullable=False),
        sa.Column("group_id", schema.Key, nullable=False),
        sa.Column("master_id", schema.Key, nullable=True),
        sa.Column("entry_device_id", schema.Key, nullable=True),
        sa.Column("exit_device_id", schema.Key, nullable=True),
        sa.Column("relay_device_id", schema.Key, nullable=True),
        sa.Column("relay_index", sa.Integer(), nullable=False),
        sa.Column("sensor", schema.Json, nullable=True),
        sa.Column("exit_button", schema.Json, nullable=True),
        sa.Column("open_duration", sa.Integer(), nullable=False),
        sa.Column("open_timeout", sa.Integer(), nullable=False),
        sa.Column("open_once", sa.Boolean(), nullable=False),
        sa.Column("unconditional_lock", sa.Boolean(), nullable=False),
        sa.Column("options", schema.Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_door")),
        sa.UniqueConstraint("name", name=op.f("uq_door_name")),
        sa.UniqueConstraint("relay_device_id", "relay_index", name=op.f("uq_door_relay_device_id_relay_index")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_door_entry_device_id"), "door", ["entry_device_id"], unique=False)
    op.create_index(op.f("ix_door_exit_device_id"), "door", ["exit_device_id"], unique=False)
    op.create_index(op.f("ix_door_group_id"), "door", ["group_id"], unique=False)


def _door_state() -> None:
    op.create_table(
        "door_state",
        sa.Column("door_id", schema.Key, autoincrement=False, nullable=False),
        sa.Column("unlocked", sa.Boolean(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("locked_by", sa.Integer(), nullable=False),
        sa.Column("unlocked_by", sa.Integer(), nullable=False),
        sa.Column("alarms", sa.Integer(), nullable=False),
        sa.Column("last_open", schema.Moment(), nullable=True),
        sa.Column("told", schema.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("door_id", name=op.f("pk_door_state")),
    )


def _holiday_group() -> None:
    op.create_table(
        "holiday_group",
        sa.Column("id", schema.Key, autoincrement=True, nullable=False),
        sa.Column("name", schema.ordered(48), nullable=False),
        sa.Column("description", schema.ordered(), nullable=False),
        sa.Column("holidays", schema.Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holiday_group")),
        sa.UniqueConstraint("name", name=op.f("uq_holiday_group_name")),
        sqlite_autoincrement=True,
    )


def _schedule() -> None:
    op.create_table(
        "schedule",
        sa.Column("id", schema.Key, autoincrement=True, nullable=False),
        sa.Column("name", schema.ordered(48), nullable=False),
        sa.Column("description", schema.ordered(), nullable=False),
        sa.Column("plan", schema.Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule")),
        sa.UniqueConstraint("name", name=op.f("uq_schedule_name")),
        sqlite_autoincrement=True,
    )


def _access_group_level() -> None:
    op.create_table(
        "access_group_level",
        sa.Column("group_id", schema.Key, nullable=False),
        sa.Column("level_id", schema.Key, nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["access_group.id"], name=op.f("fk_access_group_level_group_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["level_id"], ["access_level.id"], name=op.f("fk_access_group_level_level_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("group_id", "level_id", name=op.f("pk_access_group_level")),
    )
    op.create_index(op.f("ix_access_group_level_level_id"), "access_group_level", ["level_id"], unique=False)


def _access_level_item() -> None:
    op.create_table(
        "access_level_item",
        sa.Column("id", schema.Key, autoincrement=True, nullable=False),
        sa.Column("level_id", schema.Key, nullable=False),
        sa.Column("schedule_id", schema.Key, nullable=False),
        sa.ForeignKeyConstraint(
            ["level_id"], ["access_level.id"], name=op.f("fk_access_level_item_level_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["schedule_id"], ["schedule.id"], name=op.f("fk_access_level_item_schedule_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_level_item")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_access_level_item_level_id"), "access_level_item", ["level_id"], unique=False)
    op.create_index(op.f("ix_access_level_item_schedule_id"), "access_level_item", ["schedule_id"], unique=False)


def _access_level_door() -> None:
    op.create_table(
        "access_level_door",
        sa.Column("item_id", schema.Key, nullable=False),
        sa.Column("door_id", schema.Key, nullable=False),
        sa.ForeignKeyConstraint(
            ["door_id"], ["door.id"], name=op.f("fk_access_level_door_door_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["access_level_item.id"], name=op.f("fk_access_level_door_item_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("item_id", "door_id", name=op.f("pk_access_level_door")),
    )
    op.create_index(op.f("ix_access_level_door_door_id"), "access_level_door", ["door_id"], unique=False)
