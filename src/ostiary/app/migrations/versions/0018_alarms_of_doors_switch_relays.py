"""What the alarms of doors switch, and who gets more time at a door."""

import sqlalchemy as sa
from alembic import op

from ostiary.kernel import schema

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    for column in ("extended_opening", "outputs"):
        op.add_column("door", sa.Column(column, schema.Json, nullable=True))
