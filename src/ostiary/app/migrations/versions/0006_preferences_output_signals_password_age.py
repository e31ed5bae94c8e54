"""Preferences, output signals, and when a password was changed."""

import sqlalchemy as sa
from alembic import op

from ostiary.kernel import schema

revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    _password_age()
    _preference()
    _output_signal()


def _password_age() -> None:
    op.add_column("user_account", sa.Column("password_changed", schema.Moment(), nullable=True))
    op.add_column("user_account", sa.Column("password_changes", sa.Integer(), nullable=False, server_default="0"))


def _preference() -> None:
    op.create_table(
        "preference",
        sa.Column("user_key", schema.Key, nullable=False),
        sa.Column("language", schema.ordered(16), nullable=False),
        sa.Column("date_format", schema.ordered(32), nullable=False),
        sa.Column("time_format", schema.ordered(32), nullable=False),
        sa.Column("time_long_format", schema.ordered(32), nullable=False),
        sa.Column("time_zone", schema.ordered(8), nullable=False),
        sa.Column("dst1", sa.Integer(), nullable=False),
        sa.Column("dst2", sa.Integer(), nullable=False),
        sa.Column("depend_on_os", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_key"], ["user_account.key"], name=op.f("fk_preference_user_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_key", name=op.f("pk_preference")),
    )


def _output_signal() -> None:
    op.create_table(
        "output_signal",
        sa.Column("id", schema.Key, autoincrement=True, nullable=False),
        sa.Column("name", schema.ordered(48), nullable=False),
        sa.Column("delay", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("on_duration", sa.Integer(), nullable=False),
        sa.Column("off_duration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_output_signal")),
        sa.UniqueConstraint("name", name=op.f("uq_output_signal_name")),
        sqlite_autoincrement=True,
    )
