"""Where the files of a job lie."""

import sqlalchemy as sa
from alembic import op

from ostiary.kernel import schema

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("job", sa.Column("place", schema.ordered(32), server_default="", nullable=False))
