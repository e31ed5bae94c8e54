"""Refusals: how many records each device refuses."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("device_content", sa.Column("refusals", sa.Integer(), server_default="0", nullable=False))
