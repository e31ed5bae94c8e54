"""Downloads: which file is whose, and until when."""

import sqlalchemy as sa
from alembic import op

from ostiary.kernel import schema

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "download",
        sa.Column("id", schema.Key, autoincrement=True, nullable=False),
        sa.Column("name", schema.ordered(64), nullable=False),
        sa.Column("session_key", schema.Key, nullable=False),
        sa.Column("expires", schema.Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_key"], ["session.key"], name=op.f("fk_download_session_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_download")),
        sa.UniqueConstraint("name", name=op.f("uq_download_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_download_session_key"), "download", ["session_key"])
    op.create_index(op.f("ix_download_expires"), "download", ["expires"])
