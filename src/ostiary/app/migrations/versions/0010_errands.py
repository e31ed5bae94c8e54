"""Errands: what one process asks of the one that looks after the devices."""

import sqlalchemy as sa
from alembic import op

from ostiary.kernel import schema

revision = "0010"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "errand",
        sa.Column("id", schema.Key, autoincrement=True, nullable=False),
        sa.Column("kind", schema.ordered(32), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("expires", schema.Moment(), nullable=False),
        sa.Column("taken", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_errand")),
        sqlite_autoincrement=True,
    )
