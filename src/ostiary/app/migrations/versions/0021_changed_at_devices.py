"""Changes at devices: which events tell of them, and up to which the server has taken them over."""

import sqlalchemy as sa
from alembic import op

from ostiary.kernel import schema

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("event", sa.Column("by_device", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index(
        "ix_event_by_device",
        "event",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("by_device"),
        postgresql_where=sa.text("by_device"),
    )
    op.add_column("device_content", sa.Column("taken", schema.Key, server_default="0", nullable=False))
