"""What the console keeps for somebody, beside his preference."""

import sqlalchemy as sa
from alembic import op

from ostiary.kernel import schema

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("preference", sa.Column("console", schema.Json, server_default="{}", nullable=False))
