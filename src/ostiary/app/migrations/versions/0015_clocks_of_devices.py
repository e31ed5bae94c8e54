"""The clocks of devices, and the stretches of their logs whose moments are doubtful."""

import sqlalchemy as sa
from alembic import op

from ostiary.kernel import schema

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "device_clock",
        sa.Column("device_id", schema.Key, nullable=False),
        sa.Column("read", schema.Moment(), nullable=False),
        sa.Column("drift", schema.Key, nullable=False),
        sa.Column("set", schema.Moment(), nullable=True),
        sa.Column("epoch", schema.Key, nullable=False),
        sa.Column("log_index", schema.Key, nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_device_clock_device_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("device_id", name=op.f("pk_device_clock")),
    )
    op.create_table(
        "event_doubt",
        sa.Column("device_id", schema.Key, autoincrement=False, nullable=False),
        sa.Column("epoch", schema.Key, autoincrement=False, nullable=False),
        sa.Column("first", schema.Key, autoincrement=False, nullable=False),
        sa.Column("last", schema.Key, nullable=False),
        sa.Column("drift", schema.Key, nullable=False),
        sa.Column("found", schema.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("device_id", "epoch", "first", name=op.f("pk_event_doubt")),
    )
