"""Whose jobs and audit lines are whose: a user id may be given again, so people have a beginning and jobs a key.

Of people that were there before nobody knows when they were made: for them it is the end of the trail.
"""

import sqlalchemy as sa
from alembic import op

from ostiary.kernel import schema

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

PEOPLE = sa.table("user_account", sa.column("made", sa.BigInteger))
LINES = sa.table("trail", sa.column("at", sa.BigInteger))
JOBS = sa.table("job", sa.column("asker", schema.Json), sa.column("asker_key", schema.Key))


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("user_account", sa.Column("made", schema.Moment(), server_default="0", nullable=False))
    end = sa.select(sa.func.coalesce(sa.func.max(LINES.c.at) + 1, 0)).scalar_subquery()
    op.execute(PEOPLE.update().values(made=end))
    op.add_column("job", sa.Column("asker_key", schema.Key, nullable=True))
    op.execute(JOBS.update().values(asker_key=JOBS.c.asker["key"].as_integer()))
