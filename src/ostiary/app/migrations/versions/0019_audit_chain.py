"""The chain of the audit trail."""

import sqlalchemy as sa
from alembic import op

from ostiary.kernel import schema

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("trail", sa.Column("digest", sa.LargeBinary(), nullable=True))
    op.create_table(
        "trail_anchor",
        sa.Column("number", schema.Key, autoincrement=False, nullable=False),
        sa.Column("line", schema.Key, nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_trail_anchor")),
    )
