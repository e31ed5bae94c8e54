"""The rules of doors: anti-passback, timed anti-passback, dual authentication."""

import sqlalchemy as sa
from alembic import op

from ostiary.kernel import schema

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    for rule in ("antipassback", "timed_antipassback", "dual_authentication"):
        op.add_column("door", sa.Column(rule, schema.Json, nullable=True))
