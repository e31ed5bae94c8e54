"""Jobs: long work that outlives requests and servers."""

import sqlalchemy as sa
from alembic import op

from ostiary.kernel import schema

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "job",
        sa.Column("id", schema.Key, autoincrement=True, nullable=False),
        sa.Column("kind", schema.ordered(32), nullable=False),
        sa.Column("module", schema.ordered(32), nullable=False),
        sa.Column("title", schema.ordered(), nullable=False),
        sa.Column("input", schema.Json, nullable=False),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.Column("asked_by", schema.ordered(32), nullable=False),
        sa.Column("asked_name", schema.ordered(), nullable=False),
        sa.Column("asker", schema.Json, nullable=False),
        sa.Column("asked_at", schema.Moment(), nullable=False),
        sa.Column("begun_at", schema.Moment(), nullable=True),
        sa.Column("ended_at", schema.Moment(), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("step", schema.ordered(), nullable=False),
        sa.Column("checkpoint", schema.Json, nullable=True),
        sa.Column("result", schema.Json, nullable=True),
        sa.Column("error", schema.ordered(), nullable=False),
        sa.Column("cancelling", sa.Boolean(), nullable=False),
        sa.Column("owner", schema.ordered(32), nullable=False),
        sa.Column("lease", schema.Moment(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.CheckConstraint("state BETWEEN 0 AND 4", name=op.f("ck_job_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_job_state_kind"), "job", ["state", "kind"])
