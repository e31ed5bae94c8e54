"""Devices that are locked."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("device", sa.Column("locked", sa.Boolean(), nullable=False, server_default=sa.false()))
