"""Who may fetch a download. Nobody may fetch one of before: it was kept for an hour."""

import sqlalchemy as sa
from alembic import op

from ostiary.kernel import schema

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("download", sa.Column("modules", schema.Json, server_default="[]", nullable=False))
    op.add_column("download", sa.Column("sight", schema.ordered(64), server_default="", nullable=False))
